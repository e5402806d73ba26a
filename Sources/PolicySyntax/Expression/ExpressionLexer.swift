import PolicyDiagnostics

/// Splits the text of an expression into words, literals and signs.
struct ExpressionLexer {
  let source: ExpressionSource
  let mode: ExpressionMode
  let scalars: [Unicode.Scalar]

  /// The UTF-8 offset of each scalar, and of the end.
  let offsets: [Int]

  /// The ASCII byte that each scalar reads as, or 0; in a policy full-width signs and digits read as ASCII ones.
  let ascii: [UInt8]

  var index = 0
  var tokens: [ExpressionToken] = []

  /// Returns the tokens of `source`, the last of which is `.end`.
  static func tokens(
    of source: ExpressionSource, mode: ExpressionMode
  ) throws(ExpressionFailure) -> [ExpressionToken] {
    var lexer = ExpressionLexer(source, mode: mode)
    try lexer.readAll()
    return lexer.tokens
  }

  private init(_ source: ExpressionSource, mode: ExpressionMode) {
    self.source = source
    self.mode = mode
    // A text does not know how many scalars it has, only that they are no more than its bytes.
    let byteCount = source.text.utf8.count
    var (scalars, offsets) = ([Unicode.Scalar](), [0])
    scalars.reserveCapacity(byteCount)
    offsets.reserveCapacity(byteCount + 1)
    for scalar in source.text.unicodeScalars {
      scalars.append(scalar)
      offsets.append(offsets[offsets.count - 1] + UTF8.width(scalar))
    }
    self.scalars = scalars
    self.offsets = offsets
    self.ascii = scalars.map { Self.ascii($0, mode: mode) }
    tokens.reserveCapacity(byteCount / 3 + 2)
  }

  private mutating func readAll() throws(ExpressionFailure) {
    try skipBlanks()
    while index < scalars.count {
      try readToken()
      try skipBlanks()
    }
    append(.end, "", from: index)
  }

  private mutating func readToken() throws(ExpressionFailure) {
    if startsWord(at: index) { return readWord() }
    if startsNumber { return try readNumber() }
    if let quote = quote(at: index) { return try readText(quote: quote) }
    if ascii[index] == UInt8(ascii: "@"), let quote = quote(at: index + 1) { return try readTemporal(quote: quote) }
    if let sign = readSign() { return append(.sign(sign.sign), sign.sign.rawValue, from: sign.start) }
    let isBetweenDigits = index > 0 && isDigit(index - 1) && isDigit(index + 1)
    throw ExpressionFailure(
      .unexpectedCharacter(scalars[index], isBetweenDigits: isBetweenDigits, at: span(index..<index + 1)))
  }

  // MARK: Helpers of every kind of token

  mutating func append(_ kind: ExpressionToken.Kind, _ text: String, from start: Int) {
    tokens.append(ExpressionToken(kind: kind, text: text, range: offsets[start]..<offsets[index]))
  }

  /// Returns the place of the scalars `range`.
  func span(_ range: Range<Int>) -> SourceSpan {
    source.span(offsets[range.lowerBound]..<offsets[range.upperBound])
  }

  /// Returns the ASCII byte at `position`, or 0 where there is none.
  func byte(_ position: Int) -> UInt8 {
    position < ascii.count ? ascii[position] : 0
  }

  func isDigit(_ position: Int) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte(position))
  }

  /// Returns the end of the digits that begin at `position`.
  func endOfDigits(from position: Int) -> Int {
    var end = position
    while isDigit(end) { end += 1 }
    return end
  }

  /// Returns the scalars `range` as they are written.
  func text(_ range: Range<Int>) -> String {
    let bytes = source.text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: offsets[range.lowerBound])
    let end = bytes.index(bytes.startIndex, offsetBy: offsets[range.upperBound])
    return String(source.text[start..<end])
  }

  /// Returns the scalars `range` as ASCII text.
  func asciiText(_ range: Range<Int>) -> String {
    String(decoding: ascii[range], as: UTF8.self)
  }

  private static func ascii(_ scalar: Unicode.Scalar, mode: ExpressionMode) -> UInt8 {
    if scalar.isASCII { return UInt8(truncatingIfNeeded: scalar.value) }
    guard mode == .policy, (0xFF01...0xFF5E).contains(scalar.value), !scalar.properties.isAlphabetic else { return 0 }
    return UInt8(truncatingIfNeeded: scalar.value - 0xFEE0)
  }

  // MARK: Signs

  private mutating func readSign() -> (sign: ExpressionSign, start: Int)? {
    let start = index
    if mode == .policy, !scalars[index].isASCII, let sign = ExpressionSign.typographic[scalars[index]] {
      index += 1
      return (sign, start)
    }
    for (bytes, sign) in ExpressionSign.spellings where ascii[index...].starts(with: bytes) {
      index += bytes.count
      return (sign, start)
    }
    return nil
  }

  // MARK: Blanks and comments

  private mutating func skipBlanks() throws(ExpressionFailure) {
    while index < scalars.count {
      if Self.isBlank(scalars[index]) {
        index += 1
      } else if starts("//") {
        while index < scalars.count, !Self.isLineEnd(scalars[index]) { index += 1 }
      } else if starts("/*") {
        try skipBlockComment()
      } else {
        return
      }
    }
  }

  private mutating func skipBlockComment() throws(ExpressionFailure) {
    let start = index
    index += 2
    while index < scalars.count, !starts("*/") { index += 1 }
    guard index < scalars.count else { throw ExpressionFailure(.unclosedComment(at: span(start..<start + 2))) }
    index += 2
  }

  private func starts(_ text: String) -> Bool {
    ascii[index...].starts(with: text.utf8)
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar == " " || (0x09...0x0D).contains(scalar.value) }
    return scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{FEFF}"
  }

  private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    (0x0A...0x0D).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value)
  }
}
