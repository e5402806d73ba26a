import Foundation
import FoundationXML
import Testing

/// `assay diff` as policy staff and CI use it.
@Suite struct DiffCommandTests {
  /// Scores are 100 − 30 for each dirty visit − the floor: a has 68, c 99, d 97; b has a fault.
  private static let subjects = """
    {"id": "a", "floor": 2, "visits": [{"number": "1", "visited on": "2022-05-01", "clean": false}]}
    {"id": "b", "floor": 9}
    {"id": "c", "floor": 1, "visits": []}
    {"id": "d", "floor": 3, "visits": []}

    """

  private func folder(_ edits: (String, String)...) throws -> PolicyFolder {
    let new = edits.reduce(PolicyFolder.policy) { $0.replacing($1.0, with: $1.1) }
    return try PolicyFolder(["new.yaml": new, "subjects.jsonl": Self.subjects])
  }

  private func diff(_ folder: PolicyFolder, _ more: [String] = []) throws -> CommandRun {
    // The folder goes when nobody holds it any more.
    try withExtendedLifetime(folder) {
      try CommandRun(["diff", "policies/shop.yaml", "new.yaml"] + more, in: folder.url)
    }
  }

  private static let data = ["--subjects", "subjects.jsonl", "--as-of", "2023-01-01"]

  private func impact(_ folder: PolicyFolder, _ more: String...) throws -> [String: Any] {
    let run = try diff(folder, Self.data + ["--format", "json"] + more)
    #expect(run.status == 0, "\(run.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(object as? [String: Any])
  }

  // MARK: What changes

  @Test func aChangeIsToldInWordsWithBothPlaces() throws {
    let run = try diff(folder(("deduct: 30", "deduct: 35"), ("grades: [甲, 乙]", "grades: [甲, 乙]  # 等级")))
    #expect(run.status == 0 && run.errors == "")
    #expect(run.output.contains("- [1] indicator `visits`, deduct: `30` becomes `35` (+5)\n"))
    #expect(run.output.contains("policies/shop.yaml:14 → new.yaml:14\n"))
    #expect(!run.output.contains("cap"))
  }

  @Test func aLayoutIsNoChange() throws {
    let run = try diff(folder(("cap: 90", "cap:   90")), ["--language", "zh"])
    #expect(run.output.contains("含义没有变化。"))
  }

  @Test func theOldPolicyComesFromARevisionWithItsImports() throws {
    let policy = PolicyFolder.policy.replacing("subject: shop\n", with: "subject: shop\nimport: common/records.yaml\n")
      .replacing(#/records:\n.*\n/#, with: "")
    let records =
      "records:\n  visits: {key: number, at: visited on, at most: 9, "
      + "fields: {number: text, visited on: date, clean: yes or no}}\n"
    let folder = try PolicyFolder(["policies/shop.yaml": policy, "policies/common/records.yaml": records])
    let git = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in [["init", "-q"], ["add", "-A"], git + ["commit", "-q", "-m", "first"]] {
      try runGit(words, in: folder.url)
    }
    let edited = records.replacing("at most: 9", with: "at most: 8")
    try edited.write(
      to: folder.url.appendingPathComponent("policies/common/records.yaml"), atomically: true, encoding: .utf8)
    let environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
    for arguments in [
      ["HEAD:policies/shop.yaml", "policies/shop.yaml"], ["HEAD:", "policies/shop.yaml"], ["HEAD:policies/shop.yaml"],
    ] {
      let run = try CommandRun(["diff"] + arguments, in: folder.url, environment: environment)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("record type `visits`, at most: `9` becomes `8` (-1)"))
      #expect(run.output.contains("HEAD:policies/common/records.yaml:2 → policies/common/records.yaml:2"))
    }
    let missing = try CommandRun(["diff", "HEAD~9:policies/shop.yaml"], in: folder.url, environment: environment)
    #expect(missing.status == 2 && missing.errors.contains("no revision `HEAD~9`"))
  }

  private func runGit(_ words: [String], in folder: URL) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + words
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  // MARK: Who moves

