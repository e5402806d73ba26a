import Foundation
import Testing

/// `assay verify` on results and explanations that were left alone, and on those that were not.
struct VerifyTests {
  private let folder: PolicyFolder
  private let data = ["--subjects", "subjects.jsonl", "--as-of", "2023-01-01"]

  init() throws {
    folder = try PolicyFolder()
    for name in ["results.csv", "results.jsonl"] {
      _ = try CommandRun(["run", "shop"] + data + ["--output", name, "--receipts"], in: folder.url)
      // Both have the same file of faults and the same place for a receipt.
      try FileManager.default.moveItem(
        at: folder.url.appendingPathComponent("results.receipt.json"),
        to: folder.url.appendingPathComponent(name + ".receipt"))
    }
  }

  private func verify(_ path: String, _ more: String...) throws -> CommandRun {
    try CommandRun(["verify", path, "--receipt", path + ".receipt"] + more, in: folder.url)
  }

  private func change(_ path: String, _ old: String, _ new: String) throws {
    let text = try #require(folder.text(of: path))
    #expect(text.contains(old))
    try text.replacing(old, with: new).write(
      to: folder.url.appendingPathComponent(path), atomically: true, encoding: .utf8)
  }

  private func findings(_ run: CommandRun) throws -> [[String: Any]] {
    let whole = try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(whole["schema"] as? String == "assay.verification/1")
    return try #require(whole["findings"] as? [[String: Any]])
  }

  @Test(arguments: ["results.csv", "results.jsonl"])
  func whatIsLeftAloneIsEqual(_ path: String) throws {
    let run = try verify(path, "--subjects", "subjects.jsonl")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output.hasPrefix("\(path): equal\n  checked: the receipt, the results, the faults, 1 file of the policy,"))
    #expect(run.output.hasSuffix(", 1 file of data, 2 rows made again\n"))
    let alone = try verify(path)
    #expect(alone.status == 0 && alone.output.contains("not made again"))
  }

  /// `a` has 68 points and 乙; whoever gives it 甲 is found, whatever the format.
  @Test(arguments: [("results.csv", ",乙,", ",甲,"), ("results.jsonl", "\"grade\":\"乙\"", "\"grade\":\"甲\"")])
  func anAlteredRowIsNamed(_ path: String, _ old: String, _ new: String) throws {
    try change(path, old, new)
    let run = try verify(path, "--subjects", "subjects.jsonl", "--format", "json")
    #expect(run.status == 1)
    let found = try findings(run)
    #expect(found.first?["kind"] as? String == "results altered")
    let row = try #require(found.first { $0["column"] as? String == "grade" })
    #expect(row["id"] as? String == "a" && row["was"] as? String == "甲" && row["now"] as? String == "乙")
    let chinese = try verify(path, "--subjects", "subjects.jsonl", "--language", "zh").output
    #expect(chinese.contains("a：`grade` 在文件中为 `甲`，重新计算为 `乙`"))
  }

  @Test func rowsTooManyAndTooFewAreNamed() throws {
    try change("results.csv", "a,68", "z,68")
    let kinds = try findings(verify("results.csv", "--subjects", "subjects.jsonl", "--format", "json")).map {
      "\($0["kind"] ?? "") \($0["id"] ?? "")"
    }
    #expect(kinds.contains("row extra z") && kinds.contains("row missing a") && !kinds.contains("row changed c"))
  }

  @Test func aChangedPolicyIsNamedWithWhatItChanges() throws {
    try change("policies/shop.yaml", "deduct: 30", "deduct: 10")
    let run = try verify("results.csv", "--subjects", "subjects.jsonl")
    #expect(run.status == 1)
    #expect(run.output.contains("the policy changed: `policies/shop.yaml` had SHA-256 "))
    // 100 − 10 − 2 instead of 100 − 30 − 2.
    #expect(run.output.contains("a: `score` is `68` in the file, and `88` made again"))
    #expect(!run.output.contains("c: `score`"))
  }

  @Test func changedDataAreNamedThoughNoGradeChanges() throws {
    try change("subjects.jsonl", "2022-05-01", "2022-05-02")
    let run = try verify("results.csv", "--subjects", "subjects.jsonl")
    #expect(run.status == 1)
    #expect(run.output.contains("the data changed: `subjects.jsonl` had SHA-256 "))
    #expect(run.output.contains("a: `input digest` is `"))
    #expect(!run.output.contains("a: `score`"))
  }

  @Test func anAlteredReceiptAndAnotherDateAreFound() throws {
    try change("results.csv.receipt", "\"graded\": 2", "\"graded\": 3")
    let run = try verify("results.csv", "--subjects", "subjects.jsonl", "--as-of", "2023-02-01")
    #expect(run.status == 1)
    #expect(run.output.contains("the receipt `results.csv.receipt` was altered"))
    #expect(run.output.contains("it is as of 2023-01-01, not as of 2023-02-01"))
    #expect(run.output.contains("the receipt counts 3 read, 3 graded, 1 set aside; made again 3 read, 2 graded"))
  }

  @Test func theFileOfFaultsIsCompared() throws {
    try change("results.faults.jsonl", "\"line\":2", "\"line\":3")
    #expect(try verify("results.csv").output.contains("the faults were changed: `results.faults.jsonl`"))
  }

  @Test func withoutAReceiptNothingCanBeSaid() throws {
    let run = try CommandRun(["verify", "subjects.jsonl"], in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("error: `subjects.jsonl` has no receipt `subjects.receipt.json`\nhelp: "))
    #expect(try CommandRun(["verify", "nothing.csv"], in: folder.url).status == 4)
  }

  // MARK: Explanations

  private func explain(_ more: String...) throws {
    let run = try CommandRun(
      ["explain", "shop"] + data + ["--subject", "a", "--format", "json", "--output", "why.json"] + more, in: folder.url
    )
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func anExplanationIsMadeAgain() throws {
    for more in [["--no-advice"], ["--without", "1"], ["--mask"]] {
      let run = try CommandRun(
        ["explain", "shop"] + data + ["--subject", "a", "--format", "json", "--output", "why.json"] + more,
        in: folder.url)
      #expect(run.status == 0)
      let check = try CommandRun(["verify", "why.json", "--subjects", "subjects.jsonl"], in: folder.url)
      #expect(check.status == 0, "\(check.output)\(check.errors)")
      #expect(check.output.contains("why.json: equal"))
    }
  }

  @Test func anAlteredExplanationIsFound() throws {
    try explain()
    try change("why.json", "\"id\": \"a\"", "\"id\": \"c\"")
    let alone = try CommandRun(["verify", "why.json"], in: folder.url)
    #expect(alone.status == 1 && alone.output.contains("c: the explanation was altered"))
    try explain()
    try change("subjects.jsonl", "\"floor\": 2", "\"floor\": 3")
    let again = try CommandRun(["verify", "why.json", "--subjects", "subjects.jsonl"], in: folder.url)
    #expect(again.status == 1)
    #expect(again.output.contains("a: the data of the subject are others"))
    #expect(again.output.contains("a: `score.result` is `68` in the file, and `67` made again"))
  }
}
