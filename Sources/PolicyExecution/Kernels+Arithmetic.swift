import PolicyIR
import PolicyTypes

// Scaled integers wrap where they overflow: the checker has shown that they do not, and a wrong compiled policy must
// not crash. Decimals that overflow are absent.

extension Kernels {
  /// Computes with integers; for a product, `shift` is the power of ten that brings it to the result's decimals.
  static func arithmetic(
    _ operation: ArithmeticOperator, _ a: Operand<Int64>, _ b: Operand<Int64>, shift: Int, rows: Int,
    into result: inout Column
  ) {
    switch operation {
    case .add: map(a, b, rows: rows, into: &result.integers) { $0 &+ $1 }
    case .subtract: map(a, b, rows: rows, into: &result.integers) { $0 &- $1 }
    case .multiply: multiply(a, b, shift: shift, rows: rows, into: &result.integers)
    case .minimum, .maximum: return extremum(operation, a, b, rows: rows, into: &result.integers, &result.validity)
    case .divide: return setNowhere(rows: rows, &result.integers, &result.validity)
    }
    setValidity(&result.validity, a.presence, b.presence, rows: rows)
    clearAbsent(&result.integers, result.validity)
  }

  private static func multiply(
    _ a: Operand<Int64>, _ b: Operand<Int64>, shift: Int, rows: Int, into result: inout [Int64]
  ) {
    if shift == 0 { return map(a, b, rows: rows, into: &result) { $0 &* $1 } }
    let factor = powerOfTen(min(18, abs(shift)))
    if shift > 0 { return map(a, b, rows: rows, into: &result) { $0 &* $1 &* factor } }
    map(a, b, rows: rows, into: &result) { Int64(truncatingIfNeeded: Int128($0) * Int128($1) / Int128(factor)) }
  }

  static func arithmetic(
    _ operation: ArithmeticOperator, _ a: Operand<Decimal128>, _ b: Operand<Decimal128>, rows: Int,
    into result: inout Column
  ) {
    setValidity(&result.validity, a.presence, b.presence, rows: rows)
    mapPartially(a, b, rows: rows, into: &result.decimals, validity: &result.validity) { x, y in
      switch operation {
      case .add: x.adding(y)
      case .subtract: x.subtracting(y)
      case .multiply: x.multiplied(by: y)
      case .divide: x.divided(by: y)
      case .minimum: Decimal128.minimum(x, y)
      case .maximum: Decimal128.maximum(x, y)
      }
    }
  }

  /// The lesser or the greater of two values: `operation` is `minimum` or `maximum`.
  static func extremum<Element: ColumnElement & Comparable>(
    _ operation: ArithmeticOperator, _ a: Operand<Element>, _ b: Operand<Element>, rows: Int,
    into result: inout [Element], _ validity: inout [UInt8]
  ) {
    if operation == .minimum {
      map(a, b, rows: rows, into: &result) { $1 < $0 ? $1 : $0 }
    } else {
      map(a, b, rows: rows, into: &result) { $1 > $0 ? $1 : $0 }
    }
    setValidity(&validity, a.presence, b.presence, rows: rows)
    clearAbsent(&result, validity)
  }

  /// The same of integers, by their difference, as they are compared.
  static func extremum(
    _ operation: ArithmeticOperator, _ a: Operand<Int64>, _ b: Operand<Int64>, rows: Int,
    into result: inout [Int64], _ validity: inout [UInt8]
  ) {
    if operation == .minimum {
      map(a, b, rows: rows, into: &result) { $1 &+ (($0 &- $1) & (($0 &- $1) &>> 63)) }
    } else {
      map(a, b, rows: rows, into: &result) { $0 &- (($0 &- $1) & (($0 &- $1) &>> 63)) }
    }
    setValidity(&validity, a.presence, b.presence, rows: rows)
    clearAbsent(&result, validity)
  }

  static func negate(_ a: Operand<Int64>, rows: Int, into result: inout Column) {
    map(a, rows: rows, into: &result.integers) { 0 &- $0 }
    setValidity(&result.validity, a.presence, rows: rows)
  }

  static func negate(_ a: Operand<Decimal128>, rows: Int, into result: inout Column) {
    map(a, rows: rows, into: &result.decimals) { $0.negated }
    setValidity(&result.validity, a.presence, rows: rows)
    clearAbsent(&result.decimals, result.validity)
  }

  /// Makes every row absent.
  static func setNowhere<Element: ColumnElement>(rows: Int, _ elements: inout [Element], _ validity: inout [UInt8]) {
    elements.removeAll(keepingCapacity: true)
    elements.resize(to: rows, filler: .filler)
    setValidity(&validity, .nowhere, rows: rows)
  }
}
