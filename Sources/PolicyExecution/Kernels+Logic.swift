// Truth with three values. An absent row holds 0, so that a byte is 1 only where the value is known to be true.

extension Kernels {
  /// False where either is false, else absent where either is absent.
  static func and(_ a: Operand<UInt8>, _ b: Operand<UInt8>, rows: Int, into result: inout Column) {
    map(a, b, rows: rows, into: &result.bytes) { $0 & $1 }
    guard !bothAreEverywhere(a, b) else { return result.validity.removeAll(keepingCapacity: true) }
    setLogicValidity(a, b, deciding: 0, rows: rows, &result.validity)
  }

  /// True where either is true, else absent where either is absent.
  static func or(_ a: Operand<UInt8>, _ b: Operand<UInt8>, rows: Int, into result: inout Column) {
    map(a, b, rows: rows, into: &result.bytes) { $0 | $1 }
    guard !bothAreEverywhere(a, b) else { return result.validity.removeAll(keepingCapacity: true) }
    setLogicValidity(a, b, deciding: 1, rows: rows, &result.validity)
  }

  static func not(_ a: Operand<UInt8>, rows: Int, into result: inout Column) {
    map(a, rows: rows, into: &result.bytes) { $0 ^ 1 }
    finishStrict(a.presence, .everywhere, rows: rows, &result)
  }

  private static func bothAreEverywhere(_ a: Operand<UInt8>, _ b: Operand<UInt8>) -> Bool {
    if case (.everywhere, .everywhere) = (a.presence, b.presence) { true } else { false }
  }

  /// The result is known where both are, and where one is that decides alone.
  private static func setLogicValidity(
    _ a: Operand<UInt8>, _ b: Operand<UInt8>, deciding: UInt8, rows: Int, _ validity: inout [UInt8]
  ) {
    validity.resize(to: rows, filler: 1)
    let aPresence = a.presence.operand
    let bPresence = b.presence.operand
    for row in 0..<rows {
      let (aIsKnown, bIsKnown) = (aPresence[row], bPresence[row])
      let aDecides = aIsKnown & (a[row] ^ deciding ^ 1)
      let bDecides = bIsKnown & (b[row] ^ deciding ^ 1)
      validity[row] = (aIsKnown & bIsKnown) | aDecides | bDecides
    }
    dropFullValidity(&validity)
  }
}
