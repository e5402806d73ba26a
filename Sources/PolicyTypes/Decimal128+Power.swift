extension Decimal128 {
  /// Returns the number to a whole power, or nil where that overflows and for zero to a negative power.
  ///
  /// Anything to the power of 0 is 1. The digits are carried at 68 places and rounded once at the end, so an exact
  /// power that fits 34 digits is exact.
  package func power(_ exponent: Int) -> Decimal128? {
    if exponent == 0 { return .one }
    let isNegative = isNegative && exponent & 1 != 0
    let (preferred, overflow) = self.exponent.multipliedReportingOverflow(by: exponent)
    let preferredExponent = overflow ? 0 : preferred
    if isZero {
      guard exponent > 0 else { return nil }
      let bounded = max(Self.exponentRange.lowerBound, min(Self.exponentRange.upperBound, preferredExponent))
      return Decimal128(isNegative: false, coefficient: 0, exponent: bounded)
    }
    let significand = LongSignificand(self)
    let base = exponent < 0 ? significand.reciprocal : significand
    let result = base.power(exponent.magnitude)
    let (coefficient, cutCount, isCut) = result.digits.leadingDigits
    return Decimal128(
      isNegative: isNegative, rounding: coefficient, isInexact: isCut || result.isInexact,
      exponent: result.exponent + cutCount, preferredExponent: preferredExponent)
  }
}

/// A positive number of exactly 68 digits, truncated where it has more.
private struct LongSignificand {
  var digits: Decimal128Wide
  /// The power of ten that multiplies the 68 digits.
  var exponent: Int
  /// Whether the number is really a little above the digits.
  var isInexact: Bool

  private static var limb: UInt128 { Decimal128.coefficientLimit }
  private static var tenthOfLimb: UInt128 { limb / 10 }

  /// Beyond this no further factor brings a power back into the format's range, as all of them pull the same way.
  private static let exponentBound = 50_000

  init(_ value: Decimal128) {
    let padding = Decimal128.precision - value.coefficient.decimalDigitCount
    digits = Decimal128Wide(upper: value.coefficient * UInt128.powerOfTen(padding), lower: 0)
    exponent = value.exponent - padding - Decimal128.precision
    isInexact = false
  }

  private init(digits: Decimal128Wide, exponent: Int, isInexact: Bool) {
    self.digits = digits
    self.exponent = exponent
    self.isInexact = isInexact
  }

  /// One divided by this number, whose lower half is zero.
  var reciprocal: LongSignificand {
    let divisor = digits.upper
    // 10^67 by long division, a limb at a time; only for a power of ten does the first limb come out too long.
    if divisor == Self.tenthOfLimb {
      return LongSignificand(digits: digits, exponent: -exponent - 134, isInexact: false)
    }
    let dividend = Self.tenthOfLimb.multipliedFullWidth(by: Self.limb)
    let (upper, rest) = divisor.dividingFullWidth((dividend.high, dividend.low))
    let continued = rest.multipliedFullWidth(by: Self.limb)
    let (lower, last) = divisor.dividingFullWidth((continued.high, continued.low))
    return LongSignificand(
      digits: Decimal128Wide(upper: upper, lower: lower), exponent: -exponent - 135, isInexact: last != 0)
  }

  /// Returns this number to a power of 1 or more, by repeated squaring.
  func power(_ exponent: UInt) -> LongSignificand {
    var result = self
    var square = self
    var rest = exponent - 1
    while rest != 0 {
      if rest & 1 != 0 {
        result = result.multiplied(by: square)
        guard result.isInReach else { return result }
      }
      rest >>= 1
      if rest != 0 {
        square = square.multiplied(by: square)
        guard square.isInReach else { return square }
      }
    }
    return result
  }

  private var isInReach: Bool { exponent.magnitude < Self.exponentBound }

  /// Returns the product, cut to 68 digits.
  private func multiplied(by other: LongSignificand) -> LongSignificand {
    var limbs = product(other)
    var exponent = exponent + other.exponent + 2 * Decimal128.precision
    if limbs.3 < Self.tenthOfLimb {
      // Two numbers of 68 digits give 135 or 136; this is the shorter case, moved one digit to the left.
      let tenth = Self.tenthOfLimb
      limbs.3 = limbs.3 * 10 + limbs.2 / tenth
      limbs.2 = limbs.2 % tenth * 10 + limbs.1 / tenth
      limbs.1 %= tenth
      exponent -= 1
    }
    let isCut = limbs.0 != 0 || limbs.1 != 0
    return LongSignificand(
      digits: Decimal128Wide(upper: limbs.3, lower: limbs.2), exponent: exponent,
      isInexact: isCut || isInexact || other.isInexact)
  }

  /// Returns the full product in four limbs of 34 digits, the least significant first.
  private func product(_ other: LongSignificand) -> (UInt128, UInt128, UInt128, UInt128) {
    let lowest = Decimal128Wide(digits.lower, times: other.digits.lower)
    let firstCross = Decimal128Wide(digits.lower, times: other.digits.upper)
    let secondCross = Decimal128Wide(digits.upper, times: other.digits.lower)
    let highest = Decimal128Wide(digits.upper, times: other.digits.upper)

    let second = lowest.upper + firstCross.lower + secondCross.lower
    let third = second / Self.limb + firstCross.upper + secondCross.upper + highest.lower
    let fourth = third / Self.limb + highest.upper
    return (lowest.lower, second % Self.limb, third % Self.limb, fourth)
  }
}
