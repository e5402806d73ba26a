// Functions without exact results: square root, exponential and logarithm, to 34 digits, half even.

extension Decimal128 {
  /// The square root, correctly rounded; nil below zero.
  package var squareRoot: Decimal128? {
    guard !isNegative else { return nil }
    if isZero { return .zero }
    // Scaled by an even power of ten to 70 digits or more, so that the whole root has 35 or 36.
    var shift = 71 - coefficient.decimalDigitCount
    if (exponent - shift) % 2 != 0 { shift -= 1 }
    let root = coefficient.scaledFullWidth(shift).squareRoot
    return Decimal128(
      isNegative: false, rounding: root.value, isInexact: !root.isExact, exponent: (exponent - shift) / 2,
      preferredExponent: exponent >= 0 ? exponent / 2 : (exponent - 1) / 2)
  }

  /// e to the power of the number; nil where that overflows, 0 where it is too small for the format.
  package var exponential: Decimal128? {
    guard let fixed else { return isNegative ? .zero : nil }
    return fixed.exponential
  }

  /// The natural logarithm; nil at zero and below.
  package var naturalLogarithm: Decimal128? {
    guard let logarithm = fixedLogarithm else { return nil }
    return Decimal128(logarithm)
  }

  /// Returns the number to any power; nil where there is none, as for a fraction of a number below zero.
  package func power(_ exponent: Decimal128) -> Decimal128? {
    if isZero { return exponent.isNegative || exponent.isZero ? nil : .zero }
    guard let logarithm = fixedLogarithm, let factor = exponent.fixed else { return nil }
    // What leaves the format by far is told before the precise product, which might not hold it.
    if let estimate = exponent.multiplied(by: Decimal128(logarithm) ?? .zero), estimate.magnitude > 20_000 {
      return estimate.isNegative ? .zero : nil
    }
    return (logarithm * factor).exponential
  }

  private var fixed: FixedDecimal? {
    FixedDecimal(coefficient: coefficient, exponent: exponent, isNegative: isNegative)
  }

  /// The logarithm of coefficient and power of ten: ln m + k ln 10, with m near 1.
  private var fixedLogarithm: FixedDecimal? {
    guard !isNegative, !isZero else { return nil }
    // A first digit of 4 or more counts as below the next power of ten.
    let digits = coefficient.decimalDigitCount
    let first = coefficient / UInt128.powerOfTen(digits - 1)
    let place = first >= 4 ? digits : digits - 1
    guard let mantissa = FixedDecimal(coefficient: coefficient, exponent: -place, isNegative: false) else { return nil }
    let power = FixedDecimal(exponent + place)
    return mantissa.logarithmNearOne + power * .logarithmOfTen
  }

  /// Rounds a number with 90 decimals.
  init?(_ number: FixedDecimal) {
    let (coefficient, exponent, isInexact) = number.leadingDigits
    self.init(
      isNegative: number.isNegative, rounding: coefficient, isInexact: isInexact, exponent: exponent,
      preferredExponent: 0)
  }
}

extension FixedDecimal {
  fileprivate static let logarithmOfTen = FixedDecimal(
    digits: "2.302585092994045684017991454684364207601101488628772976033327900967572609677352480235997205")

  /// The logarithm of a number between 0.4 and 4, by the series of the inverse hyperbolic tangent.
  fileprivate var logarithmNearOne: FixedDecimal {
    let ratio = (self - .one) * (self + .one).reciprocal
    let square = ratio * ratio
    var power = ratio
    var sum = ratio
    var divisor = 3
    while !power.isZero {
      power = power * square
      sum = sum + power.divided(by: divisor)
      divisor += 2
    }
    return sum + sum
  }

  /// e to the power of the number, rounded: 10^k e^r, with r small.
  fileprivate var exponential: Decimal128? {
    let tenths = self * FixedDecimal(digits: "0.434294481903251827651128918916605082294397005803666566114454")
    guard let power = tenths.rounded, power.magnitude < 10_000 else { return isNegative ? .zero : nil }
    let rest = (self - FixedDecimal(power) * .logarithmOfTen).divided(by: 256)
    var term = FixedDecimal.one
    var sum = FixedDecimal.one
    var count = 1
    while !term.isZero {
      term = (term * rest).divided(by: count)
      sum = sum + term
      count += 1
    }
    for _ in 0..<8 { sum = sum * sum }
    let (coefficient, exponent, isInexact) = sum.leadingDigits
    return Decimal128(
      isNegative: false, rounding: coefficient, isInexact: isInexact, exponent: exponent + power, preferredExponent: 0)
  }
}

/// An integer of 256 bits, as far as a square root needs one.
private struct DoubleWidth {
  let high: UInt128
  let low: UInt128

  /// The whole square root, and whether it is exact.
  var squareRoot: (value: UInt128, isExact: Bool) {
    var root: UInt128 = 0
    for bit in stride(from: 126, through: 0, by: -1) {
      let candidate = root | 1 << UInt128(bit)
      let (high, low) = candidate.multipliedFullWidth(by: candidate)
      if (high, low) <= (self.high, self.low) { root = candidate }
    }
    let (high, low) = root.multipliedFullWidth(by: root)
    return (root, (high, low) == (self.high, self.low))
  }
}

extension UInt128 {
  /// Returns the product with a power of ten below 10^77, if it has 76 digits at most.
  fileprivate func scaledFullWidth(_ exponent: Int) -> DoubleWidth {
    let first = Swift.min(exponent, 38)
    let (high, low) = multipliedFullWidth(by: UInt128.powerOfTen(first))
    guard exponent > first else { return DoubleWidth(high: high, low: low) }
    let factor = UInt128.powerOfTen(exponent - first)
    let lower = low.multipliedFullWidth(by: factor)
    return DoubleWidth(high: high * factor + lower.high, low: lower.low)
  }
}
