package import PolicyDigest

extension FileStamp {
  /// Makes the stamp of a file on disk, piece by piece.
  package init(readingFrom path: String, named name: String) throws(FileError) {
    let file = try InputFile(path: path)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var stamper = FileStamper()
    while true {
      let count = try file.read(into: &buffer, from: 0)
      stamper.add(buffer.span.extracting(0..<count))
      if count < buffer.count { break }
    }
    self = stamper.stamp(named: name)
  }
}

extension InputFile {
  /// Reads the first bytes, at most `count` of them.
  package func prefix(_ count: Int) throws(FileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let found = try read(into: &bytes, from: 0)
    return Array(bytes[..<found])
  }
}
