import PolicyIR
import PolicyTypes

// Numbers between lanes, and fewer digits. What an exact lane cannot hold is absent.

extension Kernels {
  /// Moves integers by `shift` decimals; a negative shift gives up zeros only.
  static func rescale(_ a: Operand<Int64>, shift: Int, rows: Int, into result: inout Column) {
    let factor = powerOfTen(min(18, abs(shift)))
    if shift >= 0 {
      map(a, rows: rows, into: &result.integers) { $0 &* factor }
    } else {
      map(a, rows: rows, into: &result.integers) { $0 / factor }
    }
    setValidity(&result.validity, a.presence, rows: rows)
  }

  static func toDecimal(_ a: Operand<Int64>, decimals: Int, rows: Int, into result: inout Column) {
    map(a, rows: rows, into: &result.decimals) { Decimal128(coefficient: $0, scale: decimals) }
    setValidity(&result.validity, a.presence, rows: rows)
    clearAbsent(&result.decimals, result.validity)
  }

  static func toInteger(_ a: Operand<Decimal128>, decimals: Int, rows: Int, into result: inout Column) {
    setValidity(&result.validity, a.presence, rows: rows)
    mapPartially(a, rows: rows, into: &result.integers, validity: &result.validity) { $0.scaled(to: decimals) }
  }

  static func round(_ a: Operand<Decimal128>, _ rounding: Rounding, rows: Int, into result: inout Column) {
    setValidity(&result.validity, a.presence, rows: rows)
    mapPartially(a, rows: rows, into: &result.decimals, validity: &result.validity) {
      $0.rounded(toScale: rounding.digits, rounding.mode)
    }
  }

  /// Rounds decimals into integers of `decimals`, which are at least the digits that rounding leaves.
  static func round(
    _ a: Operand<Decimal128>, _ rounding: Rounding, decimals: Int, rows: Int, into result: inout Column
  ) {
    setValidity(&result.validity, a.presence, rows: rows)
    mapPartially(a, rows: rows, into: &result.integers, validity: &result.validity) {
      $0.rounded(toScale: rounding.digits, rounding.mode)?.scaled(to: decimals)
    }
  }

  /// Rounds integers of `source` decimals into integers of `decimals`.
  static func round(
    _ a: Operand<Int64>, _ rounding: Rounding, source: Int, decimals: Int, rows: Int, into result: inout Column
  ) {
    let excess = source - rounding.digits
    if excess <= 0 { return rescale(a, shift: decimals - source, rows: rows, into: &result) }
    let divisor = UnboundedPower.ofTen(excess)
    let factor = UnboundedPower.ofTen(decimals - rounding.digits)
    map(a, rows: rows, into: &result.integers) {
      let rounded = PolicyTypes.divideRounded(Int128($0), by: divisor, mode: rounding.mode)
      return Int64(truncatingIfNeeded: rounded &* factor)
    }
    setValidity(&result.validity, a.presence, rows: rows)
  }

  /// Divides integers of equal decimals and rounds into integers of `decimals`; absent where the divisor is zero.
  static func divideRounded(
    _ a: Operand<Int64>, _ b: Operand<Int64>, _ rounding: Rounding, decimals: Int, rows: Int,
    into result: inout Column
  ) {
    let numeratorFactor = UnboundedPower.ofTen(max(0, rounding.digits))
    let divisorFactor = UnboundedPower.ofTen(max(0, -rounding.digits))
    let factor = UnboundedPower.ofTen(decimals - rounding.digits)
    setValidity(&result.validity, a.presence, b.presence, rows: rows)
    mapPartially(a, b, rows: rows, into: &result.integers, validity: &result.validity) { x, y in
      guard y != 0 else { return nil }
      let quotient = PolicyTypes.divideRounded(
        Int128(x) &* numeratorFactor, by: Int128(y) &* divisorFactor, mode: rounding.mode)
      return Int64(truncatingIfNeeded: quotient &* factor)
    }
  }
}

/// How a kernel gives up digits.
struct Rounding {
  /// How many digits stay after the point; negative for tens, hundreds and so on.
  let digits: Int
  let mode: RoundingMode
}

private enum UnboundedPower {
  /// Returns 10 to the power of `exponent`, which counts as at least 0 and at most 19: a number beyond 64 bits.
  static func ofTen(_ exponent: Int) -> Int128 {
    exponent < 19 ? Int128(powerOfTen(max(0, exponent))) : 10 * Int128(powerOfTen(18))
  }
}
