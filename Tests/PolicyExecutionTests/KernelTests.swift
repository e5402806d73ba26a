import PolicyExecution
import PolicyIR
import PolicyTypes
import Testing

struct KernelTests {
  private static let t = Value.boolean(true)
  private static let f = Value.boolean(false)
  private static let n = Value.absent

  @Test func logicHasThreeValues() {
    let values = [Self.t, Self.f, Self.n]
    let subjects = values.map { SampleRecord.subject("s", ["listed": $0]) }
    for (other, and, or) in [
      (Self.t, [Self.t, Self.f, Self.n], [Self.t, Self.t, Self.t]),
      (Self.f, [Self.f, Self.f, Self.f], [Self.t, Self.f, Self.n]),
      (Self.n, [Self.n, Self.f, Self.n], [Self.t, Self.n, Self.n]),
    ] {
      var builder = ProgramBuilder()
      let listed = builder.input("listed", of: .subject)
      let constant = builder.literal(other, in: .subject, .boolean)
      let optional = IRType(.boolean, isOptional: true)
      let conjunction = builder.add(.and(listed, constant), in: .subject, optional)
      let disjunction = builder.add(.or(constant, listed), in: .subject, optional)
      let negation = builder.add(.not(listed), in: .subject, optional)
      let presence = builder.add(.isPresent(listed), in: .subject, .boolean)
      let batch = BatchBuilder.batch(subjects)
      #expect(builder.run(conjunction, on: batch) == and)
      #expect(builder.run(disjunction, on: batch) == or)
      #expect(builder.run(negation, on: batch) == [Self.f, Self.t, Self.n])
      #expect(builder.run(presence, on: batch) == [Self.t, Self.t, Self.f])
    }
  }

  @Test func divisionByZeroAndOverflowAreAbsent() {
    var builder = ProgramBuilder()
    let optional = IRType(.decimal, isOptional: true)
    let rate = builder.input("rate", of: .subject)
    let one = builder.literal(.number(1), in: .subject, .decimal)
    let huge = builder.literal(.number("9E+6000"), in: .subject, .decimal)
    let quotient = builder.add(.arithmetic(.divide, one, rate), in: .subject, optional)
    let product = builder.add(.arithmetic(.multiply, rate, huge), in: .subject, optional)
    let overflow = builder.add(.arithmetic(.multiply, product, huge), in: .subject, optional)
    let staff = builder.input("staff", of: .subject)
    let rounded = builder.add(
      .divideRounded(staff, staff, digits: 2, .halfUp), in: .subject, IRType(.cents, isOptional: true))
    let batch = BatchBuilder.batch([
      .subject("a", ["rate": .number(0), "staff": .number(0)]),
      .subject("b", ["rate": .number(4), "staff": .number(3)]),
    ])
    #expect(builder.run(quotient, on: batch) == [.absent, .number("0.25")])
    #expect(builder.run(overflow, on: batch) == [.number(0), .absent])
    #expect(builder.run(rounded, on: batch) == [.absent, .number(1)])
  }

  /// Subject → penalties → repairs, with empty segments on both levels.
  @Test func reducesAndGathersThroughNestedDomains() {
    var builder = ProgramBuilder()
    let share = builder.input("share", of: .repairs)
    let all = builder.literal(.boolean(true), in: .repairs, .boolean)
    let perPenalty = builder.add(.sum(share, mask: all), in: .penalties, lane: .whole)
    let isRepaired = builder.add(.any(mask: all), in: .penalties, .boolean)
    let perSubject = builder.add(.sum(perPenalty, mask: isRepaired), in: .subject, lane: .whole)
    let most = builder.add(.greatest(perPenalty, mask: isRepaired), in: .subject, IRType(.whole, isOptional: true))
    let repaired = builder.add(.count(mask: isRepaired), in: .subject, lane: .whole)
    let down = builder.add(.gather(perSubject), in: .penalties, lane: .whole)
    let further = builder.add(.gather(down), in: .repairs, lane: .whole)
    let batch = BatchBuilder.batch([
      .subject("none"),
      .subject(
        "s", [:],
        [
          .penalty("a", "2025-01-01", "minor", [:], [.repair("2025-02-01", 10), .repair("2025-03-01", 20)]),
          .penalty("b", "2025-01-02"),
          .penalty("c", "2025-01-03", "minor", [:], [.repair("2025-02-01", 7)]),
        ]),
      .subject("last", [:], [.penalty("d", "2025-01-01")]),
    ])
    func numbers(_ values: Int...) -> [Value] { values.map { .number(Decimal128($0)) } }
    #expect(builder.run(perPenalty, on: batch) == numbers(30, 0, 7, 0))
    #expect(builder.run(perSubject, on: batch) == numbers(0, 37, 0))
    #expect(builder.run(most, on: batch) == [.absent, .number(30), .absent])
    #expect(builder.run(repaired, on: batch) == numbers(0, 2, 0))
    #expect(builder.run(further, on: batch) == numbers(37, 37, 37))
  }

