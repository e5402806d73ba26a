import CNettle

/// The digest of bytes that come piece by piece, by SHA-256 (FIPS 180-4).
package struct SHA256: Sendable {
  private var context = sha256_ctx()

  package init() {
    unsafe assay_sha256_begin(&context)
  }

  package mutating func update(_ bytes: borrowing Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      unsafe assay_sha256_update(&context, buffer.count, start)
    }
  }

  package mutating func update(_ bytes: [UInt8]) {
    update(bytes.span)
  }

  package mutating func update(_ bytes: ArraySlice<UInt8>) {
    update(bytes.span)
  }

  /// The digest of all that came so far; more may come.
  package var digest: Digest {
    // The copy is used up, and the original goes on.
    var copy = context
    var bytes = [UInt8](repeating: 0, count: 32)
    unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      unsafe assay_sha256_finish(&copy, start)
    }
    return Digest(bytes)
  }

  /// Returns the digest of `bytes`.
  package static func digest(of bytes: [UInt8]) -> Digest {
    var hash = SHA256()
    hash.update(bytes)
    return hash.digest
  }
}
