import PolicyExecution
import PolicyIR
import PolicyTypes
import Testing

@testable import PolicyRecords

/// Reading all values of a field at once must give what reading one subject after the other gives.
struct ColumnDecoderTests {
  private static let decoder = RecordDecoder(
    schema: Fixture.schema, mapping: Fixture.mapping, selection: InputSelection(allOf: Fixture.schema))

  /// What a way of reading makes of some lines.
  private struct Reading {
    var wrongLines: Set<Int> = []
    var rows: [String] = []
    var laterRecords = 0
  }

  @Test(arguments: 0..<40)
  func readsAsOneAfterTheOther(seed: Int) throws {
    var lines = RandomLines(seed: UInt64(seed))
    let text = Array((0..<50).map { _ in lines.line() }.joined(separator: "\n").utf8)
    let expected = try oneByOne(text)
    expectEqual(try inColumns(text, batchSize: 2048), expected)
    expectEqual(try inColumns(text, batchSize: 7), expected)
  }

  @Test
  func readsMostRandomLines() throws {
    // Else the test above would compare nothing with nothing.
    var lines = RandomLines(seed: 1)
    let text = Array((0..<400).map { _ in lines.line() }.joined(separator: "\n").utf8)
    let reading = try oneByOne(text)
    #expect((100..<300).contains(reading.wrongLines.count))
    #expect(reading.laterRecords > 20)
  }

  private func expectEqual(_ reading: Reading, _ expected: Reading) {
    #expect(reading.wrongLines.sorted() == expected.wrongLines.sorted())
    #expect(reading.laterRecords == expected.laterRecords)
    #expect(reading.rows.count == expected.rows.count)
    for (row, expected) in zip(reading.rows, expected.rows) { #expect(row == expected) }
  }

  private func oneByOne(_ text: [UInt8]) throws -> Reading {
    let scanner = try #require(JSONScanner(for: Self.decoder))
    var assembler = SubjectAssembler(decoder: Self.decoder, asOf: Fixture.asOf, files: ["x"])
    var reading = Reading()
    _ = scanner.forEachLine(in: text, 0..<text.count) { line in
      if !line.assemble(with: &assembler).isEmpty { reading.wrongLines.insert(line.number) }
    }
    reading.laterRecords = assembler.builder.laterRecordCount
    reading.rows = subjects(of: assembler.builder.finish())
    return reading
  }

  private func inColumns(_ text: [UInt8], batchSize: Int) throws -> Reading {
    let scanner = try #require(JSONScanner(for: Self.decoder))
    var columns = ColumnDecoder(decoder: Self.decoder, asOf: Fixture.asOf)
    var reading = Reading()
    _ = scanner.forEachBatch(in: text, count: text.count, of: batchSize) { lines, rows in
      for line in lines.irregular { reading.wrongLines.insert(line.place) }
      for subject in columns.decode(rows) { reading.wrongLines.insert(lines.plain[subject].place) }
      reading.rows += subjects(of: columns.batch)
    }
    reading.laterRecords = columns.laterRecordCount
    return reading
  }

  // MARK: CSV

  private static let flatSchema = RecordSchema(domains: Array(Fixture.schema.domains.prefix(2)))
  private static let flatDecoder = RecordDecoder(
    schema: flatSchema, mapping: DataMapping(identityFor: flatSchema), selection: InputSelection(allOf: flatSchema))

  /// In one chunk, and in chunks of which some are shorter than a row.
  @Test(arguments: 0..<20, [nil, 1000, 30])
  func readsTablesAsOneAfterTheOther(seed: Int, chunkSize: Int?) async throws {
    var tables = RandomTables(seed: UInt64(seed))
    let folder = TemporaryFolder()
    try folder.write("subjects.csv", Array(tables.subjects(40).utf8))
    try folder.write("penalties.csv", Array(tables.penalties(120).utf8))
    var loader = CSVFolderLoader(path: folder.path, decoder: Self.flatDecoder, threadCount: 2)
    loader.chunkSize = chunkSize
    let loaded = try await loader.loadColumns(asOf: Fixture.asOf, recordByteCount: loader.recordByteCount)
    if let chunkSize {
      let file = try #require(loaded.files[1])
      #expect(file.table.chunks.count > 1 && file.table.chunks[0].count < max(2 * chunkSize, 1000))
    }
    let partition = try #require(loaded.columns?.partition)
    var parts = try #require(CSVPartReader(loaded, decoder: Self.flatDecoder, asOf: Fixture.asOf))

    var reader = CSVSubjectReader(loaded, decoder: Self.flatDecoder, asOf: Fixture.asOf)
    var expected = Reading()
    for ordinal in 0..<loaded.subjectCount where !reader.read(ordinal).isEmpty { expected.wrongLines.insert(ordinal) }
    expected.laterRecords = reader.assembler.builder.laterRecordCount
    expected.rows = subjects(of: reader.finishBatch())
    #expect(expected.rows.count > 3 && expected.wrongLines.count > 1)

    var reading = Reading()
    for part in 0..<partition.partCount {
      let isLoaded = parts.load(part, partition.subjects(of: part))
      #expect(isLoaded)
      while let (_, removed) = parts.next() {
        reading.wrongLines.formUnion(removed)
        reading.rows += subjects(of: parts.batch)
      }
    }
    reading.laterRecords = parts.laterRecordCount
    expectEqual(reading, expected)
  }

  /// Returns the subjects of a batch with all their records, as text.
  private func subjects(of batch: Batch) -> [String] { (0..<batch.subjectCount).map { row(0, $0, batch) } }

  private func row(_ domain: Int, _ row: Int, _ batch: Batch) -> String {
    let fields = batch.domains[domain].columns.map { column -> String in
      guard column.isPresent(row) else { return "-" }
      if !column.bytes.isEmpty { return "\(column.bytes[row])" }
      if !column.dates.isEmpty { return "\(column.dates[row])" }
      if !column.integers.isEmpty { return "\(column.integers[row])" }
      if !column.decimals.isEmpty { return "\(column.decimals[row])" }
      return batch.text(column.texts[row])
    }
    let children = Fixture.schema.children(of: DomainID(domain)).filter { $0.index < batch.domains.count }
    let records = children.map { child in
      let starts = batch.domains[child.index].starts
      return (starts[row]..<starts[row + 1]).map { self.row(child.index, Int($0), batch) }.joined(separator: ";")
    }
    return "(\(fields.joined(separator: ",")) \(records.joined(separator: " ")))"
  }
}

/// CSV files that are sometimes good and sometimes wrong in one of many ways.
private struct RandomTables {
  private var random: RandomLines

