import PolicyExecution
import PolicyIR
import PolicyTypes
import Testing

struct BatchBuilderTests {
  private func numbers(_ batch: Batch) -> [String] {
    batch[.penalties].columns[0].texts.map { batch.text($0) }
  }

  @Test func leavesLaterRecordsOutWithWhatIsBelowThem() {
    var builder = BatchBuilder(allAsOf: .asOf)
    builder.add(
      .subject(
        "s", [:],
        [
          .penalty("late", "2026-01-02", "minor", [:], [.repair("2025-05-05", 1)]),
          .penalty("kept", "2026-01-01", "minor", [:], [.repair("2026-02-01", 2), .repair("2025-06-06", 3)]),
        ]))
    #expect(builder.laterRecordCount == 2)
    let batch = builder.finish()
    #expect(numbers(batch) == ["kept"])
    #expect(batch[.penalties].starts == [0, 1])
    #expect(batch[.repairs].starts == [0, 1])
    #expect(batch[.repairs].columns[1].integers == [3])
    #expect(String(decoding: batch.text, as: UTF8.self) == "skept")
  }

  @Test func datesThatHaveYetToHappenReadAsAbsent() {
    let batch = BatchBuilder.batch([
      .subject(
        "s", ["founded": .day("2026-01-02")], [.penalty("n", "2025-01-01", "minor", ["until": .day("2030-01-01")])])
    ])
    #expect(batch[.subject].columns[2].validity == [0])
    #expect(batch[.penalties].columns[4].isPresent(0))
  }

  @Test func abandonedSubjectLeavesNoTrace() {
    let first = SampleRecord.subject(
      "first", [:], [.penalty("a", "2025-01-01", "minor", [:], [.repair("2025-02-01", 1)])])
    let second = SampleRecord.subject("second", [:], [.penalty("b", "2025-03-01"), .note("n")])
    var faulty = SampleRecord.subject(
      "faulty", ["staff": .number(1)],
      [
        .penalty("x", "2027-01-01"), .penalty("y", "2025-01-01", "minor", [:], [.repair("2025-01-02", 9)]), .note("z"),
      ])
    faulty.records[1].fields["severity"] = .absent

    var builder = BatchBuilder(allAsOf: .asOf)
    builder.add(first)
    #expect(builder.add(faulty) == .missing(domain: .penalties, field: 2))
    #expect(builder.laterRecordCount == 0)
    builder.add(second)
    let batch = builder.finish()
    let clean = BatchBuilder.batch([first, second])
    #expect(batch.text == clean.text)
    for (domain, expected) in zip(batch.domains, clean.domains) {
      #expect(domain.count == expected.count && domain.starts == expected.starts)
      for (column, expected) in zip(domain.columns, expected.columns) {
        #expect(column.integers == expected.integers && column.texts == expected.texts)
        #expect(column.validity == expected.validity && column.dates == expected.dates)
      }
    }
  }

  @Test func ordersByDateThenKeyThenArrivalWithNestedRecords() {
    let batch = BatchBuilder.batch([
      .subject("before", [:], [.penalty("q", "2020-01-01", "minor", [:], [.repair("2020-01-02", 90)])]),
      .subject(
        "s", [:],
        [
          .penalty("b", "2025-02-02", "minor", [:], [.repair("2025-04-01", 5), .repair("2025-03-01", 4)]),
          .penalty("c", "2025-01-01", "minor", [:], [.repair("2025-05-01", 3)]),
          .penalty("b", "2025-02-02", "serious"),
          .penalty("a", "2025-02-02", "minor", [:], [.repair("2025-06-01", 6)]),
          .penalty(nil, "2025-02-02"),
        ]),
    ])
    let penalties = batch[.penalties]
    #expect(numbers(batch) == ["q", "c", "", "a", "b", "b"])
    #expect(penalties.columns[2].bytes == [0, 0, 0, 0, 0, 1])
    #expect(penalties.starts == [0, 1, 6])
    #expect(batch[.repairs].starts == [0, 1, 2, 2, 3, 5, 5])
    #expect(batch[.repairs].columns[1].integers == [90, 3, 6, 4, 5])
  }

  @Test func ordersNestedRecordsBelowOrderedParents() {
    let batch = BatchBuilder.batch([
      .subject(
        "s", [:], [.penalty("a", "2025-01-01", "minor", [:], [.repair("2025-03-01", 2), .repair("2025-02-01", 1)])])
    ])
    #expect(batch[.repairs].columns[1].integers == [1, 2])
  }

  @Test func missingFieldOfTheSubjectIsAProblem() {
    var builder = BatchBuilder(allAsOf: .asOf)
    var subject = SampleRecord.subject("s")
    subject.fields["id"] = .absent
    #expect(builder.add(subject) == .missing(domain: .subject, field: 0))
    #expect(builder.subjectCount == 0)
  }

  @Test func moreRecordsThanTheLimitAreAProblem() {
    var builder = BatchBuilder(allAsOf: .asOf)
    let notes = Array(repeating: SampleRecord.note("n"), count: 500)
    #expect(builder.add(.subject("full", [:], notes)) == nil)
    #expect(builder.add(.subject("over", [:], notes + [.note("n")])) == .tooMany(domain: .notes, limit: 500))
    #expect(builder.add(.subject("next", [:], notes)) == nil)
    #expect(builder.finish()[.notes].count == 1000)
  }

  @Test func laterRecordsDoNotCountTowardsTheLimit() {
    var builder = BatchBuilder(allAsOf: .asOf)
    let later = Array(repeating: SampleRecord.penalty("n", "2030-01-01"), count: 600)
    #expect(builder.add(.subject("s", [:], later)) == nil)
    #expect(builder.laterRecordCount == 600)
  }

  @Test func valuesOfFieldsThatAreNotReadGoNowhere() {
    var isRead = RecordSchema.sample.domains.map { $0.fields.map { _ in false } }
    isRead[0][0] = true
    var builder = BatchBuilder(schema: .sample, selection: InputSelection(isRead: isRead), asOf: .asOf)
    builder.add(.subject("s", ["staff": .number(3), "rate": .number(1)], [.penalty("n", "2025-01-01")]))
    let batch = builder.finish()
    #expect(batch[.subject].columns[1].integers.isEmpty)
    #expect(String(decoding: batch.text, as: UTF8.self) == "s")
  }

  @Test func recycledBatchIsEmptyAndFullColumnsHaveNoValidity() {
    var builder = BatchBuilder(allAsOf: .asOf)
    builder.add(.subject("a", ["staff": .number(3)], [.note("n")]))
    let first = builder.finish()
    #expect(first[.subject].columns[1].validity.isEmpty)
    builder.recycle(first)
    #expect(builder.finish().subjectCount == 0)
    builder.add(.subject("b"))
    let second = builder.finish()
    #expect(second.text == [UInt8(ascii: "b")])
    #expect(second[.subject].columns[1].validity == [0])
    #expect(second[.notes].starts == [0, 0])
  }
}
