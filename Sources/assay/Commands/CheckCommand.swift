import ArgumentParser
import PolicyDiagnostics
import PolicyDriver
import PolicyReport

/// `assay check`: finds mistakes without running anything.
struct CheckCommand: AssayCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check policies, their records, measures and tests.",
    discussion: """
      Reads the files given, and every YAML file below the folders given; the first key of a file tells what it is. \
      Everything that is wrong is reported at once, with the place in the source.

        assay check                              the folder policies, or the working folder
        assay check policies/wanzhi --language zh
        assay check policy.yaml --format json

      Exit status: 0 no errors; 1 errors; 4 a file could not be read.
      """)

  @Argument(help: "Files and folders.")
  var paths: [String] = []

  @Option(help: ArgumentHelp("How findings are written.", valueName: "text|json"))
  var format = ReportFormat.text

  @OptionGroup var messages: MessageOptions

  func perform(_ console: Console) throws -> ExitStatus {
    let policies = PolicyFiles()
    let sources = try policies.sources(paths.isEmpty ? PolicyFiles.defaultPaths : paths)
    guard !sources.isEmpty else { throw CommandFailure.noFiles }
    var findings = DiagnosticSet()
    for source in sources {
      if let found = policies.library.check(fileAt: source) { findings.formUnion(found) }
    }
    write(findings, console)
    console.say(summary(of: findings, fileCount: sources.count, console))
    return findings.containsError ? .findings : .clean
  }

  private func write(_ findings: DiagnosticSet, _ console: Console) {
    switch format {
    case .json: Console.writeOutput(DiagnosticJSON.bytes(of: findings))
    case .text:
      let writer = console.diagnosticText(for: .output)
      for finding in findings.sorted { Console.writeOutput(writer.text(of: finding) + "\n") }
    }
  }

  private func summary(of findings: DiagnosticSet, fileCount: Int, _ console: Console) -> LocalizedText {
    let found = console.diagnosticText(for: .error).summary(of: findings)
    let files = LocalizedText("\(fileCount) file\(fileCount == 1 ? "" : "s") checked", "已检查 \(fileCount) 个文件")
    return LocalizedText("\(files.english): \(found)", "\(files.chinese)：\(found)")
  }
}

/// How a report is written.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
}

extension CommandFailure {
  static let noFiles = CommandFailure(
    LocalizedText("there are no YAML files to check", "没有可检查的 YAML 文件"),
    help: LocalizedText("name the files, or the folders that they are in", "请指明文件或其所在文件夹"), status: .findings)
}
