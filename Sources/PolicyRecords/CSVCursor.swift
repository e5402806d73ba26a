/// Walks over the fields of CSV text as RFC 4180 has them; a line ends with LF or CR LF.
struct CSVCursor {
  /// Where the next field begins.
  var position: Int

  /// The content of the last field, without its quotes.
  private(set) var start = 0
  private(set) var count = 0

  /// Whether the content has quotes that stand twice for once.
  private(set) var hasDoubledQuotes = false

  /// Whether the text ended inside quotes, so that more of it may close them.
  private(set) var isCutOff = false

  /// What follows a field.
  enum FieldEnd {
    case field
    case row
    /// A quote is not closed, or stands where none may.
    case malformed
  }

  /// The most bytes of a field in quotes, so that one lost quote costs no more than this.
  static let quotedLimit = 1 << 20

  init(at position: Int) {
    self.position = position
  }

  /// Moves over the next field of `text`, which has at least one more.
  @inline(__always)
  mutating func next(_ text: borrowing Span<UInt8>) -> FieldEnd {
    start = position
    if position < text.count, text[position] == UInt8(ascii: "\"") { return quoted(text) }
    hasDoubledQuotes = false
    let end = Self.delimiter(in: text, from: position)
    count = end - start
    position = end + 1
    guard end < text.count else { return endRow(text) }
    switch text[end] {
    case UInt8(ascii: ","): return .field
    case UInt8(ascii: "\n"): return endRow(text)
    default: return .malformed
    }
  }

  @inline(__always)
  private mutating func endRow(_ text: borrowing Span<UInt8>) -> FieldEnd {
    if count > 0, text[start + count - 1] == UInt8(ascii: "\r") { count -= 1 }
    return .row
  }

  /// Returns the place of the next comma, line feed or quote, eight bytes at a time.
  @inline(__always)
  private static func delimiter(in text: borrowing Span<UInt8>, from start: Int) -> Int {
    var place = start
    while place + 8 <= text.count {
      let word = loadWord(text, at: place)
      let found =
        zeroBytes(word ^ 0x2C2C_2C2C_2C2C_2C2C) | zeroBytes(word ^ 0x0A0A_0A0A_0A0A_0A0A)
        | zeroBytes(word ^ 0x2222_2222_2222_2222)
      if found != 0 { return place + found.trailingZeroBitCount >> 3 }
      place += 8
    }
    while place < text.count {
      switch text[place] {
      case UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\""): return place
      default: place += 1
      }
    }
    return place
  }

  /// The lowest set bit marks the first byte that is zero (Mycroft, 1987).
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  @inline(never)
  private mutating func quoted(_ text: borrowing Span<UInt8>) -> FieldEnd {
    hasDoubledQuotes = false
    start = position + 1
    let limit = min(text.count, start + Self.quotedLimit)
    var place = start
    while place < limit {
      guard text[place] == UInt8(ascii: "\"") else {
        place += 1
        continue
      }
      if place + 1 < text.count, text[place + 1] == UInt8(ascii: "\"") {
        hasDoubledQuotes = true
        place += 2
        continue
      }
      count = place - start
      return afterQuote(text, place + 1)
    }
    isCutOff = limit == text.count
    return .malformed
  }

  private mutating func afterQuote(_ text: borrowing Span<UInt8>, _ place: Int) -> FieldEnd {
    position = place + 1
    guard place < text.count else { return .row }
    switch text[place] {
    case UInt8(ascii: ","): return .field
    case UInt8(ascii: "\n"): return .row
    case UInt8(ascii: "\r") where place + 1 == text.count || text[place + 1] == UInt8(ascii: "\n"):
      position = place + 2
      return .row
    default: return .malformed
    }
  }

  /// Returns the content of the last field, with doubled quotes made single.
  func unescaped(_ text: borrowing Span<UInt8>) -> [UInt8] {
    var content: [UInt8] = []
    var place = start
    while place < start + count {
      content.append(text[place])
      place += text[place] == UInt8(ascii: "\"") ? 2 : 1
    }
    return content
  }

  /// Returns the content of the last field as text.
  func string(_ text: borrowing Span<UInt8>) -> String {
    if hasDoubledQuotes { return String(decoding: unescaped(text), as: UTF8.self) }
    return String(copying: text.extracting(start..<start + count))
  }
}

/// Returns the start of the row after the one at `start`.
///
/// A row with a misplaced quote ends with its first line, so that one lost quote does not swallow what follows.
func endOfCSVRow(_ text: borrowing Span<UInt8>, from start: Int) -> Int {
  var cursor = CSVCursor(at: start)
  return cursor.endOfRow(text, startingAt: start)
}

extension CSVCursor {
  /// Moves over the rest of the row that began at `start`; returns the start of the next one.
  mutating func endOfRow(_ text: borrowing Span<UInt8>, startingAt start: Int) -> Int {
    while true {
      switch next(text) {
      case .field: continue
      case .row: return min(position, text.count)
      case .malformed: return endOfLine(text, from: start)
      }
    }
  }
}

/// Returns the end of the last row of `text` that is whole, whatever may follow.
func endOfWholeCSVRows(_ text: borrowing Span<UInt8>) -> Int {
  var whole = 0
  while whole < text.count {
    var cursor = CSVCursor(at: whole)
    let next = cursor.endOfRow(text, startingAt: whole)
    // What reaches the end of the text may go on behind it.
    if cursor.isCutOff || next == text.count { break }
    whole = next
  }
  return whole
}

func endOfLine(_ text: borrowing Span<UInt8>, from start: Int) -> Int {
  firstIndex(of: UInt8(ascii: "\n"), in: text, from: start).map { $0 + 1 } ?? text.count
}
