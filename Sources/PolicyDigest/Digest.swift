/// A SHA-256 digest (FIPS 180-4), written as 64 small hexadecimal digits.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// The digest's 32 bytes.
  package let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads 64 small hexadecimal digits; nil for anything else.
  package init?(_ text: String) {
    let digits = text.utf8.compactMap(Self.value)
    guard digits.count == 64, text.utf8.count == 64 else { return nil }
    bytes = (0..<32).map { digits[2 * $0] << 4 | digits[2 * $0 + 1] }
  }

  /// 32 bytes of zero: what comes before the first of a chain.
  package static let zero = Digest(Array(repeating: 0, count: 32))

  /// The digits as bytes of ASCII.
  package var ascii: [UInt8] { bytes.flatMap { [Self.digit($0 >> 4), Self.digit($0 & 0xF)] } }

  package var description: String { String(decoding: ascii, as: UTF8.self) }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