  @Test func textsCompareByTheirBytes() {
    var builder = ProgramBuilder()
    let body = builder.input("body", of: .notes)
    let other = builder.literal(.text("中国"), in: .notes, .text)
    let optional = IRType(.boolean, isOptional: true)
    let isEqual = builder.add(.compare(.equal, body, other), in: .notes, optional)
    let isLess = builder.add(.compare(.less, body, other), in: .notes, optional)
    let chosen = builder.add(.orElse(body, other), in: .notes, lane: .text)
    let notes = ["中国", "中", "中国人", "z", nil].map { SampleRecord.note($0) }
    let batch = BatchBuilder.batch([.subject("s", [:], notes)])
    #expect(builder.run(isEqual, on: batch) == [Self.t, Self.f, Self.f, Self.f, Self.n])
    #expect(builder.run(isLess, on: batch) == [Self.f, Self.t, Self.f, Self.t, Self.n])
    #expect(builder.run(chosen, on: batch).last == .text("中国"))
  }

  @Test func oneForEachKeyPrefersTheLargestAndThenTheFirst() {
    var builder = ProgramBuilder()
    let number = builder.input("number", of: .penalties)
    let severity = builder.input("severity", of: .penalties)
    let isSerious = builder.add(.isOneOf(severity, codes: [0, 1]), in: .penalties, .boolean)
    let preferred = builder.add(
      .onePer(keys: [number], mask: isSerious, preferences: [Preference(severity)], above: .subject), in: .penalties,
      .boolean)
    let first = builder.add(
      .onePer(keys: [number], mask: isSerious, preferences: [], above: .subject), in: .penalties, .boolean)
    let batch = BatchBuilder.batch([
      .subject(
        "s", [:],
        [
          .penalty("a", "2025-01-01", "minor"), .penalty("a", "2025-01-02", "serious"),
          .penalty("b", "2025-01-03", "serious"), .penalty("a", "2025-01-04", "serious"),
          .penalty("a", "2025-01-05", "grave"), .penalty(nil, "2025-01-06"), .penalty(nil, "2025-01-07"),
        ]),
      .subject("t", [:], [.penalty("a", "2025-01-01")]),
    ])
    #expect(builder.run(preferred, on: batch) == [Self.f, Self.t, Self.t, Self.f, Self.f, Self.t, Self.f, Self.t])
    #expect(builder.run(first, on: batch) == [Self.t, Self.f, Self.t, Self.f, Self.f, Self.t, Self.f, Self.t])
  }

  /// The third offence within twelve months of another is the second of its window only.
  @Test func ordinalCountsWhatIsStillInItsWindow() {
    var builder = ProgramBuilder()
    let date = builder.input("decided", of: .penalties)
    let year = builder.literal(.duration(CalendarDuration(months: 12)), in: .penalties, .duration)
    let until = builder.add(.addDuration(date, year), in: .penalties, lane: .date)
    let all = builder.literal(.boolean(true), in: .penalties, .boolean)
    let ordinal = builder.add(
      .ordinal(date: date, until: until, mask: all, above: .subject), in: .penalties, lane: .whole)
    let days = ["2023-01-31", "2023-06-30", "2024-01-31", "2024-02-01", "2025-12-31"]
    let batch = BatchBuilder.batch([.subject("s", [:], days.map { .penalty(nil, $0) })])
    #expect(builder.run(ordinal, on: batch) == [1, 2, 2, 3, 1].map { .number($0) })
  }

