/// The UTF-8 form of `：`.
let fullWidthColonBytes: [UInt8] = [0xEF, 0xBC, 0x9A]

/// The UTF-8 form of `，`.
let fullWidthCommaBytes: [UInt8] = [0xEF, 0xBC, 0x8C]

/// The UTF-8 form of the space that is as wide as a Chinese character.
let fullWidthSpaceBytes: [UInt8] = [0xE3, 0x80, 0x80]

/// Returns where in `line` a `：` stands right after a first name, with nothing before that makes the line another
/// thing.
func leadingFullWidthColon(in line: some RandomAccessCollection<UInt8>) -> Int? {
  var offset = 0
  var rest = line[...]
  while let byte = rest.first {
    if rest.starts(with: fullWidthColonBytes) { return offset > 0 ? offset : nil }
    // Quotes, brackets and sentences are no names.
    if "\"'()[]{}:#".utf8.contains(byte) || startsFullWidthPunctuation(rest) { return nil }
    rest.removeFirst()
    offset += 1
  }
  return nil
}

/// Whether the bytes begin with `，`, `。`, `；`, `、`, `（`, `“` or `《`.
private func startsFullWidthPunctuation(_ bytes: some Collection<UInt8>) -> Bool {
  guard let first = bytes.first, first == 0xEF || first == 0xE3 || first == 0xE2 else { return false }
  return ["，", "。", "；", "、", "（", "“", "《"].contains { bytes.starts(with: $0.utf8) }
}
