import ArgumentParser
import PolicyDiagnostics
import PolicyRecords
import PolicyReport

/// How a report about a population is written.
enum DocumentFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
  case markdown
  case html

  /// The form that the name of a file asks for.
  init?(path: String) {
    let endings: [(String, DocumentFormat)] = [
      (".html", .html), (".json", .json), (".md", .markdown), (".txt", .text),
    ]
    guard let format = endings.first(where: { path.hasSuffix($0.0) })?.1 else { return nil }
    self = format
  }
}

/// Where a report goes, and in which form.
struct DocumentOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How the report is written; by default as the file's name ends.", valueName: "text|json|markdown|html"))
  var format: DocumentFormat?

  @Option(help: ArgumentHelp("The file of the report; standard output without it.", valueName: "file"))
  var output: String?

  /// Writes a report, and says where it went.
  func write(_ document: ReportDocument, json: () -> [UInt8], _ console: Console) throws {
    console.journal?.note(document)
    let bytes: [UInt8] =
      switch format ?? output.flatMap(DocumentFormat.init(path:)) ?? .text {
      case .text: Array(text(of: document, console).utf8)
      case .json: json()
      case .markdown: Array(ReportMarkdown().text(of: document).utf8)
      case .html: Array(ReportHTML().text(of: document).utf8)
      }
    guard let output else { return Console.writeOutput(bytes) }
    let file = try OutputFile(path: output)
    try file.write(bytes)
    try file.commit()
    console.say(LocalizedText("report: \(output)", "报告：\(output)"))
  }

  private func text(of document: ReportDocument, _ console: Console) -> String {
    let width = console.diagnosticText(for: .output).width
    return ReportText(style: output == nil ? console.outputStyle : .plain, width: width).text(of: document)
  }
}
