import PolicyDiagnostics

/// A file's bytes, proved to be text that YAML allows; turns libyaml's character counts into byte offsets.
struct YAMLText: Sendable {
  let file: SourceFile

  /// Where the text begins, after a byte order mark.
  let contentStart: Int

  /// The byte offset of each 64th character.
  private let checkpoints: [Int]
  private static let stride = 64

  /// The largest file that is read.
  static let maximumBytes = 4 << 20

  /// Checks `file`; where its text is not allowed, returns nil and reports the first place that is wrong.
  init?(checking file: SourceFile, into diagnostics: inout DiagnosticSet) {
    if let problem = Self.problem(in: file) {
      diagnostics.insert(problem)
      return nil
    }
    let start = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    self.file = file
    self.contentStart = start
    self.checkpoints = Self.checkpoints(of: file.bytes, from: start)
  }

  /// Returns the byte offset of character `index`, counted from `contentStart`; the file's end where it is past it.
  func offset(ofCharacter index: Int) -> Int {
    let checkpoint = index / Self.stride
    guard checkpoint < checkpoints.count else { return bytes.count }
    var offset = checkpoints[checkpoint]
    var left = index % Self.stride
    while left > 0, offset < bytes.count {
      offset += 1
      while offset < bytes.count, isContinuation(bytes[offset]) { offset += 1 }
      left -= 1
    }
    return offset
  }

  private static func checkpoints(of bytes: [UInt8], from start: Int) -> [Int] {
    var checkpoints: [Int] = []
    var count = 0
    for offset in start..<bytes.count where !isContinuation(bytes[offset]) {
      if count % stride == 0 { checkpoints.append(offset) }
      count += 1
    }
    return checkpoints
  }
}

// MARK: What is not allowed

extension YAMLText {
  /// Returns what is not allowed in any file of text.
  static func problem(in file: SourceFile) -> Diagnostic? {
    if file.bytes.count > maximumBytes {
      return .fileTooLarge(at: SourceSpan(file: file, start: 0, end: 0))
    }
    if file.bytes.starts(with: [0xFF, 0xFE]) || file.bytes.starts(with: [0xFE, 0xFF]) {
      return .utf16(at: SourceSpan(file: file, start: 0, end: 2))
    }
    return problemCharacter(in: file)
  }

  private static func problemCharacter(in file: SourceFile) -> Diagnostic? {
    let bytes = file.bytes
    var offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while offset < bytes.count {
      if bytes[offset] < 0x80 {
        guard isAllowed(ascii: bytes[offset], at: offset, in: bytes) else {
          return .controlCharacter(UInt32(bytes[offset]), at: SourceSpan(file: file, start: offset, end: offset + 1))
        }
        offset += 1
        continue
      }
      guard let scalar = scalar(at: offset, in: bytes) else {
        return .invalidUTF8(bytes[offset], at: SourceSpan(file: file, start: offset, end: offset + 1))
      }
      let end = offset + UTF8.width(scalar)
      if !isAllowed(scalar) {
        return .controlCharacter(scalar.value, at: SourceSpan(file: file, start: offset, end: end))
      }
      offset = end
    }
    return nil
  }

  /// Returns the character that is not ASCII at `offset`, if the bytes there are one.
  private static func scalar(at offset: Int, in bytes: [UInt8]) -> Unicode.Scalar? {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes[offset..<min(offset + 4, bytes.count)].makeIterator()
    guard case .valid(let encoded) = parser.parseScalar(from: &iterator) else { return nil }
    return Unicode.UTF8.decode(encoded)
  }

  /// A carriage return alone ends a line for YAML and for nobody else.
  private static func isAllowed(ascii byte: UInt8, at offset: Int, in bytes: [UInt8]) -> Bool {
    switch byte {
    case UInt8(ascii: "\t"), UInt8(ascii: "\n"): true
    case UInt8(ascii: "\r"): offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "\n")
    default: byte >= 0x20 && byte != 0x7F
    }
  }

  /// Control characters, the line ends that only YAML knows, marks that nobody sees, and what is no character.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x80...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}

// MARK: Bytes and lines

extension YAMLText {
  var bytes: [UInt8] { file.bytes }

  /// Returns the byte at `offset`; 0, which no text holds, outside the file.
  func byte(at offset: Int) -> UInt8 {
    bytes.indices.contains(offset) ? bytes[offset] : 0
  }

  func span(_ range: Range<Int>) -> SourceSpan {
    SourceSpan(file: file, start: range.lowerBound, end: range.upperBound)
  }

  func string(_ range: Range<Int>) -> String {
    file.text(from: range.lowerBound, to: range.upperBound)
  }

  /// Returns the line that holds `offset`, without its line end and a byte order mark.
  func line(at offset: Int) -> Range<Int> {
    let index = file.lineIndex(at: offset)
    let start = max(file.lineStart(index), contentStart)
    var end = index + 1 < file.lineCount ? file.lineStart(index + 1) - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }

  func isSameLine(_ a: Int, _ b: Int) -> Bool { file.lineIndex(at: a) == file.lineIndex(at: b) }

  /// Returns `range` without the blanks and line ends around it.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, isBlank(bytes[start]) || isBreak(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) || isBreak(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// Returns from `start` to the end of its line, without a comment and trailing blanks.
  func restOfLine(from start: Int) -> Range<Int> {
    let line = line(at: start)
    var end = start
    while end < line.upperBound {
      if bytes[end] == UInt8(ascii: "#"), end > line.lowerBound, isBlank(bytes[end - 1]) { break }
      end += 1
    }
    return trimmed(start..<max(start, end))
  }

  /// Returns from `start` to the next blank, comma or closing bracket: at least one character unless the file ends,
  /// and no more than a message can quote.
  func word(at start: Int) -> Range<Int> {
    var end = character(at: start).upperBound
    while end < bytes.count, end - start < 80, !isBlank(bytes[end]), !isBreak(bytes[end]),
      !",]}".utf8.contains(bytes[end])
    {
      end = character(at: end).upperBound
    }
    return start..<end
  }

  /// Returns the character at `offset`; empty at the end of the file.
  func character(at offset: Int) -> Range<Int> {
    guard offset < bytes.count else { return bytes.count..<bytes.count }
    var end = offset + 1
    while end < bytes.count, isContinuation(bytes[end]) { end += 1 }
    return offset..<end
  }
}

func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
func isBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
