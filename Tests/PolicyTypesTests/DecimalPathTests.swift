import Testing

@testable import PolicyTypes

/// Checks that the quick paths for small coefficients agree with the general ones, on random operands.
struct DecimalPathTests {
  @Test func sumsAgree() {
    forEachPair { left, right in
      let sum = left.adding(right)
      #expect(isSame(sum, left.addingWide(right)), "\(left) + \(right)")
      #expect(sum == left.padded.adding(right.padded), "\(left) + \(right)")
      #expect(isSame(sum, right.adding(left)), "\(left) + \(right)")
    }
  }

  @Test func productsAgree() {
    forEachPair { left, right in
      let wide = Decimal128Wide(left.coefficient, times: right.coefficient)
      let isNegative = left.isNegative != right.isNegative
      let expected = Decimal128(isNegative: isNegative, rounding: wide, exponent: left.exponent + right.exponent)
      #expect(isSame(left.multiplied(by: right), expected), "\(left) * \(right)")
    }
  }

  @Test func quotientsAgree() {
    forEachPair { left, right in
      #expect(left.divided(by: right) == left.padded.divided(by: right.padded), "\(left) / \(right)")
      #expect(left.modulo(right) == left.padded.modulo(right.padded), "\(left) modulo \(right)")
      guard let product = left.multiplied(by: right), !right.isZero, product.coefficient < 1 << 64 else { return }
      #expect(product.divided(by: right) == left, "\(left) * \(right) / \(right)")
    }
  }

  @Test func comparisonsAgree() {
    forEachPair { left, right in
      let order = left.compare(right)
      #expect(order == left.padded.compare(right.padded), "\(left) and \(right)")
      #expect(order == -right.compare(left), "\(left) and \(right)")
      #expect(order == left.subtracting(right)?.signum, "\(left) and \(right)")
      #expect(left.hashValue == left.padded.hashValue, "\(left)")
    }
  }

  @Test func textAgrees() {
    forEachPair { value, _ in
      #expect(isSame(Decimal128(exactly: value.scientificText), value))
      #expect(Decimal128(exactly: value.description) == value)
    }
  }

  @Test func roundedIntegersAgree() {
    forEachPair { left, right in
      guard let numerator = left.wideScaled(to: -left.exponent), let divisor = right.wideScaled(to: -right.exponent),
        divisor != 0
      else { return }
      for mode in RoundingMode.allCases {
        let quick = divideRounded(numerator, by: divisor, mode: mode)
        #expect(quick == divideWideRounded(numerator, by: divisor, mode: mode), "\(numerator) / \(divisor) \(mode)")
      }
    }
  }
}

/// Calls `body` with pairs of numbers of all lengths, alike in exponent or not, always the same pairs.
private func forEachPair(_ body: (Decimal128, Decimal128) -> Void) {
  var generator = SplitMix64(state: 34)
  for _ in 0..<5_000 {
    body(randomDecimal(&generator), randomDecimal(&generator))
  }
}

private func randomDecimal(_ generator: inout SplitMix64) -> Decimal128 {
  let digitCount = Int.random(in: 0...20, using: &generator)
  let limit = UInt128.powerOfTen(digitCount)
  let exponent = Int.random(in: -25...5, using: &generator)
  let coefficient = min(UInt128(UInt64.max), UInt128.random(in: 0..<limit, using: &generator))
  return Decimal128(isNegative: .random(using: &generator), coefficient: coefficient, exponent: exponent)
}

private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension Decimal128 {
  /// The same number with a coefficient of 34 digits, which takes the general path.
  fileprivate var padded: Decimal128 {
    let padding = Self.precision - coefficient.decimalDigitCount
    guard padding < 34 else { return self }
    let digits = coefficient * UInt128.powerOfTen(padding)
    return Decimal128(isNegative: isNegative, coefficient: digits, exponent: exponent - padding)
  }
}

private func isSame(_ left: Decimal128?, _ right: Decimal128?) -> Bool {
  guard let left, let right else { return left == nil && right == nil }
  return left.isIdentical(to: right)
}
