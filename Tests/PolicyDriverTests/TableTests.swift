import PolicyDiagnostics
import PolicyDriver
import PolicyReport
import Testing

/// What tables and conditions made of others mean, as policy tests say it, and how they are explained.
struct TableTests {
  private static let policy = """
    policy: tables
    version: "1"
    subject: firm
    subjects:
      firm:
        id: text
        fields:
          cargo: {one of: [bulk, gas]}
          night: yes or no
          days: {integer: 0..100}
          staff: {integer: 0..9, optional: true}
    facts:
      ordered:
        by: [cargo, days]
        rows: [[gas, "> 30", 5], ["-", ≤ 20, 3], [gas, "-", 1]]
        otherwise: 0
      highest:
        by: [cargo, days]
        rows: [[gas, "-", 2], ["-", "> 10", 7], ["-", "> 20", 4]]
        take: highest
        otherwise: 0
      lowest: {by: days, ≥ 10: 5, ≥ 20: 3, ≥ 30: 4, take: lowest, otherwise: 9}
      unique:
        by: [cargo, night]
        rows: [[bulk, true, 9], [bulk, false, 4], [gas, "-", 11]]
        take: unique
      nested:
        by: [cargo, night]
        bulk: {true: 1, false: 2}
        gas: {true: 3, false: {by: days, ≤ 50: 4, otherwise: 5}}
      known: {by: [staff, days], rows: [[≤ 5, "-", 1]], otherwise: 2}
      crew: {all of: [staff != null, staff >= 3]}
    score:
      indicators:
        ordered: {points: ordered}
        highest: {points: highest}
        lowest: {points: lowest}
        sum: {points: {by: days, ≥ 10: 1, ≥ 20: 2.5, ≥ 30: 4, take: sum, otherwise: 0}}
        unique: {points: unique}
        nested: {points: nested}
        known: {points: known, missing: 100}
    grades: [good, fair, poor]
    grade:
      rows:
        - {when: crew, then: fair}
        - {when: {all of: [crew, not(night)]}, then: good}
      take: highest
      otherwise: poor
    rules:
      careless:
        when:
          any of:
            - days > 50
            - {at least: 2, of: [night, cargo = gas, not(crew)]}
        tag: careless
    """

  private func run(given: String, expect: String) throws -> PolicyTestReport {
    let tests = """
      tests: tables
      as of: 2024-01-01
      cases: [{name: case, given: \(given), expect: \(expect)}]
      """
    let library = PolicyLibrary(DictionarySources(["policy.yaml": Self.policy, "tests.yaml": tests]))
    var runner = PolicyTestRunner(library: library)
    let report = runner.run(fileAt: SourcePath("tests.yaml"))
    return try #require(report)
  }

  @Test(arguments: [
    ("{cargo: gas, night: true, days: 30, staff: 3}", "{ordered: 1, highest: 7, lowest: 3, sum: 7.5, unique: 11}"),
    (
      "{cargo: gas, night: true, days: 30, staff: 3}",
      "{nested: 3, known: 1, grade: fair, tags: {includes: [careless]}}"
    ),
    ("{cargo: bulk, night: false, days: 5, staff: 6}", "{ordered: 3, highest: 0, lowest: 9, sum: 0, unique: 4}"),
    (
      "{cargo: bulk, night: false, days: 5, staff: 6}",
      "{nested: 2, known: 2, grade: good, tags: {excludes: [careless]}}"
    ),
    ("{cargo: gas, night: false, days: 60}", "{ordered: 5, nested: 5, known: 100, grade: poor}"),
    ("{cargo: gas, night: false, days: 10}", "{ordered: 3, highest: 2, lowest: 5, sum: 1, unique: 11}"),
    // Two of three: gas, and no crew that is known.
    ("{cargo: gas, night: false, days: 10}", "{tags: {includes: [careless]}}"),
    ("{cargo: bulk, night: false, days: 10}", "{tags: {excludes: [careless]}}"),
  ])
  func rowsAndConditionsMeanWhatTheySay(_ given: String, _ expect: String) throws {
    let report = try run(given: given, expect: expect)
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.findings)")
    #expect(report.isPassed)
  }

  @Test func theExplanationShowsEveryRowThatCountsAndEveryCondition() throws {
    let report = try run(
      given: "{cargo: gas, night: true, days: 30, staff: 3}",
      expect: "{sum: 0, highest: 0, grade: poor, tags: {excludes: [careless]}}")
    guard case .failed(let failure)? = report.cases.first?.outcome else {
      Issue.record("the case passed")
      return
    }
    let explanation = try #require(failure.explanation)
    let english = ExplanationText(language: .english, width: 400).text(of: explanation)
    #expect(english.contains("the sum of 1 (`≥ 10` applies), 2.5 (`≥ 20` applies), 4 (`≥ 30` applies)"), "\(english)")
    let chinese = ExplanationText(language: .chinese, width: 400).text(of: explanation)
    #expect(chinese.contains("2 项任一成立，已成立 1 项"), "\(chinese)")
    #expect(chinese.contains("不成立：“days > 50”；days = 30"), "\(chinese)")
    #expect(chinese.contains("成立：3 项中至少 2 项成立，已成立 2 项"), "\(chinese)")
    let json = String(decoding: ExplanationJSON.bytes(of: explanation), as: UTF8.self)
    #expect(json.contains("\"need\": \"atLeast\""))
    #expect(json.contains("\"take\": \"highest\""))
  }
}