  @Test func oneChangeMovesWhomItMovesAndTheOthersStay() throws {
    // The threshold 98 takes 甲 from d alone, who has 97; the score of nobody changes.
    let report = try impact(folder(("≥ 80: 甲", "≥ 98: 甲")))
    let population = try #require(report["population"] as? [String: Any])
    #expect(population["read"] as? Int == 4 && population["compared"] as? Int == 3)
    #expect(population["moved"] as? Int == 1 && population["worse"] as? Int == 1)
    let movers = try #require(population["movers"] as? [[String: Any]])
    #expect(movers.map { $0["id"] as? String } == ["d"])
    #expect(movers.map { $0["steps"] as? [Int] } == [[1]])
    let cells = try #require(population["transitions"] as? [[String: Any]])
    #expect(
      Set(cells.map { "\($0["old"] ?? "")→\($0["new"] ?? "") \($0["subjects"] ?? "")" }) == ["甲→甲 1", "甲→乙 1", "乙→乙 1"])
    // 97 lies within a point of the new threshold 98, and so does 99; nobody is that near to 80.
    let near = try #require((population["new_thresholds"] as? [[String: Any]])?.first)
    #expect(near["below"] as? Int == 1 && near["above"] as? Int == 1)
  }

  @Test func stepsAddUpAndMovesThatCancelOutAreTold() throws {
    // First a loses 5 points more: 63. Alone that moves nobody below 80; the threshold 65 would give a 甲 with 68, and
    // does not with 63.
    let report = try impact(folder(("deduct: 30", "deduct: 35"), ("≥ 80: 甲", "≥ 63: 甲")))
    let population = try #require(report["population"] as? [String: Any])
    let steps = try #require(population["steps"] as? [[String: Any]])
    #expect(steps.map { $0["changes"] as? [Int] } == [[1], [2]])
    #expect(steps.map { $0["worse_by"] as? Int } == [0, -1])
    #expect(steps.map { $0["score_change"] as? Int } == [-5, 0])
    #expect(population["better"] as? Int == 1)
    #expect((population["scores"] as? [String: Any])?["change"] as? Int == -5)
  }

  @Test func twoDatesShowAPolicyAge() throws {
    // From 2023-05-01 on the visit of a counts no more: 68 becomes 98.
    let folder = try folder()
    let run = try folder.run(
      "diff", "policies/shop.yaml", "--subjects", "subjects.jsonl", "--old-as-of", "2023-01-01", "--new-as-of",
      "2023-05-01")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("time passes: 2023-01-01 → 2023-05-01"))
    #expect(run.output.contains("乙   甲          68         98     +30  time"), "\(run.output)")
  }

  // MARK: Gates

  @Test(arguments: [
    ("share(down >= 1 grade) > 33%", 1), ("share(down >= 1 grade) > 34%", 0), ("count(moved) >= 2", 0),
    ("count(new grade = 乙) = 2", 1), ("占比(降级 >= 1 级) > 0.5%", 1), ("count(floor = 3 and moved) > 0", 1),
    ("subjects < 3 or changes > 1", 0), ("not(count(up >= 1) = 0)", 0),
  ])
  func aGateThatHoldsIsAFailure(_ gate: String, _ status: Int32) throws {
    let run = try diff(folder(("≥ 80: 甲", "≥ 98: 甲")), Self.data + ["--by", "floor", "--fail-if", gate])
    #expect(run.status == status, "\(run.output)\(run.errors)")
  }

  /// A population of which no subject can be read must not open the gate.
  @Test(arguments: ["", "{\"id\": 5}\n"])
  func aGateThatNobodyLookedThroughHoldsTheChangeBack(_ subjects: String) throws {
    let new = PolicyFolder.policy.replacing("≥ 80: 甲", with: "≥ 98: 甲")
    let folder = try PolicyFolder(["new.yaml": new, "nobody.jsonl": subjects])
    let data = ["--subjects", "nobody.jsonl", "--as-of", "2023-01-01"]
    let run = try diff(folder, data + ["--fail-if", "share(down >= 1) > 1%"])
    #expect(run.status == 1 && run.output.contains("cannot be told"), "\(run.output)\(run.errors)")
    let json = try diff(folder, data + ["--fail-if", "share(down >= 1) > 1%", "--format", "json"])
    #expect(json.status == 1 && json.output.contains("\"holds\": null"), "\(json.output)\(json.errors)")
  }

  @Test(arguments: [
    ("share(downn >= 1) > 1%", "error[I101]"), ("share(down >= 1)", "error[I102]"), ("count(1) > 2", "error[I103]"),
    ("count(id = 1 and floor = 2) > 1", "reads one field at most"),
    ("lost(\"praise\") > 1", "error[I101]"), ("share(old grade = \"Z\") > 1%", "neither policy has a grade `Z`"),
    ("subjects >", "error[E"),
  ])
  func aGateWithAMistakeIsWrongUsage(_ gate: String, _ message: String) throws {
    let run = try diff(folder(), Self.data + ["--by", "floor", "--by", "id", "--fail-if", gate])
    #expect(run.status == 2 && run.errors.contains(message), "\(run.errors)")
  }

  // MARK: Agreement with runs

  /// The matrix is that of two runs put side by side, and the steps add up to it, whatever the threads.
  @Test func theMatrixIsThatOfTwoRuns() throws {
    let folder = try folder(
      ("deduct: 30", "deduct: 22"), ("≥ 80: 甲", "≥ 75: 甲"), ("within: 1 year", "within: 6 months"))
    let sample = try folder.run(
      "sample", "policies/shop.yaml", "--count", "400", "--seed", "7", "--as-of", "2023-01-01", "--faults", "20",
      "--output",
      "sample.jsonl")
    #expect(sample.status == 0)
    var grades: [[String: String]] = []
    for policy in ["policies/shop.yaml", "new.yaml"] {
      _ = try folder.run(
        "run", policy, "--subjects", "sample.jsonl", "--as-of", "2023-01-01", "--output", "results.csv")
      let rows = try #require(folder.text(of: "results.csv")).split(separator: "\n").dropFirst().map {
        $0.split(separator: ",")
      }
      grades.append(Dictionary(uniqueKeysWithValues: rows.map { (String($0[0]), String($0[2])) }))
    }
    var expected: [String: Int] = [:]
    for (id, old) in grades[0] { expected["\(old)→\(grades[1][id] ?? "")", default: 0] += 1 }
    for threads in ["1", "3"] {
      let run = try folder.run(
        "diff", "policies/shop.yaml", "new.yaml", "--subjects", "sample.jsonl", "--as-of", "2023-01-01", "--format",
        "json",
        "--threads", threads)
      let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      let population = try #require(report["population"] as? [String: Any])
      var found: [String: Int] = [:]
      for cell in try #require(population["transitions"] as? [[String: Any]]) {
        found["\(cell["old"] ?? "")→\(cell["new"] ?? "")"] = cell["subjects"] as? Int
      }
      #expect(found == expected)
      let steps = try #require(population["steps"] as? [[String: Any]])
      #expect(steps.count == 3)
      let total = (found["甲→乙"] ?? 0) - (found["乙→甲"] ?? 0)
      #expect(steps.reduce(0) { $0 + (($1["worse_by"] as? Int) ?? 0) } == total)
      #expect(total != 0)
    }
  }

  // MARK: Forms of the report

  @Test(arguments: ["en", "zh"])
  func aPageHoldsTheMatrixAsAPicture(_ language: String) throws {
    let folder = try folder(("≥ 80: 甲", "≥ 98: 甲"))
    let run = try diff(folder, Self.data + ["--by", "floor", "--output", "impact.html", "--language", language])
    #expect(run.status == 0)
    let page = try #require(folder.text(of: "impact.html"))
    let parser = XMLParser(data: Data(page.utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(page.contains("<svg") && page.contains("lang=\"\(language == "zh" ? "zh-CN" : "en")\""))
    #expect(!page.contains("http") && !page.contains("<script"))
  }

  @Test func markdownIsForAComment() throws {
    let run = try diff(folder(("≥ 80: 甲", "≥ 98: 甲")), Self.data + ["--format", "markdown"])
    #expect(run.output.hasPrefix("## Impact of a policy change\n"))
    #expect(run.output.contains("| old \\\\ new | 甲 | 乙 |\n| --- | ---: | ---: |\n| 甲 | 1 | 1 |\n"), "\(run.output)")
  }
}
