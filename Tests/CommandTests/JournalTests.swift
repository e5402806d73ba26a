import Foundation
import Testing

/// A journal that runs append to, and what is done to it behind their backs.
struct JournalTests {
  private let folder: PolicyFolder
  private let data = ["--subjects", "subjects.jsonl", "--as-of", "2023-01-01"]

  /// Two runs, of entries 1 to 3 (header, rows, receipt) and 4 to 5 (rows, receipt), and an explanation, entry 6.
  init() throws {
    folder = try PolicyFolder()
    let first = try CommandRun(
      ["run", "shop"] + data + ["--output", "one.csv", "--journal", "journal.jsonl"], in: folder.url)
    #expect(first.errors.contains("journal: journal.jsonl, entries 1 to 3, head "))
    let second = try CommandRun(
      ["run", "shop"] + data + ["--faults", "f", "--journal", "journal.jsonl", "--language", "zh"], in: folder.url)
    #expect(second.errors.contains("台账：journal.jsonl，第 4 至 5 条，末条哈希 "))
    let explain = try CommandRun(
      ["explain", "shop"] + data + ["--subject", "a", "--journal", "journal.jsonl"], in: folder.url)
    #expect(explain.errors.hasPrefix("journal: journal.jsonl, entry 6, head "))
  }

  private var lines: [String] {
    (folder.text(of: "journal.jsonl") ?? "").split(separator: "\n").map(String.init)
  }

  private func hash(of line: String) -> String { String(line.dropLast(2).suffix(64)) }

  private func write(_ text: String) throws {
    try text.write(to: folder.url.appendingPathComponent("journal.jsonl"), atomically: true, encoding: .utf8)
  }

  private func verify(_ lines: [String], _ more: String...) throws -> CommandRun {
    try write(lines.map { $0 + "\n" }.joined())
    return try CommandRun(["verify", "journal.jsonl"] + more, in: folder.url)
  }

  @Test func theChainHolds() throws {
    let lines = lines
    #expect(lines.count == 6)
    for (place, line) in lines.enumerated() {
      let previous = place == 0 ? String(repeating: "0", count: 64) : hash(of: lines[place - 1])
      #expect(line.hasPrefix("{\"journal\":1,\"number\":\(place + 1),\"previous\":\"\(previous)\","))
    }
    let run = try verify(lines, "--head", hash(of: lines[5]))
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.hasPrefix("journal.jsonl: equal\n  checked: entries: 6, runs: 2, explanations: 1\n"))
    let earlier = try verify(lines, "--head", hash(of: lines[2]))
    #expect(earlier.status == 0 && earlier.output.contains("the head that was given is entry 3; 3 were appended since"))
  }

  @Test func whatIsDoneToItIsFound() throws {
    let lines = lines
    var altered = lines
    altered[1] = altered[1].replacing("a,68,乙", with: "a,98,甲")
    #expect(altered[1] != lines[1])
    #expect(try verify(altered).output.contains("entry 2 on line 2 was altered"))
    var removed = lines
    removed.remove(at: 1)
    #expect(try verify(removed).output.contains("entry 2 is missing before line 2"))
    var moved = lines
    moved.swapAt(3, 5)
    let run = try verify(moved, "--language", "zh")
    #expect(run.status == 1 && run.output.contains("第 4 条（第 6 行）系插入，或已被移位"))
    var added = lines
    added.insert(lines[5], at: 3)
    #expect(try verify(added).output.contains("entry 4 on line 5 was put in, or stands in another place"))
    #expect(try verify(lines + ["{\"journal\":1}"]).output.contains("line 7 is no entry"))
    #expect(try verify(["x"] + lines.dropFirst()).output.contains("line 1 is no entry"))
    #expect(try verify([]).output.contains("there is no entry"))
  }

  /// An entry that was altered and given its right hash is not the one that the next entry names.
  @Test func anEntryWithANewHashBreaksTheChain() throws {
    var lines = lines
    let end = try #require(lines[1].range(of: ",\"hash\":\"", options: .backwards))
    let body = lines[1][..<end.lowerBound].replacing("a,68,乙", with: "a,98,甲")
    try (body + "}").write(to: folder.url.appendingPathComponent("body"), atomically: true, encoding: .utf8)
    lines[1] = body + ",\"hash\":\"" + (try folder.sum(of: "body")) + "\"}"
    let run = try verify(lines)
    #expect(run.status == 1)
    #expect(run.output.contains("entry 3 on line 3 does not follow the one before it"))
    #expect(run.output.contains("the rows before the receipt in entry 3 are not those of the receipt"))
    #expect(!run.output.contains("was altered:"))
  }

  @Test func whatIsCutOffShowsWithTheHead() throws {
    let lines = lines
    let head = hash(of: lines[5])
    #expect(try verify(Array(lines[..<3])).status == 0)
    let whole = try verify(Array(lines[..<3]), "--head", head)
    #expect(whole.status == 1 && whole.output.contains("no entry has the hash \(head)"))
    let middle = try verify(Array(lines[..<2]))
    #expect(middle.status == 1 && middle.output.contains("from line 1 on, byte 0, stands what a run did not finish"))
    #expect(try CommandRun(["verify", "journal.jsonl", "--head", "12"], in: folder.url).status == 2)
  }

  /// As a crash leaves it: half a line, on which no run goes on and which none hides.
  @Test func nothingIsAppendedToAnUnfinishedJournal() throws {
    let whole = try #require(folder.text(of: "journal.jsonl"))
    let lines = lines
    try write(String(whole.prefix(whole.count - 100)))
    let before = folder.text(of: "journal.jsonl")
    let run = try CommandRun(
      ["run", "shop"] + data + ["--output", "two.csv", "--journal", "journal.jsonl"], in: folder.url)
    #expect(run.status == 4)
    #expect(run.errors.contains("`journal.jsonl` ends in the middle of what a run was writing"))
    #expect(folder.text(of: "journal.jsonl") == before && folder.text(of: "two.csv") == nil)
    let check = try CommandRun(["verify", "journal.jsonl"], in: folder.url)
    let byte = lines[..<5].reduce(0) { $0 + $1.utf8.count + 1 }
    #expect(check.status == 1 && check.output.contains("from line 6 on, byte \(byte), "))
    // Cut off as it says, the journal goes on.
    try write(String(decoding: Array(whole.utf8)[..<byte], as: UTF8.self))
    #expect(try CommandRun(["verify", "journal.jsonl"], in: folder.url).status == 0)
    let next = try CommandRun(
      ["run", "shop"] + data + ["--output", "two.csv", "--journal", "journal.jsonl"], in: folder.url)
    #expect(next.errors.contains("entries 6 to 8"))
    #expect(try CommandRun(["verify", "journal.jsonl"], in: folder.url).status == 0)
  }

  @Test func aRunThatFailsLeavesTheJournalAsItWas() throws {
    let before = folder.text(of: "journal.jsonl")
    let run = try CommandRun(
      ["run", "shop"] + data + ["--output", "two.csv", "--journal", "journal.jsonl", "--strict"], in: folder.url)
    #expect(run.status == 3)
    #expect(folder.text(of: "journal.jsonl") == before)
  }
}
