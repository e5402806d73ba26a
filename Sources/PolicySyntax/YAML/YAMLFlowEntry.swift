/// One entry of `{ … }` or `[ … ]` as a person reads it, for whom a comma in round brackets separates nothing.
struct YAMLFlowEntry {
  /// The value, without blanks around it; in a mapping what follows `: `.
  let value: Range<Int>

  /// Returns the entry of the collection opened at `open` whose value covers `place`.
  ///
  /// Brackets of every kind pair with each other, so that `[75..90)` is one value. Returns nil where the entry has no
  /// value of one line.
  static func find(in text: YAMLText, open: Int, covering place: Int) -> YAMLFlowEntry? {
    var scan = YAMLFlowScan(text: text, open: open)
    while let value = scan.nextValue() {
      guard value.upperBound <= place else {
        let isPlain = value.lowerBound <= place && text.isSameLine(value.lowerBound, value.upperBound)
        return isPlain && !value.isEmpty ? YAMLFlowEntry(value: value) : nil
      }
    }
    return nil
  }
}

/// Walks over the entries of a collection in brackets.
private struct YAMLFlowScan {
  private let text: YAMLText
  private let isMapping: Bool
  private var position: Int
  private var isAtEnd = false

  init(text: YAMLText, open: Int) {
    self.text = text
    self.isMapping = text.byte(at: open) == UInt8(ascii: "{")
    self.position = open + 1
  }

  /// Returns the value of the next entry (empty, at its end, where it has none), or nil after the last.
  mutating func nextValue() -> Range<Int>? {
    if isAtEnd { return nil }
    var start: Int? = isMapping ? nil : position
    var isFirst = true
    var depth = 0
    while position < text.bytes.count {
      let byte = text.bytes[position]
      if isFirst, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        skipQuoted()
        isFirst = false
        continue
      }
      if text.bytes[position...].starts(with: "（".utf8) { depth += 1 }
      if text.bytes[position...].starts(with: "）".utf8) { depth = max(0, depth - 1) }
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if depth == 0 { return finish(from: start, isLast: true) }
        depth -= 1
      case UInt8(ascii: ",") where depth == 0: return finish(from: start, isLast: false)
      case UInt8(ascii: ":") where depth == 0 && start == nil && isSeparator(position + 1):
        start = position + 1
        isFirst = true
        position += 1
        continue
      default: break
      }
      if !isBlank(byte), !isBreak(byte) { isFirst = false }
      position += 1
    }
    return nil
  }

  private mutating func finish(from start: Int?, isLast: Bool) -> Range<Int> {
    let end = position
    position += 1
    isAtEnd = isLast
    return text.trimmed((start ?? end)..<end)
  }

  private func isSeparator(_ place: Int) -> Bool {
    let byte = text.byte(at: place)
    return byte == 0 || isBlank(byte) || isBreak(byte)
  }

  private mutating func skipQuoted() {
    let quote = text.bytes[position]
    position += 1
    while position < text.bytes.count, text.bytes[position] != quote {
      position += quote == UInt8(ascii: "\"") && text.bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    position += 1
  }
}
