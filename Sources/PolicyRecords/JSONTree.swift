package import PolicyDiagnostics

/// A JSON value as a tree, for texts that are small and whole: the bindings of an expression, one request.
///
/// The scanner of records (`CSimdJSON`) reads the fields that it was told of and no others, in bulk; it has no use
/// where any shape may come. Numbers keep their digits.
package indirect enum JSONTree: Hashable, Sendable {
  case null
  case boolean(Bool)
  /// A number as it was written.
  case number(String)
  case string(String)
  case array([JSONTree])
  case object([Member])

  package struct Member: Hashable, Sendable {
    package let name: String
    package let value: JSONTree
  }

  /// Reads exactly one value (RFC 8259); names in an object differ, and nesting is at most 200 deep.
  package init(bytes: [UInt8]) throws(JSONTreeError) {
    var reader = JSONTreeReader(bytes)
    self = try reader.readWhole()
  }

  /// The member `name` of an object; nil where there is none.
  package subscript(name: String) -> JSONTree? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  package var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  package var array: [JSONTree]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  package var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }
}

/// Where a text is not JSON, counted in bytes, and why.
package struct JSONTreeError: Error {
  package let offset: Int
  package let reason: LocalizedText
}

private struct JSONTreeReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func readWhole() throws(JSONTreeError) -> JSONTree {
    let value = try readValue(depth: 0)
    skipBlanks()
    guard position == bytes.count else { throw unexpected }
    return value
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private var unexpected: JSONTreeError {
    JSONTreeError(
      offset: position,
      reason: next == nil
        ? LocalizedText("the text ends too early", "文本不完整") : LocalizedText("this is not JSON", "不是 JSON"))
  }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
  }

  private mutating func accept(_ sign: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next == UInt8(ascii: sign) else { return false }
    position += 1
    return true
  }

  private mutating func readValue(depth: Int) throws(JSONTreeError) -> JSONTree {
    guard depth <= 200 else {
      throw JSONTreeError(offset: position, reason: LocalizedText("nested too deep", "嵌套过深"))
    }
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return try readObject(depth)
    case UInt8(ascii: "["): return try readArray(depth)
    case UInt8(ascii: "\""): return .string(try readString())
    case UInt8(ascii: "t"): return try readWord("true", .boolean(true))
    case UInt8(ascii: "f"): return try readWord("false", .boolean(false))
    case UInt8(ascii: "n"): return try readWord("null", .null)
    default: return try readNumber()
    }
  }

  private mutating func readWord(_ word: String, _ value: JSONTree) throws(JSONTreeError) -> JSONTree {
    guard bytes[position...].starts(with: word.utf8) else { throw unexpected }
    position += word.utf8.count
    return value
  }

  private mutating func readObject(_ depth: Int) throws(JSONTreeError) -> JSONTree {
    position += 1
    var members: [JSONTree.Member] = []
    var names: Set<String> = []
    if accept("}") { return .object([]) }
    repeat {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw unexpected }
      let start = position
      let name = try readString()
      guard names.insert(name).inserted else {
        throw JSONTreeError(offset: start, reason: LocalizedText("`\(name)` stands twice", "`\(name)` 重复"))
      }
      guard accept(":") else { throw unexpected }
      members.append(JSONTree.Member(name: name, value: try readValue(depth: depth + 1)))
    } while accept(",")
    guard accept("}") else { throw unexpected }
    return .object(members)
  }

  private mutating func readArray(_ depth: Int) throws(JSONTreeError) -> JSONTree {
    position += 1
    var elements: [JSONTree] = []
    if accept("]") { return .array([]) }
    repeat { elements.append(try readValue(depth: depth + 1)) } while accept(",")
    guard accept("]") else { throw unexpected }
    return .array(elements)
  }

  // MARK: Numbers

  private mutating func readNumber() throws(JSONTreeError) -> JSONTree {
    let start = position
    if next == UInt8(ascii: "-") { position += 1 }
    let first = next
    let wholeDigits = readDigits()
    guard wholeDigits > 0, wholeDigits == 1 || first != UInt8(ascii: "0") else { throw unexpected }
    if next == UInt8(ascii: ".") {
      position += 1
      guard readDigits() > 0 else { throw unexpected }
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      guard readDigits() > 0 else { throw unexpected }
    }
    return .number(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func readDigits() -> Int {
    let start = position
    while let byte = next, 0x30...0x39 ~= byte { position += 1 }
    return position - start
  }

  // MARK: Strings

  private mutating func readString() throws(JSONTreeError) -> String {
    position += 1
    var content: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw unexpected }
      position += 1
      if byte == UInt8(ascii: "\\") {
        content.append(contentsOf: Array(String(try readEscape()).utf8))
      } else {
        content.append(byte)
      }
    }
    guard next != nil, let text = String(validating: content, as: UTF8.self) else { throw unexpected }
    position += 1
    return text
  }

  private mutating func readEscape() throws(JSONTreeError) -> Unicode.Scalar {
    guard let letter = next else { throw unexpected }
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"): return try readCodePoint()
    default: throw unexpected
    }
  }

  private mutating func readCodePoint() throws(JSONTreeError) -> Unicode.Scalar {
    let first = try readHexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    // Half of a pair, whose other half follows.
    guard 0xD800...0xDBFF ~= first, bytes[position...].starts(with: [0x5C, 0x75]) else { throw unexpected }
    position += 2
    let second = try readHexadecimal()
    guard 0xDC00...0xDFFF ~= second,
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw unexpected }
    return scalar
  }

  private mutating func readHexadecimal() throws(JSONTreeError) -> UInt32 {
    guard position + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw unexpected }
    position += 4
    return value
  }
}
