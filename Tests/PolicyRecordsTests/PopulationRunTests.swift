import Glibc
import PolicyDiagnostics
import PolicyExecution
import PolicyIR
import PolicyTypes
import Testing

@testable import PolicyRecords

@Suite struct PopulationRunTests {
  private static let severities = ["轻微", "一般", "严重"]

  /// The same subjects as JSON Lines and as CSV tables, with their records mixed up.
  private static let data: (lines: String, subjects: String, penalties: String, repairs: String) = {
    var lines = ""
    var subjects = "id,industry,staff,share\n"
    var penalties: [String] = []
    var repairs: [String] = []
    for number in 0..<6000 {
      let id = "00\(number)"
      let share = number % 3 == 0 ? "null" : "\(number).\(number % 10)"
      subjects += "\(id),retail,\(number % 1000),\(share == "null" ? "" : share)\n"
      var records: [String] = []
      for penalty in 0..<(number % 4) {
        let severity = severities[(number + penalty) % 3]
        var repair = ""
        if penalty % 2 == 0 {
          repair = "{\"done\":\"2025-06-0\(1 + penalty)\"}"
          repairs.append("\(id),\(penalty),2025-06-0\(1 + penalty)\n")
        }
        records.append(
          "{\"number\":\"\(penalty)\",\"decided\":\"2025-0\(1 + penalty)-01\",\"severity\":\"\(severity)\","
            + "\"amount\":\(penalty).25,\"repairs\":[\(repair)]}"
        )
        penalties.append("\(penalty),\(id),2025-0\(1 + penalty)-01,\(severity),\(penalty).25\n")
      }
      lines +=
        "{\"id\":\"\(id)\",\"industry\":\"retail\",\"staff\":\(number % 1000),\"share\":\(share),"
        + "\"penalties\":[\(records.joined(separator: ","))]}\n"
    }
    return (
      lines, subjects, "number,subject,decided,severity,amount\n" + penalties.reversed().joined(),
      "subject,penalty,done\n" + repairs.reversed().joined()
    )
  }()

  @Test(arguments: [ResultFormat.jsonLines, .csv])
  func sameBytesFromEverySourceAndThreadCount(format: ResultFormat) async throws {
    let data = Self.data
    let expected = try await runLines(Array(data.lines.utf8), format: format)
    #expect(expected.summary.subjectsGraded == 6000)
    #expect(expected.summary.grades.map(\.count).reduce(0, +) == 6000)
    for threads in [1, 2, 5] {
      let lines = try await runLines(Array(data.lines.utf8), format: format, threads: threads)
      #expect(lines.results == expected.results)
      let tables = try await runTables(
        subjects: data.subjects, penalties: data.penalties, repairs: data.repairs, format: format, threads: threads)
      #expect(tables.results == expected.results)
      #expect(tables.faults.isEmpty)
    }
  }

  @Test func manySlicesInOrder() async throws {
    let note = String(repeating: "n", count: 2000)
    let lines = (0..<4000).map { number in
      number % 1000 == 7
        ? "{\"id\":\"\(number)\"\n"
        : Fixture.line(number % 900 == 899 ? "1" : "\(number)", "\"note\":\"\(note)\"") + "\n"
    }
    let bytes = Array(lines.joined().utf8)
    let one = try await runLines(bytes, threads: 1)
    #expect(one.summary.faults == [.malformedLine: 4, .repeatedSubject: 4])
    #expect(one.shortFaults.first == "8 7 null null null D301")
    for threads in [2, 5] {
      let many = try await runLines(bytes, threads: threads)
      #expect(many.results == one.results)
      #expect(many.shortFaults == one.shortFaults)
      // The data lie in a folder of each run's own, which faults name.
      var (summary, expected) = (many.summary, one.summary)
      #expect(summary.firstFaults.map(\.line) == expected.firstFaults.map(\.line) && !summary.firstFaults.isEmpty)
      (summary.firstFaults, expected.firstFaults) = ([], [])
      #expect(summary == expected)
    }
  }

