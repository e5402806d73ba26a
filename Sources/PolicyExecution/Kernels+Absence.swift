extension Kernels {
  static func isPresent(_ presence: Presence, rows: Int, into result: inout Column) {
    map(presence.operand, rows: rows, into: &result.bytes) { $0 }
    result.validity.removeAll(keepingCapacity: true)
  }

  /// Takes the first value, or the second where the first is absent.
  static func orElse<Element: ColumnElement>(
    _ a: Operand<Element>, _ b: Operand<Element>, rows: Int, into result: inout [Element], validity: inout [UInt8]
  ) {
    let isFirst = a.presence.operand
    choose(isFirst, a, b, rows: rows, into: &result)
    setChosenValidity(isFirst, .everywhere, b.presence, rows: rows, &validity)
  }

  /// Takes the first value where the condition holds, else the second.
  static func select<Element: ColumnElement>(
    _ condition: Operand<UInt8>, _ a: Operand<Element>, _ b: Operand<Element>, rows: Int,
    into result: inout [Element], validity: inout [UInt8]
  ) {
    choose(condition, a, b, rows: rows, into: &result)
    setChosenValidity(condition, a.presence, b.presence, rows: rows, &validity)
  }

  private static func setChosenValidity(
    _ condition: Operand<UInt8>, _ a: Presence, _ b: Presence, rows: Int, _ validity: inout [UInt8]
  ) {
    if case (.everywhere, .everywhere) = (a, b) { return validity.removeAll(keepingCapacity: true) }
    choose(condition, a.operand, b.operand, rows: rows, into: &validity)
    dropFullValidity(&validity)
  }

  @inline(__always)  // Specialised for each element, so that it is vectorised.
  private static func choose<Element: ColumnElement>(
    _ condition: Operand<UInt8>, _ a: Operand<Element>, _ b: Operand<Element>, rows: Int,
    into result: inout [Element]
  ) {
    if condition.isConstant {
      return map(condition.elements[0] != 0 ? a : b, rows: rows, into: &result) { $0 }
    }
    if a.isConstant {
      let x = a.elements[0]
      return map(condition, b, rows: rows, into: &result) { $0 != 0 ? x : $1 }
    }
    if b.isConstant {
      let y = b.elements[0]
      return map(condition, a, rows: rows, into: &result) { $0 != 0 ? $1 : y }
    }
    result.resize(to: rows, filler: .filler)
    var out = result.mutableSpan
    let isFirst = condition.elements.span
    let x = a.elements.span
    let y = b.elements.span
    precondition(isFirst.count == rows && x.count == rows && y.count == rows && out.count == rows)
    for row in 0..<rows { out[row] = isFirst[row] != 0 ? x[row] : y[row] }
  }
}
