import PolicySemantics
import PolicyTypes
import ReferenceEvaluator
import Testing

/// The numbers that the language's rules give, so that the reference itself stands on something.
struct ReferenceEvaluatorTests {
  private typealias Sample = SamplePolicy

  private static let year = TypedExpression.literal(CalendarDuration(months: 12))

  // MARK: Time

  @Test(arguments: [("2024-02-29", 1), ("2024-03-01", 0)])
  func recordLivesUntilTheDayBefore(asOf: String, count: Decimal128) {
    #expect(score(counting: Self.year, ["2023-03-01"], asOf: asOf) == .number(count))
  }

  @Test func monthsAreCountedForwardFromTheRecord() {
    let halfYear = TypedExpression.literal(CalendarDuration(months: 6))
    #expect(score(counting: halfYear, ["2023-08-30"], asOf: "2024-02-29") == .number(0))
    #expect(score(counting: halfYear, ["2023-11-30"], asOf: "2024-05-29") == .number(1))
    #expect(score(counting: halfYear, ["2023-11-30"], asOf: "2024-05-30") == .number(0))
  }

  @Test func dateIsTheLastDayThatCounts() {
    let last = TypedExpression.literal(day("2024-01-10"))
    #expect(score(counting: last, ["2023-01-01"], asOf: "2024-01-10") == .number(1))
    #expect(score(counting: last, ["2023-01-01"], asOf: "2024-01-11") == .number(0))
  }

  @Test func recordDoesNotExistBeforeItsDate() {
    #expect(score(counting: Self.year, ["2024-01-02"], asOf: "2024-01-01") == .number(0))
    #expect(score(counting: Self.year, ["2024-01-02"], asOf: "2024-01-02") == .number(1))
  }

  @Test(arguments: [("2024-05-13", 1), ("2024-05-14", 0)])
  func deadlineIsClosed(done: String, inTime: Decimal128) {
    var sample = Sample()
    let days = TypedExpression.literal(CalendarDuration(days: 3))
    let isInTime = Sample.date.elapsed(to: .literal(day(done)), .lessOrEqual, days)
    let selection = sample.select(where: isInTime)
    sample.indicator(.points(TypedValue(.literal(1))), each: selection)
    #expect(sample.evaluate([Sample.penalty("2024-05-10")], asOf: "2024-06-01").score == .number(inTime))
  }

  // MARK: Selections

  @Test func withdrawnRecordsNeverCount() {
    var sample = Sample()
    let selection = sample.select()
    sample.indicator(.points(TypedValue(.literal(1))), each: selection)
    let penalties = [nil, "withdrawn", "disputed"].map { Sample.penalty("2024-01-01", status: $0) }
    #expect(sample.evaluate(penalties, asOf: "2024-01-01").score == .number(2))
  }

  @Test func namedSelectionKeepsTheEarliestAndAnIndicatorTheDearest() {
    let penalties = [("3", 9), ("2", 7), ("1", 2)].map { number, amount in
      Sample.penalty("2024-01-01", number: number, amount: amount)
    }
    var named = Sample()
    let base = named.select(oncePer: [Sample.kind])
    let each = named.select(from: base)
    named.indicator(.points(TypedValue(Sample.amount)), each: each)
    #expect(named.evaluate(penalties, asOf: "2024-02-01").score == .number(2))

    var own = Sample()
    let selection = own.select(oncePer: [Sample.kind])
    own.indicator(.deduction(TypedValue(Sample.amount)), each: selection)
    #expect(own.evaluate(penalties, asOf: "2024-02-01").score == .number(-9))
  }

  @Test func ordinalCountsEarlierRecordsOfTheLastYear() {
    var sample = Sample()
    let all = sample.select()
    sample.indicator(
      .points(TypedValue(.ordinal(in: all, within: Self.year, limit: 100))), each: sample.select())
    let penalties = ["2023-01-10", "2023-03-10", "2024-02-10"].map { Sample.penalty($0) }
    let result = sample.evaluate(penalties, asOf: "2024-03-01")
    #expect(result.indicators[0].contributions.map(\.amount) == [.number(1), .number(2), .number(2)])
  }

