import PolicyTypes

// Text into byte buffers, for result and fault files.

extension [UInt8] {
  mutating func append(_ text: StaticString) {
    unsafe append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @_disfavoredOverload
  mutating func append(_ text: String) {
    append(contentsOf: text.utf8)
  }

  /// Appends a JSON string, or `null`.
  mutating func appendJSONString(_ text: String?) {
    guard let text else { return append("null") }
    appendJSONString(text.utf8.span)
  }

  /// Appends a JSON string; only what must be escaped is.
  mutating func appendJSONString(_ utf8: borrowing Span<UInt8>) {
    append(UInt8(ascii: "\""))
    for place in utf8.indices {
      let byte = utf8[place]
      if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        append(byte)
      } else {
        appendEscaped(byte)
      }
    }
    append(UInt8(ascii: "\""))
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case UInt8(ascii: "\n"): append("\\n")
    case UInt8(ascii: "\r"): append("\\r")
    case UInt8(ascii: "\t"): append("\\t")
    default:
      append("\\u00")
      append(Self.hexadecimalDigit(byte >> 4))
      append(Self.hexadecimalDigit(byte & 0xF))
    }
  }

  private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  /// Appends a CSV field, in quotes where RFC 4180 asks for them.
  mutating func appendCSVField(_ utf8: borrowing Span<UInt8>) {
    guard Self.needsQuotes(utf8) else { return append(copying: utf8) }
    append(UInt8(ascii: "\""))
    for place in utf8.indices {
      if utf8[place] == UInt8(ascii: "\"") { append(UInt8(ascii: "\"")) }
      append(utf8[place])
    }
    append(UInt8(ascii: "\""))
  }

  mutating func append(copying bytes: borrowing Span<UInt8>) {
    for place in bytes.indices { append(bytes[place]) }
  }

  private static func needsQuotes(_ utf8: borrowing Span<UInt8>) -> Bool {
    for place in utf8.indices {
      switch utf8[place] {
      case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): return true
      default: continue
      }
    }
    return false
  }
}

extension [UInt8] {
  /// Appends `value` × 10^−`decimals` exactly and without trailing zeros.
  mutating func append(_ value: Int64, decimals: Int) {
    let unit = powerOfTen(decimals).magnitude
    let (whole, fraction) = value.magnitude.quotientAndRemainder(dividingBy: unit)
    if value < 0 { append(UInt8(ascii: "-")) }
    append(digitsOf: whole)
    guard fraction != 0 else { return }
    append(UInt8(ascii: "."))
    // The unit in front keeps the fraction's leading zeros; its own digit is then taken out.
    let start = count
    append(digitsOf: fraction + unit)
    remove(at: start)
    while last == UInt8(ascii: "0") { removeLast() }
  }

  private mutating func append(digitsOf number: UInt64) {
    let start = count
    var rest = number
    repeat {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest != 0
    self[start...].reverse()
  }
}