  init(seed: UInt64) {
    random = RandomLines(seed: seed)
  }

  mutating func subjects(_ count: Int) -> String {
    file("id,industry,founded,staff,share,filed,note,extra", count) { place, random in
      [
        String(place), random.oneOf(["food", "retail"], ["Food", ""]),
        random.oneOf(["2020-02-29", ""], ["2021-02-29"]),
        random.oneOf(["1", "1000"], ["1001", "x"]), random.oneOf(["0.5", ""], ["1..2"]),
        random.oneOf(["true", "否", ""], ["maybe"]), random.oneOf(["", "a b", "a, b", "a \"b\"", "行\n行"], ["\u{7F}"]),
        "x",
      ]
    }
  }

  mutating func penalties(_ count: Int) -> String {
    file("subject,number,decided,severity,amount", count) { place, random in
      [
        String(random.below(40)), String(place),
        random.oneOf(["2024-03-0\(place % 9 + 1)", "2027-01-01"], ["2024-3-1"]),
        random.oneOf(["一般", "严重"], ["重"]), random.oneOf(["", "12.50"], ["1.234"]),
      ]
    }
  }

  private mutating func file(
    _ header: String, _ count: Int, _ fields: (_ place: Int, inout RandomLines) -> [String]
  ) -> String {
    var text = header + "\n"
    for place in 0..<count {
      var row = fields(place, &random).map { random.field($0) }
      if random.below(80) == 0 { row.removeLast() }
      if random.below(80) == 0 { row.append("") }
      text += row.joined(separator: ",") + random.oneOf(["\n", "\r\n"], ["\n\n", "\r\n\r\n"])
    }
    return random.below(2) == 0 ? text : String(text.dropLast())
  }
}

extension RandomLines {
  /// Returns a field as CSV writes it, in quotes where it must or now and then, and sometimes with a quote too few.
  fileprivate mutating func field(_ text: String) -> String {
    let mustBeQuoted = text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A }
    guard mustBeQuoted || below(10) == 0 else { return text }
    let quoted = "\"" + text.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    return below(120) == 0 ? String(quoted.dropLast()) + "x" : quoted
  }
}