  @Test func recordsAreInTheOrderOfDateThenKeyThenArrival() {
    var sample = Sample()
    sample.indicator(.points(TypedValue(Sample.amount)), each: sample.select())
    let penalties = [
      Sample.penalty("2024-01-02", number: "1", amount: 1), Sample.penalty("2024-01-01", number: "甲", amount: 2),
      Sample.penalty("2024-01-01", number: "10", amount: 3), Sample.penalty("2024-01-01", number: "2", amount: 4),
      Sample.penalty("2024-01-01", number: "10", amount: 5),
    ]
    let result = sample.evaluate(penalties, asOf: "2024-03-01")
    #expect(result.indicators[0].contributions.map(\.amount) == [3, 5, 4, 2, 1].map { .number($0) })
  }

  // MARK: Points and repair

  @Test func capLimitsWhatIsLeftAfterRepair() {
    var sample = Sample()
    let repair = sample.repair(restore: TypedValue(.literal(1)))
    sample.indicator(.deduction(TypedValue(.literal(10))), each: sample.select(), repair: repair, cap: 40)
    var penalties = (1...5).map { Sample.penalty("2024-01-0\($0)") }
    #expect(sample.evaluate(penalties, asOf: "2024-03-01").score == .number(-40))
    penalties[0] = Sample.penalty("2024-01-01", corrected: "2024-02-01")
    #expect(sample.evaluate(penalties, asOf: "2024-03-01").score == .number(-40))
    penalties[1] = Sample.penalty("2024-01-02", corrected: "2024-02-01")
    #expect(sample.evaluate(penalties, asOf: "2024-03-01").score == .number(-30))
  }

  @Test func restoreIsTheShareGivenBack() {
    var sample = Sample()
    let repair = sample.repair(restore: TypedValue(.literal(Decimal128(coefficient: 40, scale: 2))))
    sample.indicator(.deduction(TypedValue(.literal(11))), each: sample.select(), repair: repair)
    let penalty = Sample.penalty("2024-01-01", corrected: "2024-02-01")
    #expect(sample.evaluate([penalty], asOf: "2024-02-01").score == .number(Decimal128(coefficient: -66, scale: 1)))
    #expect(sample.evaluate([penalty], asOf: "2024-01-31").score == .number(-11))
  }

  @Test(arguments: [("2024-07-31", -10), ("2024-08-01", 0)])
  func repairCountsFromTheEarliestDayOn(asOf: String, score: Decimal128) {
    var sample = Sample()
    let done = TypedExpression(.repairDone(RepairID(0)), PolicyType(.date, isOptional: true)).assumedPresent
    let half = TypedExpression.literal(CalendarDuration(days: 180))
    let restore = TypedValue(
      [(Sample.date.elapsed(to: done, .lessOrEqual, half), TypedValue(.literal(1)))],
      otherwise: TypedValue(.literal(0)))
    let repair = sample.repair(notBefore: CalendarDuration(months: 3), restore: restore)
    sample.indicator(.deduction(TypedValue(.literal(10))), each: sample.select(), repair: repair)
    let penalty = Sample.penalty("2024-05-01", corrected: "2024-07-01")
    #expect(sample.evaluate([penalty], asOf: asOf).score == .number(score))
  }

  @Test(arguments: [(false, "2024-02-01"), (true, "2024-03-01")])
  func methodsDateTheRepair(needsAll: Bool, from: String) {
    var sample = Sample()
    let repair = sample.repair(done: Sample.repairRecords(needsAll: needsAll), restore: TypedValue(.literal(1)))
    sample.indicator(.deduction(TypedValue(.literal(10))), each: sample.select(), repair: repair)
    let penalty = Sample.penalty(
      "2024-01-01",
      repairs: [
        Sample.repair("整改", "2024-03-01"), Sample.repair("承诺", "2024-02-01"),
        Sample.repair("承诺", "2024-01-15", revoked: "2024-01-20"),
      ])
    #expect(sample.evaluate([penalty], asOf: from).score == .number(0))
    let dayBefore = day(from).adding(days: -1).description
    #expect(sample.evaluate([penalty], asOf: dayBefore).score == .number(-10))
  }

  @Test func indicatorThatDoesNotApplyIsZero() {
    var sample = Sample()
    sample.indicator(.points(TypedValue(.literal(5))), when: .literal(false))
    #expect(sample.evaluate(asOf: "2024-01-01").score == .number(0))
  }

