import PolicyTypes

/// What becomes of ranges under the operations of a program.
extension NumberRange {
  var isNonPositive: Bool { upper.map { $0 <= .zero } ?? false }

  /// The range of products, also where a bound is open and the signs tell enough.
  func times(_ other: NumberRange) -> NumberRange {
    if isNonPositive, !isNonNegative { return -(-self).times(other) }
    if other.isNonPositive, !other.isNonNegative { return -times(-other) }
    guard lower != nil, other.lower != nil, isNonNegative, other.isNonNegative else { return self * other }
    let low = lower.flatMap { low in other.lower.flatMap { low.multiplied(by: $0) } }
    let high = upper.flatMap { high in other.upper.flatMap { high.multiplied(by: $0) } }
    return NumberRange(lower: low, upper: self == .zero || other == .zero ? .zero : high)
  }

  func rounded(_ digits: Int, _ mode: RoundingMode) -> NumberRange {
    NumberRange(
      lower: lower.flatMap { $0.rounded(toScale: digits, mode) },
      upper: upper.flatMap { $0.rounded(toScale: digits, mode) })
  }

  /// The range of day numbers with what lies beyond the calendar moved to its ends.
  var insideCalendar: NumberRange {
    let first = Decimal128(Int(CalendarDate.earliest.dayNumber))
    let last = Decimal128(Int(CalendarDate.latest.dayNumber))
    return NumberRange(lower: lower.map { min(max($0, first), last) }, upper: upper.map { min(max($0, first), last) })
  }

  /// Whether a place in the range is among `codes`.
  func truth(of codes: [UInt8]) -> NumberRange {
    guard let lower, let upper else { return Bounds.truth }
    let all = (0...255).filter { Decimal128($0) >= lower && Decimal128($0) <= upper }
    let held = all.count { codes.contains(UInt8(clamping: $0)) }
    return held == 0 ? .zero : held == all.count ? NumberRange(.one) : Bounds.truth
  }
}

extension ArithmeticOperator {
  func range(_ a: NumberRange, _ b: NumberRange) -> NumberRange {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a.times(b)
    case .divide: a / b
    case .minimum: a.least(b)
    case .maximum: a.greatest(b)
    }
  }
}

extension Relation {
  /// Whether the relation holds between a value of one range and one of another.
  func truth(_ a: NumberRange, _ b: NumberRange) -> NumberRange {
    let isBelow = below(a.upper, b.lower) { $0 < $1 }
    let isAtMost = below(a.upper, b.lower) { $0 <= $1 }
    let isAbove = below(b.upper, a.lower) { $0 < $1 }
    let isAtLeast = below(b.upper, a.lower) { $0 <= $1 }
    switch self {
    case .less: return decided(isBelow, not: isAtLeast)
    case .lessOrEqual: return decided(isAtMost, not: isAbove)
    case .greater: return decided(isAbove, not: isAtMost)
    case .greaterOrEqual: return decided(isAtLeast, not: isBelow)
    case .equal: return decided(a.single != nil && a.single == b.single, not: isBelow || isAbove)
    case .notEqual: return decided(isBelow || isAbove, not: a.single != nil && a.single == b.single)
    }
  }

  private func below(_ a: Decimal128?, _ b: Decimal128?, _ isOrdered: (Decimal128, Decimal128) -> Bool) -> Bool {
    guard let a, let b else { return false }
    return isOrdered(a, b)
  }

  private func decided(_ holds: Bool, not fails: Bool) -> NumberRange {
    holds ? NumberRange(.one) : fails ? .zero : Bounds.truth
  }
}