  /// Long segments are counted by another algorithm than short ones.
  @Test(arguments: [31, 32, 33, 400])
  func ordinalOfLongSegments(count: Int) {
    var builder = ProgramBuilder()
    let date = builder.input("decided", of: .penalties)
    let until = builder.input("until", of: .penalties)
    let severity = builder.input("severity", of: .penalties)
    let mask = builder.add(.isOneOf(severity, codes: [0, 2]), in: .penalties, .boolean)
    let ordinal = builder.add(
      .ordinal(date: date, until: until, mask: mask, above: .subject), in: .penalties, lane: .whole)
    var random = SeededGenerator(seed: UInt64(count))
    var subject = SampleRecord.subject("s")
    while subject.records.count < count {
      let more = SampleRecord.random(0, most: 50, using: &random).records.filter { $0.domain == .penalties }
      subject.records += more.prefix(count - subject.records.count)
    }
    let batch = BatchBuilder.batch([subject, subject])
    let naive = NaiveEvaluator(builder.program, batch, asOf: .asOf)
    #expect(builder.run(ordinal, on: batch) == naive.columns[ordinal.index])
    #expect(batch[.penalties].count > count)
  }

  @Test func manyCodesAreLookedUp() {
    let labels = LabelSet((0..<20).map { "l\($0)" })
    let field = InputField(name: "kind", title: nil, kind: .label(labels), isOptional: true)
    let key = InputField(name: "id", title: nil, kind: .text, isOptional: false)
    let schema = RecordSchema(domains: [
      Domain(name: "subject", title: nil, parent: nil, fields: [key, field], key: 0, date: nil, limit: 1)
    ])
    var builder = ProgramBuilder(schema)
    let kind = builder.input("kind", of: .subject)
    let even = stride(from: 0, to: 20, by: 2).map { UInt8($0) }
    let isEven = builder.add(.isOneOf(kind, codes: even), in: .subject, IRType(.boolean, isOptional: true))
    var batch = BatchBuilder(schema: schema, selection: InputSelection(allOf: schema), asOf: .asOf)
    for code in 0..<3 { batch.add(.subject("s", ["kind": .label("l\(code)")])) }
    batch.add(.subject("s"))
    #expect(builder.run(isEven, on: batch.finish()) == [Self.t, Self.f, Self.t, Self.n])
  }

  @Test(arguments: RoundingMode.allCases)
  func integersRoundLikeDecimals(mode: RoundingMode) {
    var builder = ProgramBuilder()
    let fine = builder.input("fine", of: .penalties)
    let optional = { (lane: Lane) in IRType(lane, isOptional: true) }
    let rounded = builder.add(.round(fine, digits: 1, mode), in: .penalties, optional(.cents))
    let narrowed = builder.add(.round(fine, digits: 1, mode), in: .penalties, optional(.integer(decimals: 1)))
    let tens = builder.add(.round(fine, digits: -1, mode), in: .penalties, optional(.whole))
    let wide = builder.add(.convert(fine), in: .penalties, optional(.decimal))
    let exact = builder.add(.round(wide, digits: 1, mode), in: .penalties, optional(.cents))
    let exactTens = builder.add(.round(wide, digits: -1, mode), in: .penalties, optional(.decimal))
    let fines = ["0.05", "0.15", "0.14", "5", "15", "15.01", "14.99", "0"]
    let batch = BatchBuilder.batch([
      .subject("s", [:], fines.map { .penalty(nil, "2025-01-01", "minor", ["fine": .number($0)]) })
    ])
    #expect(builder.run(rounded, on: batch) == builder.run(exact, on: batch))
    #expect(builder.run(narrowed, on: batch) == builder.run(exact, on: batch))
    #expect(builder.run(tens, on: batch) == builder.run(exactTens, on: batch))
  }
}
