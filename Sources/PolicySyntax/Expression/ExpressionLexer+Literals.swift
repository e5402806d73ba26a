import PolicyDiagnostics
import PolicyTypes

// MARK: Numbers and dates

extension ExpressionLexer {
  /// A number begins with a digit, or with a point that does not follow a value (`.5`, but not `x.5`).
  var startsNumber: Bool {
    if isDigit(index) { return true }
    guard byte(index) == UInt8(ascii: "."), isDigit(index + 1) else { return false }
    guard let last = tokens.last, last.range.upperBound == offsets[index] else { return true }
    if let sign = last.sign { return !sign.isCloser }
    return last.kind == .number
  }

  mutating func readNumber() throws(ExpressionFailure) {
    if mode == .policy, try readDate() { return }
    let start = index
    index = endOfNumber(from: start)
    let text = asciiText(start..<index)
    if mode == .policy { try checkLeadingZero(text, from: start) }
    append(.number, text, from: start)
  }

  private func endOfNumber(from start: Int) -> Int {
    var end = endOfDigits(from: start)
    if byte(end) == UInt8(ascii: "."), isDigit(end + 1) { end = endOfDigits(from: end + 1) }
    guard byte(end) | 0x20 == UInt8(ascii: "e") else { return end }
    let isSigned = byte(end + 1) == UInt8(ascii: "+") || byte(end + 1) == UInt8(ascii: "-")
    let digits = end + (isSigned ? 2 : 1)
    return isDigit(digits) ? endOfDigits(from: digits) : end
  }

  /// `007` is a code rather than a number, and the `000` of `1,000` a slip that FEEL would read as two numbers.
  private func checkLeadingZero(_ text: String, from start: Int) throws(ExpressionFailure) {
    guard byte(start) == UInt8(ascii: "0"), isDigit(start + 1) else { return }
    if text.utf8.count == 3, let whole = thousandsBefore(start) {
      let digits = asciiText(whole..<start - 1) + text
      throw ExpressionFailure(.thousandsSeparator(digits, at: span(whole..<index)))
    }
    throw ExpressionFailure(.leadingZero(text, at: span(start..<index)))
  }

  /// Returns where the number begins that a comma joins to the digits at `start`.
  private func thousandsBefore(_ start: Int) -> Int? {
    guard start >= 2, byte(start - 1) == UInt8(ascii: ","), isDigit(start - 2) else { return nil }
    var first = start - 2
    while first > 0, isDigit(first - 1) { first -= 1 }
    return start - 1 - first <= 3 ? first : nil
  }

  /// Reads `2022-07-27`, and refuses other ways to write a date, which would be sums.
  private mutating func readDate() throws(ExpressionFailure) -> Bool {
    let start = index
    guard let (parts, end, isWritten) = dateParts(from: start) else { return false }
    let date = CalendarDate(year: parts[0], month: parts[1], day: parts[2])
    if isWritten {
      let text = asciiText(start..<end)
      guard date != nil else { throw ExpressionFailure(.noSuchDate(text, at: span(start..<end))) }
      index = end
      append(.date, text, from: start)
      return true
    }
    guard let date, (1900...2199).contains(parts[0]) else { return false }
    throw ExpressionFailure(.malformedDate(date.description, at: span(start..<end)))
  }

  /// Returns the year, month and day at `start`, and whether they are written as `2022-07-27`.
  private func dateParts(from start: Int) -> (parts: [Int], end: Int, isWritten: Bool)? {
    guard endOfDigits(from: start) == start + 4, let separator = dateSeparator(at: start + 4, "年") else { return nil }
    let monthEnd = endOfDigits(from: start + 5)
    guard let second = dateSeparator(at: monthEnd, "月"), second == separator else { return nil }
    var end = endOfDigits(from: monthEnd + 1)
    let lengths = [monthEnd - start - 5, end - monthEnd - 1]
    guard lengths.allSatisfy({ (1...2).contains($0) }) else { return nil }
    let parts = [start..<start + 4, start + 5..<monthEnd, monthEnd + 1..<end].compactMap { Int(asciiText($0)) }
    let isWritten = separator == UInt8(ascii: "-") && lengths == [2, 2] && !startsWord(at: end)
    if end < scalars.count, scalars[end] == "日" { end += 1 }
    return parts.count == 3 ? (parts, end, isWritten) : nil
  }

  /// Returns the sign between the parts of a date; `word` counts as the sign 1.
  private func dateSeparator(at position: Int, _ word: Unicode.Scalar) -> UInt8? {
    guard position < scalars.count else { return nil }
    if scalars[position] == word { return 1 }
    return [UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ".")].first { $0 == ascii[position] }
  }
}

// MARK: Texts

/// How a text opens and closes.
enum ExpressionQuote {
  case double, single, curlyDouble, curlySingle

  var closing: Unicode.Scalar {
    switch self {
    case .double: "\""
    case .single: "'"
    case .curlyDouble: "”"
    case .curlySingle: "’"
    }
  }

