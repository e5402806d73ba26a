import PolicyDiagnostics
import PolicyDriver
import PolicyReport
import Testing

/// Policy tests: passing, failing, and every way of being wrong.
struct PolicyTestRunnerTests {
  private static let path = SourcePath("policies/shop.tests.yaml")

  /// Runs one case, given in flow style.
  private func run(given: String, expect: String, _ changes: [String: String] = [:]) throws -> PolicyTestReport {
    try run(
      """
      tests: shop
      as of: 2023-01-01
      cases:
        - name: 例
          given: \(given)
          expect: \(expect)
      """, changes)
  }

  private func run(_ tests: String, _ changes: [String: String] = [:]) throws -> PolicyTestReport {
    let library = PolicyLibrary.sample(changes.merging([Self.path.text: tests]) { $1 })
    var runner = PolicyTestRunner(library: library)
    let report = runner.run(fileAt: Self.path)
    return try #require(report)
  }

  private func failure(of report: PolicyTestReport) throws -> PolicyTestFailure {
    guard case .failed(let failure)? = report.cases.first?.outcome else {
      Issue.record("the case did not fail: \(report.diagnostics.findings)")
      throw CancellationError()
    }
    return failure
  }

  // MARK: Passing

  private static let twoPenalties = """
    {report filed: true, penalties: [
      {number: "2", decided on: 2022-05-01, severity: 轻}, {number: "1", decided on: 2022-03-01, severity: 重}]}
    """

  @Test(arguments: [
    "{grade: 乙, score: 65}", "{penalties: -35}", "{score.penalties: -35.0, report: 0}",
    "{rules: {includes: [repeated]}, alerts: {includes: [黄色]}, tags: {includes: [关注]}}",
    "{measures: {includes: [sampling], excludes: [praise]}}",
  ])
  func aCaseThatGivesWhatItExpectsPasses(_ expect: String) throws {
    let report = try run(given: Self.twoPenalties, expect: expect)
    #expect(report.isPassed, "\(report.diagnostics.findings) \(report.cases)")
  }

  @Test func theCasesOwnDateGoesBeforeTheFiles() throws {
    let report = try run(
      """
      tests: shop.yaml
      as of: 2023-01-01
      cases:
        - name: 两年之后
          as of: 2024-06-01
          given: \(Self.twoPenalties)
          expect: {score: 100, grade: 甲}
      """)
    #expect(report.isPassed, "\(report.diagnostics.findings) \(report.cases)")
  }

  @Test func recordsOfTheFutureAreNotThereYet() throws {
    let given = "{report filed: true, penalties: [{number: '1', decided on: 2023-01-02, severity: 重}]}"
    #expect(try run(given: given, expect: "{score: 100}").isPassed)
  }

  @Test(arguments: [
    ("{report filed: false}", "[days late]"),
    ("{report filed: maybe}", "[report filed]"),
    ("{report filed: true, penalties: [{number: '1', decided on: 2022-02-30, severity: 轻}]}", "[penalties.decided on]"),
    ("{report filed: true, penalties: [{number: '1', decided on: 2022-02-01}]}", "[severity]"),
  ])
  func expectedFaultsPass(_ given: String, _ faults: String) throws {
    let report = try run(given: given, expect: "{faults: \(faults)}")
    #expect(report.isPassed, "\(report.diagnostics.findings) \(report.cases)")
  }

  // MARK: Failing

  @Test(arguments: [
    ("{grade: 甲}", "甲"), ("{score: 66}", "66"), ("{penalties: 35}", "35"), ("{report: left out}", "left out"),
    ("{rules: {excludes: [repeated]}}", "repeated"), ("{alerts: {excludes: [黄色]}}", "黄色"),
    ("{tags: {excludes: [关注]}}", "关注"), ("{measures: {includes: [praise]}}", "praise"),
    ("{measures: {excludes: [sampling]}}", "sampling"),
  ])
  func aCaseThatGivesSomethingElseFails(_ expect: String, _ text: String) throws {
    let report = try run(given: Self.twoPenalties, expect: expect)
    let failure = try failure(of: report)
    #expect(!report.isPassed)
    #expect(failure.diagnostics.map { Finding($0.code, $0.span.text) } == [Finding(.testFailed, text)])
  }

