package import PolicyTypes

/// Writes JSON as UTF-8, piece by piece, in exactly the order in which it is told.
///
/// The caller keeps the pieces in a sensible order: inside an object each value follows its key, and what begins ends.
package struct JSONWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  /// Whether each member and element stands on its own line, indented by two spaces.
  package let isPretty: Bool

  private var depth = 0
  /// Whether the next piece is the first of its object or array.
  private var isFirst = true
  /// Whether a key was written that waits for its value.
  private var isAfterKey = false

  package init(isPretty: Bool = false) {
    self.isPretty = isPretty
  }

  // MARK: Structure

  /// Writes an object whose members `body` writes.
  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    nest(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  /// Writes an array whose elements `body` writes.
  package mutating func array(_ body: (inout JSONWriter) -> Void) {
    nest(UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  /// Writes an array with an element for each of `elements`.
  package mutating func array<Element>(_ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void)
  {
    array { writer in
      for element in elements { body(&writer, element) }
    }
  }

  /// Writes the name of a member, whose value comes next.
  package mutating func key(_ name: String) {
    beginPiece()
    appendQuoted(name)
    bytes.append(UInt8(ascii: ":"))
    if isPretty { bytes.append(UInt8(ascii: " ")) }
    isAfterKey = true
  }

  /// Ends a text of several values, such as a line of JSON Lines, and makes the writer ready for the next one.
  package mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    isFirst = true
  }

  /// Forgets what was written and keeps the room, so that one writer serves many lines.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    isFirst = true
  }

  // MARK: Values

  /// Writes a text, escaped as JSON asks for and no further.
  package mutating func string(_ text: String) {
    beginPiece()
    appendQuoted(text)
  }

  /// Writes a text, or null.
  package mutating func string(_ text: String?) {
    if let text { string(text) } else { null() }
  }

  /// Writes a number exactly, without trailing zeros after the point.
  package mutating func number(_ value: Decimal128) {
    beginPiece()
    value.normalized.appendText(to: &bytes)
  }

  /// Writes a whole number.
  package mutating func integer(_ value: Int) {
    beginPiece()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Writes `true` or `false`.
  package mutating func boolean(_ value: Bool) {
    beginPiece()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Writes `null`.
  package mutating func null() {
    beginPiece()
    bytes.append(contentsOf: "null".utf8)
  }

  /// Writes a value of a policy: a number exactly, a date as `2022-07-27`, a duration as a policy writes it, what is
  /// absent as null.
  package mutating func value(_ value: Value) {
    switch value {
    case .absent: null()
    case .boolean(let value): boolean(value)
    case .number(let value): number(value)
    case .text, .date, .duration, .label: string(value.description)
    }
  }

  // MARK: Helpers

  private mutating func nest(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
    beginPiece()
    bytes.append(open)
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    if !isFirst { startLine() }
    bytes.append(close)
    isFirst = false
  }

  private mutating func beginPiece() {
    if isAfterKey {
      isAfterKey = false
      return
    }
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    if depth > 0 { startLine() }
    isFirst = false
  }

  private mutating func startLine() {
    guard isPretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  private mutating func appendQuoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 { appendEscaped(byte) }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0x20...: bytes.append(byte)
    case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
    case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
    case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
    default: bytes.append(contentsOf: "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8)
    }
  }
}

// MARK: Members

extension JSONWriter {
  /// Writes a member with a text, or null.
  package mutating func member(_ name: String, _ text: String?) {
    key(name)
    string(text)
  }

  /// Writes a member with a whole number.
  package mutating func member(_ name: String, _ value: Int) {
    key(name)
    integer(value)
  }

  /// Writes a member with `true` or `false`.
  package mutating func member(_ name: String, _ value: Bool) {
    key(name)
    boolean(value)
  }

  /// Writes a member with a number, exactly, or null.
  package mutating func member(_ name: String, _ value: Decimal128?) {
    key(name)
    if let value { number(value) } else { null() }
  }
}
