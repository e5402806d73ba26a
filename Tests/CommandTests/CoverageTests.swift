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
    let policy = try #require(report.coverage?.policies.first)
    #expect(policy.covered == 2 && policy.uncovered == 7 && policy.outcomes.count == 9)
    #expect(policy.outcomes.contains { $0.part == "cap" && $0.outcome == "bites" && $0.clause == "score.visits" })
    let plain = try JSONDecoder().decode(
      Report.self, from: Data(PolicyFolder().run("test", "--format", "json").output.utf8))
    #expect(plain.coverage == nil)
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

    struct Coverage: Decodable { let policies: [Policy] }

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
