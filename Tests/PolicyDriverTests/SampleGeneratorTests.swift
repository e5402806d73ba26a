import PolicyDriver
import PolicyIR
import PolicyTypes
import Testing

/// Made-up subjects: the same every time, fit for the policy, and with the values at which it turns.
struct SampleGeneratorTests {
  private let policy: CompiledPolicy
  private let asOf = CalendarDate(dayNumber: 20_000)

  init() throws {
    policy = try #require(PolicyLibrary.sample().compilation(at: SourcePath("policies/shop.yaml"))?.policy)
  }

  private func generator(seed: UInt64 = 1, faults: Int = 0) -> SampleGenerator {
    SampleGenerator(policy: policy.typed, seed: seed, asOf: asOf, faultsPermille: faults)
  }

  private func lines(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    let generator = generator(seed: seed)
    let writer = SampleJSONLines(generator, mapping: policy.mapping)
    var bytes: [UInt8] = []
    for index in 0..<count { writer.append(generator.subject(index), to: &bytes) }
    return bytes
  }

  /// The records of a type of many subjects.
  private func records(of domain: Int, _ count: Int = 3000) -> [SampleRow] {
    let generator = generator()
    return (0..<count).flatMap { generator.subject($0).records }.filter { $0.domain == domain }
  }

  // MARK: Always the same

  @Test func theBytesAreTheSameOnEveryMachine() {
    let generator = generator()
    let writer = SampleJSONLines(generator, mapping: policy.mapping)
    var bytes: [UInt8] = []
    for index in [7, 10] { writer.append(generator.subject(index), to: &bytes) }
    #expect(String(decoding: bytes, as: UTF8.self) == Self.recordedLines)
  }

  @Test func theFirstOfManyAreTheSameAsOfFew() {
    #expect(lines(200).starts(with: lines(50)))
  }

  @Test func anotherSeedGivesOtherSubjects() {
    #expect(lines(20, seed: 2) != lines(20))
  }

  // MARK: Fit for the policy

  @Test func identifiersDiffer() {
    let generator = generator()
    #expect(Set((0..<5000).map { generator.subject($0).values[0] }).count == 5000)
  }

  @Test func aFieldIsThereWhereItMustBe() {
    let generator = generator()
    let subjects = (0..<2000).map { generator.subject($0).values }
    let late = subjects.filter { $0[1] == .boolean(false) }
    #expect(!late.isEmpty && late.allSatisfy { $0[2] != nil })
    #expect(subjects.contains { $0[1] == .boolean(true) && $0[2] == nil })
  }

  @Test func noSubjectHasMoreRecordsThanItMay() {
    let generator = generator()
    let counts = Set((0..<2000).map { generator.subject($0).records.count })
    #expect(counts.isSubset(of: 0...3) && counts.isSuperset(of: 0...2))
  }

  @Test func numbersStayInTheirRange() {
    let generator = generator()
    for index in 0..<2000 {
      guard case .number(let days, let decimals) = generator.subject(index).values[2] else { continue }
      #expect((0...400).contains(days) && decimals == 0)
    }
  }

  // MARK: Where the policy turns

  @Test func datesLieAtTheEdgesOfTheWindow() throws {
    let dates = Set(records(of: 1).map { $0.values[1] })
    let edge = asOf.adding(CalendarDuration(months: -24))
    for days in -1...1 { #expect(dates.contains(.date(edge.adding(days: days)))) }
  }

  @Test(arguments: [30, 31] as [Int64])
  func numbersLieAtTheCutPoint(_ days: Int64) {
    let generator = generator()
    #expect((0..<3000).contains { generator.subject($0).values[2] == .number(days, decimals: 0) })
  }

  @Test func betterLabelsAreLikelier() {
    let labels = records(of: 1).map { $0.values[2] }
    let mild = labels.count { $0 == .label("轻") }
    #expect(mild > labels.count / 2 && mild < labels.count)
  }

  @Test func repairsFollowTheirRecords() {
    let repaired = records(of: 1).filter { !$0.records.isEmpty }
    #expect(!repaired.isEmpty)
    for record in repaired {
      guard case .date(let decided) = record.values[1] else { continue }
      for repair in record.records {
        guard case .date(let done) = repair.values[1] else { continue }
        #expect(done > decided)
      }
    }
  }

  // MARK: Faults

  @Test func thereAreNoFaultsUnlessAskedFor() {
    let generator = generator()
    #expect((0..<1000).allSatisfy { !hasImpossibleDate(generator.subject($0)) })
  }

  @Test func everyKindOfFaultComes() {
    let generator = generator(faults: 1000)
    let subjects = (0..<500).map { generator.subject($0) }
    #expect(subjects.contains { hasImpossibleDate($0) })
    #expect(subjects.contains { $0.records.contains { $0.values.contains(.label("未知")) } })
    #expect(Set(subjects.map { $0.values[0] }).count < 500)
  }

  private func hasImpossibleDate(_ row: SampleRow) -> Bool {
    row.values.contains { if case .impossibleDate = $0 { true } else { false } }
      || row.records.contains(where: hasImpossibleDate)
  }

  // MARK: Forms

  @Test func bothFormsHoldTheSameRecords() {
    let generator = generator()
    let writer = SampleCSV(generator, mapping: policy.mapping)
    var files = writer.headers
    for index in 0..<300 { writer.append(generator.subject(index), to: &files) }
    #expect(writer.fileNames == ["subjects.csv", "penalties.csv", "repairs.csv"])
    let lineCounts = files.map { $0.count { $0 == UInt8(ascii: "\n") } - 1 }
    let penalties = (0..<300).flatMap { generator.subject($0).records }
    #expect(lineCounts == [300, penalties.count, penalties.reduce(0) { $0 + $1.records.count }])
    #expect(String(decoding: writer.headers[2], as: UTF8.self) == "subject,penalties,method,done,revoked on\n")
  }

  @Test func namesAndFormatsAreThoseOfTheData() throws {
    let data = """
      data:
        dates: yyyyMMdd
        records:
          penalties: {source: xzcf, fields: {decided on: cfrq}, codes: {severity: {"01": 轻, "02": 重}}}
      """
    let changes = ["policies/shop.yaml": SamplePolicy.policy + "\n" + data]
    let compilation = PolicyLibrary.sample(changes).compilation(at: SourcePath("policies/shop.yaml"))
    let mapped = try #require(compilation?.policy)
    let generator = SampleGenerator(policy: mapped.typed, seed: 1, asOf: asOf)
    let writer = SampleJSONLines(generator, mapping: mapped.mapping)
    var bytes: [UInt8] = []
    for index in 0..<100 { writer.append(generator.subject(index), to: &bytes) }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(#""xzcf":[{"#) && text.contains(#""severity":"01""#))
    #expect(text.contains(#/"cfrq":"\d{8}"/#) && !text.contains("轻"))
  }

  /// Recorded once; a change of it is a change of every sample that anybody keeps.
  private static let recordedLines = """
    {"id":"S00000008","report filed":false,"days late":20,"colour":"T89136","penalties":[{"number":"2022\
    -0000008-1","decided on":"2022-08-21","severity":"轻","amount":60000}]}
    {"id":"S00000011","report filed":true,"colour":"T79883","penalties":[{"number":"2022-0000011-1","dec\
    ided on":"2022-10-05","severity":"轻","amount":54000,"repairs":[{"method":"整改","done":"2022-10-13"}]}\
    ]}

    """
}