/// Lines that are sometimes good and sometimes wrong in one of many ways.
private struct RandomLines {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
  }

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }

  mutating func oneOf(_ usual: [String], _ odd: [String]) -> String {
    let choices = below(60) == 0 ? odd : usual
    return choices[below(choices.count)]
  }

  mutating func line() -> String {
    if below(40) == 0 { return ["", "  ", "{}", "[]", "null", "{", "7", "{\"id\":\"x\"}", "\u{1}"][below(9)] }
    let line = object([
      ("id", { $0.text() }),
      ("industry", { $0.oneOf(["\"food\"", "\"retail\""], ["\"Food\"", "1", "\"f\\u006fod\""]) }),
      ("founded", { $0.date() }),
      ("staff", { $0.oneOf(["1", "10", "1000", "7.0"], ["1001", "-1", "1.5", "01", "1e2"]) }),
      ("share", { $0.oneOf(["0.1", "null", "1e40", "-0"], ["\"1\"", ".5", "1.2.3"]) }),
      ("filed", { $0.oneOf(["true", "false", "null"], ["\"true\"", "truex", "1"]) }),
      ("note", { $0.oneOf(["\"\"", "\"a \\\"b\\\"\"", "null"], ["\"\\q\"", "5"]) }),
      ("unknown", { $0.oneOf(["1", "{\"a\":[1,{}]}", "\"\\n\""], ["[1,]", "\"\\x\""]) }),
      ("penalties", { $0.penalties() }),
    ])
    return below(50) == 0 ? damaged(line) : line
  }

  private mutating func text() -> String { "\"\(below(1_000_000))\"" }

  private mutating func date() -> String {
    let month = String(below(12) + 101).dropFirst()
    return oneOf(
      ["\"2025-\(month)-0\(below(9) + 1)\"", "\"2024-02-29\"", "\"20\(below(10) + 20)-\(month)-15\""],
      ["\"2025-02-29\"", "\"2025-1-01\"", "20250101", "null", "\"2025-0a-01\"", "\"2025-03-00\""])
  }

  private mutating func penalties() -> String {
    let penalty: [(String, (inout RandomLines) -> String)] = [
      ("number", { $0.text() }), ("decided", { $0.date() }),
      ("severity", { $0.oneOf(["\"轻微\"", "\"一般\"", "\"严重\""], ["\"重\"", "null"]) }),
      ("amount", { $0.oneOf(["1", "12.50", "null", "999999.99"], ["1.234", "2000000", "\"1\""]) }),
      ("repairs", { $0.list(4) { $0.object([("done", { $0.date() })]) } }),
    ]
    return list(5) { $0.object(penalty) }
  }

  private mutating func list(_ limit: Int, _ element: (inout RandomLines) -> String) -> String {
    if below(60) == 0 { return ["null", "{}", "[1]", "[[]]", "5"][below(5)] }
    let count = below(80) == 0 ? 7 : below(limit)
    return "[" + (0..<count).map { _ in element(&self) }.joined(separator: ",") + "]"
  }

  /// The members in their order or in another, some left out and a few there twice.
  private mutating func object(_ members: [(String, (inout RandomLines) -> String)]) -> String {
    var written: [String] = []
    for (name, value) in members {
      let fate = below(200)
      if fate == 0 { continue }
      let name = fate == 1 ? "\\u00\(String(name.utf8.first ?? 0, radix: 16))" + name.dropFirst() : name
      written.append("\"\(name)\":" + value(&self))
      if fate == 2 { written.append("\"\(name)\":" + value(&self)) }
      if fate > 190, written.count > 1 { written.swapAt(0, written.count - 1) }
    }
    let space = below(20) == 0 ? " " : ""
    return "{\(space)" + written.joined(separator: ",\(space)") + "\(space)}"
  }

  private mutating func damaged(_ line: String) -> String {
    var bytes = Array(line.utf8)
    let place = below(bytes.count)
    switch below(3) {
    case 0: bytes.remove(at: place)
    case 1: bytes.insert(UInt8(32 + below(90)), at: place)
    default: bytes.removeLast(bytes.count - place)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
