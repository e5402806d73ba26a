// Decimal numbers with a fixed number of decimals, kept as integers: 86.05 is 8605 at scale 2.
//
// The functions that a kernel calls for each element are inlinable: without it, each call from another module costs
// more than the work, and the switch over the rounding mode stays inside the loop.

@usableFromInline
let wordPowersOfTen: [19 of Int64] = [
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
]

/// Returns 10 to the power of `exponent`, which is in 0...18.
@inlinable
package func powerOfTen(_ exponent: Int) -> Int64 {
  wordPowersOfTen[exponent]
}

/// Returns the exact quotient of two integers, rounded to a whole number by `mode`.
///
/// The divisor is not zero, and the quotient fits: only `Int128.min` by −1 does not.
@inlinable
package func divideRounded(_ numerator: Int128, by divisor: Int128, mode: RoundingMode) -> Int128 {
  // A 64-bit division takes a fraction of the time of a 128-bit one, and nearly every column fits.
  if let numerator = Int64(exactly: numerator), let divisor = Int64(exactly: divisor), divisor > 0 {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: divisor)
    let isNegative = numerator < 0
    let residue = residue(of: remainder.magnitude, in: divisor.magnitude)
    guard mode.roundsAway(isNegative: isNegative, isOdd: quotient & 1 != 0, residue: residue) else {
      return Int128(quotient)
    }
    return Int128(quotient) + (isNegative ? -1 : 1)
  }
  return divideWideRounded(numerator, by: divisor, mode: mode)
}

@usableFromInline
func divideWideRounded(_ numerator: Int128, by divisor: Int128, mode: RoundingMode) -> Int128 {
  let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: divisor)
  let isNegative = (numerator < 0) != (divisor < 0)
  let residue = residue(of: remainder.magnitude, in: divisor.magnitude)
  guard mode.roundsAway(isNegative: isNegative, isOdd: quotient & 1 != 0, residue: residue) else { return quotient }
  return quotient + (isNegative ? -1 : 1)
}

/// Returns where `remainder` lies in 0..<`divisor`.
@inlinable
func residue<Word: FixedWidthInteger & UnsignedInteger>(of remainder: Word, in divisor: Word) -> Residue {
  if remainder == 0 { return .exact }
  // The remainder is compared with what is missing, because its double may not fit.
  let missing = divisor - remainder
  if remainder == missing { return .half }
  return remainder < missing ? .belowHalf : .aboveHalf
}

/// Returns the decimal text of `value` × 10^−`scale`, such as `86.05` for 8605 at scale 2.
///
/// Trailing zeros of the fraction are left out down to `minimumFractionDigits`, which is at most `scale`.
package func scaledIntegerText(_ value: Int64, scale: Int, minimumFractionDigits: Int = 0) -> String {
  var bytes: [UInt8] = []
  appendScaledIntegerText(Int128(value), scale: scale, minimumFractionDigits: minimumFractionDigits, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}

/// Appends the text that `scaledIntegerText` returns, without making a string.
package func appendScaledIntegerText(
  _ value: Int128, scale: Int, minimumFractionDigits: Int = 0, to bytes: inout [UInt8]
) {
  precondition(scale >= 0)
  let digits = DecimalDigits(value.magnitude)
  var lastPlace = 0
  while scale - lastPlace > minimumFractionDigits, digits[lastPlace] == UInt8(ascii: "0") { lastPlace += 1 }

  if value < 0 { bytes.append(UInt8(ascii: "-")) }
  for place in (lastPlace...max(scale, digits.count - 1)).reversed() {
    bytes.append(digits[place])
    if place == scale, place > lastPlace { bytes.append(UInt8(ascii: ".")) }
  }
}

/// The decimal digits of an integer as ASCII, addressed by place: 0 is the units, and beyond the first are zeros.
struct DecimalDigits {
  private(set) var count = 0
  private var digits = [39 of UInt8](repeating: UInt8(ascii: "0"))

  init(_ magnitude: UInt128) {
    var rest = magnitude
    while rest > UInt128(UInt64.max) {
      // 128-bit divisions are slow, so digits come off 18 at a time and are then split in one word.
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: UInt128(powerOfTen(18)))
      let end = count + 18
      push(UInt64(remainder))
      count = end
      rest = quotient
    }
    push(UInt64(rest))
  }

  subscript(place: Int) -> UInt8 {
    place < count ? digits[place] : UInt8(ascii: "0")
  }

  private mutating func push(_ word: UInt64) {
    var rest = word
    while rest != 0 {
      digits[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
      count += 1
    }
  }
}