  @Test func requirements() async throws {
    let outcome = try await runLines([
      Fixture.line("a", "\"penalties\":[\(Fixture.penalty("1", "严重", ",\"amount\":1"))]"),
      Fixture.line("b", "\"penalties\":[\(Fixture.penalty("1")),\(Fixture.penalty("2", "严重"))]"),
      Fixture.line("c", "\"founded\":\"x\""),
    ])
    #expect(outcome.shortFaults == ["2 b penalties amount null D318", "3 c null founded x D302"])
    #expect(outcome.results.split(separator: "\n").count == 1)
    #expect(outcome.summary.rules.map(\.count) == [1])
    #expect(outcome.summary.measures.map(\.count) == [1])
    #expect(outcome.summary.grades.map(\.count) == [0, 1])
    let tables = try await runTables(
      subjects: "id,industry,staff\na,food,1\nb,food,1\n",
      penalties: "number,subject,decided,severity,amount\n1,b,2025-01-01,严重,\n")
    #expect(tables.shortFaults == ["3 b penalties amount null D318"])
  }

  @Test func strictEndsWithTheFirstFault() async throws {
    let folder = TemporaryFolder()
    let path = try folder.write(
      "in", Array([Fixture.line("a"), Fixture.line("b", "\"founded\":\"x\""), "{"].map { $0 + "\n" }.joined().utf8))
    var run = try PopulationRun(
      plan: Fixture.plan, mapping: Fixture.mapping, source: RecordSource(path: path), format: .csv)
    run.isStrict = true
    await #expect { try await run.run(results: folder.path + "/out", faults: folder.path + "/faults") } throws: {
      error in
      (error as? StrictFault)?.fault.line == 2
    }
    #expect(folder.names == ["in"])
  }

  @Test func outputIsWholeOrNotThere() async throws {
    let folder = TemporaryFolder()
    try folder.write("out", Array("old".utf8))
    do {
      let file = try OutputFile(path: folder.path + "/out")
      try file.write(Array("new".utf8))
      #expect(folder.names.count == 2)
    }
    #expect(folder.names == ["out"])
    #expect(try folder.read("out") == "old")

    let file = try OutputFile(path: folder.path + "/out")
    try file.write(Array("new".utf8))
    try file.commit()
    #expect(try folder.read("out") == "new")
    #expect(folder.names == ["out"])
  }

  @Test func fileErrors() async throws {
    let folder = TemporaryFolder()
    #expect(throws: FileError(.open, folder.path + "/none", number: ENOENT)) {
      try InputFile(path: folder.path + "/none")
    }
    #expect(throws: FileError(.read, folder.path, number: EISDIR)) { try InputFile(path: folder.path) }
    #expect(throws: FileError.self) { try OutputFile(path: folder.path + "/none/out") }
    #expect(throws: FileError.self) { try OutputFile(path: folder.path) }
    let full = try OutputFile(path: "/dev/full")
    #expect { try full.write(Array("x".utf8)) } throws: { error in
      (error as? FileError)?.message.english == "cannot write `/dev/full`: the disk is full"
    }
    #expect(FileError(.open, "x", number: ENOENT).message.chinese == "无法打开 `x`\u{FF1A}文件或文件夹不存在")
    #expect(FileError(.write, "-", number: EPIPE).isBrokenPipe)
  }

  @Test func resultColumns() async throws {
    let mapping = DataMapping(domains: Fixture.mapping.domains, results: ["grade", "id"])
    let outcome = try await runLines([Fixture.line("a")], mapping: mapping)
    #expect(outcome.results == "{\"grade\":\"优\",\"id\":\"a\"}\n")
    #expect(throws: RecordsError.self) {
      try PopulationRun(
        plan: Fixture.plan, mapping: DataMapping(domains: Fixture.mapping.domains, results: ["grades"]),
        source: RecordSource(path: "-"), format: .csv)
    }
  }

  @Test func resultFormats() async throws {
    let serious = "\"penalties\":[\(Fixture.penalty("1", "严重", ",\"amount\":1"))]"
    let lines = [Fixture.line("a\\\"b,\\n", serious), Fixture.line("plain")].map { $0 + "\n" }.joined()
    let csv = try await runLines(Array(lines.utf8), format: .csv)
    #expect(
      csv.results == """
        id,score,grade,base grade,rules,alerts,tags,measures,sampling.ratio
        "a""b,
        ",1,差,优,"serious, ""any""\",red,重点,sampling,12.5
        plain,0,优,优,,,,,

        """)
    let json = try await runLines(Array(lines.utf8))
    #expect(json.results.hasPrefix("{\"id\":\"a\\\"b,\\n\",\"score\":1,"))
    #expect(json.results.hasSuffix("\"rules\":[],\"alerts\":[],\"tags\":[],\"measures\":{}}\n"))
  }

  @Test(arguments: [
    (0, 2, "0"), (1250, 2, "12.5"), (-5, 2, "-0.05"), (100, 0, "100"), (100, 2, "1"), (1, 18, "0.000000000000000001"),
    (Int64.min, 0, "-9223372036854775808"), (Int64.min, 18, "-9.223372036854775808"),
  ])
  func exactNumbers(value: Int64, decimals: Int, text: String) {
    var bytes: [UInt8] = []
    bytes.append(value, decimals: decimals)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  @Test func progressReachesTheEnd() async throws {
    let folder = TemporaryFolder()
    let path = try folder.write("in", Array((Fixture.line("a") + "\n").utf8))
    var run = try PopulationRun(
      plan: Fixture.plan, mapping: Fixture.mapping, source: RecordSource(path: path), format: .csv)
    var seen: [RunProgress] = []
    run.progress = { seen.append($0) }
    _ = try await run.run(results: "/dev/null", faults: nil)
    let size = Fixture.line("a").utf8.count + 1
    #expect(seen == [RunProgress(bytesDone: size, bytesTotal: size, subjectsDone: 1)])
  }

  @Test func lookUp() async throws {
    let folder = TemporaryFolder()
    let path = try folder.write(
      "in",
      Array(
        [Fixture.line("a"), "{", Fixture.line("007", "\"note\":\"n\""), Fixture.line("x", "\"founded\":\"?\"")].map {
          $0 + "\n"
        }.joined().utf8))
    let lookup = SubjectLookup(
      schema: Fixture.schema, mapping: Fixture.mapping, source: RecordSource(path: path), asOf: Fixture.asOf)
    guard case .found(let batch, _) = try await lookup.find("007") else {
      Issue.record("007 is there")
      return
    }
    #expect(batch.subjectCount == 1)
    #expect(batch.text(batch[.subject].columns[6].texts[0]) == "n")
    guard case .faulty(let faults) = try await lookup.find("x") else {
      Issue.record("x has a fault")
      return
    }
    #expect(faults.map(\.line) == [4])
    guard case .notFound = try await lookup.find("7") else {
      Issue.record("7 is not there")
      return
    }
  }

  @Test func aFaultWhereNothingIsReadDoesNotHideASubject() async throws {
    let folder = TemporaryFolder()
    let path = try folder.write("in", Array((Fixture.line("x", "\"founded\":\"?\"") + "\n").utf8))
    let isRead = Fixture.schema.domains.map { domain in domain.fields.map { $0.name != "founded" } }
    let lookup = SubjectLookup(
      schema: Fixture.schema, mapping: Fixture.mapping, source: RecordSource(path: path), asOf: Fixture.asOf,
      needed: InputSelection(isRead: isRead))
    guard case .found(let batch, _) = try await lookup.find("x") else {
      Issue.record("x is there")
      return
    }
    let founded = try #require(Fixture.schema[.subject].fields.firstIndex { $0.name == "founded" })
    #expect(batch[.subject].columns[founded].validity == [0])
  }

  @Test func lookUpInTables() async throws {
    let folder = TemporaryFolder()
    try folder.write("subjects.csv", Array("id,industry,staff\na,food,1\n007,food,2\nx,bad,3\n".utf8))
    try folder.write("penalties.csv", Array("number,subject,decided,severity,amount\n1,007,2025-01-01,一般,\n".utf8))
    try folder.write("repairs.csv", Array("subject,penalty,done\n".utf8))
    let lookup = SubjectLookup(
      schema: Fixture.schema, mapping: Fixture.mapping, source: RecordSource(path: folder.path), asOf: Fixture.asOf)
    guard case .found(let batch, _) = try await lookup.find("007") else {
      Issue.record("007 is there")
      return
    }
    #expect(batch[.subject].columns[3].integers == [2])
    #expect(batch.domains[1].count == 1)
    guard case .faulty(let faults) = try await lookup.find("x") else {
      Issue.record("x has a fault")
      return
    }
    #expect(faults.map(\.line) == [4])
  }
}
