import PolicyTypes

// Text into byte buffers, for result and fault files.

extension ByteOutput where Self: ~Copyable {
  mutating func append(_ text: StaticString) {
    for place in 0..<text.utf8CodeUnitCount { append(unsafe text.utf8Start[place]) }
  }

  @_disfavoredOverload
  mutating func append(_ text: String) {
    append(copying: text.utf8.span)
  }

  /// Appends a JSON string, or `null`.
  mutating func appendJSONString(_ text: String?) {
    guard let text else { return append("null") }
    appendJSONString(text.utf8.span)
  }

  /// Appends a JSON string; only what must be escaped is.
  mutating func appendJSONString(_ utf8: borrowing Span<UInt8>) {
    append(UInt8(ascii: "\""))
    if hasNone(of: .escapedInJSON, utf8) {
      append(copying: utf8)
    } else {
      for place in utf8.indices { appendEscaped(utf8[place]) }
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
    case 0x20...: append(byte)
    default:
      append("\\u00")
      append(hexadecimalDigit(byte >> 4))
      append(hexadecimalDigit(byte & 0xF))
    }
  }

  /// Appends a CSV field, in quotes where RFC 4180 asks for them.
  mutating func appendCSVField(_ utf8: borrowing Span<UInt8>) {
    if hasNone(of: .quotedInCSV, utf8) { return append(copying: utf8) }
    append(UInt8(ascii: "\""))
    for place in utf8.indices {
      if utf8[place] == UInt8(ascii: "\"") { append(UInt8(ascii: "\"")) }
      append(utf8[place])
    }
    append(UInt8(ascii: "\""))
  }

  /// Appends `value` × 10^−`decimals` exactly and without trailing zeros.
  mutating func append(_ value: Int64, decimals: Int) {
    var rest = value.magnitude
    var decimals = rest == 0 ? 0 : decimals
    while decimals > 0 {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
      if remainder != 0 { break }
      rest = quotient
      decimals -= 1
    }
    if value < 0 { append(UInt8(ascii: "-")) }
    var digits = [20 of UInt8](repeating: UInt8(ascii: "0"))
    var place = digits.count
    // A number below one has a zero before its point.
    while rest > 0 || digits.count - place <= decimals {
      place -= 1
      digits[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    while place < digits.count {
      if digits.count - place == decimals { append(UInt8(ascii: ".")) }
      append(digits[place])
      place += 1
    }
  }
}

extension ByteOutput where Self: ~Copyable {
  /// Appends a date as `2022-07-27`.
  mutating func append(_ date: CalendarDate, isQuoted: Bool) {
    let (year, month, day) = date.components
    if isQuoted { append(UInt8(ascii: "\"")) }
    append(digitsOf: year, count: 4)
    append(UInt8(ascii: "-"))
    append(digitsOf: month, count: 2)
    append(UInt8(ascii: "-"))
    append(digitsOf: day, count: 2)
    if isQuoted { append(UInt8(ascii: "\"")) }
  }

  private mutating func append(digitsOf number: Int, count: Int) {
    var divisor = 1
    for _ in 1..<count { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
      divisor /= 10
    }
  }
}

private func hexadecimalDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}

/// Bytes that a form of text cannot hold as they are.
private enum SpecialBytes {
  case escapedInJSON
  case quotedInCSV

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    switch self {
    case .escapedInJSON: byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    case .quotedInCSV:
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
    }
  }

  /// Whether any of eight bytes is special.
  @inline(__always)
  func isAny(of word: UInt64) -> Bool {
    let found =
      switch self {
      case .escapedInJSON:
        ((word &- 0x2020_2020_2020_2020) & ~word) | zeroes(word ^ 0x2222_2222_2222_2222)
          | zeroes(word ^ 0x5C5C_5C5C_5C5C_5C5C)
      case .quotedInCSV:
        zeroes(word ^ 0x2C2C_2C2C_2C2C_2C2C) | zeroes(word ^ 0x2222_2222_2222_2222)
          | zeroes(word ^ 0x0A0A_0A0A_0A0A_0A0A) | zeroes(word ^ 0x0D0D_0D0D_0D0D_0D0D)
      }
    return found & 0x8080_8080_8080_8080 != 0
  }

  /// Sets the high bit of the first byte that is zero, and of none where none is (Mycroft, 1987).
  @inline(__always)
  private func zeroes(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word }
}

@inline(__always)
private func hasNone(of special: SpecialBytes, _ utf8: borrowing Span<UInt8>) -> Bool {
  var place = 0
  while place + 8 <= utf8.count {
    if special.isAny(of: loadWord(utf8, at: place)) { return false }
    place += 8
  }
  while place < utf8.count {
    if special.contains(utf8[place]) { return false }
    place += 1
  }
  return true
}