  // MARK: Groups

  @Test func weightOfWhatIsLeftOutGoesToTheOthers() {
    let absent = TypedExpression(.literal(.absent), PolicyType(.number(.unknown), isOptional: true))
    let third = TypedExpression.literal(Decimal128(coefficient: 333_333_333_333_333_333, scale: 17))
    var sample = Sample()
    let first = sample.indicator(.points(TypedValue(third)), weight: 60)
    let second = sample.indicator(.points(TypedValue(absent)), weight: 40, missing: .leftOut)
    sample.indicator(.weightedMean(children: [first, second]))
    #expect(
      sample.evaluate(asOf: "2024-01-01").score == .number(Decimal128(coefficient: 333_333_333_333_333_333, scale: 17)))

    var empty = Sample()
    let only = empty.indicator(.points(TypedValue(absent)), weight: 100, missing: .leftOut)
    empty.indicator(.weightedMean(children: [only]), missing: .leftOut)
    #expect(empty.evaluate(asOf: "2024-01-01").score == .absent)
  }

  @Test func meanIsOneDivisionAndThenRounded() {
    var sample = Sample()
    let children = [(94, 1), (95, 2)].map { value, weight in
      sample.indicator(.points(TypedValue(.literal(value))), weight: weight)
    }
    sample.indicator(.weightedMean(children: children))
    #expect(sample.evaluate(asOf: "2024-01-01").score == .number(Decimal128(284).divided(by: 3) ?? 0))
    sample.indicators.removeLast()
    sample.indicator(.weightedMean(children: children), round: 0)
    #expect(sample.evaluate(asOf: "2024-01-01").score == .number(95))
  }

  @Test func sumStartsAndIsLimited() {
    var sample = Sample()
    let child = sample.indicator(.deduction(TypedValue(.literal(120))))
    sample.indicator(.sum(start: TypedValue(.literal(100)), children: [child]), atLeast: 0)
    #expect(sample.evaluate(asOf: "2024-01-01").score == .number(0))
  }

  // MARK: Grade

  @Test(arguments: [
    ("B", [GradeMove<Int>.worse(1), .better(1)], "B"),
    ("AA", [.better(1)], "AA"),
    ("AA", [.worse(1), .worse(1)], "B"),
    ("D", [.worse(2), .better(1)], "D"),
    // A score of AA, last year B, at most one step up.
    ("AA", [.noBetterThan(1)], "A"),
    ("C", [.noWorseThan(1), .noWorseThan(2)], "A"),
    ("C", [.noWorseThan(1), .noBetterThan(2)], "B"),
    ("AA", [.noBetterThan(1), .noBetterThan(3)], "C"),
    ("AA", [.exactly(4), .exactly(2), .better(2), .noWorseThan(0)], "D"),
  ])
  func movesGoByKind(base: String, moves: [GradeMove<Int>], grade: String) {
    var sample = Sample()
    sample.baseGrade = base
    for move in moves { sample.rule(move) }
    sample.rule(.exactly(4), when: false)
    let result = sample.evaluate(asOf: "2024-01-01")
    #expect(result.baseGrade == .label(base))
    #expect(result.grade == .label(grade))
    #expect(result.rules.count == moves.count)
  }

  @Test func measureNeedsItsGradeAndItsCondition() {
    var sample = Sample()
    sample.baseGrade = "B"
    sample.measure(for: nil, number: 1)
    sample.measure(for: [2], when: true, number: 2)
    sample.measure(for: [2], when: false, number: 3)
    sample.measure(for: [0, 1, 3], when: true, number: 4)
    let measures = sample.evaluate(asOf: "2024-01-01").measures
    #expect(measures.map(\.numbers) == [[.number(1)], [.number(2)]])
  }

  /// Returns how many penalties of these dates count within a window.
  private func score(counting window: TypedExpression, _ dates: [String], asOf: String) -> Value {
    var sample = Sample()
    let selection = sample.select(within: window)
    sample.indicator(.points(TypedValue(.literal(1))), each: selection)
    return sample.evaluate(dates.map { Sample.penalty($0) }, asOf: asOf).score
  }
}
