import PolicyDiagnostics
import PolicyFEEL
import PolicyReport

/// What `assay eval` says of one expression.
struct EvalReport {
  let program: FEELProgram?
  /// The value; nil where there is none.
  let value: FEELValue?
  let diagnostics: DiagnosticSet
  let showsTree: Bool

  /// Writes the value to standard output, and what is said about the expression to standard error.
  func write(_ format: ReportFormat, _ console: Console) {
    switch format {
    case .text: writeText(console)
    case .json: writeJSON()
    }
  }

  private func writeText(_ console: Console) {
    let writer = console.diagnosticText(for: .error)
    for finding in diagnostics.sorted { Console.writeError(writer.text(of: finding) + "\n") }
    guard let program, let value else { return }
    var text = value.literal + "\n"
    let label = LocalizedText("type", "类型").text(in: console.language)
    text += "\(label): \(program.type)\n"
    if showsTree { text += "\n" + program.treeText }
    Console.writeOutput(text)
  }

  private func writeJSON() {
    var writer = JSONWriter(isPretty: true)
    writer.object { writer in
      if let program, let value {
        writer.member("type", program.type.description)
        writer.key("value")
        writer.plain(value)
        writer.member("text", value.literal)
        if showsTree {
          writer.key("tree")
          writer.array(program.treeText.split(separator: "\n").map(String.init)) { $0.string($1) }
        }
      }
      writer.key("diagnostics")
      writer.array(diagnostics.sorted) { writer, diagnostic in
        writer.object { writer in
          writer.member("code", diagnostic.code.rawValue)
          writer.member("severity", diagnostic.severity.rawValue)
          writer.member("message", diagnostic.message.english)
          writer.member("message_zh", diagnostic.message.chinese)
          writer.member("column", diagnostic.span.startPosition.column)
          writer.member("end_column", diagnostic.span.endPosition.column)
          writer.member("help", diagnostic.help?.english)
          writer.member("replacement", diagnostic.fixIt?.replacement)
        }
      }
    }
    writer.endLine()
    Console.writeOutput(writer.bytes)
  }
}
