import PolicyIR
import PolicyLowering
import PolicySemantics
import PolicyTypes
import ReferenceEvaluator
import Testing

/// Which lanes and operations numbers are lowered to.
struct LaneTests {
  private typealias Sketch = PolicySketch

  private func program(_ points: TypedExpression, round: Int? = nil, _ numbers: NumberLanes = .narrow) -> IRProgram {
    var sketch = Sketch()
    sketch.indicator(.points(TypedValue(points)), round: round)
    return lower(sketch.policy, numbers: numbers)
  }

  private func lane(of points: TypedExpression, _ numbers: NumberLanes = .narrow) -> Lane? {
    let program = program(points, numbers)
    return program.outline.score.map { program[program.outline[$0].result].type.lane }
  }

  @Test func sumsTakeTheFinerLaneAndProductsAddDecimals() {
    #expect(lane(of: .arithmetic(.add, Sketch.points, Sketch.count)) == .integer(decimals: 2))
    #expect(lane(of: .arithmetic(.multiply, Sketch.points, Sketch.points)) == .integer(decimals: 4))
    #expect(lane(of: .arithmetic(.divide, Sketch.points, Sketch.staff)) == .decimal)
  }

  @Test func whatNoIntegerHoldsIsADecimal() {
    let square = TypedExpression.arithmetic(.multiply, Sketch.total, Sketch.total)
    #expect(lane(of: Sketch.total) == .integer(decimals: 9))
    #expect(lane(of: square) == .decimal)
  }

  @Test func wideNumbersAreDecimalsExceptAsRead() {
    #expect(lane(of: .arithmetic(.add, Sketch.points, Sketch.count), .wide) == .decimal)
    #expect(lane(of: Sketch.points, .wide) == .integer(decimals: 2))
  }

  @Test func aRoundedQuotientOfSmallIntegersIsOneDivision() {
    let program = program(.arithmetic(.divide, Sketch.points, Sketch.staff), round: 2)
    #expect(program.result == .divideRounded)
    #expect(self.program(.arithmetic(.divide, Sketch.points, Sketch.staff), round: 2, .wide).result == .other)
  }

  @Test func aLargeDividendIsRoundedInTwoSteps() {
    // Scaled by its nine decimals, the dividend reaches 10^15.
    #expect(program(.arithmetic(.divide, Sketch.total, Sketch.staff), round: 2).result == .other)
  }

  @Test func literalBoundsDoNotKeepAQuotientFromBeingRoundedInOneStep() {
    var sketch = Sketch()
    let quotient = TypedExpression.arithmetic(.divide, Sketch.points, Sketch.staff)
    sketch.indicator(.points(TypedValue(quotient)), clamp: 1...50, round: 1)
    let program = lower(sketch.policy)
    #expect(program.instructions.contains { $0.operation.shape == .divideRounded })
    // 33.33 / 7 = 4.7614…, 0.5 and 100 lie outside the bounds.
    #expect(sketch.scores(for: Firm(points: 3333, staff: 7)) == twice(Decimal128(coefficient: 48, scale: 1)))
    #expect(sketch.scores(for: Firm(points: 50)) == twice(1))
    #expect(sketch.scores(for: Firm(points: 10000)) == twice(50))
  }

  @Test func weightsThatTotalAHundredNeedNoDivision() {
    var sketch = Sketch()
    sketch.indicator(.points(TypedValue(Sketch.points)), weight: 60)
    sketch.indicator(.points(TypedValue(Sketch.count)), weight: 40)
    sketch.indicator(.weightedMean(children: [IndicatorIndex(0), IndicatorIndex(1)]))
    let program = lower(sketch.policy)
    #expect(!program.instructions.contains { $0.type.lane == .decimal })
    // (60 × 0.01 + 40 × 3) / 100.
    #expect(sketch.scores(for: Firm(points: 1, count: 3)) == twice(Decimal128(coefficient: 1206, scale: 3)))
  }

  @Test func boundsThatCannotBiteCostNothing() {
    var sketch = Sketch()
    sketch.indicator(.points(TypedValue(Sketch.points)), clamp: 0...100)
    #expect(!lower(sketch.policy).instructions.contains { $0.operation.shape == .arithmetic })
  }

  @Test func whatIsReadTwiceIsThereOnce() {
    let program = program(.arithmetic(.multiply, Sketch.points, .arithmetic(.add, Sketch.points, Sketch.points)))
    #expect(program.instructions.count { $0.operation == .input(field: 1) } == 1)
  }

  @Test func parentsAreGatheredStepByStep() {
    var sketch = Sketch()
    let later = PolicySketch.field(2, 1, .date).days(to: .asOf).compared(.less, PolicySketch.points)
    sketch.selections.append(
      TypedSelection(
        span: .nowhere, domain: 2, source: "repairs", base: nil, window: nil, condition: TypedValue(later), oncePer: [])
    )
    let perPenalty = TypedExpression.aggregate(.count, SelectionID(0), above: 1, limit: 100)
    sketch.indicator(.points(TypedValue(perPenalty)), each: sketch.select())
    let gathers = lower(sketch.policy).instructions.filter { $0.operation.shape == .gather }
    #expect(gathers.map(\.domain) == [DomainID(1), DomainID(2)])
  }

  @Test func aConstantThatChangesIsDated() {
    var sketch = Sketch()
    let entries = [
      DatedValue(from: .earliest, value: .number(20)), DatedValue(from: .latest, value: .number(25)),
    ]
    let type = PolicyType.number(NumberType(20).union(NumberType(25)))
    sketch.constants = [TypedConstant(clause: PolicySketch.clause("c"), type: type, entries: entries)]
    sketch.indicator(.points(TypedValue(TypedExpression(.constant(ConstantID(0)), type))))
    #expect(lower(sketch.policy).instructions.contains { $0.operation == .dated(entries) })
    #expect(sketch.scores() == twice(20))
  }

  @Test func labelsTestedOneAfterTheOtherBecomeOneTest() {
    var sketch = Sketch()
    let isSevere = ["严重", "特别严重"].map {
      PolicySketch.severity.compared(.equal, .literal($0, of: PolicySketch.severities))
    }
    sketch.indicator(.points(TypedValue(.literal(1))), each: sketch.select(where: isSevere[0] || isSevere[1]))
    let program = lower(sketch.policy)
    #expect(program.instructions.contains { $0.operation.shape == .isOneOf && $0.domain == DomainID(1) })
    let penalties = (0..<3).map { Penalty(date: "2023-01-01", severity: $0) }
    #expect(sketch.scores(for: Firm(penalties: penalties)) == twice(2))
  }

  private func twice(_ number: Decimal128) -> [Value] { [.number(number), .number(number)] }
}

/// The operations that these tests tell apart.
private enum Shape {
  case arithmetic
  case divideRounded
  case gather
  case isOneOf
  case other
}

extension Operation {
  fileprivate var shape: Shape {
    switch self {
    case .arithmetic: .arithmetic
    case .divideRounded: .divideRounded
    case .gather: .gather
    case .isOneOf: .isOneOf
    default: .other
    }
  }
}

extension IRProgram {
  /// The operation that makes the score.
  fileprivate var result: Shape? { outline.score.map { self[outline[$0].result].operation.shape } }
}
