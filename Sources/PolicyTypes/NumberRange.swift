/// What is known about where a number lies: between two bounds, both included; an absent bound is no bound.
package struct NumberRange: Hashable, Sendable {
  package let lower: Decimal128?
  package let upper: Decimal128?

  package init(lower: Decimal128?, upper: Decimal128?) {
    self.lower = lower
    self.upper = upper
  }

  package init(_ value: Decimal128) {
    self.init(lower: value, upper: value)
  }

  package static let unbounded = NumberRange(lower: nil, upper: nil)
  package static let zero = NumberRange(.zero)

  /// The one number that the range holds, if it holds just one.
  package var single: Decimal128? { lower != nil && lower == upper ? lower : nil }

  package var isNonNegative: Bool { lower.map { $0 >= .zero } ?? false }

  package func contains(_ value: Decimal128) -> Bool {
    (lower.map { $0 <= value } ?? true) && (upper.map { value <= $0 } ?? true)
  }

  /// The largest magnitude in the range; nil where there is no bound.
  package var magnitude: Decimal128? {
    guard let lower, let upper else { return nil }
    return max(lower.magnitude, upper.magnitude)
  }

  /// Returns the smallest range that covers this one and `other`.
  package func union(_ other: NumberRange) -> NumberRange {
    NumberRange(
      lower: both(lower, other.lower) { min($0, $1) }, upper: both(upper, other.upper) { max($0, $1) })
  }

  /// Returns what both ranges hold, or nil where they share nothing.
  package func intersection(_ other: NumberRange) -> NumberRange? {
    let low = either(lower, other.lower) { max($0, $1) }
    let high = either(upper, other.upper) { min($0, $1) }
    if let low, let high, low > high { return nil }
    return NumberRange(lower: low, upper: high)
  }

  /// The range of the lesser of a number of this range and one of `other`.
  package func least(_ other: NumberRange) -> NumberRange {
    NumberRange(
      lower: both(lower, other.lower) { min($0, $1) }, upper: either(upper, other.upper) { min($0, $1) })
  }

  /// The range of the greater of a number of this range and one of `other`.
  package func greatest(_ other: NumberRange) -> NumberRange {
    NumberRange(
      lower: either(lower, other.lower) { max($0, $1) }, upper: both(upper, other.upper) { max($0, $1) })
  }

  package static prefix func - (range: NumberRange) -> NumberRange {
    NumberRange(lower: range.upper?.negated, upper: range.lower?.negated)
  }

  package static func + (a: NumberRange, b: NumberRange) -> NumberRange {
    NumberRange(lower: both(a.lower, b.lower) { $0.adding($1) }, upper: both(a.upper, b.upper) { $0.adding($1) })
  }

  package static func - (a: NumberRange, b: NumberRange) -> NumberRange { a + -b }

  /// The range of products; unbounded as soon as a bound that matters is.
  package static func * (a: NumberRange, b: NumberRange) -> NumberRange {
    if a == .zero || b == .zero { return .zero }
    guard let aLow = a.lower, let aHigh = a.upper, let bLow = b.lower, let bHigh = b.upper else {
      return a.isNonNegative && b.isNonNegative ? NumberRange(lower: .zero, upper: nil) : .unbounded
    }
    return spanned(
      aLow.multiplied(by: bLow), aLow.multiplied(by: bHigh), aHigh.multiplied(by: bLow), aHigh.multiplied(by: bHigh))
  }

  /// The range of quotients; unbounded where the divisor may be zero.
  package static func / (a: NumberRange, b: NumberRange) -> NumberRange {
    guard let bLow = b.lower, let bHigh = b.upper, bLow > .zero || bHigh < .zero else { return .unbounded }
    guard let aLow = a.lower, let aHigh = a.upper else {
      return a.isNonNegative && bLow > .zero ? NumberRange(lower: .zero, upper: nil) : .unbounded
    }
    // Rounding keeps the order of quotients. Products with reciprocals round twice, so that 3/3 would be less than 1.
    return spanned(
      aLow.divided(by: bLow), aLow.divided(by: bHigh), aHigh.divided(by: bLow), aHigh.divided(by: bHigh))
  }

  /// The range from the least to the greatest; unbounded where one of them is too large to be known.
  private static func spanned(_ a: Decimal128?, _ b: Decimal128?, _ c: Decimal128?, _ d: Decimal128?) -> NumberRange {
    guard let a, let b, let c, let d else { return .unbounded }
    return NumberRange(lower: min(a, b, c, d), upper: max(a, b, c, d))
  }
}

/// Combines two bounds that must both be known.
private func both(
  _ a: Decimal128?, _ b: Decimal128?, _ combine: (Decimal128, Decimal128) -> Decimal128?
) -> Decimal128? {
  guard let a, let b else { return nil }
  return combine(a, b)
}

/// Combines two bounds of which either may be the only one.
private func either(
  _ a: Decimal128?, _ b: Decimal128?, _ combine: (Decimal128, Decimal128) -> Decimal128
) -> Decimal128? {
  guard let a, let b else { return a ?? b }
  return combine(a, b)
}

extension NumberRange: CustomStringConvertible {
  /// The range as a policy writes it, such as `0..100` or `..30`.
  package var description: String {
    "\(lower.map(\.description) ?? "")..\(upper.map(\.description) ?? "")"
  }
}
