extension Decimal128 {
  /// Rounds `coefficient` × 10^`exponent` into the format, or nil where it overflows.
  ///
  /// Every inexact result of the type comes through here, so each is rounded once. `isInexact` tells that the value is
  /// really a little above the coefficient, by less than one; such a coefficient has 35 digits or more. Without a mode,
  /// a value that would have to be rounded is nil.
  init?(
    isNegative: Bool, rounding coefficient: UInt128, isInexact: Bool = false, exponent: Int,
    mode: RoundingMode? = .halfEven
  ) {
    if coefficient < Self.coefficientLimit, !isInexact, Self.exponentRange.contains(exponent) {
      self.init(isNegative: isNegative, coefficient: coefficient, exponent: exponent)
      return
    }
    let excess = max(coefficient.decimalDigitCount - Self.precision, Self.exponentRange.lowerBound - exponent, 0)
    var (rounded, residue) = coefficient.droppingDigits(excess, isInexact: isInexact)
    if residue != .exact {
      guard let mode else { return nil }
      if mode.roundsAway(isNegative: isNegative, isOdd: rounded & 1 != 0, residue: residue) { rounded += 1 }
    }
    var exponent = exponent + excess
    if rounded == Self.coefficientLimit {
      rounded /= 10
      exponent += 1
    }
    self.init(isNegative: isNegative, folding: rounded, exponent: exponent)
  }

  /// Creates a value whose exponent may be too large, by padding the coefficient with zeros as far as that goes.
  private init?(isNegative: Bool, folding coefficient: UInt128, exponent: Int) {
    let maximum = Self.exponentRange.upperBound
    let padding = coefficient == 0 ? 0 : max(0, exponent - maximum)
    guard coefficient.decimalDigitCount + padding <= Self.precision else { return nil }
    let padded = coefficient * UInt128.powerOfTen(padding)
    self.init(isNegative: isNegative, coefficient: padded, exponent: min(exponent, maximum))
  }

  /// Returns the number rounded to at most `scale` decimals; a negative scale rounds to tens, hundreds and so on.
  ///
  /// A number that has no more decimals than that comes back as it is. Nil only where rounding away from zero leaves
  /// the format's range.
  package func rounded(toScale scale: Int, _ mode: RoundingMode) -> Decimal128? {
    guard exponent < 0 || scale < 0, scale < -exponent else { return self }
    // Zeros beyond the coefficient's own digits change nothing, so the scale is bounded before it is used.
    let target = -max(scale, -20_000)
    let rounded = dropping(target - exponent, mode)
    return Decimal128(isNegative: isNegative, rounding: rounded, exponent: target)
  }

  /// Returns the number with exactly `scale` decimals, or nil if that takes more than 34 digits.
  package func quantized(toScale scale: Int, _ mode: RoundingMode) -> Decimal128? {
    guard -Self.exponentRange.upperBound <= scale, scale <= -Self.exponentRange.lowerBound else { return nil }
    let padding = exponent + scale
    guard padding > 0 else {
      let rounded = dropping(-padding, mode)
      guard rounded < Self.coefficientLimit else { return nil }
      return Decimal128(isNegative: isNegative, coefficient: rounded, exponent: -scale)
    }
    if isZero { return Decimal128(isNegative: false, coefficient: 0, exponent: -scale) }
    guard coefficient.decimalDigitCount + padding <= Self.precision else { return nil }
    let padded = coefficient * UInt128.powerOfTen(padding)
    return Decimal128(isNegative: isNegative, coefficient: padded, exponent: -scale)
  }

  /// Returns the coefficient without its last `count` digits, rounded.
  private func dropping(_ count: Int, _ mode: RoundingMode) -> UInt128 {
    let (quotient, residue) = coefficient.droppingDigits(count, isInexact: false)
    let roundsAway = mode.roundsAway(isNegative: isNegative, isOdd: quotient & 1 != 0, residue: residue)
    return roundsAway ? quotient + 1 : quotient
  }
}

// MARK: To scaled integers

extension Decimal128 {
  /// Returns the number × 10^`scale`, if that is a whole number that fits 64 bits.
  package func scaled(to scale: Int) -> Int64? {
    if let word = wordCoefficient, 0...18 ~= exponent &+ scale, let small = Int64(exactly: word) {
      let (product, overflow) = small.multipliedReportingOverflow(by: powerOfTen(exponent &+ scale))
      if !overflow { return isNegative ? -product : product }
    }
    return wideScaled(to: scale).flatMap(Int64.init(exactly:))
  }

  /// Returns the number × 10^`scale`, if that is a whole number that fits 128 bits.
  package func wideScaled(to scale: Int) -> Int128? {
    guard !isZero else { return 0 }
    guard let magnitude = scaledMagnitude(to: scale) else { return nil }
    guard isNegative else { return Int128(exactly: magnitude) }
    return magnitude == Int128.min.magnitude ? Int128.min : Int128(exactly: magnitude).map(-)
  }

  private func scaledMagnitude(to scale: Int) -> UInt128? {
    let (shift, overflow) = exponent.addingReportingOverflow(scale)
    // A coefficient has at most 33 trailing zeros to give up, and 10^38 is the largest factor that fits.
    guard !overflow, -Self.precision < shift, shift <= 38 else { return nil }
    if shift >= 0 {
      let (product, overflow) = coefficient.multipliedReportingOverflow(by: UInt128.powerOfTen(shift))
      return overflow ? nil : product
    }
    let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: UInt128.powerOfTen(-shift))
    return remainder == 0 ? quotient : nil
  }
}
