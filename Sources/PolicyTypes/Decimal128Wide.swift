/// An integer of about 68 decimal digits, `upper` × 10^34 + `lower`: what arithmetic needs between two values and
/// their rounded result.
struct Decimal128Wide {
  /// Below 10^36.
  private(set) var upper: UInt128
  /// Below 10^34.
  private(set) var lower: UInt128

  private static var limb: UInt128 { Decimal128.coefficientLimit }

  init(upper: UInt128, lower: UInt128) {
    self.upper = upper
    self.lower = lower
  }

  /// Creates the product of two factors, which is below 10^70.
  init(_ first: UInt128, times second: UInt128) {
    let (high, low) = first.multipliedFullWidth(by: second)
    (upper, lower) = Self.limb.dividingFullWidth((high, low))
  }

  mutating func add(_ coefficient: UInt128) {
    lower += coefficient
    guard lower >= Self.limb else { return }
    lower -= Self.limb
    upper += 1
  }

  /// Subtracts a coefficient that is not greater.
  mutating func subtract(_ coefficient: UInt128) {
    if lower < coefficient {
      lower += Self.limb
      upper -= 1
    }
    lower -= coefficient
  }

  /// The leading 36 digits, or all of them if there are fewer; how many were cut off; and whether any was not zero.
  ///
  /// Two digits more than a value holds, and the knowledge that there was something after them, are enough to round.
  var leadingDigits: (coefficient: UInt128, cutCount: Int, isInexact: Bool) {
    if upper == 0 { return (lower, 0, false) }
    let cutCount = max(0, upper.decimalDigitCount - 2)
    let (kept, cut) = lower.quotientAndRemainder(dividingBy: UInt128.powerOfTen(cutCount))
    let coefficient = upper * UInt128.powerOfTen(Decimal128.precision - cutCount) + kept
    return (coefficient, cutCount, cut != 0)
  }
}

extension Decimal128 {
  /// Rounds `wide` × 10^`exponent` into the format, or nil where it overflows.
  init?(isNegative: Bool, rounding wide: Decimal128Wide, exponent: Int) {
    let (coefficient, cutCount, isInexact) = wide.leadingDigits
    self.init(isNegative: isNegative, rounding: coefficient, isInexact: isInexact, exponent: exponent + cutCount)
  }

  /// Rounds `coefficient` × 10^`exponent`; if that is exact, brings its exponent as near to `preferred` as trailing
  /// zeros allow.
  init?(
    isNegative: Bool, rounding coefficient: UInt128, isInexact: Bool, exponent: Int, preferredExponent preferred: Int
  ) {
    guard !isInexact, preferred > exponent else {
      self.init(isNegative: isNegative, rounding: coefficient, isInexact: isInexact, exponent: exponent)
      return
    }
    let (stripped, count) = coefficient.strippingZeros(atMost: preferred - exponent)
    self.init(isNegative: isNegative, rounding: stripped, exponent: exponent + count)
  }
}
