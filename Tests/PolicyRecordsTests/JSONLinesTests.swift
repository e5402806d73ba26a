import PolicyDiagnostics
import Testing

@testable import PolicyRecords

@Suite struct JSONLinesTests {
  private static let repaired = Fixture.penalty(
    "p1", "严重", ",\"amount\":12.5,\"repairs\":[{\"done\":\"2025-04-01\"}]")
  private static let full = Fixture.line(
    "0012",
    #""share":-1.50e2,"filed":true,"note":"a\u4e2d\n\ud83d\ude00","#
      + "\"penalties\":[\(repaired),\(Fixture.penalty("p2"))],"
      + #""unknown":{"a":[1,2,{"b":null}]}"#)

  @Test func goodLine() async throws {
    let outcome = try await runLines([Self.full])
    #expect(outcome.faults.isEmpty)
    #expect(
      outcome.results
        == #"{"id":"0012","score":2,"grade":"差","base grade":"优","rules":["serious, \"any\""],"#
        + #""alerts":["red"],"tags":["重点"],"measures":{"sampling":{"ratio":12.5}}}"# + "\n"
    )
  }

  @Test func truncationAtEveryByte() async throws {
    let bytes = Array(Self.full.utf8)
    for end in 1..<bytes.count {
      let good = Array(("\n" + Fixture.line("z") + "\n").utf8)
      let outcome = try await runLines(bytes[..<end] + good)
      #expect(outcome.summary.subjectsGraded == 1, "after \(end) bytes")
      #expect(outcome.faults.count == 1, "after \(end) bytes")
    }
  }

  @Test func lineEnds() async throws {
    let text =
      "\u{FEFF}" + Fixture.line("a") + "\r\n\n  \r\n" + Fixture.line("b") + "\n" + "nonsense\r\n" + Fixture.line("c")
    let outcome = try await runLines(Array(text.utf8), format: .csv)
    #expect(outcome.results.split(separator: "\n").map { $0.prefix(2) } == ["id", "a,", "b,", "c,"])
    #expect(outcome.shortFaults == ["5 null null null null D301"])
    #expect(outcome.summary.subjectsRead == 4)
  }

  @Test(arguments: [
    "", "[]", "1", "\"a\"", "null", "{", "}", "{}}", "{} {}", "{\"id\":\"x\",}", "{\"id\" \"x\"}",
    "{\"id\":\"x\" \"industry\":1}",
    "{id:1}", "{'id':1}", "{\"id\":\"x\"]", "{\"u\":[1,]}", "{\"u\":[1 2]}", "{\"u\":tru}", "{\"u\":truex}",
    "{\"u\":true\"x\"}",
    "{\"u\":01}", "{\"u\":1.}", "{\"u\":.5}", "{\"u\":+1}", "{\"u\":1e}", "{\"u\":-}", "{\"u\":NaN}", "{\"u\":1\"x\"}",
    "{\"u\":0x1}",
    "{\"u\":\"\\x\"}", "{\"u\":\"\\u12\"}", "{\"u\":\"\\ud800\"}", "{\"u\":\"\\udc00\"}", "{\"u\":\"a\tb\"}",
    "{\"u\":\"\u{0}\"}", "{\"u\":\u{0}}",
    "\u{0}", "{\"u\\q\":1}", "{\"u\":1}\u{C}", "{\"u\":[}", "{\"u\":{\"a\"}}", "{\"u\":{\"a\":}}", "{,}",
    "{\"u\":1,,\"v\":2}", "\\\"", "{\"u\":1}/*x*/",
    "{\"penalties\":[{]}", "{\"penalties\":[{}", "{\"penalties\":[{},]}", "{\"penalties\"", "{\"penalties\":nul}",
  ])
  func malformedLineAloneIsLost(line: String) async throws {
    let outcome = try await runLines([Fixture.line("a"), line, Fixture.line("b")])
    #expect(outcome.summary.subjectsGraded == 2)
    #expect(outcome.faults.count == (line.isEmpty ? 0 : 1))
    if !line.isEmpty { #expect(outcome.shortFaults[0].hasPrefix("2 ")) }
    if !line.isEmpty { #expect(outcome.shortFaults[0].hasSuffix(" D301")) }
  }

  @Test func malformedLineNamesItsSubject() async throws {
    let outcome = try await runLines(["{\"id\":\"x7\",\"industry\":\"food\",\"staff\":}"])
    #expect(outcome.shortFaults == ["1 x7 null null null D301"])
  }

  @Test func invalidUTF8() async throws {
    for bad: [UInt8] in [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE4, 0xB8]] {
      let head = Array("{\"id\":\"a".utf8) + bad + Array("\",\"industry\":\"food\",\"staff\":1}\n".utf8)
      let outcome = try await runLines(head + Array(Fixture.line("b").utf8))
      #expect(outcome.shortFaults == ["1 null null null null D314"])
      #expect(outcome.summary.subjectsGraded == 1)
    }
  }

  @Test func deepNesting() async throws {
    for text in ["[", "{\"a\":", "[{\"a\":"] {
      let deep = String(repeating: text, count: 100_000)
      let outcome = try await runLines([Fixture.line("a", "\"u\":\(deep)"), Fixture.line("b"), deep])
      #expect(outcome.summary.subjectsGraded == 1)
      #expect(outcome.summary.faults == [.malformedLine: 2])
    }
  }

  @Test func longTexts() async throws {
    let long = String(repeating: "长", count: 400_000)
    let outcome = try await runLines(
      [
        Fixture.line("a", "\"note\":\"\(long)\""),
        Fixture.line("b", "\"note\":\(String(repeating: "9", count: 1_000_000))"), Fixture.line(long),
      ])
    #expect(outcome.summary.subjectsGraded == 2)
    #expect(outcome.results.contains(long))
    #expect(outcome.faults.count == 1)
    #expect(outcome.faults[0].utf8.count < 600)
  }

  @Test func overlongLine() async throws {
    let folder = TemporaryFolder()
    let path = try folder.write(
      "x",
      Array((Fixture.line("a") + "\n" + String(repeating: "x", count: 5000) + "\n" + Fixture.line("b") + "\nlast").utf8)
    )
    var reader = LineSliceReader(try InputFile(path: path), sliceSize: 64, lineLimit: 1000)
    var texts: [String] = []
    while let slice = try reader.next(reusing: []) {
      texts.append(slice.isOverlong ? "overlong" : String(decoding: slice.bytes[..<slice.count], as: UTF8.self))
    }
    #expect(texts == [Fixture.line("a") + "\n", "overlong", Fixture.line("b") + "\nlast"])
  }

  @Test(arguments: [64, 65, 100, 127, 128, 1000])
  func slicesJoinToTheInput(size: Int) throws {
    let text = (0..<200).map { String(repeating: "x", count: $0 % 60) + "\n" }.joined() + "end"
    let folder = TemporaryFolder()
    var reader = LineSliceReader(try InputFile(path: try folder.write("x", Array(text.utf8))), sliceSize: size)
    var joined = ""
    while let slice = try reader.next(reusing: []) {
      joined += String(decoding: slice.bytes[..<slice.count], as: UTF8.self)
    }
    #expect(joined == text)
  }

  @Test(arguments: [
    ("\"penalties\":5", "1 a penalties null 5 D320"), ("\"penalties\":{}", "1 a penalties null {} D320"),
    ("\"penalties\":[1]", "1 a penalties null 1 D320"), ("\"penalties\":[[]]", "1 a penalties null [] D320"),
    ("\"penalties\":[],\"penalties\":[]", "1 a penalties null null D309"),
    ("\"penalties\":[{}]", "1 a penalties number null D310"),
  ])
  func notRecords(field: String, fault: String) async throws {
    let outcome = try await runLines([Fixture.line("a", field)])
    #expect(outcome.shortFaults == [fault])
  }

  @Test func absentRecordsAreNone() async throws {
    let outcome = try await runLines([Fixture.line("a", "\"penalties\":null"), Fixture.line("b", "\"penalties\":[]")])
    #expect(outcome.summary.subjectsGraded == 2)
  }

  @Test func allFaultsOfASubject() async throws {
    let outcome = try await runLines([
      "{\"id\":\"a\",\"industry\":\"x\",\"staff\":-1,"
        + "\"penalties\":[\(Fixture.penalty("1", "no")),\(Fixture.penalty("2", "bad"))]}"
    ])
    #expect(
      outcome.shortFaults == [
        "1 a null industry x D303", "1 a null staff -1 D305", "1 a penalties severity no D303",
        "1 a penalties severity bad D303",
      ])
    #expect(outcome.summary.faults == [.undeclaredLabel: 3, .numberOutOfRange: 1])
    #expect(outcome.summary.subjectsSetAside == 1)
  }

