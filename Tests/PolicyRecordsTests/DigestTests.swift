import PolicyDigest
import PolicyExecution
import PolicyIR
import PolicyReport
import PolicyTypes
import Testing

@testable import PolicyRecords

/// SHA-256 against the examples of NIST for FIPS 180-4.
@Suite struct DigestTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func publishedExamples(_ text: String, _ digest: String) {
    let bytes = Array(text.utf8)
    #expect(SHA256.digest(of: bytes).description == digest)
    #expect(Digest(digest) == SHA256.digest(of: bytes))
    // In pieces, with a look at the digest between them.
    var hash = SHA256()
    for start in stride(from: 0, to: bytes.count, by: 999) {
      hash.update(bytes[start..<min(start + 999, bytes.count)])
      _ = hash.digest
    }
    #expect(hash.digest.description == digest)
  }

  @Test(arguments: ["", "ab", String(repeating: "A", count: 64), String(repeating: "é", count: 32)])
  func whatIsNoDigestIsNotRead(_ text: String) {
    #expect(Digest(text) == nil)
  }
}

/// The canonical text of a subject, by which inputs are told apart.
@Suite struct CanonicalInputTests {
  private static let results = ExecutionPlan(program: Fixture.program, asOf: Fixture.asOf, keeping: .results)

  private func text(_ line: String, reading selection: InputSelection = Self.results.selection) throws -> String {
    let reader = try SubjectLineReader(schema: Fixture.schema, mapping: Fixture.mapping, asOf: Fixture.asOf)
    guard case .found(let batch, _) = try reader.read(Array(line.utf8)) else { return "nothing" }
    return String(
      decoding: CanonicalInput(schema: Fixture.schema, selection: selection).text(of: 0, in: batch), as: UTF8.self)
  }

  /// Everything is read: absent fields are left out, numbers have no idle zeros, records are in their order, and a
  /// record of after 2026-01-01 is not there.
  @Test func theWholeTextIsAsDocumented() throws {
    let line = #"""
      {"penalties": [
        {"severity": "严重", "number": "2", "decided": "2025-03-01", "amount": 10.50, "repairs": [{"done": "2025-04-01"}]},
        {"severity": "一般", "number": "1", "decided": "2025-03-01", "amount": null},
        {"severity": "一般", "number": "9", "decided": "2026-03-01"},
        {"number": "3", "decided": "2024-03-01", "severity": "轻微"}],
       "staff": 10.0, "industry": "food", "share": -0.00, "note": "a \"b\"\n\u0001/", "id": "a", "filed": true}
      """#.split(separator: "\n").joined()
    let expected =
      #"{"id":"a","industry":"food","staff":10,"share":0,"filed":true,"note":"a \"b\"\n\u0001/","penalties":["#
      + #"{"number":"3","decided":"2024-03-01","severity":"轻微","repairs":[]},"#
      + #"{"number":"1","decided":"2025-03-01","severity":"一般","repairs":[]},"#
      + #"{"number":"2","decided":"2025-03-01","severity":"严重","amount":10.5,"repairs":[{"done":"2025-04-01"}]}]}"#
    #expect(try text(line, reading: InputSelection(allOf: Fixture.schema)) == expected)
  }

  /// The results read neither the industry nor the number of a penalty, so that the order of one day has no meaning:
  /// the text is the same for any, and for any value of what is not read.
  @Test func whatIsNotReadChangesNothing() throws {
    let one = Fixture.penalty("1", "一般", #","amount":2"#)
    let two = Fixture.penalty("2", "严重", #","amount":1"#)
    let first = try text(Fixture.line("a", "\"penalties\":[\(one),\(two)]"))
    let second = try text(
      #"{"industry":"retail","id":"a","staff":11,"penalties":["# + Fixture.penalty("1", "严重", #","amount":1.0"#) + ","
        + Fixture.penalty("7", "一般", #","amount":2.00"#) + "]}")
    #expect(first == second)
    #expect(
      first == #"{"id":"a","penalties":[{"decided":"2025-03-01","severity":"一般","amount":2,"repairs":[]},"#
        + #"{"decided":"2025-03-01","severity":"严重","amount":1,"repairs":[]}]}"#)
    #expect(try text(Fixture.line("a", "\"penalties\":[\(one)]")) != first)
  }

  /// A run over JSON Lines and one over CSV give each subject the same digest of its input, and rows carry their own.
  @Test func jsonLinesAndCSVHaveTheSameDigests() async throws {
    let folder = TemporaryFolder()
    let json = try folder.write(
      "lines.jsonl",
      Array(
        [
          Fixture.line(
            "a", "\"penalties\":[\(Fixture.penalty("2", "严重", #","amount":2.50"#)),\(Fixture.penalty("1"))]"),
          Fixture.line("b"),
        ].joined(separator: "\n").utf8))
    try folder.write("subjects.csv", Array("staff,id,industry\n10.0,a,food\n10,b,food\n".utf8))
    try folder.write(
      "penalties.csv",
      Array("subject,amount,number,severity,decided\na,,1,一般,2025-03-01\na,2.5,2,严重,2025-03-01\n".utf8))
    try folder.write("repairs.csv", Array("subject,penalty,done\n".utf8))
    let lines = try await rows(RecordSource(path: json), .jsonLines, in: folder)
    let tables = try await rows(RecordSource(path: folder.path), .csv, in: folder)
    let inputs = lines.map { $0.components(after: "\"input digest\":\"").prefix(64) }
    #expect(inputs.count == 2 && inputs[0] != inputs[1])
    #expect(tables.dropFirst().map { $0.split(separator: ",").suffix(2).first } == inputs)
    for row in lines { #expect(RowDigests.isIntact(Array(row.utf8), .jsonLines) == true) }
    for row in tables.dropFirst() { #expect(RowDigests.isIntact(Array(row.utf8), .csv) == true) }
    let changed = lines[0].replacing("\"grade\":\"差\"", with: "\"grade\":\"优\"")
    #expect(changed != lines[0] && RowDigests.isIntact(Array(changed.utf8), .jsonLines) == false)
    #expect(RowDigests.isIntact(Array("a,1".utf8), .csv) == nil)
  }

  private func rows(_ source: RecordSource, _ format: ResultFormat, in folder: TemporaryFolder) async throws -> [String]
  {
    let input = CanonicalInput(schema: Fixture.schema, selection: Self.results.selection)
    let run = try PopulationRun(
      plan: Self.results, mapping: Fixture.mapping, source: source, format: format,
      digests: RowDigests(input, isMasking: false))
    _ = try await run.run(results: folder.path + "/results", faults: nil)
    return try folder.read("results").split(separator: "\n").map(String.init)
  }
}

extension String {
  fileprivate func components(after mark: String) -> Substring {
    firstRange(of: mark).map { self[$0.upperBound...] } ?? ""
  }
}
