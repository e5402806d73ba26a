import Foundation
import Testing

/// `assay run --explain`: explanations in the same pass.
struct RunExplanationTests {
  /// Twelve shops: those with an even floor have one dirty visit, which costs 30.
  private static let subjects = (1...12).map { number in
    let visit =
      number % 2 == 0 ? #"{"number": "\#(number)", "visited on": "2022-05-01", "clean": false}"# : ""
    return #"{"id": "s\#(number)", "floor": \#(number % 5 + 1), "visits": [\#(visit)]}"#
  }.joined(separator: "\n")

  private let folder: PolicyFolder
  private let data = ["--subjects", "subjects.jsonl", "--as-of", "2023-01-01"]

  init() throws {
    folder = try PolicyFolder(["subjects.jsonl": Self.subjects])
  }

  private func run(_ more: String...) throws -> CommandRun {
    try CommandRun(
      ["run", "shop"] + data + ["--output", "results.csv", "--explain", "why.jsonl"] + more, in: folder.url)
  }

  private var lines: [String] { (folder.text(of: "why.jsonl") ?? "").split(separator: "\n").map(String.init) }

  private var ids: [String] {
    lines.compactMap { line in
      let whole = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return (whole?["subject"] as? [String: Any])?["id"] as? String
    }
  }

  @Test(arguments: ["1", "3"])
  func eachIsWhatExplainWrites(_ threads: String) throws {
    let run = try run("--explain-grade", "乙", "--threads", threads)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("explanations: why.jsonl (6)\n"))
    #expect(ids == ["s2", "s4", "s6", "s8", "s10", "s12"])
    for (id, line) in zip(ids, lines) {
      let explain = try CommandRun(
        ["explain", "shop"] + data + ["--subject", id, "--format", "jsonl"], in: folder.url)
      #expect(explain.output == line + "\n")
    }
    #expect(try CommandRun(["verify", "why.jsonl", "--subjects", "subjects.jsonl"], in: folder.url).status == 0)
  }

  /// From a folder of CSV files come the same lines.
  @Test func tablesGiveTheSame() throws {
    _ = try run("--explain-grade", "乙", "--explain-subject", "s3")
    let fromLines = lines
    #expect(ids == ["s2", "s3", "s4", "s6", "s8", "s10", "s12"])
    let csv = folder.url.appendingPathComponent("csv")
    try FileManager.default.createDirectory(at: csv, withIntermediateDirectories: true)
    let subjects = (1...12).map { "s\($0),\($0 % 5 + 1)" }
    let visits = (1...6).map { "s\($0 * 2),\($0 * 2),2022-05-01,false" }
    for (name, rows) in [
      ("subjects", ["id,floor"] + subjects), ("visits", ["subject,number,visited on,clean"] + visits),
    ] {
      try rows.map { $0 + "\n" }.joined().write(
        to: csv.appendingPathComponent(name + ".csv"), atomically: true, encoding: .utf8)
    }
    let run = try CommandRun(
      [
        "run", "shop", "--subjects", "csv", "--as-of", "2023-01-01", "--output", "two.csv", "--explain", "why.jsonl",
        "--explain-grade", "乙", "--explain-subject", "s3",
      ], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(lines == fromLines)
  }

  /// The least digests of ids, as another program has them.
  @Test func aSampleIsTheSameEveryTime() throws {
    let names = (1...12).map { "s\($0)" }
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c",
      "for id in \(names.joined(separator: " ")); do echo $(printf %s $id | sha256sum | cut -c 1-64) $id; done | sort | head -n 4",
    ]
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let least = Set(output.split(separator: "\n").compactMap { $0.split(separator: " ").last.map(String.init) })
    _ = try run("--explain-sample", "4", "--no-advice")
    #expect(least.count == 4 && ids == names.filter(least.contains))
    #expect(lines.allSatisfy { $0.contains("\"advice\":null") })
    _ = try run("--explain-sample", "4", "--explain-subject", "s7", "--explain-subject", "s1")
    #expect(ids == ["s1", "s7"])
  }

  @Test func thoseThatChangedAreExplained() throws {
    _ = try run("--explain-sample", "1")
    let results = try #require(folder.text(of: "results.csv"))
    let earlier = results.replacing("\ns3,96,甲,", with: "\ns3,96,乙,").replacing("\ns5,", with: "\nt5,")
    #expect(earlier != results)
    try earlier.write(to: folder.url.appendingPathComponent("old.csv"), atomically: true, encoding: .utf8)
    _ = try run("--explain-changed", "old.csv")
    #expect(ids == ["s3", "s5"])
  }

  @Test func wrongUsageIsSaid() throws {
    #expect(try run().status == 2)
    #expect(try run("--explain-sample", "0").status == 2)
    let unknown = try run("--explain-grade", "丙", "--language", "zh")
    #expect(unknown.status == 2 && unknown.errors == "错误：政策没有等级 `丙`\n建议：该政策的等级：`甲`、`乙`\n")
    let plain = try CommandRun(
      ["run", "shop"] + data + ["--output", "r.csv", "--explain-grade", "乙"], in: folder.url)
    #expect(plain.status == 2)
  }
}
