import PolicyIR
import PolicyLowering
import PolicySemantics
import PolicyTypes
import ReferenceEvaluator
import Testing

/// Lowered policies, run on single firms; every number comes out the same in both representations.
struct LoweringTests {
  private typealias Sketch = PolicySketch

  private func both(_ number: Decimal128) -> [Value] { [.number(number), .number(number)] }

  // MARK: Records

  @Test(arguments: [("2023-12-31", 10), ("2024-01-01", 0)])
  func aWindowIsHalfOpen(asOf: String, expected: Int) {
    var sketch = Sketch()
    let recent = sketch.select(within: .literal(CalendarDuration(months: 12)))
    sketch.indicator(.points(TypedValue(.literal(10))), each: recent)
    #expect(
      sketch.scores(for: Firm(penalties: [Penalty(date: "2023-01-01")]), asOf: asOf) == both(Decimal128(expected)))
  }

  @Test func withdrawnRecordsDoNotCount() {
    var sketch = Sketch()
    sketch.indicator(.points(TypedValue(.literal(1))), each: sketch.select())
    let penalties = [Penalty(date: "2023-01-01", status: 2), Penalty(date: "2023-01-01", status: 1)]
    #expect(sketch.scores(for: Firm(penalties: penalties)) == both(1))
  }

  @Test func windowsOfASelectionAndItsBaseIntersect() {
    var sketch = Sketch()
    let recent = sketch.select(within: .literal(CalendarDuration(months: 12)))
    let wider = sketch.select(from: recent, within: .literal(CalendarDuration(months: 36)))
    sketch.indicator(.points(TypedValue(.literal(1))), each: wider)
    let penalties = [Penalty(date: "2022-06-01"), Penalty(date: "2023-06-01")]
    #expect(sketch.scores(for: Firm(penalties: penalties)) == both(1))
  }

  @Test func anIndicatorKeepsTheLargestOfEachKeyAndANamedSelectionTheFirst() {
    var sketch = Sketch()
    let dearest = sketch.select(oncePer: [Sketch.section])
    let first = sketch.select(oncePer: [Sketch.section])
    sketch.indicator(.deduction(TypedValue(Sketch.amount)), each: dearest)
    let sum = TypedExpression.aggregate(.sum, first, Sketch.amount, limit: 100)
    sketch.indicator(.points(TypedValue(sum)))
    sketch.indicator(.sum(start: nil, children: [IndicatorIndex(0), IndicatorIndex(1)]))
    let penalties = [
      Penalty(date: "2023-01-01", amount: 20), Penalty(date: "2023-02-01", amount: 500),
      Penalty(date: "2023-03-01", amount: 7, section: "b"),
    ]
    #expect(sketch.scores(for: Firm(penalties: penalties)) == both(Decimal128(-48)))
  }

  // MARK: Repair

  @Test(arguments: [
    // The day after three months, and the day of it.
    (false, "2023-03-31", [(UInt8(0), "2023-02-01")], -10), (false, "2023-04-01", [(UInt8(0), "2023-02-01")], -4),
    // Every method has to be there.
    (true, "2023-12-31", [(UInt8(0), "2023-02-01")], -10),
    (true, "2023-12-31", [(UInt8(0), "2023-02-01"), (UInt8(1), "2023-11-01")], -4),
  ])
  func aRepairGivesItsShareBack(needsAll: Bool, asOf: String, repairs: [(UInt8, String)], expected: Int) {
    var sketch = Sketch()
    let repair = sketch.repair(needsAll: needsAll, restore: Decimal128(coefficient: 6, scale: 1))
    sketch.indicator(.deduction(TypedValue(.literal(10))), each: sketch.select(), repair: repair)
    let penalty = Penalty(date: "2023-01-01", repairs: repairs.map { (method: $0.0, done: $0.1) })
    #expect(sketch.scores(for: Firm(penalties: [penalty]), asOf: asOf) == both(Decimal128(expected)))
    let never = Penalty(date: "2023-01-01", severity: 2, repairs: penalty.repairs)
    #expect(sketch.scores(for: Firm(penalties: [never]), asOf: asOf) == both(-10))
  }

  // MARK: Limits

  @Test func aCapLimitsTheMagnitudeAfterRepair() {
    var sketch = Sketch()
    let repair = sketch.repair(needsAll: false, restore: 1)
    sketch.indicator(.deduction(TypedValue(.literal(10))), each: sketch.select(), repair: repair, cap: 40)
    var penalties = Array(repeating: Penalty(date: "2023-01-01"), count: 5)
    penalties[0].repairs = [(method: 0, done: "2023-02-01")]
    #expect(sketch.scores(for: Firm(penalties: penalties)) == both(-40))
  }

  @Test func whatDoesNotApplyIsZeroBeforeTheLimits() {
    var sketch = Sketch()
    sketch.indicator(.points(TypedValue(Sketch.points)), when: .literal(false), clamp: 3...50)
    #expect(sketch.scores(for: Firm(points: 4000)) == both(3))
  }

  @Test func aMissingNumberIsReplaced() {
    var sketch = Sketch()
    sketch.indicator(.points(TypedValue(Sketch.bonus)), missing: .value(TypedValue(.literal(7))))
    #expect(sketch.scores(for: Firm(bonus: nil)) == both(7))
    #expect(sketch.scores(for: Firm(bonus: 25)) == both(Decimal128(coefficient: 25, scale: 1)))
  }

  @Test func aWeightedMeanLeavesOutWhatIsMissing() {
    var sketch = Sketch()
    sketch.indicator(.points(TypedValue(Sketch.points)), weight: 60)
    sketch.indicator(.points(TypedValue(Sketch.bonus)), weight: 40, missing: .leftOut)
    sketch.indicator(.weightedMean(children: [IndicatorIndex(0), IndicatorIndex(1)]), clamp: 0...100, round: 2)
    // (60 × 33.33 + 40 × 50.5) / 100 = 40.198.
    #expect(sketch.scores(for: Firm(points: 3333, bonus: 505)) == both(Decimal128(coefficient: 4020, scale: 2)))
    #expect(sketch.scores(for: Firm(points: 3333)) == both(Decimal128(coefficient: 3333, scale: 2)))
  }

  @Test func aMeanOfNothingIsAbsent() {
    var sketch = Sketch()
    sketch.indicator(.points(TypedValue(Sketch.bonus)), weight: 100, missing: .leftOut)
    sketch.indicator(.weightedMean(children: [IndicatorIndex(0)]))
    #expect(sketch.scores() == [.absent, .absent])
  }

  // MARK: Grade

  @Test(arguments: [
    ("AA", [GradeMove<Int>.worse(1), .worse(1)], "B"), ("B", [.worse(1), .better(1)], "B"), ("AA", [.better(2)], "AA"),
    ("A", [.worse(9)], "C"), ("C", [.noWorseThan(1)], "A"), ("C", [.noWorseThan(2), .noWorseThan(1)], "A"),
    ("AA", [.noBetterThan(1), .noBetterThan(2)], "B"), ("C", [.noWorseThan(0), .noBetterThan(2)], "B"),
    ("AA", [.exactly(3), .exactly(1), .noWorseThan(0)], "C"), ("A", [], "A"),
  ])
  func movesAreAppliedByKind(base: String, moves: [GradeMove<Int>], expected: String) {
    var sketch = Sketch()
    sketch.baseGrade = .literal(base, of: Sketch.scale)
    for move in moves { sketch.rule(move) }
    for move in [GradeMove<Int>.exactly(0), .worse(1), .noBetterThan(3)] { sketch.rule(move, when: .literal(false)) }
    #expect(sketch.grades() == [.label(expected), .label(expected)])
  }

  @Test func labelsOfTheScaleThatAreNoScaleThemselvesFit() {
    var sketch = Sketch()
    let labels = LabelSet(Sketch.scale.labels)
    sketch.baseGrade = .conditional(
      Sketch.count.compared(.less, .literal(3)), .literal("B", of: labels), .literal("C", of: labels))
    #expect(sketch.grades(for: Firm(count: 2)) == [.label("B"), .label("B")])
    #expect(sketch.grades(for: Firm(count: 3)) == [.label("C"), .label("C")])
  }

  // MARK: Values

  @Test func aLookupOfSomethingAbsentIsAbsent() {
    var sketch = Sketch()
    let row = TypedRow(
      text: "≤ 5", span: .nowhere, condition: Sketch.bonus.assumedPresent.compared(.lessOrEqual, .literal(5)),
      value: TypedValue(.literal(1)))
    let lookup = TypedValue(
      text: "by bonus", span: .nowhere, type: PolicyType.number(NumberType(1)).optional(),
      kind: .table(TypedTable(inputs: [Sketch.bonus], rows: [row], otherwise: TypedValue(.literal(2)))))
    sketch.indicator(.points(lookup))
    #expect(sketch.scores(for: Firm(bonus: nil)) == [.absent, .absent])
    #expect(sketch.scores(for: Firm(bonus: 50)) == both(1))
    #expect(sketch.scores(for: Firm(bonus: 51)) == both(2))
  }

  @Test func anOrdinalCountsTheEarlierOnes() {
    var sketch = Sketch()
    let all = sketch.select()
    let nth = TypedExpression.ordinal(in: all, within: .literal(CalendarDuration(months: 12)), limit: 100)
    sketch.indicator(.points(TypedValue(nth)), each: all)
    let penalties = ["2022-01-10", "2022-03-10", "2023-02-10"].map { Penalty(date: $0) }
    #expect(sketch.scores(for: Firm(penalties: penalties)) == both(5))
  }
}
