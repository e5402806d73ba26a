// MARK: Reading

extension Decimal128 {
  /// Reads decimal text, such as `-12.50` or `3E-4`, or nil if it is malformed or the format cannot hold the number.
  ///
  /// A sign, a fraction and an exponent may be there; `.5` and `5.` are good. Spaces, separators and names such as
  /// `NaN` are not.
  package init?(exactly text: String) {
    self.init(exactly: text.utf8.span)
  }

  /// Reads decimal text in UTF-8, as `init(exactly:)` reads a string.
  package init?(exactly utf8: borrowing Span<UInt8>) {
    self.init(utf8: utf8, mode: nil)
  }

  /// Reads decimal text and rounds it, half even, if it has more than 34 digits; nil if malformed or too large.
  package init?(rounding text: String) {
    self.init(rounding: text.utf8.span)
  }

  /// Reads decimal text in UTF-8, as `init(rounding:)` reads a string.
  package init?(rounding utf8: borrowing Span<UInt8>) {
    self.init(utf8: utf8, mode: .halfEven)
  }

  private init?(utf8: borrowing Span<UInt8>, mode: RoundingMode?) {
    var position = 0
    let isNegative = Self.readSign(utf8, &position)
    var digits = DigitAccumulator()
    digits.read(utf8, &position)
    var digitCount = position - (utf8.count > 0 && Self.isSign(utf8[0]) ? 1 : 0)
    if position < utf8.count, utf8[position] == UInt8(ascii: ".") {
      position += 1
      let start = position
      digits.read(utf8, &position)
      digits.exponent -= position - start
      digitCount += position - start
    }
    guard digitCount > 0 else { return nil }
    if position < utf8.count {
      guard let exponent = Self.readExponent(utf8, &position), position == utf8.count else { return nil }
      digits.exponent += exponent
    }
    if mode == nil, digits.isInexact { return nil }
    self.init(
      isNegative: isNegative, rounding: digits.coefficient, isInexact: digits.isInexact, exponent: digits.exponent,
      mode: mode)
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
  }

  /// Reads a sign, if there is one, and tells whether it is a minus.
  private static func readSign(_ utf8: borrowing Span<UInt8>, _ position: inout Int) -> Bool {
    guard position < utf8.count, isSign(utf8[position]) else { return false }
    defer { position += 1 }
    return utf8[position] == UInt8(ascii: "-")
  }

  /// Reads an exponent such as `E-4`, bounded to ±10^12: no text is long enough to bring such a number back in range.
  private static func readExponent(_ utf8: borrowing Span<UInt8>, _ position: inout Int) -> Int? {
    guard utf8[position] | 0x20 == UInt8(ascii: "e") else { return nil }
    position += 1
    let isNegative = readSign(utf8, &position)
    let start = position
    var exponent = 0
    while position < utf8.count, let digit = decimalDigit(utf8[position]) {
      exponent = min(exponent * 10 + Int(digit), 1_000_000_000_000)
      position += 1
    }
    guard position > start else { return nil }
    return isNegative ? -exponent : exponent
  }
}

private func decimalDigit(_ byte: UInt8) -> UInt64? {
  let digit = byte &- UInt8(ascii: "0")
  return digit < 10 ? UInt64(digit) : nil
}

/// The digits of a number as they are read: 37 or more of them, then only whether the rest were zeros.
private struct DigitAccumulator {
  /// The first digits, while they fit one word.
  private var word: UInt64 = 0
  private var wide: UInt128 = 0
  var exponent = 0
  var isInexact = false

  var coefficient: UInt128 { wide == 0 ? UInt128(word) : wide }

  mutating func read(_ utf8: borrowing Span<UInt8>, _ position: inout Int) {
    while position < utf8.count, let digit = decimalDigit(utf8[position]) {
      if wide == 0, word < 1_000_000_000_000_000_000 {
        word = word * 10 + digit
      } else {
        appendWide(digit)
      }
      position += 1
    }
  }

  private mutating func appendWide(_ digit: UInt64) {
    let digits = coefficient
    guard digits < UInt128.powerOfTen(37) else {
      exponent += 1
      if digit != 0 { isInexact = true }
      return
    }
    wide = digits * 10 + UInt128(digit)
  }
}

// MARK: Writing

extension Decimal128: CustomStringConvertible {
  /// The number as it is, trailing zeros included, in plain decimal notation: `2.20`, `-0.05`, `1000`.
  ///
  /// Only a number whose first digit is more than 40 places from the decimal point is in scientific notation.
  package var description: String {
    var bytes: [UInt8] = []
    appendText(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The number as the standard writes it: scientific notation for a positive exponent and below 10^−6.
  package var scientificText: String {
    if exponent <= 0, adjustedExponent >= -6 { return description }
    var bytes: [UInt8] = []
    appendScientificText(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the text of `description`, without making a string.
  package func appendText(to bytes: inout [UInt8]) {
    guard -40...40 ~= adjustedExponent else { return appendScientificText(to: &bytes) }
    let signed = isNegative ? -Int128(coefficient) : Int128(coefficient)
    let scale = max(0, -exponent)
    appendScaledIntegerText(signed, scale: scale, minimumFractionDigits: scale, to: &bytes)
    if exponent > 0, !isZero { bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: exponent)) }
  }

  private func appendScientificText(to bytes: inout [UInt8]) {
    if isNegative { bytes.append(UInt8(ascii: "-")) }
    let fractionDigits = max(0, coefficient.decimalDigitCount - 1)
    appendScaledIntegerText(
      Int128(coefficient), scale: fractionDigits, minimumFractionDigits: fractionDigits, to: &bytes)
    guard adjustedExponent != 0 else { return }
    bytes.append(UInt8(ascii: "E"))
    bytes.append(UInt8(ascii: adjustedExponent < 0 ? "-" : "+"))
    appendScaledIntegerText(Int128(adjustedExponent.magnitude), scale: 0, to: &bytes)
  }
}
