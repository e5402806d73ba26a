import Foundation
import Testing

/// `assay simulate` as somebody who has to choose a number uses it.
@Suite struct SimulateCommandTests {
  /// Scores are 100 − 30 for each dirty visit − the floor: a has 68, c 99, d 97.
  private static let subjects = """
    {"id": "a", "floor": 2, "visits": [{"number": "1", "visited on": "2022-05-01", "clean": false}]}
    {"id": "c", "floor": 1, "visits": []}
    {"id": "d", "floor": 3, "visits": []}

    """

  private func simulate(_ settings: [String], _ more: [String] = []) throws -> CommandRun {
    let folder = try PolicyFolder(["subjects.jsonl": Self.subjects])
    return try withExtendedLifetime(folder) {
      try CommandRun(
        ["simulate", "policies/shop.yaml", "--subjects", "subjects.jsonl", "--as-of", "2023-01-01"]
          + settings.flatMap { ["--set", $0] } + more, in: folder.url)
    }
  }

  /// How many have 甲 under each candidate, by its values; −1 for one that is no good policy.
  private func best(_ settings: String...) throws -> [String: Int] {
    let run = try simulate(settings, ["--format", "json"])
    #expect(run.status == 0, "\(run.errors)")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    var best: [String: Int] = [:]
    for candidate in try #require(report["candidates"] as? [[String: Any]]) {
      let values = (candidate["values"] as? [String])?.joined(separator: " ") ?? ""
      let cells = candidate["transitions"] as? [[String: Any]]
      best[values] =
        cells?.filter { $0["then"] as? String == "甲" }.reduce(0) { $0 + (($1["subjects"] as? Int) ?? 0) } ?? -1
    }
    return best
  }

  @Test func aThresholdIsNamedByItsGrade() throws {
    // 68, 97 and 99: three are at 68 or above, two at 69, one at 98 and none at 100.
    #expect(try best("grade.甲=68, 69, 98, 100") == ["68": 3, "69": 2, "98": 1, "100": 0])
  }

  @Test func aRangeHasSteps() throws {
    #expect(try best("grade.甲=60..100 step 20") == ["60": 3, "80": 2, "100": 0])
  }

  @Test func severalSettingsAreTriedInAllCombinations() throws {
    // a has 100 − 2 − the deduction.
    #expect(
      try best("visits.deduct=10, 20", "定级.甲=78, 88")
        == ["10 78": 3, "10 88": 3, "20 78": 3, "20 88": 2])
  }

  @Test func withoutAnyGoodCandidateNothingWasTried() throws {
    let run = try simulate(["grade.甲=abc"])
    #expect(run.status == 1 && run.output.contains("no good policy"), "\(run.output)\(run.errors)")
  }

  @Test func aCandidateThatIsNoGoodPolicyIsSetApart() throws {
    #expect(try best("visits.cap=60, -1") == ["60": 2, "-1": -1])
  }

  @Test(arguments: [
    ("grade.丙=1", "nothing called `丙`"), ("scor.visits.cap=1", "~ score"), ("visits=1", "name a part of it"),
  ])
  func aPlaceThatIsNotThereIsWrongUsage(_ setting: String, _ message: String) throws {
    let run = try simulate([setting])
    #expect(run.status == 2, "\(run.output)")
    #expect(run.errors.contains("error[I104]") && run.errors.contains(message), "\(run.errors)")
  }

  @Test(arguments: ["grade.甲", "grade.甲=", "=5", "grade.甲=5..1", "grade.甲=1..9 step 0", "grade.甲=1..1000"])
  func whatIsNoListOfValuesIsWrongUsage(_ setting: String) throws {
    #expect(try simulate([setting]).status == 2)
  }

  @Test func aPageShowsTheShares() throws {
    let folder = try PolicyFolder(["subjects.jsonl": Self.subjects])
    let run = try folder.run(
      "simulate", "shop", "--subjects", "subjects.jsonl", "--as-of", "2023-01-01", "--set", "grade.甲=68, 98",
      "--output",
      "page.html", "--language", "zh")
    #expect(run.status == 0, "\(run.errors)")
    let page = try #require(folder.text(of: "page.html"))
    #expect(page.contains("<polyline") && page.contains("政策取值测算"))
  }
}
