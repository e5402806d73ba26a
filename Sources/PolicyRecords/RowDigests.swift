import PolicyDigest
package import PolicyReport

/// The digests that rows of results carry: of what the policy reads of the subject, and of the row itself.
///
/// The digest of a row is that of its bytes as they are written, without its last column: a row of CSV without the last
/// comma and what follows, an object of JSON without its last member. So it can be checked without this program.
package struct RowDigests: Sendable {
  let input: CanonicalInput
  private let isMasking: Bool

  package init(_ input: CanonicalInput, isMasking: Bool) {
    self.input = input
    self.isMasking = isMasking
  }

  /// Appends its own digest to a row that is whole but for it.
  func seal(_ row: inout [UInt8], _ format: ResultFormat) {
    // What is masked later must be masked before the digest is taken.
    if isMasking { Masking.apply(to: &row) }
    let digest = SHA256.digest(of: row).ascii
    switch format {
    case .jsonLines:
      row.removeLast()
      row += Self.member
      row += digest
      row += [UInt8(ascii: "\""), UInt8(ascii: "}")]
    case .csv:
      row.append(UInt8(ascii: ","))
      row += digest
    }
  }

  /// What stands before the digest in JSON.
  private static let member = Array(",\"row digest\":\"".utf8)

  /// Returns whether the digest at the end of a row is that of the row; nil where there is none.
  package static func isIntact(_ row: [UInt8], _ format: ResultFormat) -> Bool? {
    let tail = format == .csv ? 0 : 2
    let length = 64 + tail + (format == .csv ? 1 : member.count)
    guard row.count > length,
      let digest = Digest(String(decoding: row[(row.count - 64 - tail)..<(row.count - tail)], as: UTF8.self))
    else { return nil }
    let before = row[..<(row.count - length)]
    switch format {
    case .csv: return SHA256.digest(of: Array(before)) == digest
    case .jsonLines:
      guard row[(row.count - length)...].starts(with: member) else { return nil }
      return SHA256.digest(of: before + [UInt8(ascii: "}")]) == digest
    }
  }
}
