import ArgumentParser
import PolicyDiagnostics
import PolicyDriver
import PolicyRecords
import PolicyReport

/// `assay format`: one canonical layout, and one language of keywords.
struct FormatCommand: AssayCommand {
  static let configuration = CommandConfiguration(
    commandName: "format",
    abstract: "Lay out policies, records, measures and tests in the one canonical way.",
    discussion: """
      Comments stay, and so does all that the files mean. With --keywords every word of the language is rewritten in \
      English or in Chinese; results do not depend on it.

        assay format                             the folder policies, or the working folder
        assay format policies/wanzhi --check     names the files that would change, and changes none
        assay format policy.yaml --keywords zh
        assay format - < policy.yaml             from standard input to standard output

      Exit status: 0 done; 1 a file has errors, or would change under --check; 4 a file could not be read or written.
      """)

  @Argument(help: "Files and folders; - is standard input.")
  var paths: [String] = []

  @Flag(help: "Change nothing, and name the files that would change.")
  var check = false

  @Option(help: ArgumentHelp("The language of the keywords.", valueName: "en|zh"))
  var keywords: Language?

  @OptionGroup var messages: MessageOptions

  func perform(_ console: Console) throws -> ExitStatus {
    let policies = PolicyFiles()
    if paths == ["-"] { return try formatStandardInput(policies, console) }
    let sources = try policies.sources(paths.isEmpty ? PolicyFiles.defaultPaths : paths)
    guard !sources.isEmpty else { throw CommandFailure.noFiles }
    var tally = Tally()
    for source in sources { try format(source, policies, console, &tally) }
    console.say(summary(of: tally, fileCount: sources.count))
    return tally.isClean(check: check) ? .clean : .findings
  }

  private struct Tally {
    var changed = 0
    var wrong = 0

    func isClean(check: Bool) -> Bool { wrong == 0 && !(check && changed > 0) }
  }

  private func format(_ source: SourcePath, _ policies: PolicyFiles, _ console: Console, _ tally: inout Tally) throws {
    let file = try policies.files.read(source.text)
    guard let text = formatted(file, console) else {
      tally.wrong += 1
      return
    }
    guard Array(text.utf8) != file.bytes else { return }
    tally.changed += 1
    if check {
      console.journal?.note(file: source.text)
      return Console.writeOutput(source.text + "\n")
    }
    let output = try OutputFile(path: source.text, replacesInput: true)
    try output.write(Array(text.utf8))
    try output.commit()
  }

  private func formatStandardInput(_ policies: PolicyFiles, _ console: Console) throws -> ExitStatus {
    let file = SourceFile(path: "-", bytes: try InputFile(path: "-").readAll())
    guard let text = formatted(file, console) else { return .findings }
    let isChanged = Array(text.utf8) != file.bytes
    if !check { Console.writeOutput(text) }
    return check && isChanged ? .findings : .clean
  }

  private func formatted(_ file: SourceFile, _ console: Console) -> String? {
    var diagnostics = DiagnosticSet()
    let text = PolicyFormat.text(of: file, keywords: keywords, into: &diagnostics)
    if !diagnostics.isEmpty { Console.writeError(console.diagnosticText(for: .error).text(of: diagnostics)) }
    return text
  }

  private func summary(of tally: Tally, fileCount: Int) -> LocalizedText {
    let verb = check ? LocalizedText("would change", "需要调整") : LocalizedText("changed", "已调整")
    let wrong = tally.wrong > 0 ? LocalizedText(", \(tally.wrong) with errors", "，\(tally.wrong) 个有错误") : nil
    return LocalizedText(
      "\(fileCount) file\(fileCount == 1 ? "" : "s"): \(tally.changed) \(verb.english)\(wrong?.english ?? "")",
      "共 \(fileCount) 个文件，\(tally.changed) 个\(verb.chinese)\(wrong?.chinese ?? "")")
  }
}
