import Foundation
import Testing

/// What a run makes of values that their fields cannot hold, from JSON Lines and from CSV.
struct InvalidValueTests {
  private static let policy = """
    policy: shop
    version: "1"
    subject: shop
    subjects:
      shop: {id: text, fields: {floor: {integer: 1..5, on invalid: missing}, area: {integer: 1..900}}}
    records:
      visits:
        key: number
        at: day
        fields: {number: text, day: {type: date, on invalid: void}, points: {integer: 0..9}}
    score:
      start: 100
      indicators:
        floor: {deduct: [{when: floor = null, then: 10}, {otherwise: 0}]}
        visits: {each: visits, within: 1 year, deduct: points}
    grades: [good, bad]
    grade: {by: score, ≥ 95: good, otherwise: bad}
    """

  private static let lines = """
    {"id":"a","floor":2,"area":9,"visits":[{"number":"1","day":"2022-06-01","points":3}]}
    {"id":"b","floor":"first","area":9,"visits":[{"number":"1","day":"2022-06-31","points":9},\
    {"number":"2","day":"2024-01-01","points":9}]}
    {"id":"c","floor":7,"area":9,"visits":[{"number":"1","day":"2022-06-01","points":10}]}
    {"id":"d","floor":[2],"area":9}

    """

  private static let tables = [
    "data/subjects.csv": "id,floor,area\na,2,9\nb,first,9\nc,7,9\nd,[2],9\n",
    "data/visits.csv": """
    subject,number,day,points
    a,1,2022-06-01,3
    b,1,2022-06-31,9
    b,2,2024-01-01,9
    c,1,2022-06-01,10

    """,
  ]

  private func folder() throws -> PolicyFolder {
    try PolicyFolder(
      Self.tables.merging(["policies/shop.yaml": Self.policy, "subjects.jsonl": Self.lines]) { $1 })
  }

  @Test(arguments: ["subjects.jsonl", "data"])
  func invalidValuesAreCountedAndListed(_ source: String) throws {
    let folder = try folder()
    let run = try folder.run(
      "run", "shop", "--subjects", source, "--as-of", "2023-01-01", "--output", "out.jsonl", "--explain", "why.jsonl",
      "--explain-subject", "b", "--no-advice")
    #expect(run.status == 3, "\(run.errors)")
    let results = try #require(folder.text(of: "out.jsonl")).split(separator: "\n").map { $0.prefix(35) }
    // `c` has a fault of its own: 10 points are none.
    #expect(
      results.map { $0.contains("\"score\":97") ? 97 : $0.contains("\"score\":90") ? 90 : 0 } == [97, 90, 90],
      "\(results)")
    #expect(run.errors.contains("4 subjects read, 3 graded, 1 set aside"))
    #expect(run.errors.contains("1 records are dated after the as-of date"))
    #expect(run.errors.contains("floor           counts as missing      2"), "\(run.errors)")
    #expect(run.errors.contains("visits.day      record void            1"), "\(run.errors)")
    let listed = try #require(folder.text(of: "out.faults.jsonl")).split(separator: "\n")
    #expect(listed.count { $0.hasSuffix("\"treatment\":\"missing\"}") } == 2)
    #expect(listed.count { $0.contains("\"value\":\"2022-06-31\"") && $0.hasSuffix("\"treatment\":\"void\"}") } == 1)
    #expect(listed.count { !$0.contains("treatment") } == 1)
    let receipt = try #require(folder.text(of: "out.receipt.json"))
    #expect(receipt.contains("\"invalid\": {\n      \"missing\": 2,\n      \"void\": 1\n"), "\(receipt)")
    #expect(try folder.run("verify", "out.jsonl", "--subjects", source).status == 0)

    let explained = try folder.run(
      "explain", "shop", "--subject", "b", "--subjects", source, "--as-of", "2023-01-01", "--no-advice", "--format",
      "jsonl")
    #expect(explained.output == folder.text(of: "why.jsonl"))
    #expect(
      explained.output.contains(
        "\"field\":\"day\",\"value\":\"2022-06-31\",\"code\":\"D302\",\"treatment\":\"void\""))
  }

  @Test func aStrictRunTakesWhatThePolicyAdmits() throws {
    let folder = try folder()
    let strict = ["run", "shop", "--as-of", "2023-01-01", "--output", "out.jsonl", "--strict", "--subjects"]
    let stopped = try CommandRun(strict + ["subjects.jsonl"], in: folder.url)
    #expect(stopped.status == 3 && stopped.errors.contains("subjects.jsonl:3"))
    let good = Self.lines.split(separator: "\n").filter { !$0.contains("\"c\"") }.joined(separator: "\n")
    try good.write(to: folder.url.appendingPathComponent("good.jsonl"), atomically: true, encoding: .utf8)
    #expect(try CommandRun(strict + ["good.jsonl"], in: folder.url).status == 0)
  }
}
