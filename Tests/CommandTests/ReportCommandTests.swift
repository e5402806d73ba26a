import Foundation
import Testing

/// `assay report` as somebody who sums up a year uses it.
@Suite struct ReportCommandTests {
  private static let subjects = """
    {"id": "a", "industry": "食品", "region": "东"}
    {"id": "b", "industry": "食品", "region": "西"}
    {"id": "91350100M000100Y43", "industry": "药品", "region": "东"}

    """

  /// The last id is the example of GB 32100-2015.
  private static let results = """
    {"id":"a","score":90,"grade":"A","rules":[]}
    {"id":"b","score":70.5,"grade":"B","rules":["x"]}
    {"id":"91350100M000100Y43","score":null,"grade":null}

    """

  private static let later = "id,score,grade\na,80,B\nb,70,B\nz,60,C\n"

  private static let faults = """
    {"file":"d.jsonl","line":4,"subject":"q","record":"visits","field":"on","value":"x","code":"D302","reason":"","reason_zh":""}
    {"file":"d.jsonl","line":4,"subject":"q","record":null,"field":"floor","value":"9","code":"D305","reason":"","reason_zh":""}
    {"file":"d.jsonl","line":7,"subject":null,"record":null,"field":null,"value":null,"code":"D301","reason":"","reason_zh":""}

    """

  private func folder() throws -> PolicyFolder {
    try PolicyFolder([
      "people.jsonl": Self.subjects, "one.jsonl": Self.results, "two.csv": Self.later, "one.faults.jsonl": Self.faults,
    ])
  }

  private func runs(_ arguments: String...) throws -> [[String: Any]] {
    let folder = try folder()
    return try withExtendedLifetime(folder) {
      let run = try CommandRun(["report"] + arguments + ["--format", "json"], in: folder.url)
      #expect(run.status == 0, "\(run.errors)")
      let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
      return try #require(report?["runs"] as? [[String: Any]])
    }
  }

  @Test func gradesAreCountedInWholeAndByTheUsualFields() throws {
    let run = try #require(runs("one.jsonl", "--subjects", "people.jsonl").first)
    #expect(run["label"] as? String == "one" && run["subjects"] as? Int == 3)
    #expect(run["grades"] as? [String: Int] == ["A": 1, "B": 1, "": 1])
    #expect(run["unified_codes"] as? Int == 1)
    // (90 + 70.5) / 2 = 80.25
    #expect(run["index"] as? Double == 80.25)
    let groups = try #require(run["groups"] as? [[String: Any]])
    #expect(groups.map { $0["field"] as? String } == ["industry", "region"])
    let industries = try #require(groups[0]["values"] as? [[String: Any]])
    #expect(industries.map { $0["value"] as? String } == ["药品", "食品"])
    #expect(industries.map { $0["subjects"] as? Int } == [1, 2])
  }

  @Test func faultsBesideTheResultsAreCountedBySubjectCodeAndField() throws {
    let quality = try #require(runs("one.jsonl").first?["quality"] as? [String: Any])
    #expect(quality["subjects"] as? Int == 2 && quality["faults"] as? Int == 3)
    #expect(quality["codes"] as? [String: Int] == ["D301": 1, "D302": 1, "D305": 1])
    #expect(quality["fields"] as? [String: Int] == ["visits.on": 1, "floor": 1])
    #expect(quality["sources"] as? [String: Int] == ["d.jsonl": 3])
  }

  @Test func severalRunsShowTheIndexOverTime() throws {
    let folder = try folder()
    let run = try folder.run("report", "2024=one.jsonl", "2025=two.csv", "--subjects", "people.jsonl", "--by", "region")
    #expect(run.status == 0, "\(run.errors)")
    // East: 90 alone, then 80; west: 70.5, then 70; z is in no region.
    #expect(run.output.contains("  东            90    80\n"), "\(run.output)")
    #expect(run.output.contains("  西          70.5    70\n"))
    #expect(run.output.contains("  (unknown)           60\n"))
  }

  @Test(arguments: [
    (["none.jsonl"], Int32(4), "no such file"), (["people.jsonl"], 2, "has a grade or a score"),
    (["one.jsonl", "--subjects", "people.jsonl", "--by", "zone"], 2, "has a field `zone`"),
    (["one.jsonl", "--by", "region"], 2, "--by needs --subjects"),
  ])
  func whatCannotBeReportedIsSaid(_ arguments: [String], _ status: Int32, _ message: String) throws {
    let folder = try folder()
    try withExtendedLifetime(folder) {
      let run = try CommandRun(["report"] + arguments, in: folder.url)
      #expect(run.status == status && run.errors.contains(message), "\(run.errors)")
    }
  }
}