  @Test func aFailureSaysWhatCameOutAndWhy() throws {
    let failure = try failure(of: run(given: Self.twoPenalties, expect: "{penalties: -30}"))
    #expect(
      failure.diagnostics.map(\.message.english) == [
        "expected `score.penalties` to be `-30`, but it is `-35`"
      ])
    let explanation = try #require(failure.explanation)
    #expect(explanation.indicators.map(\.id) == ["score.penalties"])
    #expect(explanation.grade == nil && explanation.rules.isEmpty && explanation.measures.isEmpty)
  }

  @Test func aWrongGradeIsExplainedByTheScoreAndTheRules() throws {
    let failure = try failure(of: run(given: Self.twoPenalties, expect: "{grade: 甲, penalties: 0}"))
    let explanation = try #require(failure.explanation)
    #expect(explanation.grade?.result == "乙")
    #expect(explanation.indicators.map(\.id) == ["score"])
    #expect(explanation.rules.map(\.id) == ["rules.repeated"])
  }

  @Test func aFaultThatIsExpectedAndNotThereFails() throws {
    let failure = try failure(of: run(given: "{report filed: true}", expect: "{faults: [days late]}"))
    #expect(failure.diagnostics.map { Finding($0.code, $0.span.text) } == [Finding(.testFailed, "days late")])
    #expect(failure.explanation == nil)
  }

  // MARK: Mistakes in a case

  @Test(arguments: [
    // What is given.
    ("{report filed: yes}", "{score: 1}", DiagnosticCode.wrongGivenValue, "yes"),
    ("{report filed: false, days late: 401}", "{score: 1}", .wrongGivenValue, "401"),
    ("{report filed: false, days late: 1.5}", "{score: 1}", .wrongGivenValue, "1.5"),
    ("{report filed: false, days late: viele}", "{score: 1}", .wrongGivenValue, "viele"),
    (
      "{report filed: true, penalties: [{number: '1', decided on: 2022-02-30, severity: 轻}]}", "{score: 1}",
      .wrongGivenValue, "2022-02-30"
    ),
    (
      "{report filed: true, penalties: [{number: '1', decided on: 2022-02-03, severity: 中}]}", "{score: 1}",
      .wrongGivenValue, "中"
    ),
    ("{report fild: true}", "{score: 1}", .unknownGivenName, "report fild"),
    ("{report filed: true, penalties: [{colour: red}]}", "{score: 1}", .unknownGivenName, "colour"),
    ("{report filed: true, penalties: none}", "{score: 1}", .wrongKind, "none"),
    ("{report filed: [true]}", "{score: 1}", .wrongKind, "[true]"),
    ("{report filed: true, penalties: [a]}", "{score: 1}", .wrongKind, "a"),
    ("[a]", "{score: 1}", .wrongKind, "[a]"),
    ("{colour: red}", "{score: 1}", .missingGivenField, "given"),
    ("{report filed: false}", "{score: 1}", .missingGivenField, "given"),
    (
      "{report filed: true, penalties: [{number: '1', severity: 轻}]}", "{score: 1}", .missingGivenField,
      "{number: '1', severity: 轻}"
    ),
    // What is expected.
    ("{report filed: true}", "{grade: 丁}", .unknownExpectation, "丁"),
    ("{report filed: true}", "{penaltis: 1}", .unknownExpectation, "penaltis"),
    ("{report filed: true}", "{rules: {includes: [repeatd]}}", .unknownExpectation, "repeatd"),
    ("{report filed: true}", "{rules: {include: [repeated]}}", .unknownKey, "include"),
    ("{report filed: true}", "{measures: {excludes: [prase]}}", .unknownExpectation, "prase"),
    ("{report filed: true}", "{alerts: {includes: [红色]}}", .unknownExpectation, "红色"),
    ("{report filed: true}", "{tags: {includes: [关]}}", .unknownExpectation, "关"),
    ("{report filed: true}", "{faults: [days]}", .unknownExpectation, "days"),
    ("{report filed: true}", "{score: viel}", .wrongExpectedValue, "viel"),
    ("{report filed: true}", "{}", .nothingExpected, "{}"),
    ("{report filed: true}", "{faults: []}", .nothingExpected, "faults"),
    ("{report filed: false}", "{faults: [days late], score: 1}", .resultsOfFaults, "1"),
  ])
  func mistakesAreReportedWhereTheyStand(
    _ given: String, _ expect: String, _ code: DiagnosticCode, _ text: String
  ) throws {
    let report = try run(given: given, expect: expect)
    #expect(report.diagnostics.findings == [Finding(code, text)])
    #expect(!report.isPassed)
  }

  @Test func aMisspeltNameHasTheNearestAsItsMend() throws {
    let report = try run(given: "{report fild: true}", expect: "{penaltis: 1}")
    #expect(report.diagnostics.sorted.map { $0.fixIt?.replacement } == ["report filed", "penalties"])
  }

  @Test func aNameOfSeveralIndicatorsNeedsItsPath() throws {
    let nested = SamplePolicy.policy.replacing(
      "    report:", with: "    other: {indicators: {penalties: {each: recent, deduct: 1}}}\n    report:")
    let changes = ["policies/shop.yaml": nested]
    let report = try run(given: Self.twoPenalties, expect: "{other.penalties: -2, penalties: -35}", changes)
    #expect(report.diagnostics.findings == [Finding(.severalExpectations, "penalties")])
    #expect(try run(given: Self.twoPenalties, expect: "{other.penalties: -2}", changes).isPassed)
  }

  @Test func tooManyRecordsAreReported() throws {
    let record = "{number: '1', decided on: 2022-02-03, severity: 轻}"
    let given = "{report filed: true, penalties: [\(Array(repeating: record, count: 4).joined(separator: ", "))]}"
    let report = try run(given: given, expect: "{score: 1}")
    #expect(report.diagnostics.findings == [Finding(.tooManyGivenRecords, record)])
  }

  @Test func everyMistakeIsReportedAtOnce() throws {
    let report = try run(given: "{report filed: maybe, colur: red}", expect: "{grade: 丁, scor: 1}")
    #expect(report.diagnostics.count(of: .error) == 4)
    guard case .broken? = report.cases.first?.outcome else {
      Issue.record("the case is not broken")
      return
    }
  }

  @Test func fieldsThatThePolicyDoesNotReadMayBeLeftOut() throws {
    // `colour`, and `amount` and `repairs` of a penalty.
    #expect(try run(given: Self.twoPenalties, expect: "{score: 65}").isPassed)
  }

  // MARK: Mistakes in a file

  @Test(arguments: [
    (
      "tests: shp\nas of: 2023-01-01\ncases: [{name: a, given: {}, expect: {score: 1}}]",
      DiagnosticCode.unknownTestedPolicy, "shp"
    ),
    (
      "tests: other.yaml\nas of: 2023-01-01\ncases: [{name: a, given: {}, expect: {score: 1}}]", .unknownTestedPolicy,
      "other.yaml"
    ),
    ("tests: shop\nas of: 2023-01-01\ncases: []", .noTestCases, "cases"),
    ("tests: shop\nas of: 2023-13-01\ncases: [{name: a, given: {}, expect: {score: 1}}]", .badDate, "2023-13-01"),
    (
      "tests: shop\nas of: 2021-12-31\ncases: [{name: a, given: {}, expect: {score: 1}}]", .outsideEffective,
      "2021-12-31"
    ),
    ("tests: shop\nas of: 2023-01-01\ncase: []", .unknownKey, "case"),
    ("policy: shop", .wrongFileKind, "policy"),
  ])
  func filesThatTestNothingFail(_ tests: String, _ code: DiagnosticCode, _ text: String) throws {
    let report = try run(tests)
    #expect(report.diagnostics.findings.contains(Finding(code, text)))
    #expect(!report.isPassed)
  }

  @Test func theErrorsOfThePolicyAreThoseOfItsTests() throws {
    let broken = SamplePolicy.policy.replacing("by: score", with: "by: scroe")
    let report = try run(given: "{report filed: true}", expect: "{score: 100}", ["policies/shop.yaml": broken])
    #expect(report.diagnostics.findings == [Finding(.unknownName, "scroe")])
    #expect(!report.isPassed)
  }

  @Test func theVersionInForceIsTested() throws {
    let old = SamplePolicy.policy.replacing("2022-01-01..", with: "2020-01-01..2021-12-31").replacing(
      "start: 100", with: "start: 99")
    let tests = """
      tests: shop
      as of: 2021-06-01
      cases:
        - {name: 旧, given: {report filed: true}, expect: {score: 99}}
        - {name: 新, as of: 2022-06-01, given: {report filed: true}, expect: {score: 100}}
      """
    let report = try run(tests, ["policies/old.yaml": old])
    #expect(report.isPassed, "\(report.diagnostics.findings) \(report.cases)")
  }

  @Test func twoVersionsInForceAtOnceAreAnError() throws {
    let report = try run(
      given: "{report filed: true}", expect: "{score: 100}", ["policies/copy.yaml": SamplePolicy.policy])
    #expect(report.diagnostics.findings == [Finding(.severalTestedPolicies, "2023-01-01")])
  }

  @Test func checkingTestsFindsWhatRunningThemWould() throws {
    let tests = "tests: shop\nas of: 2023-01-01\ncases: [{name: a, given: {report filed: 1}, expect: {scor: 1}}]"
    let library = PolicyLibrary.sample([Self.path.text: tests])
    let found = try #require(library.check(fileAt: Self.path))
    #expect(found.findings == [Finding(.wrongGivenValue, "1"), Finding(.unknownExpectation, "scor")])
  }
}
