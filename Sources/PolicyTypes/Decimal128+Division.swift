extension Decimal128 {
  /// Returns the quotient, or nil for a zero divisor and where it overflows.
  package func divided(by divisor: Decimal128) -> Decimal128? {
    guard !divisor.isZero else { return nil }
    let isNegative = isNegative != divisor.isNegative
    let preferred = exponent - divisor.exponent
    if let quotient = wordQuotient(divisor) {
      return Decimal128(isNegative: isNegative, rounding: UInt128(quotient), exponent: preferred)
    }
    // A dividend of 34 digits that is then shifted by one digit more than the divisor has gives 35 or 36 digits.
    let padding = Self.precision - coefficient.decimalDigitCount
    let shift = divisor.coefficient.decimalDigitCount + 1
    let padded = coefficient * UInt128.powerOfTen(padding)
    let dividend = padded.multipliedFullWidth(by: UInt128.powerOfTen(shift))
    let (quotient, remainder) = divisor.coefficient.dividingFullWidth((dividend.high, dividend.low))
    return Decimal128(
      isNegative: isNegative, rounding: quotient, isInexact: remainder != 0, exponent: preferred - padding - shift,
      preferredExponent: preferred)
  }

  /// Returns the quotient without its fraction, or nil for a zero divisor and where it has more than 34 digits.
  package func truncatedQuotient(dividingBy divisor: Decimal128) -> Decimal128? {
    guard let (quotient, _) = integerDivision(by: divisor) else { return nil }
    return Decimal128(isNegative: isNegative != divisor.isNegative, coefficient: quotient, exponent: 0)
  }

  /// Returns what is left of this number after whole divisors are taken from it, with this number's sign.
  ///
  /// Nil for a zero divisor and where the whole quotient has more than 34 digits.
  package func remainder(dividingBy divisor: Decimal128) -> Decimal128? {
    guard let (_, remainder) = integerDivision(by: divisor) else { return nil }
    return remainder
  }

  /// Returns this number less the divisor times the floor of their quotient: the result has the divisor's sign.
  ///
  /// Exact, however long the quotient is; nil for a zero divisor alone.
  package func modulo(_ divisor: Decimal128) -> Decimal128? {
    guard let remainder = remainder(dividingBy: divisor) ?? longRemainder(dividingBy: divisor) else { return nil }
    if remainder.isZero || remainder.isNegative == divisor.isNegative { return remainder }
    return remainder.adding(divisor)
  }

  /// Returns the remainder where the quotient is longer than 34 digits, which it is only if this number is the coarser.
  private func longRemainder(dividingBy divisor: Decimal128) -> Decimal128? {
    guard !divisor.isZero else { return nil }
    var rest = coefficient % divisor.coefficient
    var shift = exponent - divisor.exponent
    while shift > 0 {
      let step = min(shift, 38)
      let product = rest.multipliedFullWidth(by: UInt128.powerOfTen(step))
      rest = divisor.coefficient.dividingFullWidth((product.high, product.low)).remainder
      shift -= step
    }
    return Decimal128(isNegative: isNegative, coefficient: rest, exponent: divisor.exponent)
  }

  /// Returns the quotient of the coefficients, if both are one word and the division leaves no remainder.
  private func wordQuotient(_ divisor: Decimal128) -> UInt64? {
    if isZero { return 0 }
    guard let left = wordCoefficient, let right = divisor.wordCoefficient else { return nil }
    let (quotient, remainder) = left.quotientAndRemainder(dividingBy: right)
    return remainder == 0 ? quotient : nil
  }

  /// Divides to a whole quotient below 10^34, without its sign, and an exact remainder.
  private func integerDivision(by divisor: Decimal128) -> (quotient: UInt128, remainder: Decimal128)? {
    guard !divisor.isZero else { return nil }
    let difference = exponent - divisor.exponent
    if isZero {
      return (0, Decimal128(isNegative: false, coefficient: 0, exponent: min(exponent, divisor.exponent)))
    }
    if difference >= 0 { return longDivision(by: divisor, shift: difference) }

    // The divisor is the coarser one. Padded, it is either greater than this number or still fits.
    if divisor.coefficient.decimalDigitCount - difference > coefficient.decimalDigitCount { return (0, self) }
    let padded = divisor.coefficient * UInt128.powerOfTen(-difference)
    let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: padded)
    return (quotient, Decimal128(isNegative: isNegative, coefficient: remainder, exponent: exponent))
  }

  /// Divides coefficient × 10^`shift` by the divisor's coefficient.
  private func longDivision(by divisor: Decimal128, shift: Int) -> (quotient: UInt128, remainder: Decimal128)? {
    let digits = coefficient.decimalDigitCount
    guard digits + shift - divisor.coefficient.decimalDigitCount <= Self.precision else { return nil }
    let padding = min(shift, Self.precision - digits)
    let padded = coefficient * UInt128.powerOfTen(padding)
    let dividend = padded.multipliedFullWidth(by: UInt128.powerOfTen(shift - padding))
    let (quotient, remainder) = divisor.coefficient.dividingFullWidth((dividend.high, dividend.low))
    guard quotient < Self.coefficientLimit else { return nil }
    return (quotient, Decimal128(isNegative: isNegative, coefficient: remainder, exponent: divisor.exponent))
  }
}
