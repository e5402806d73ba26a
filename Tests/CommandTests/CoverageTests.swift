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
              - {number: "5", visited on: 2021-05-01, clean: true}
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
