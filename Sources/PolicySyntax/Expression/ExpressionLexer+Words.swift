extension ExpressionLexer {
  /// Whether a word begins at `position`.
  func startsWord(at position: Int) -> Bool {
    guard position < scalars.count else { return false }
    return mode == .policy ? Self.isLetter(scalars[position]) : Self.isStrictStart(scalars[position])
  }

  mutating func readWord() {
    let start = index
    while index < scalars.count, continuesWord(scalars[index]) { index += 1 }
    let word = text(start..<index)
    if joinsInstanceOf(word) { return }
    let keyword = ExpressionKeyword.spelled(word, in: mode)
    append(keyword.map { .keyword($0) } ?? .word, word, from: start)
  }

  /// `instance of` is one keyword of two words; `instance` and `of` alone are words of names.
  private mutating func joinsInstanceOf(_ word: String) -> Bool {
    guard word == "of", let last = tokens.last, last.kind == .word, last.text == "instance" else { return false }
    tokens[tokens.count - 1] = ExpressionToken(
      kind: .keyword(.instanceOf), text: "instance of", range: last.range.lowerBound..<offsets[index])
    return true
  }

  private func continuesWord(_ scalar: Unicode.Scalar) -> Bool {
    if mode == .strict { return Self.isStrictStart(scalar) || Self.isStrictPart(scalar) }
    return Self.isLetter(scalar) || scalar == "'" || Self.isMarkOrDigit(scalar)
  }

  /// Asking for the properties of a character is slow, and of those of ASCII everything is known.
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar == "_" || (0x61...0x7A).contains(scalar.value | 0x20) }
    return scalar.properties.isAlphabetic
  }

  private static func isMarkOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return (0x30...0x39).contains(scalar.value) }
    return switch scalar.properties.generalCategory {
    case .decimalNumber, .nonspacingMark, .spacingMark: true
    default: false
    }
  }

  /// The characters that begin a name in DMN's grammar.
  private static func isStrictStart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar == "?" || isLetter(scalar) }
    return strictRanges.contains { $0.contains(scalar.value) }
  }

  /// The characters that continue a name in DMN's grammar, beside those that begin one.
  private static func isStrictPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: false
    }
  }

  private static let strictRanges: [ClosedRange<UInt32>] = [
    0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F,
    0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF,
  ]
}
