import ArgumentParser
import PolicyDiagnostics
import PolicyDriver
import PolicyReport

/// `assay test`: runs the tests of policies.
struct TestCommand: AssayCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the tests of policies.",
    discussion: """
      Runs every file of tests among the files given and below the folders given. A test gives a subject with its \
      records and says what must come out; where something else does, the derivation of that is shown.

        assay test                               the folder policies, or the working folder
        assay test policies/wanzhi --language zh

      Exit status: 0 all tests passed; 1 a test failed or could not be run, or there were none.
      """)

  @Argument(help: "Files of tests, and folders.")
  var paths: [String] = []

  @Option(help: ArgumentHelp("How the outcome is written.", valueName: "text|json"))
  var format = ReportFormat.text

  @OptionGroup var messages: MessageOptions

  func perform(_ console: Console) throws -> ExitStatus {
    let policies = PolicyFiles()
    let named = Set(paths.map { SourcePath($0) })
    let sources = try policies.sources(paths.isEmpty ? PolicyFiles.defaultPaths : paths)
    // A file that is named is meant to have tests; in a folder other files stand beside them.
    let files = sources.filter { named.contains($0) || policies.library.mayBeTests(at: $0) }
    var runner = PolicyTestRunner(library: policies.library)
    let reports = files.compactMap { runner.run(fileAt: $0) }
    guard reports.contains(where: { !$0.cases.isEmpty || $0.diagnostics.containsError }) else {
      throw CommandFailure.noTests
    }
    switch format {
    case .json: Console.writeOutput(PolicyTestJSON.bytes(of: reports))
    case .text: Console.writeOutput(PolicyTestText(console: console).text(of: reports))
    }
    console.say(summary(of: reports))
    return reports.allSatisfy(\.isPassed) ? .clean : .findings
  }

  private func summary(of reports: [PolicyTestReport]) -> LocalizedText {
    let results = reports.flatMap(\.cases)
    let bad = results.count { !$0.isPassed }
    let brokenFiles = reports.count { $0.diagnostics.containsError }
    let tests = "\(results.count) test\(results.count == 1 ? "" : "s")"
    if bad == 0 && brokenFiles == 0 {
      return LocalizedText("\(tests) passed", "\(results.count) 个测试全部通过")
    }
    let failed =
      results.isEmpty
      ? LocalizedText("no test was run", "没有运行任何测试")
      : LocalizedText("\(bad) of \(tests) failed", "\(results.count) 个测试中 \(bad) 个未通过")
    guard brokenFiles > 0 else { return failed }
    return LocalizedText(
      "\(failed.english), \(brokenFiles) file\(brokenFiles == 1 ? "" : "s") with errors",
      "\(failed.chinese)，\(brokenFiles) 个文件有错误")
  }
}

extension CommandFailure {
  fileprivate static let noTests = CommandFailure(
    LocalizedText("there are no tests", "没有找到任何测试"),
    help: LocalizedText("a file of tests begins with `tests: a-policy-id`", "测试文件以 `测试: 政策编号` 开头"),
    status: .findings)
}
