import PolicyIR
import PolicyTypes

/// Subjects at a bound and next to it.
extension GoalSolver {
  /// Makes a value lie at another, or one step of its kind below or above it.
  mutating func bring(_ a: ValueID, near b: ValueID, _ side: Side, at row: DraftRow) {
    if let bound = constants[b] ?? settle(b, at: row), let wanted = bound.moved(side, of: program.type(of: a).lane) {
      make(a, at: row) { $0 == wanted }
    } else if let bound = constants[a] ?? settle(a, at: row),
      let wanted = bound.moved(side.opposite, of: program.type(of: b).lane)
    {
      make(b, at: row) { $0 == wanted }
    } else {
      stir(a, at: row)
      stir(b, at: row)
    }
  }
}

extension Side {
  var opposite: Side {
    switch self {
    case .below: .above
    case .at: .at
    case .above: .below
    }
  }
}

extension Value {
  /// Returns the next value of a lane on a side: a day, or one in the last decimal place.
  func moved(_ side: Side, of lane: Lane) -> Value? {
    switch self {
    case .date(let date): return .date(date.adding(days: side.rawValue))
    case .number(let number):
      guard side != .at else { return self }
      let step = Decimal128(coefficient: Int64(side.rawValue), scale: lane.stepScale(beside: number))
      return number.adding(step).map(Value.number)
    default: return nil
    }
  }
}

extension Lane {
  /// How many decimals the smallest step has that is worth a test.
  func stepScale(beside number: Decimal128) -> Int {
    if case .integer(let decimals) = self { min(decimals, 6) } else { max(number.decimalPlaces, 2) }
  }
}
