/// A part of a text: so many characters from a place on. Characters are Unicode code points.
package struct TextPart: Hashable, Sendable {
  /// The place of the first character, from 1; a negative one counts from the end. It is not 0.
  package let start: Int
  /// The most characters, at least 1; nil for all to the end.
  package let length: Int?

  package init(start: Int, length: Int?) {
    self.start = start
    self.length = length
  }

  /// A text that does not reach as far as the first character has no such part.
  package var mayBeAbsent: Bool { start != 1 }

  /// Returns which of the bytes of a text in UTF-8 the part is; nil where the text does not reach so far.
  package func bytes(of text: some Collection<UInt8>) -> Range<Int>? {
    // In UTF-8 every character has one byte that continues none.
    let characters = text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    let first = start > 0 ? start - 1 : characters + start
    guard first >= 0, first <= characters else { return nil }
    let last = length.map { min(characters, first + $0) } ?? characters
    var (begin, end, place, offset) = (text.count, text.count, 0, 0)
    for byte in text {
      if byte & 0xC0 != 0x80 {
        if place == first { begin = offset }
        if place == last { end = offset }
        place += 1
      }
      offset += 1
    }
    return begin..<max(begin, end)
  }

  /// Returns the part of a text; nil where it does not reach so far.
  package func text(of text: String) -> String? {
    let utf8 = Array(text.utf8)
    return bytes(of: utf8).map { String(decoding: utf8[$0], as: UTF8.self) }
  }

  /// Returns a text with the part; nil where the part is longer than it can be.
  func origin(of part: String) -> String? {
    let count = part.unicodeScalars.count
    if let length, count > length { return nil }
    if start > 0 { return String(repeating: "x", count: min(500, start - 1)) + part }
    return part + String(repeating: "x", count: max(0, min(500, -start) - count))
  }
}

/// Capital or small letters, by the mappings of Unicode, the same in every locale.
package enum LetterCase: String, CaseIterable, Hashable, Sendable {
  case upper = "upper case"
  case lower = "lower case"

  package func text(of text: String) -> String {
    switch self {
    case .upper: text.uppercased()
    case .lower: text.lowercased()
    }
  }
}
