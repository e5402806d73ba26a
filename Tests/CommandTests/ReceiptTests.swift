import Foundation
import Testing

/// Receipts of runs and of explanations, as a person and an auditor find them.
struct ReceiptTests {
  private let data = ["--subjects", "subjects.jsonl", "--as-of", "2023-01-01"]

  private func receipt(_ folder: PolicyFolder, _ path: String = "results.receipt.json") throws -> [String: Any] {
    let text = try #require(folder.text(of: path))
    return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func theDigestsAreThoseOfTheFiles() throws {
    let folder = try PolicyFolder(["exchange.yaml": "data: {subjects: {fields: {floor: floor}}}"])
    let run = try CommandRun(
      ["run", "policies/shop.yaml"] + data + ["--output", "results.csv", "--data", "exchange.yaml"], in: folder.url)
    #expect(run.status == 3)
    #expect(run.errors.hasSuffix("results: results.csv\nfaults: results.faults.jsonl\nreceipt: results.receipt.json\n"))
    let receipt = try receipt(folder)
    let sources = try #require(receipt["sources"] as? [[String: Any]])
    #expect(sources.map { $0["role"] as? String } == ["policy", "data"])
    #expect(sources.map { $0["file"] as? String } == ["policies/shop.yaml", "exchange.yaml"])
    let input = try #require((receipt["input"] as? [String: Any])?["files"] as? [[String: Any]])
    let output = try #require(receipt["output"] as? [String: Any])
    let faults = try #require(receipt["faults"] as? [String: Any])
    for file in sources + input + [output, faults] {
      let name = try #require(file["file"] as? String)
      #expect(try file["sha256"] as? String == folder.sum(of: name))
      #expect(file["bytes"] as? Int == folder.text(of: name)?.utf8.count)
    }
    let counts = try #require(receipt["counts"] as? [String: Any])
    #expect(counts["subjects"] as? Int == 3 && counts["graded"] as? Int == 2 && counts["set_aside"] as? Int == 1)
    #expect((counts["faults"] as? [String: Int])?.values.reduce(0, +) == 1)
    if ExplanationValidator.path != nil {
      let path = folder.url.appendingPathComponent("results.receipt.json").path
      #expect(try ExplanationValidator.refusal(of: [path], by: "receipt") == nil)
      try "{\"receipt\": 1}".write(toFile: path, atomically: true, encoding: .utf8)
      #expect(try ExplanationValidator.refusal(of: [path], by: "receipt") != nil)
    }
  }

  /// Neither the folder in which the command runs, nor threads, nor the language, nor how the policy is named.
  @Test func theSameRunHasTheSameReceipt() throws {
    // The file of faults, if there were any, would call the data as the command does.
    let folder = try PolicyFolder([
      "subjects.jsonl": PolicyFolder.subjects.replacing("\"floor\": 9", with: "\"floor\": 5")
    ])
    _ = try CommandRun(["run", "shop"] + data + ["--output", "results.jsonl", "--threads", "1"], in: folder.url)
    let here = try #require(folder.text(of: "results.receipt.json"))
    let below = folder.url.appendingPathComponent("policies")
    let run = try CommandRun(
      [
        "run", "shop.yaml", "--subjects", "../subjects.jsonl", "--as-of", "2023-01-01", "--output",
        "../results.jsonl", "--threads", "3", "--language", "zh",
      ], in: below)
    #expect(run.errors.contains("凭据：../results.receipt.json\n"))
    #expect(folder.text(of: "results.receipt.json") == here)
  }

  @Test func standardOutputHasAReceiptWhereOneIsNamed() throws {
    let folder = try PolicyFolder()
    let plain = try CommandRun(["run", "shop"] + data + ["--faults", "f.jsonl"], in: folder.url)
    #expect(!plain.errors.contains("receipt:"))
    let named = try CommandRun(
      ["run", "shop"] + data + ["--faults", "f.jsonl", "--receipt", "r.json"], in: folder.url)
    #expect(named.output == plain.output)
    let output = try #require(try receipt(folder, "r.json")["output"] as? [String: Any])
    try named.output.write(to: folder.url.appendingPathComponent("out"), atomically: true, encoding: .utf8)
    #expect(try output["sha256"] as? String == folder.sum(of: "out"))
    #expect(output["file"] as? String == "-")
  }

  @Test func aStrictRunThatStopsHasNone() throws {
    let folder = try PolicyFolder()
    let none = try CommandRun(["run", "shop"] + data + ["--output", "results.jsonl", "--no-receipt"], in: folder.url)
    #expect(none.status == 3 && !none.errors.contains("receipt:"))
    #expect(folder.text(of: "results.receipt.json") == nil)
    _ = try CommandRun(["run", "shop"] + data + ["--output", "results.jsonl", "--strict"], in: folder.url)
    #expect(folder.text(of: "results.receipt.json") == nil)
  }

  /// The digest of a subject's data is the same in the row and in every form of the explanation.
  @Test func explanationsCarryTheDigestOfTheRow() throws {
    let folder = try PolicyFolder()
    let results = try CommandRun(
      ["run", "shop"] + data + ["--faults", "f.jsonl", "--receipts", "--reasons", "1"], in: folder.url)
    let row = try #require(results.output.split(separator: "\n").first)
    let digest = try #require(row.firstRange(of: "\"input digest\":\"")).upperBound
    let input = row[digest...].prefix(64)
    let explain = ["explain", "shop"] + data + ["--subject", "a"]
    let json = try CommandRun(explain + ["--format", "json"], in: folder.url).output
    #expect(json.contains("\"input\": \"\(input)\""))
    let own = try #require(json.firstRange(of: "\"digest\": \"")).upperBound
    for (format, language, words) in [
      ("text", "en", "This explanation"), ("text", "zh", "本说明"), ("html", "en", "This explanation"),
      ("html", "zh", "本说明"),
    ] {
      let text = try CommandRun(explain + ["--format", format, "--language", language], in: folder.url).output
      #expect(text.contains(input) && text.contains(words) && text.contains(json[own...].prefix(64)))
    }
  }
}