  /// The mark that an author may have typed in place of `closing`.
  var mistakenClosing: Unicode.Scalar {
    switch self {
    case .double: "”"
    case .single: "’"
    case .curlyDouble: "\""
    case .curlySingle: "'"
    }
  }
}

extension ExpressionLexer {
  /// Returns the kind of text that opens at `position`; a closing mark there opens one too, to be reported.
  func quote(at position: Int) -> ExpressionQuote? {
    if byte(position) == UInt8(ascii: "\"") { return .double }
    guard mode == .policy, position < scalars.count else { return nil }
    switch scalars[position] {
    case "'", "＇": return .single
    case "“", "”": return .curlyDouble
    case "‘", "’": return .curlySingle
    default: return nil
    }
  }

  mutating func readText(quote: ExpressionQuote) throws(ExpressionFailure) {
    let start = index
    let text = try textValue(quote: quote)
    append(.string, text, from: start)
  }

  mutating func readTemporal(quote: ExpressionQuote) throws(ExpressionFailure) {
    let start = index
    index += 1
    let text = try textValue(quote: quote)
    append(.temporal, text, from: start)
  }

  private mutating func textValue(quote: ExpressionQuote) throws(ExpressionFailure) -> String {
    let start = index
    try checkOpening(quote)
    index += 1
    var value = String.UnicodeScalarView()
    while index < scalars.count, !closes(quote, at: index) {
      value.append(try textScalar())
    }
    guard index < scalars.count else { throw unclosedText(quote, from: start) }
    index += 1
    return String(value)
  }

  private func closes(_ quote: ExpressionQuote, at position: Int) -> Bool {
    scalars[position] == quote.closing || ascii[position] == quote.closing.value
  }

  /// A text that opens with a closing mark, as in `”严重”`.
  private func checkOpening(_ quote: ExpressionQuote) throws(ExpressionFailure) {
    guard scalars[index] == "”" || scalars[index] == "’" else { return }
    let opening = quote == .curlyDouble ? "“" : "‘"
    throw ExpressionFailure(
      .mismatchedQuotes(String(scalars[index]), opening: nil, fix: opening, at: span(index..<index + 1)))
  }

  private func unclosedText(_ quote: ExpressionQuote, from start: Int) -> ExpressionFailure {
    let opening = span(start..<start + 1)
    guard let wrong = scalars[(start + 1)...].firstIndex(of: quote.mistakenClosing) else {
      let mark = String(scalars[start])
      return ExpressionFailure(
        .unclosedText(mark, closing: quote.closing, isCut: source.isFollowedByComment, at: opening))
    }
    let fix = String(quote.closing)
    return ExpressionFailure(
      .mismatchedQuotes(String(scalars[wrong]), opening: opening, fix: fix, at: span(wrong..<wrong + 1)))
  }

  /// Reads one scalar of a text, or the escape that stands for one.
  ///
  /// A backslash before any other character stands for itself, as FEEL says: patterns such as `\d` need it.
  private mutating func textScalar() throws(ExpressionFailure) -> Unicode.Scalar {
    let scalar = scalars[index]
    index += 1
    guard scalar == "\\", index < scalars.count else { return scalar }
    switch scalars[index] {
    case "n": return escape("\n")
    case "t": return escape("\t")
    case "r": return escape("\r")
    case "\"", "\\", "'": return escape(scalars[index])
    case "”", "’": return mode == .policy ? escape(scalars[index]) : scalar
    case "u": return try codePoint(digits: 4)
    case "U": return try codePoint(digits: 6)
    default: return scalar
    }
  }

  private mutating func escape(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    index += 1
    return scalar
  }

  /// Reads `uXXXX`, with the second half of a surrogate pair, or `UXXXXXX`.
  private mutating func codePoint(digits: Int) throws(ExpressionFailure) -> Unicode.Scalar {
    let start = index - 1
    var value = hexadecimal(at: index + 1, digits: digits)
    index = min(index + 1 + digits, scalars.count)
    if digits == 4, let high = value, (0xD800...0xDBFF).contains(high), let low = lowSurrogate(at: index) {
      value = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
      index += 6
    }
    if let value, let scalar = Unicode.Scalar(value) { return scalar }
    let escape = text(start..<index)
    throw ExpressionFailure(.invalidTextEscape(escape, at: span(start..<index)))
  }

  private func lowSurrogate(at position: Int) -> UInt32? {
    guard byte(position) == UInt8(ascii: "\\"), byte(position + 1) == UInt8(ascii: "u"),
      let value = hexadecimal(at: position + 2, digits: 4), (0xDC00...0xDFFF).contains(value)
    else { return nil }
    return value
  }

  private func hexadecimal(at position: Int, digits: Int) -> UInt32? {
    guard position + digits <= scalars.count else { return nil }
    let text = text(position..<position + digits)
    return text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) ? UInt32(text, radix: 16) : nil
  }
}
