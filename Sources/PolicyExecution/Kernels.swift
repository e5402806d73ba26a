import PolicyTypes

/// The loops over rows: plain, with the choice of types and the handling of absence outside.
///
/// Each kernel makes its result as long as its domain has rows. Absent rows hold the filler, which a strict operation
/// restores with `clearAbsent` after a loop that paid no heed to absence.
enum Kernels {

  // MARK: Element by element

  @inline(__always)  // The closure has to end up inside the loop, or nothing is vectorised.
  static func map<A, R: ColumnElement>(
    _ a: Operand<A>, rows: Int, into result: inout [R], _ transform: (A) -> R
  ) {
    result.resize(to: rows, filler: .filler)
    var out = result.mutableSpan
    if a.isConstant {
      let value = transform(a.elements[0])
      for row in 0..<rows { out[row] = value }
      return
    }
    let x = a.elements.span
    precondition(x.count == rows && out.count == rows)
    for row in 0..<rows { out[row] = transform(x[row]) }
  }

  @inline(__always)  // The closure has to end up inside the loop, or nothing is vectorised.
  static func map<A, B, R: ColumnElement>(
    _ a: Operand<A>, _ b: Operand<B>, rows: Int, into result: inout [R], _ combine: (A, B) -> R
  ) {
    if b.isConstant {
      let y = b.elements[0]
      return map(a, rows: rows, into: &result) { combine($0, y) }
    }
    if a.isConstant {
      let x = a.elements[0]
      return map(b, rows: rows, into: &result) { combine(x, $0) }
    }
    result.resize(to: rows, filler: .filler)
    var out = result.mutableSpan
    let x = a.elements.span
    let y = b.elements.span
    precondition(x.count == rows && y.count == rows && out.count == rows)
    for row in 0..<rows { out[row] = combine(x[row], y[row]) }
  }

  /// Maps with an operation that may have no result; the row is then absent.
  ///
  /// The result's validity must tell already where the operands are present.
  @inline(__always)  // The closure has to end up inside the loop.
  static func mapPartially<A, B, R: ColumnElement>(
    _ a: Operand<A>, _ b: Operand<B>, rows: Int, into result: inout [R], validity: inout [UInt8],
    _ combine: (A, B) -> R?
  ) {
    result.resize(to: rows, filler: .filler)
    for row in 0..<rows {
      if let value = combine(a[row], b[row]) {
        result[row] = value
      } else {
        result[row] = .filler
        if validity.isEmpty { validity.resize(to: rows, filler: 1) }
        validity[row] = 0
      }
    }
    clearAbsent(&result, validity)
  }

  @inline(__always)  // The closure has to end up inside the loop.
  static func mapPartially<A, R: ColumnElement>(
    _ a: Operand<A>, rows: Int, into result: inout [R], validity: inout [UInt8], _ transform: (A) -> R?
  ) {
    let nothing = Operand<UInt8>(elements: [0], isConstant: true, presence: .everywhere)
    mapPartially(a, nothing, rows: rows, into: &result, validity: &validity) { value, _ in transform(value) }
  }

  // MARK: Absence

  /// Sets a validity to that of one operand.
  static func setValidity(_ validity: inout [UInt8], _ a: Presence, rows: Int) {
    setValidity(&validity, a, .everywhere, rows: rows)
  }

  /// Sets a validity to the rows in which both operands are present.
  static func setValidity(_ validity: inout [UInt8], _ a: Presence, _ b: Presence, rows: Int) {
    switch (a, b) {
    case (.everywhere, .everywhere): validity.removeAll(keepingCapacity: true)
    case (.some(let bytes), .everywhere), (.everywhere, .some(let bytes)): copy(bytes, rows: rows, into: &validity)
    case (.some, .some): map(a.operand, b.operand, rows: rows, into: &validity) { $0 & $1 }
    case (.nowhere, _), (_, .nowhere):
      validity.removeAll(keepingCapacity: true)
      validity.resize(to: rows, filler: 0)
    }
  }

  /// Puts the filler into the rows that are absent.
  static func clearAbsent<Element: ColumnElement>(_ elements: inout [Element], _ validity: [UInt8]) {
    guard !validity.isEmpty else { return }
    var out = elements.mutableSpan
    let isPresent = validity.span
    precondition(out.count == isPresent.count)
    for row in 0..<out.count { out[row] = isPresent[row] != 0 ? out[row] : .filler }
  }

  /// Drops a validity that says nothing, so that later kernels take their fast path.
  static func dropFullValidity(_ validity: inout [UInt8]) {
    if isFull(validity) { validity.removeAll(keepingCapacity: true) }
  }

  private static func isFull(_ validity: [UInt8]) -> Bool {
    // All bytes are looked at, because a loop that may end early is not vectorised.
    var all: UInt8 = 1
    let bytes = validity.span
    for row in bytes.indices { all &= bytes[row] }
    return all != 0
  }

  private static func copy(_ bytes: [UInt8], rows: Int, into result: inout [UInt8]) {
    map(Operand(elements: bytes, isConstant: false, presence: .everywhere), rows: rows, into: &result) { $0 }
  }
}
