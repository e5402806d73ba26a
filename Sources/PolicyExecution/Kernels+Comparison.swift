import PolicyIR
import PolicyTypes

extension Kernels {
  static func compare<Element: Comparable>(
    _ relation: Relation, _ a: Operand<Element>, _ b: Operand<Element>, rows: Int, into result: inout Column
  ) {
    switch relation {
    case .equal: map(a, b, rows: rows, into: &result.bytes) { $0 == $1 ? 1 : 0 }
    case .notEqual: map(a, b, rows: rows, into: &result.bytes) { $0 != $1 ? 1 : 0 }
    case .less: map(a, b, rows: rows, into: &result.bytes) { $0 < $1 ? 1 : 0 }
    case .lessOrEqual: map(a, b, rows: rows, into: &result.bytes) { $0 <= $1 ? 1 : 0 }
    case .greater: map(a, b, rows: rows, into: &result.bytes) { $0 > $1 ? 1 : 0 }
    case .greaterOrEqual: map(a, b, rows: rows, into: &result.bytes) { $0 >= $1 ? 1 : 0 }
    }
    finishStrict(a.presence, b.presence, rows: rows, &result)
  }

  /// Compares integers by the sign of their difference, which fits: a lane's numbers have room for one addition. Many
  /// processors have no quicker way to compare more than one integer at a time.
  static func compare(
    _ relation: Relation, _ a: Operand<Int64>, _ b: Operand<Int64>, rows: Int, into result: inout Column
  ) {
    switch relation {
    case .equal: map(a, b, rows: rows, into: &result.bytes) { $0 == $1 ? 1 : 0 }
    case .notEqual: map(a, b, rows: rows, into: &result.bytes) { $0 != $1 ? 1 : 0 }
    case .less: map(a, b, rows: rows, into: &result.bytes) { signBit($0 &- $1) }
    case .lessOrEqual: map(a, b, rows: rows, into: &result.bytes) { signBit($1 &- $0) ^ 1 }
    case .greater: map(a, b, rows: rows, into: &result.bytes) { signBit($1 &- $0) }
    case .greaterOrEqual: map(a, b, rows: rows, into: &result.bytes) { signBit($0 &- $1) ^ 1 }
    }
    finishStrict(a.presence, b.presence, rows: rows, &result)
  }

  @inline(__always)  // One instruction inside a loop.
  private static func signBit(_ integer: Int64) -> UInt8 {
    UInt8(truncatingIfNeeded: UInt64(bitPattern: integer) &>> 63)
  }

  /// Compares texts by their bytes, which is the order of their code points.
  static func compare(
    _ relation: Relation, _ a: Operand<TextRange>, _ b: Operand<TextRange>, text: TextPool, rows: Int,
    into result: inout Column
  ) {
    map(a, b, rows: rows, into: &result.bytes) { relation.holds(for: text.compare($0, $1)) ? 1 : 0 }
    finishStrict(a.presence, b.presence, rows: rows, &result)
  }

  /// Tells whether codes are among `codes`.
  static func isOneOf(_ a: Operand<UInt8>, codes: [UInt8], rows: Int, into result: inout Column) {
    if codes.count <= 8 {
      // A pass for each code is vectorised; a look-up in a table is not.
      map(a, rows: rows, into: &result.bytes) { _ in 0 }
      for code in codes { markEqual(a, code, rows: rows, &result.bytes) }
    } else {
      var table = InlineArray<256, UInt8>(repeating: 0)
      for code in codes { table[Int(code)] = 1 }
      map(a, rows: rows, into: &result.bytes) { table[Int($0)] }
    }
    finishStrict(a.presence, .everywhere, rows: rows, &result)
  }

  private static func markEqual(_ a: Operand<UInt8>, _ code: UInt8, rows: Int, _ result: inout [UInt8]) {
    var out = result.mutableSpan
    let x = a.elements.span
    if a.isConstant {
      for row in 0..<rows { out[row] |= x[0] == code ? 1 : 0 }
      return
    }
    precondition(x.count == rows && out.count == rows)
    for row in 0..<rows { out[row] |= x[row] == code ? 1 : 0 }
  }

  /// Gives a strict operation's bytes the validity of its operands.
  static func finishStrict(_ a: Presence, _ b: Presence, rows: Int, _ result: inout Column) {
    setValidity(&result.validity, a, b, rows: rows)
    clearAbsent(&result.bytes, result.validity)
  }
}

extension Relation {
  /// Whether the relation holds between two values of the given order: −1, 0 or 1.
  func holds(for order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }
}
