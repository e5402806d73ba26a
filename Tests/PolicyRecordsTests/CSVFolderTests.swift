import PolicyDiagnostics
import PolicyExecution
import Testing

@testable import PolicyRecords

@Suite struct CSVFolderTests {
  private static let subjects = "id,industry,staff\na,food,1\nb,retail,2\nc,food,3\n"

  @Test func groupsRecordsOfAnyOrder() async throws {
    let outcome = try await runTables(
      subjects: Self.subjects,
      penalties:
        "subject,number,severity,decided,amount\nc,1,严重,2025-01-01,1\na,1,严重,2025-01-01,1\nc,2,严重,2025-01-02,2.50\n",
      repairs: "done,penalty,subject\n2025-02-01,1,c\n2025-02-01,2,c\n2025-03-01,1,c\n2027-01-01,1,a\n", format: .csv)
    #expect(outcome.faults.isEmpty)
    #expect(
      outcome.results.split(separator: "\n").dropFirst().map { String($0.prefix(5)) } == ["a,1,差", "b,0,优", "c,5,差"])
    #expect(outcome.summary.laterRecords == 1)
  }

  @Test func quotesAndLineEnds() async throws {
    let outcome = try await runTables(
      subjects:
        "\u{FEFF}\"id\",note,\"industry\",staff\r\n\"a,1\",\"two\nlines, \"\"quoted\"\"\",food,\"1\"\r\n"
        + "\r\nb,,\"retail\",2",
      format: .csv)
    #expect(outcome.faults.isEmpty)
    #expect(outcome.results.contains("\n\"a,1\",0,优"))
    #expect(outcome.summary.subjectsGraded == 2)
  }

  @Test(arguments: [
    ("a,food", "2 a null null null D317"), ("a,food,1,2", "2 a null null null D317"),
    ("a,\"food,1", "2 a null null null D316"), ("a,fo\"od,1", "2 a null null null D316"),
    ("a,\"food\"x,1", "2 a null null null D316"), ("\"a,food,1", "2 null null null null D316"),
    (",food,1", "2 null null id null D310"), ("a,,1", "2 a null industry null D310"),
  ])
  func damagedSubjectRow(row: String, fault: String) async throws {
    let outcome = try await runTables(subjects: "id,industry,staff\n\(row)\nz,food,1\n")
    #expect(outcome.shortFaults == [fault])
    #expect(outcome.summary.subjectsGraded == 1)
  }

  @Test func faultsOfRecords() async throws {
    let outcome = try await runTables(
      subjects: Self.subjects,
      penalties: """
        number,subject,decided,severity,amount
        1,a,2025-01-01,严重,1
        2,nobody,2025-01-01,严重,1
        3,b,2025-02-30,一般,1
        4,b,2025-02-03,一般
        5,,2025-02-03,一般,
        "6,c,2025-02-03,一般,

        """,
      repairs: "subject,penalty,done\na,1,2025-05-01\na,9,2025-05-01\n")
    #expect(
      outcome.shortFaults == [
        "3 nobody penalties null null D312", "6 null penalties subject null D310", "7 null penalties null null D316",
        "3 a repairs null null D312", "4 b penalties decided 2025-02-30 D302", "5 b penalties null null D317",
      ])
    #expect(outcome.faults[0].contains("\"file\":\"penalties.csv\""))
    #expect(outcome.summary.subjectsGraded == 1)
    #expect(outcome.summary.subjectsSetAside == 2)
  }

  @Test func ambiguousParent() async throws {
    let outcome = try await runTables(
      subjects: Self.subjects,
      penalties:
        "number,subject,decided,severity,amount\n1,a,2025-01-01,一般,1\n1,a,2025-01-02,一般,1\n1,b,2025-01-02,一般,1\n",
      repairs: "subject,penalty,done\na,1,2025-05-01\nb,1,2025-05-01\n")
    #expect(outcome.shortFaults == ["2 a repairs null null D319"])
  }

  @Test func repeatedSubjects() async throws {
    let outcome = try await runTables(subjects: Self.subjects + "a,food,9\n\"b\",food,1\n")
    #expect(outcome.shortFaults == ["5 a null null null D313", "6 b null null null D313"])
    #expect(outcome.summary.subjectsGraded == 3)
  }

  @Test func columnsOfTheHeader() async throws {
    let outcome = try await runTables(subjects: "extra,id,industry,staff,staffs\nx,a,food,1,2\n")
    #expect(outcome.summary.unknownColumns.map(\.column) == ["extra", "staffs"])
    #expect(outcome.summary.missingColumns.map(\.column) == ["founded", "share", "filed", "note"])
    await #expect { try await runTables(subjects: "id,industry,stafff\n") } throws: { error in
      guard let error = error as? RecordsError else { return false }
      return error.message.english == "`subjects.csv` has no column `staff`"
        && error.help?.english == "it has a column `stafff`"
    }
    await #expect(throws: RecordsError.self) { try await runTables(subjects: "id,industry,staff,id\n") }
    await #expect(throws: RecordsError.self) { try await runTables(subjects: "") }
    await #expect(throws: RecordsError.self) { try await runTables(subjects: "\"id,industry,staff\n") }
    await #expect(throws: RecordsError.self) { try await runTables(subjects: Self.subjects, repairs: "subject,done\n") }
  }

  /// What spreadsheets in China write, and what other programs do.
  @Test(arguments: [
    ([0x69, 0x64, 0x2C, 0xB4, 0xB2, 0xCE, 0xBB, 0x0A], "the header of `subjects.csv` is not UTF-8"),
    (Array("id;industry;staff\n1;x;2\n".utf8), "the columns of `subjects.csv` are separated by `;`"),
    (Array("id\tindustry\tstaff\n".utf8), "the columns of `subjects.csv` are separated by `TAB`"),
  ])
  func headersOfAnotherForm(_ subjects: [UInt8], _ message: String) async throws {
    let folder = TemporaryFolder()
    try folder.write("subjects.csv", subjects)
    let decoder = RecordDecoder(
      schema: Fixture.schema, mapping: Fixture.mapping, selection: InputSelection(allOf: Fixture.schema))
    let loader = CSVFolderLoader(path: folder.path, decoder: decoder, threadCount: 1)
    await #expect { try await loader.load() } throws: { ($0 as? RecordsError)?.message.english == message }
  }

  @Test func missingFile() async throws {
    let folder = TemporaryFolder()
    try folder.write("subjects.csv", Array(Self.subjects.utf8))
    let run = try PopulationRun(
      plan: Fixture.plan, mapping: Fixture.mapping, source: RecordSource(path: folder.path), format: .csv)
    await #expect { try await run.run(results: folder.path + "/out", faults: nil) } throws: { error in
      (error as? RecordsError)?.code == .missingDataFile
    }
    #expect(folder.names == ["subjects.csv"])
  }

  @Test func saysThatMemoryComesToItsEnd() async throws {
    let folder = TemporaryFolder()
    try folder.write("subjects.csv", Array(Self.subjects.utf8))
    try folder.write("penalties.csv", Array("number,subject,decided,severity,amount\n".utf8))
    try folder.write("repairs.csv", Array("subject,penalty,done\n".utf8))
    let decoder = RecordDecoder(
      schema: Fixture.schema, mapping: Fixture.mapping, selection: InputSelection(allOf: Fixture.schema))
    var loader = CSVFolderLoader(path: folder.path, decoder: decoder, threadCount: 1)
    for memory in [nil, 1 << 30] {
      loader.availableMemory = { memory }
      #expect(try await loader.load().subjectCount == 3)
    }
    loader.availableMemory = { 5 << 20 }
    await #expect { try await loader.load() } throws: { ($0 as? RecordsError)?.code == .tooLargeForMemory }
    #expect(FileSystem.availableMemory.map { $0 > 0 } != false)
  }

  @Test func invalidUTF8() async throws {
    let folder = TemporaryFolder()
    try folder.write(
      "subjects.csv", Array("id,industry,staff,note\na,food,1,".utf8) + [0xFF] + Array("\nb,food,1,中\n".utf8))
    try folder.write("penalties.csv", Array("number,subject,decided,severity,amount\n".utf8))
    try folder.write("repairs.csv", Array("subject,penalty,done\n".utf8))
    let run = try PopulationRun(
      plan: Fixture.plan, mapping: Fixture.mapping, source: RecordSource(path: folder.path), format: .csv)
    let summary = try await run.run(results: folder.path + "/out", faults: nil)
    #expect(summary.faults == [.invalidDataEncoding: 1])
    #expect(summary.subjectsGraded == 1)
    for name in ["penalties.csv", "repairs.csv", "subjects.csv"] { #expect(folder.names.contains(name)) }
  }

  @Test(arguments: [2, 3, 5, 8, 13, 4096])
  func rowsAreNotCutInsideQuotes(size: Int) throws {
    let text = (0..<40).map { "\($0),\"a\n\(String(repeating: "b\"\"\n", count: $0 % 5))\"\n" }.joined() + "x,\"y"
    let folder = TemporaryFolder()
    var reader = LineSliceReader(
      try InputFile(path: try folder.write("x", Array(text.utf8))), sliceSize: size, hasQuotes: true)
    var joined = ""
    while let slice = try reader.next(reusing: []) {
      let piece = String(decoding: slice.bytes[..<slice.count], as: UTF8.self)
      #expect(Int(piece.prefix { $0 != "," }) != nil || piece.hasPrefix("x"))
      joined += piece
    }
    #expect(joined == text)
  }

  @Test func lostQuotesCostLittle() async throws {
    let rows = (0..<20_000).map { "s\($0),\"food,1\n" }.joined()
    let outcome = try await runTables(subjects: "id,industry,staff\n" + rows + "z,food,1\n")
    #expect(outcome.summary.subjectsRead == 20_001)
    #expect(outcome.summary.subjectsGraded == 1)
  }

  @Test(arguments: ["a", "\"", ",", "\n", "\r", "\"\"", "x\""])
  func anyMixtureEnds(piece: String) async throws {
    var state: UInt64 = 42
    let pieces = ["a", "\"", ",", "\n", "\r\n", "\"\"", "food", "1", piece]
    let rows = (0..<3000).map { _ -> String in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return pieces[Int(state >> 33) % pieces.count]
    }.joined()
    let outcome = try await runTables(subjects: "id,industry,staff\n" + rows)
    #expect(outcome.summary.subjectsRead == outcome.summary.subjectsGraded + outcome.summary.subjectsSetAside)
  }
}