  @Test func tooManyRecords() async throws {
    let five = (1...5).map { Fixture.penalty("\($0)") }
    let outcome = try await runLines([
      Fixture.line("a", "\"penalties\":[\(five.joined(separator: ","))]"),
      Fixture.line("b", "\"penalties\":[\((five + [Fixture.penalty("6")]).joined(separator: ","))]"),
    ])
    #expect(outcome.shortFaults == ["2 b penalties null null D311"])
  }

  @Test func laterRecordsAreCounted() async throws {
    let later = Fixture.penalty("1", "严重").replacing("2025-03-01", with: "2026-01-02")
    let outcome = try await runLines([Fixture.line("a", "\"penalties\":[\(later),\(Fixture.penalty("2"))]")])
    #expect(outcome.summary.laterRecords == 1)
    #expect(outcome.summary.grades.map(\.count) == [1, 0])
  }

  @Test func repeatedSubjects() async throws {
    let outcome = try await runLines([
      Fixture.line("a"), Fixture.line("b"), Fixture.line("a"), Fixture.line("c", "\"founded\":\"x\""),
      Fixture.line("c"),
    ])
    #expect(outcome.shortFaults == ["3 a null null null D313", "4 c null founded x D302", "5 c null null null D313"])
    #expect(outcome.summary.subjectsGraded == 2)
  }

  @Test func missingID() async throws {
    let outcome = try await runLines([
      "{\"industry\":\"food\",\"staff\":1}", "{\"id\":null,\"industry\":\"food\",\"staff\":1}",
    ])
    #expect(outcome.shortFaults == ["1 null null id null D310", "2 null null id null D310"])
  }

  @Test func escapedNames() async throws {
    let outcome = try await runLines(["{\"\\u0069d\":\"\\u0061\",\"industry\":\"f\\u006fod\",\"staff\":1}"])
    #expect(outcome.results.hasPrefix("{\"id\":\"a\""))
  }

  @Test func emptyInput() async throws {
    let outcome = try await runLines([UInt8](), format: .csv)
    #expect(outcome.summary.subjectsRead == 0)
    #expect(outcome.results == "id,score,grade,base grade,rules,alerts,tags,measures,sampling.ratio\n")
  }

  @Test func keySetFindsEveryRepetition() {
    let keys = SubjectKeySet()
    for round in 0..<2 {
      var inserted = 0
      for number in 0..<50_000 where keys.insert(SubjectKey("subject \(number)".utf8.span)) { inserted += 1 }
      #expect(inserted == (round == 0 ? 50_000 : 0))
    }
  }
}
