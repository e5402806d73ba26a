import Foundation
import Testing

/// What no test shows, and the gates on it.
struct CoverageTests {
  @Test func whatNoTestShowsIsNamedWithItsPlace() throws {
    let run = try PolicyFolder().run("test", "--coverage")
    #expect(run.status == 0)
    for gap in [
      "policies/shop.yaml:10:48  condition `not(clean)` never holds", "cap `90` never bites",
      "band `otherwise: 乙` never decides", "grade `乙` is never given", "window `1 year` never holds a record",
    ] { #expect(run.output.contains(gap), "\(gap)") }
    #expect(!run.output.contains("grade `甲`"))
  }

  @Test func anUntestedPolicyIsWhollyUncovered() throws {
    let folder = try PolicyFolder([
      "policies/other.yaml": PolicyFolder.policy.replacing("policy: shop", with: "policy: other")
    ])
    let run = try folder.run("test", "--coverage", "--language", "zh")
    #expect(run.output.contains("policies/other.yaml  0 个用例覆盖了"))
  }

  /// 2 windows, 2 outcomes of the condition, 1 cap, 2 bands, 2 grades: 9, of which one case shows 2.
  @Test func gatesAreWholeNumbers() throws {
    let folder = try PolicyFolder()
    #expect(try folder.run("test", "--maximum-uncovered", "7").status == 0)
    let run = try folder.run("test", "--maximum-uncovered", "6")
    #expect(run.status == 1)
    #expect(run.errors == "1 test passed\n2 of 9 outcomes covered, 7 not, 6 allowed: failed\n")
    #expect(try folder.run("test", "--require-coverage").status == 1)
    #expect(try folder.run("test", "--maximum-uncovered", "-1").status == 2)
  }

  @Test func everythingShownPassesTheStrictestGate() throws {
    let tests = """
      tests: shop
      as of: 2023-01-01
      cases:
        - {name: 干净, given: {floor: 1}, expect: {grade: 甲, score: 99}}
        - name: 四次，100-90-1，一次过期，一次合格
          given:
            floor: 1
            visits:
              - {number: "1", visited on: 2022-02-01, clean: false}
              - {number: "2", visited on: 2022-03-01, clean: false}
              - {number: "3", visited on: 2022-04-01, clean: false}
              - {number: "4", visited on: 2022-05-01, clean: false}
              - {number: "5", visited on: 2021-05-01, clean: false}
              - {number: "6", visited on: 2022-05-01, clean: true}
          expect: {grade: 乙, score: 9}

      """
    let run = try PolicyFolder(["policies/shop.tests.yaml": tests]).run("test", "--require-coverage")
    #expect(run.status == 0, "\(run.output)")
    #expect(run.errors == "2 tests passed\n9 of 9 outcomes covered, 0 not\n")
  }

  @Test func programsReadTheSame() throws {
    let run = try PolicyFolder().run("test", "--coverage", "--format", "json")
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
    let policy = try #require(report.coverage?.files.first)
    #expect(policy.covered == 2 && policy.uncovered == 7 && policy.outcomes.count == 9)
    #expect(policy.outcomes.contains { $0.part == "cap" && $0.outcome == "bites" && $0.clause == "score.visits" })
    let plain = try JSONDecoder().decode(
      Report.self, from: Data(PolicyFolder().run("test", "--format", "json").output.utf8))
    #expect(plain.coverage == nil)
  }

  // MARK: Policies that extend others

  /// Two policies on one base. The base has 2 rows, 2 bands and 2 grades, each policy 2 rows of its own.
  private static let family = [
    "policies/shop.yaml": """
    policy: shop
    version: "1"
    subject: shop
    subjects:
      shop: {id: text, fields: {floor: {integer: 1..5}, rooms: {integer: 0..9}}}
    score:
      start: 100
      indicators:
        stairs: {deduct: {by: floor, ≥ 3: 30, otherwise: 0}}
    grades: [甲, 乙]
    grade: {by: score, ≥ 80: 甲, otherwise: 乙}

    """,
    "policies/shop.tests.yaml": "tests: inn\nas of: 2023-01-01\n" + """
      cases:
        - {name: 高层客房多，100-30-10, given: {floor: 5, rooms: 5}, expect: {score: 60, grade: 乙}}
        - {name: 底层客房少, given: {floor: 1, rooms: 0}, expect: {score: 100, grade: 甲}}

      """,
    "policies/inn.yaml": child("inn", "10"), "policies/hotel.yaml": child("hotel", "15"),
    "policies/hotel.tests.yaml": "tests: hotel\nas of: 2023-01-01\n" + """
      cases:
        - {name: 100-15, given: {floor: 1, rooms: 9}, expect: {score: 85, grade: 甲}}

      """,
  ]

  private static func child(_ name: String, _ points: String) -> String {
    """
    policy: \(name)
    version: "1"
    extends: shop.yaml
    score:
      indicators:
        rooms: {deduct: {by: rooms, ≥ 5: \(points), otherwise: 0}}

    """
  }

  /// What the base writes is shown once any policy's tests show it; each policy answers for what it adds.
  @Test func anInheritedClauseBelongsToTheFileThatWroteIt() throws {
    let run = try PolicyFolder(Self.family).run("test", "--coverage")
    #expect(run.errors == "3 tests passed\n9 of 10 outcomes covered, 1 not\n", "\(run.output)")
    for line in [
      "policies/shop.yaml  6 of 6 outcomes shown by 3 cases", "policies/inn.yaml  2 of 2 outcomes shown by 2 cases",
      "policies/hotel.yaml  1 of 2 outcomes shown by 1 case", "policies/hotel.yaml:6:53  row `otherwise: 0`",
    ] { #expect(run.output.contains(line), "\(line) \(run.output)") }
  }

  @Test func aPolicyByItselfDoesNotAnswerForItsBase() throws {
    let folder = try PolicyFolder(Self.family)
    let run = try folder.run("test", "policies/hotel.tests.yaml", "--maximum-uncovered", "1")
    #expect(run.status == 0)
    #expect(run.errors.hasSuffix("1 of 2 outcomes covered, 1 not\n"))
    #expect(run.output.contains("not counted: 6 outcomes that policies/shop.yaml writes"), "\(run.output)")
    let both = try folder.run("test", "policies/hotel.tests.yaml", "policies/shop.yaml", "--coverage")
    #expect(both.errors.hasSuffix("4 of 8 outcomes covered, 4 not\n"), "\(both.output)")
  }

  // MARK: Mutants

  /// The case of 甲 with 99 notices no change of the cap, the window, the condition or the other band.
  @Test func changesThatNoTestNoticesAreListed() throws {
    let run = try PolicyFolder().run("test", "--mutate")
    #expect(run.status == 0)
    #expect(run.output.contains("policies/shop.yaml:14:37  `cap: 90` out"), "\(run.output)")
    #expect(run.output.contains("`90` to `91`"))
    #expect(run.output.contains("`≥` to `＞`"))
    // 100 - 1 is 99: another start is noticed.
    #expect(!run.output.contains("`100` to `101`"))
  }

  @Test func mutantsAreForProgramsToo() throws {
    let run = try PolicyFolder().run("test", "--mutate", "--format", "json")
    #expect(run.output.contains("\"survivors\": ["))
    #expect(run.output.contains("\"text\": \"≥\""))
    #expect(
      try PolicyFolder().run("test", "--mutate", "--format", "github").output.contains(
        "::warning file=policies/shop.yaml,line=17"))
  }

  // MARK: Bounds

  @Test func boundsBecomeCasesForAPersonToConfirm() throws {
    let folder = try PolicyFolder()
    let run = try folder.run("test", "--boundaries", "policies/bounds.tests.yaml")
    #expect(run.status == 0, "\(run.errors)")
    let text = try #require(folder.text(of: "policies/bounds.tests.yaml"))
    // 100 less 30 for a visit and 1 to 5 for the stairs is never 80, but 79 is never either: 69 and 95 are nearest.
    #expect(text.contains("just below `≥ 80`"))
    #expect(text.contains("expect: {grade: to confirm, score: to confirm}"))
    let open = try folder.run("test", "policies/bounds.tests.yaml")
    #expect(open.status == 1)
    #expect(open.output.contains("error[P123]: a person has to confirm this: today it comes out as"))
    // With what comes out today in their place, they are tests like others.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var today = ""
    let confirmed = lines.map { line in
      if line.hasPrefix("  # today: ") { today = String(line.dropFirst("  # today: ".count)) }
      return line.hasPrefix("    expect:") ? "    expect: {\(today)}" : line
    }
    try confirmed.joined(separator: "\n").write(
      to: folder.url.appendingPathComponent("policies/bounds.tests.yaml"), atomically: true, encoding: .utf8)
    #expect(try folder.run("test").status == 0)
    // The second time there is nothing left to write.
    let again = try folder.run("test", "--boundaries", "more.yaml")
    #expect(
      again.errors.contains("more.yaml: 0 cases to confirm"), "\(again.errors) \(folder.text(of: "more.yaml") ?? "")")
  }

  private struct Report: Decodable {
    let coverage: Coverage?

    struct Coverage: Decodable { let files: [Policy] }

    struct Policy: Decodable {
      let covered: Int
      let uncovered: Int
      let outcomes: [Outcome]
    }

    struct Outcome: Decodable {
      let part: String
      let outcome: String
      let clause: String?
    }
  }
}
