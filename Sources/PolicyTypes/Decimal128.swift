/// An exact decimal number of up to 34 digits, as IEEE 754-2008 decimal128 has it.
///
/// A value is (−1)^sign × coefficient × 10^exponent, with the coefficient below 10^34 and the exponent in −6176...6111.
/// Operations keep the standard's preferred exponent, so 1.10 + 1.10 prints as 2.20; comparison and hashing see the
/// number alone, so 1.0 equals 1.00. Each operation rounds at most once, to 34 digits, half even.
///
/// Two things differ from the standard. There are only finite values: an operation that would give an infinity or a
/// NaN returns nil. And zero has no sign, because no policy means anything by −0 and no reader should see it.
package struct Decimal128: Sendable {
  // Two words rather than one `UInt128`: they need only 8-byte alignment, and arithmetic on small values reads `low`
  // alone.

  /// The sign (bit 63), the biased exponent (bits 62...49) and the upper part of the coefficient (bits 48...0).
  private let high: UInt64
  /// The lower part of the coefficient.
  private let low: UInt64

  /// Creates a value from parts that are known to fit the format.
  init(isNegative: Bool, coefficient: UInt128, exponent: Int) {
    assert(coefficient < Self.coefficientLimit && Self.exponentRange.contains(exponent))
    let sign: UInt64 = isNegative && coefficient != 0 ? 1 << 63 : 0
    let biased = UInt64(truncatingIfNeeded: exponent &- Self.exponentRange.lowerBound)
    high = sign | biased << 49 | UInt64(truncatingIfNeeded: coefficient >> 64)
    low = UInt64(truncatingIfNeeded: coefficient)
  }
}

// MARK: The format

extension Decimal128 {
  /// The most digits that a coefficient has.
  package static let precision = 34

  static let exponentRange = -6176...6111

  static var coefficientLimit: UInt128 { 10_000_000_000_000_000_000_000_000_000_000_000 }

  /// 0, without decimals.
  package static let zero = Decimal128(isNegative: false, coefficient: 0, exponent: 0)
  /// 1, without decimals.
  package static let one = Decimal128(isNegative: false, coefficient: 1, exponent: 0)

  /// The digits as an integer below 10^34.
  package var coefficient: UInt128 { UInt128(high & Self.coefficientMask) << 64 | UInt128(low) }

  /// The power of ten that multiplies the coefficient, in −6176...6111.
  package var exponent: Int { Int(truncatingIfNeeded: (high >> 49) & 0x3FFF) &+ Self.exponentRange.lowerBound }

  /// Whether the number is below zero.
  package var isNegative: Bool { high >> 63 != 0 }

  /// Whether the number is zero, with any number of decimals.
  package var isZero: Bool { low == 0 && high & Self.coefficientMask == 0 }

  /// The coefficient, if it fits one word.
  var wordCoefficient: UInt64? { high & Self.coefficientMask == 0 ? low : nil }

  /// The exponent of the first digit in scientific notation.
  var adjustedExponent: Int { exponent + max(1, coefficient.decimalDigitCount) - 1 }

  /// Tells whether the values agree in coefficient and exponent too.
  func isIdentical(to other: Decimal128) -> Bool { high == other.high && low == other.low }

  private static var coefficientMask: UInt64 { 1 << 49 - 1 }
}

// MARK: From integers

extension Decimal128: ExpressibleByIntegerLiteral {
  /// Creates a whole number from a literal in 64 bits.
  package init(integerLiteral value: Int64) {
    self.init(value)
  }

  /// Creates a whole number.
  package init(_ value: Int) {
    self.init(coefficient: Int64(value), scale: 0)
  }

  /// Creates a whole number.
  package init(_ value: Int64) {
    self.init(coefficient: value, scale: 0)
  }

  /// Creates `coefficient` × 10^−`scale`; the scale is in −6111...6176.
  package init(coefficient: Int64, scale: Int) {
    precondition(Self.exponentRange.contains(-scale))
    self.init(isNegative: coefficient < 0, coefficient: UInt128(coefficient.magnitude), exponent: -scale)
  }

  /// Creates `wideCoefficient` × 10^−`scale`, or nil if that has more than 34 digits or is out of the format's range.
  package init?(wideCoefficient: Int128, scale: Int) {
    // Bounded first, so that no scale can overflow in the arithmetic below.
    let exponent = max(-20_000, min(20_000, -max(-20_000, scale)))
    self.init(isNegative: wideCoefficient < 0, rounding: wideCoefficient.magnitude, exponent: exponent, mode: nil)
  }
}

// MARK: Parts

extension Decimal128 {
  /// The number with the other sign; zero stays as it is.
  package var negated: Decimal128 {
    Decimal128(isNegative: !isNegative, coefficient: coefficient, exponent: exponent)
  }

  /// The number without its sign.
  package var magnitude: Decimal128 {
    Decimal128(isNegative: false, coefficient: coefficient, exponent: exponent)
  }

  /// The same number without trailing zeros: 1.50 as 1.5, 100 as 1E+2, and any zero as 0.
  package var normalized: Decimal128 {
    if isZero { return .zero }
    let (stripped, count) = coefficient.strippingZeros(atMost: Self.exponentRange.upperBound - exponent)
    return Decimal128(isNegative: isNegative, coefficient: stripped, exponent: exponent + count)
  }

  /// The number of decimals that the number needs: 1 for 1.50, 0 for 100.
  package var decimalPlaces: Int {
    exponent >= 0 ? 0 : max(0, -normalized.exponent)
  }

  /// Whether the number is whole: 1.00 is.
  package var isInteger: Bool { decimalPlaces == 0 }
}
