import ArgumentParser
import PolicyAnalysis
import PolicyDiagnostics
import PolicyDriver
import PolicyRecords
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
        assay test --coverage                    which rows, conditions, limits, grades, measures no test shows
        assay test --require-coverage            fail while there is one
        assay test --maximum-uncovered 3         fail while there are more than three
        assay test policies/wanzhi --mutate      which slips of the pen in the policy no test would notice
        assay test policies/wanzhi/market-regulation.tests.yaml --boundaries bounds.tests.yaml
                                                 cases at each bound, for a person to confirm
        assay test --junit report.xml            for a build server, beside the text for people

      Exit status: 0 all tests passed; 1 a test failed or could not be run, there were none, or too little is covered.
      """)

  @Argument(help: "Files of tests, and folders.")
  var paths: [String] = []

  @Option(help: ArgumentHelp("How the outcome is written.", valueName: "text|json|sarif|github|gitlab|junit"))
  var format = FindingFormat.text

  @Option(help: ArgumentHelp("A file to write the outcome to as JUnit XML, as well.", valueName: "file"))
  var junit: String?

  @Flag(help: "Also say which outcomes of the policies' parts no test shows.")
  var coverage = false

  @Flag(help: "Fail where an outcome that a subject can show is shown by no test.")
  var requireCoverage = false

  @Option(help: ArgumentHelp("Fail where more outcomes than this are shown by no test.", valueName: "count"))
  var maximumUncovered: Int?

  @Flag(help: "Also try small changes of the policies, and say which no test notices.")
  var mutate = false

  @Option(help: ArgumentHelp("A file to write tests of the bounds to that no test shows.", valueName: "file"))
  var boundaries: String?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if let maximumUncovered, maximumUncovered < 0 {
      throw ValidationError("--maximum-uncovered wants a count of 0 or more.")
    }
  }

  /// How many outcomes may be shown by no test; nil where any number may.
  private var allowedGaps: Int? { requireCoverage ? 0 : maximumUncovered }

  func perform(_ console: Console) async throws -> ExitStatus {
    let policies = PolicyFiles()
    let named = Set(paths.map { SourcePath($0) })
    let sources = try policies.sources(paths.isEmpty ? PolicyFiles.defaultPaths : paths)
    let threadCount = Environment.processorCount
    await policies.library.read(sources, threadCount: threadCount) { SourceFiles() }
    // A file that is named is meant to have tests; in a folder other files stand beside them.
    let files = sources.filter { named.contains($0) || policies.library.mayBeTests(at: $0) }
    var runner = PolicyTestRunner(
      library: policies.library, measuresCoverage: coverage || allowedGaps != nil,
      subjects: DataSubjects())
    let reports = await runner.run(filesAt: files, threadCount: threadCount) { SourceFiles() }
    guard reports.contains(where: { !$0.cases.isEmpty || $0.diagnostics.containsError }) else {
      throw CommandFailure.noTests
    }
    let report = coverage || allowedGaps != nil ? runner.coverage(of: sources) : nil
    if let boundaries { try write(boundariesTo: boundaries, files, &runner, console) }
    let mutations = mutate ? await mutations(of: sources, &runner) : nil
    write(TestOutcome(reports: reports, coverage: report, mutations: mutations), console)
    if let junit {
      let file = try OutputFile(path: junit)
      try file.write(Array(JUnitReport(reports, console).text.utf8))
      try file.commit()
    }
    console.say(summary(of: reports))
    if let mutations { say(mutations, console) }
    let isCovered = report.map { say($0, console) } ?? true
    return reports.allSatisfy(\.isPassed) && isCovered ? .clean : .findings
  }

  private func write(
    boundariesTo path: String, _ files: [SourcePath], _ runner: inout PolicyTestRunner, _ console: Console
  ) throws {
    guard let outcome = runner.boundaryTests(ofFilesAt: files) else { throw CommandFailure.notOnePolicy }
    let file = try OutputFile(path: path)
    try file.write(Array((Self.boundariesNote + outcome.text).utf8))
    try file.commit()
    console.say(
      LocalizedText(
        "\(path): \(outcome.caseCount) cases to confirm; \(outcome.shownCount) bounds are tested already, "
          + "for \(outcome.missedCount) no subject was found",
        "\(path)：\(outcome.caseCount) 个用例待确认；\(outcome.shownCount) 个界限已有测试，\(outcome.missedCount) 个未找到合适的对象"))
  }

  private static let boundariesNote = """
    # Cases at the bounds of the policy that no test shows. They do not pass until a person has written, in place of
    # `to confirm`, what the source asks for; what comes out today stands above each.
    # 政策界限上尚无测试的用例。请依据文件把 `to confirm`（待确认）改为应得的结果；各用例上方是目前得出的结果。

    """

  private func mutations(of paths: [SourcePath], _ runner: inout PolicyTestRunner) async -> [MutationReport] {
    var reports: [MutationReport] = []
    for run in runner.mutationRuns(ofFilesAt: paths) {
      reports.append(await run.report(threadCount: Environment.processorCount))
    }
    return reports
  }

  private func write(_ outcome: TestOutcome, _ console: Console) {
    console.journal?.note(outcome.findings)
    switch format {
    case .json: Console.writeOutput(PolicyTestJSON.bytes(of: outcome))
    case .text:
      Console.writeOutput(PolicyTestText(console: console).text(of: outcome.reports))
      if let coverage = outcome.coverage { Console.writeOutput(CoverageText(console: console).text(of: coverage)) }
      for mutation in outcome.mutations ?? [] { Console.writeOutput(MutationText(console: console).text(of: mutation)) }
    case .junit: Console.writeOutput(JUnitReport(outcome.reports, console).text)
    case .sarif, .github, .gitlab: console.write(outcome.findings, as: format)
    }
  }

  private func say(_ mutations: [MutationReport], _ console: Console) {
    let killed = mutations.reduce(0) { $0 + $1.killedCount }
    let survivors = mutations.reduce(0) { $0 + $1.survivors.count }
    console.say(
      LocalizedText(
        "\(killed) of \(killed + survivors) changes noticed, \(survivors) not",
        "\(killed + survivors) 处改动中测试察觉 \(killed) 处，未察觉 \(survivors) 处"))
  }

  /// Says how much is covered; returns whether that is enough.
  private func say(_ report: CoverageReport, _ console: Console) -> Bool {
    let (covered, gaps) = (report.coveredCount, report.uncovered.count)
    let isEnough = allowedGaps.map { gaps <= $0 } ?? true
    let allowed =
      isEnough
      ? LocalizedText("", "")
      : LocalizedText(", \(allowedGaps ?? 0) allowed: failed", "，最多允许 \(allowedGaps ?? 0) 种：未通过")
    console.say(
      LocalizedText(
        "\(covered) of \(covered + gaps) outcomes covered, \(gaps) not\(allowed.english)",
        "\(covered + gaps) 种结果覆盖了 \(covered) 种，未覆盖 \(gaps) 种\(allowed.chinese)"))
    return isEnough
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
  fileprivate static let notOnePolicy = CommandFailure(
    LocalizedText("`--boundaries` wants the tests of one policy", "`--boundaries` 需要指明一个政策的测试"),
    help: LocalizedText("name its file of tests", "请指明该政策的测试文件"), status: .usage)

  fileprivate static let noTests = CommandFailure(
    LocalizedText("there are no tests", "没有找到任何测试"),
    help: LocalizedText("a file of tests begins with `tests: a-policy-id`", "测试文件以 `测试: 政策编号` 开头"),
    status: .findings)
}
