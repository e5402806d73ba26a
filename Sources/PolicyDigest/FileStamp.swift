/// What a file held: how many bytes, and their digest.
package struct FileStamp: Hashable, Sendable {
  /// How the file is called: relative to what the context says, never with a folder of one machine.
  package var name: String
  package let byteCount: Int
  package let digest: Digest

  package init(name: String, byteCount: Int, digest: Digest) {
    self.name = name
    self.byteCount = byteCount
    self.digest = digest
  }

  /// Makes the stamp of bytes that are in memory.
  package init(name: String, bytes: [UInt8]) {
    self.init(name: name, byteCount: bytes.count, digest: SHA256.digest(of: bytes))
  }
}

/// Makes the stamp of a file that is read or written piece by piece.
package struct FileStamper: Sendable {
  private var hash = SHA256()
  private var byteCount = 0

  package init() {}

  package mutating func add(_ bytes: borrowing Span<UInt8>) {
    hash.update(bytes)
    byteCount += bytes.count
  }

  /// Returns the stamp of all that came so far.
  package func stamp(named name: String) -> FileStamp {
    FileStamp(name: name, byteCount: byteCount, digest: hash.digest)
  }
}
