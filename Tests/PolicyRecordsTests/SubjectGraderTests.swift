import PolicyExecution
import PolicyIR
import PolicyTypes
import Testing

@testable import PolicyRecords

/// Subjects that are graded one by one, in memory that is used again from one to the next.
@Suite struct SubjectGraderTests {
  private static let lines = [
    Fixture.line("a"),
    Fixture.line("b", "\"penalties\":[\(Fixture.penalty("1", "严重", ",\"amount\":12.5"))]"),
    "{\"id\":\"c\",\"industry\":\"mining\",\"staff\":1}",
    Fixture.line("d", "\"penalties\":[\(Fixture.penalty("2", "严重"))]"),
    Fixture.line("a"),
    Fixture.line("e", "\"penalties\":[\(Fixture.penalty("1")),\(Fixture.penalty("2"))]"),
  ]

  @Test(arguments: [ResultFormat.jsonLines, .csv])
  func oneByOneIsAsARun(format: ResultFormat) async throws {
    let grader = try SubjectGrader(plan: Fixture.plan, mapping: Fixture.mapping, format: format)
    for _ in 0..<3 {
      for line in Self.lines {
        let graded = try grader.grade(Array(line.utf8))
        let run = try await runLines(Array((line + "\n").utf8), format: format)
        // A CSV file has a header first.
        let rows = format == .csv ? run.results.drop { $0 != "\n" }.dropFirst() : run.results[...]
        #expect(String(decoding: graded.row, as: UTF8.self) == String(rows))
        #expect(graded.faults.count == run.shortFaults.count)
      }
    }
  }

  @Test func rowOutlivesTheNextSubject() throws {
    let grader = try SubjectGrader(plan: Fixture.plan, mapping: Fixture.mapping, format: .jsonLines)
    let first = try grader.grade(Array(Self.lines[0].utf8)).row
    let copy = Array(first[...])
    _ = try grader.grade(Array(Self.lines[1].utf8))
    #expect(first == copy)
  }

  /// More names than a word has bits, in rows of which some have all and some none.
  @Test func listsOfManyNames() throws {
    var builder = BatchBuilder(schema: Fixture.schema, selection: Fixture.plan.selection, asOf: Fixture.asOf)
    for isSerious in [false, true, true, false] {
      builder.beginSubject()
      builder.set(.text("x"), field: 0, of: .subject)
      builder.set(.label("food"), field: 1, of: .subject)
      builder.set(.number(1), field: 3, of: .subject)
      builder.beginRow(of: DomainID(1))
      builder.set(.text("1"), field: 0, of: DomainID(1))
      builder.set(.date(Fixture.asOf), field: 1, of: DomainID(1))
      builder.set(.label(isSerious ? "严重" : "轻微"), field: 2, of: DomainID(1))
      #expect(builder.endRow(of: DomainID(1)) == nil)
      #expect(builder.endSubject() == nil)
    }
    let values = Interpreter(plan: Fixture.plan).run(builder.finish())
    let names = (0..<150).map { NamedFlags(name: OutputName("n\($0)"), values: [ValueID(8)]) }
    var lists = NameLists(names, plan: Fixture.plan, format: .csv)
    var text = ByteBuffer()
    for _ in 0..<2 {
      lists.find(in: values, text: &text)
      let all = (0..<150).map { "n\($0)" }.joined(separator: "|")
      for (row, expected) in ["", all, all, ""].enumerated() {
        let piece = lists.piece(of: row)
        var bytes: [UInt8] = []
        text.appendContents(to: &bytes)
        let start = Int(piece.start)
        #expect(String(decoding: bytes[start..<start + Int(piece.count)], as: UTF8.self) == expected)
        #expect(lists.range(of: row).map(lists.name(at:)) == (expected.isEmpty ? [] : Array(0..<150)))
        #expect(lists.contains(149, in: row) == !expected.isEmpty)
      }
    }
  }
}
