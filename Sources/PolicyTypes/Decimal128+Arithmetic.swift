// Sums, differences and products. Each is computed exactly, or exactly enough to round it, and then rounded once.

extension Decimal128 {
  /// Returns the sum, or nil where it overflows.
  package func adding(_ other: Decimal128) -> Decimal128? {
    guard let (left, right, exponent) = alignedWords(other) else { return addingWide(other) }
    let sum = left &+ right
    return Decimal128(isNegative: sum < 0, rounding: sum.magnitude, exponent: exponent)
  }

  /// Returns the difference, or nil where it overflows.
  package func subtracting(_ other: Decimal128) -> Decimal128? {
    adding(other.negated)
  }

  /// Returns the product, or nil where it overflows.
  package func multiplied(by other: Decimal128) -> Decimal128? {
    let isNegative = isNegative != other.isNegative
    let exponent = exponent + other.exponent
    if let left = wordCoefficient, let right = other.wordCoefficient {
      return Decimal128(isNegative: isNegative, rounding: UInt128(left) &* UInt128(right), exponent: exponent)
    }
    let product = Decimal128Wide(coefficient, times: other.coefficient)
    return Decimal128(isNegative: isNegative, rounding: product, exponent: exponent)
  }

  /// Adds in the general case; `adding` handles small operands before it comes here.
  func addingWide(_ other: Decimal128) -> Decimal128? {
    let (coarse, fine) = exponent >= other.exponent ? (self, other) : (other, self)
    if coarse.isZero { return fine }

    let difference = coarse.exponent - fine.exponent
    let padding = min(difference, Self.precision - coarse.coefficient.decimalDigitCount)
    let padded = coarse.coefficient * UInt128.powerOfTen(padding)
    let gap = difference - padding
    if gap == 0 || fine.isZero {
      let left = coarse.isNegative ? -Int128(padded) : Int128(padded)
      let right = fine.isNegative ? -Int128(fine.coefficient) : Int128(fine.coefficient)
      let sum = left + right
      return Decimal128(isNegative: sum < 0, rounding: sum.magnitude, exponent: coarse.exponent - padding)
    }
    let isSum = coarse.isNegative == fine.isNegative
    if fine.coefficient.decimalDigitCount <= gap - 2 {
      // The padded coefficient has all 34 digits, and the other number is less than a hundredth of its last one. Any
      // other number that small rounds alike, even below a power of ten, where the digits of the result are finer.
      let nudged = isSum ? padded * 1000 + 1 : padded * 1000 - 1
      return Decimal128(isNegative: coarse.isNegative, rounding: nudged, exponent: coarse.exponent - padding - 3)
    }
    // Here the gap is 35 at most.
    var sum = Decimal128Wide(padded, times: UInt128.powerOfTen(gap))
    if isSum { sum.add(fine.coefficient) } else { sum.subtract(fine.coefficient) }
    return Decimal128(isNegative: coarse.isNegative, rounding: sum, exponent: fine.exponent)
  }
}
