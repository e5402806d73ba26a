import PolicyTypes

/// The small changes of an expression or of the test of a row: other bounds, and other numbers.
struct TextChanges {
  struct Change {
    let kind: PolicyMutant.Kind
    /// In UTF-8 bytes of the text.
    let range: Range<Int>
    let replacement: String
  }

  private let bytes: [UInt8]
  private(set) var all: [Change] = []

  init(_ text: String) {
    bytes = Array(text.utf8)
    var place = 0
    while place < bytes.count { place = read(at: place) }
  }

  /// The signs of a bound, and what each becomes; the longest first.
  private static let bounds: [(sign: String, other: String)] = [
    ("<=", "<"), (">=", ">"), ("≤", "<"), ("≥", ">"), ("<", "<="), (">", ">="),
  ]

  /// Takes in what begins at a place, and returns the next one.
  private mutating func read(at place: Int) -> Int {
    let byte = bytes[place]
    if byte == UInt8(ascii: "\"") { return endOfText(after: place) }
    if byte.isDigit { return readNumber(at: place) }
    if byte.isPartOfAWord { return endOfWord(after: place) }
    for (sign, other) in Self.bounds where bytes[place...].starts(with: sign.utf8) {
      let end = place + sign.utf8.count
      all.append(Change(kind: .bound, range: place..<end, replacement: plain(other, at: place)))
      return end
    }
    return place + 1
  }

  /// A plain scalar must not begin with `>`, so that there the sign is one of those that mean the same.
  private func plain(_ sign: String, at place: Int) -> String {
    switch sign {
    case ">" where place == 0: "＞"
    case ">=" where place == 0: "≥"
    default: sign
    }
  }

  private func endOfText(after place: Int) -> Int {
    (bytes[(place + 1)...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count - 1) + 1
  }

  private func endOfWord(after place: Int) -> Int {
    bytes[place...].firstIndex { !$0.isPartOfAWord && !$0.isDigit } ?? bytes.count
  }

  private mutating func readNumber(at place: Int) -> Int {
    var end = place
    while end < bytes.count, bytes[end].isDigit || isPoint(end) { end += 1 }
    let text = String(decoding: bytes[place..<end], as: UTF8.self)
    // A date is no number, and neither is what a word goes on with.
    if end < bytes.count, bytes[end] == UInt8(ascii: "-"), text.count == 4 { return endOfDate(after: end) }
    if end < bytes.count, bytes[end].isPartOfAWord, bytes[end] < 0x80 { return endOfWord(after: end) }
    if let next = next(after: text) { all.append(Change(kind: .number, range: place..<end, replacement: next)) }
    return end
  }

  /// Whether a point at a place belongs to a number, and is not one of the two of a range.
  private func isPoint(_ place: Int) -> Bool {
    bytes[place] == UInt8(ascii: ".") && place + 1 < bytes.count && bytes[place + 1].isDigit
  }

  private func endOfDate(after place: Int) -> Int {
    bytes[place...].firstIndex { !$0.isDigit && $0 != UInt8(ascii: "-") } ?? bytes.count
  }

  private func next(after text: String) -> String? {
    guard let number = Decimal128(exactly: text) else { return nil }
    return number.adding(Decimal128(coefficient: 1, scale: number.decimalPlaces))?.description
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// Whether the byte is one of a letter, or of a character beyond ASCII that is not in print like `≤`.
  fileprivate var isPartOfAWord: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
      || self == UInt8(ascii: "_") || (self >= 0x80 && self != 0xE2)
  }
}
