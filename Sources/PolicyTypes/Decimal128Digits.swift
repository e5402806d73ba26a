// Decimal digits of wide unsigned integers, by table instead of by division.

/// 10^0 ... 10^38, all the powers of ten that fit 128 bits.
private let powersOfTen: [39 of UInt128] = [
  1,
  10,
  100,
  1_000,
  10_000,
  100_000,
  1_000_000,
  10_000_000,
  100_000_000,
  1_000_000_000,
  10_000_000_000,
  100_000_000_000,
  1_000_000_000_000,
  10_000_000_000_000,
  100_000_000_000_000,
  1_000_000_000_000_000,
  10_000_000_000_000_000,
  100_000_000_000_000_000,
  1_000_000_000_000_000_000,
  10_000_000_000_000_000_000,
  100_000_000_000_000_000_000,
  1_000_000_000_000_000_000_000,
  10_000_000_000_000_000_000_000,
  100_000_000_000_000_000_000_000,
  1_000_000_000_000_000_000_000_000,
  10_000_000_000_000_000_000_000_000,
  100_000_000_000_000_000_000_000_000,
  1_000_000_000_000_000_000_000_000_000,
  10_000_000_000_000_000_000_000_000_000,
  100_000_000_000_000_000_000_000_000_000,
  1_000_000_000_000_000_000_000_000_000_000,
  10_000_000_000_000_000_000_000_000_000_000,
  100_000_000_000_000_000_000_000_000_000_000,
  1_000_000_000_000_000_000_000_000_000_000_000,
  10_000_000_000_000_000_000_000_000_000_000_000,
  100_000_000_000_000_000_000_000_000_000_000_000,
  1_000_000_000_000_000_000_000_000_000_000_000_000,
  10_000_000_000_000_000_000_000_000_000_000_000_000,
  100_000_000_000_000_000_000_000_000_000_000_000_000,
]

extension UInt128 {
  /// Returns 10 to the power of `exponent`, which is in 0...38.
  static func powerOfTen(_ exponent: Int) -> UInt128 {
    powersOfTen[exponent]
  }

  /// The number of decimal digits; 0 has none.
  var decimalDigitCount: Int {
    // 1233 / 4096 is log10(2) closely enough for 128 bits; the estimate is right or one too low.
    let bitCount = UInt128.bitWidth - leadingZeroBitCount
    let estimate = (bitCount * 1233) >> 12
    return self >= powersOfTen[estimate] ? estimate + 1 : estimate
  }

  /// Cuts off the last `count` digits and says what they were worth.
  ///
  /// `isInexact` tells that the value is really a little above this integer, by less than one.
  func droppingDigits(_ count: Int, isInexact: Bool) -> (quotient: UInt128, residue: Residue) {
    guard count > 0 else {
      assert(!isInexact, "a guard digit is needed to round an inexact value")
      return (self, .exact)
    }
    // No 128-bit integer reaches half of 10^39.
    guard count < 39 else { return (0, self == 0 && !isInexact ? .exact : .belowHalf) }

    let divisor = powersOfTen[count]
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    let residue = residue(of: remainder, in: divisor)
    guard isInexact else { return (quotient, residue) }
    switch residue {
    case .exact: return (quotient, .belowHalf)
    case .half: return (quotient, .aboveHalf)
    case .belowHalf, .aboveHalf: return (quotient, residue)
    }
  }

  /// Returns the integer without trailing decimal zeros, at most `limit` of them, and how many are gone.
  func strippingZeros(atMost limit: Int) -> (quotient: UInt128, count: Int) {
    guard self != 0 else { return (0, 0) }
    var rest = self
    var count = 0
    var step = 16
    while step > 0 {
      // A multiple of 10^step is one of 2^step, which costs no division to see.
      while count + step <= limit, rest.trailingZeroBitCount >= step {
        let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: powersOfTen[step])
        guard remainder == 0 else { break }
        rest = quotient
        count += step
      }
      step /= 2
    }
    return (rest, count)
  }
}
