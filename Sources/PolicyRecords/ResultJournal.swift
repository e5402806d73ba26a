import Glibc
package import PolicyDigest

/// A file to which runs append their results, each entry chained to the one before it by its hash.
///
/// A journal is locked while it is open, so that two runs append one after the other. What is appended lies in a file
/// without a name until `commit`, and goes to the journal in one piece then: a run that fails leaves nothing there. A
/// crash while the piece is written leaves entries without a receipt or half a line, on which no journal is continued.
package final class ResultJournal {
  package let path: String
  private let descriptor: Int32
  private let spool: Int32
  private let sizeBefore: Int
  private var number: Int
  private var hash: Digest
  private let firstNumber: Int

  /// The entries that were appended, and the hash of the last one.
  package struct Head: Hashable, Sendable {
    package let numbers: ClosedRange<Int>
    package let hash: Digest
  }

  /// Opens a journal, or begins one; waits for whoever has it open.
  ///
  /// Throws `JournalError` where what is there is no journal that can be continued.
  package init(path: String) throws {
    self.path = path
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError(.open, path) }
    guard flock(descriptor, LOCK_EX) == 0 else { throw Self.closing(descriptor, FileError(.open, path)) }
    let end = lseek(descriptor, 0, SEEK_END)
    guard end >= 0 else { throw Self.closing(descriptor, FileError(.read, path)) }
    do {
      let last = try Self.lastEntry(of: descriptor, size: Int(end), path)
      (number, hash) = (last?.number ?? 0, last?.hash ?? .zero)
    } catch {
      throw Self.closing(descriptor, error)
    }
    var template = Array((path + ".XXXXXX").utf8CString)
    let spool = unsafe template.withUnsafeMutableBufferPointer { buffer in
      let opened = unsafe mkstemp(buffer.baseAddress!)
      if opened >= 0 { unsafe unlink(buffer.baseAddress!) }
      return opened
    }
    guard spool >= 0 else { throw Self.closing(descriptor, FileError(.create, path)) }
    self.descriptor = descriptor
    self.spool = spool
    sizeBefore = Int(end)
    firstNumber = number + 1
  }

  deinit {
    close(spool)
    close(descriptor)
  }

  private static func closing(_ descriptor: Int32, _ error: any Error) -> any Error {
    close(descriptor)
    return error
  }

  // MARK: Appending

  /// Appends an entry, to be there after `commit`.
  package func append(_ kind: JournalEntry.Kind, _ content: [UInt8]) throws(FileError) {
    number += 1
    let entry = JournalEntry.line(number: number, previous: hash, kind, content)
    hash = entry.hash
    try FileSystem.write(entry.bytes[...], to: spool, of: path)
  }

  /// Appends rows of results as they are written, with their line ends.
  package func append(rows: [UInt8], _ format: ResultFormat) throws(FileError) {
    if !rows.isEmpty { try append(.rows, JournalEntry.array(of: rows, format)) }
  }

  /// Writes what was appended to the journal, and has the system keep it; returns where the journal ends now.
  package func commit() throws(FileError) -> Head {
    guard lseek(spool, 0, SEEK_SET) == 0, lseek(descriptor, off_t(sizeBefore), SEEK_SET) == off_t(sizeBefore) else {
      throw FileError(.write, path)
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    do {
      while true {
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(spool, $0.baseAddress!, $0.count) }
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else { throw FileError(.read, path) }
        if count == 0 { break }
        try FileSystem.write(buffer[..<count], to: descriptor, of: path)
      }
      guard fsync(descriptor) == 0 else { throw FileError(.write, path) }
    } catch {
      // Half of it would be worse than none; nobody else has the journal open.
      let failure = FileError(.write, path)
      ftruncate(descriptor, off_t(sizeBefore))
      throw failure
    }
    return Head(numbers: firstNumber...max(firstNumber, number), hash: hash)
  }

  // MARK: The end that is there

  /// Reads the last entry of a journal; nil where the file is empty.
  private static func lastEntry(of descriptor: Int32, size: Int, _ path: String) throws -> JournalEntry? {
    if size == 0 { return nil }
    var length = min(size, 1 << 16)
    while true {
      let tail = try readTail(of: descriptor, size: size, length, path)
      guard tail.last == UInt8(ascii: "\n") else { throw JournalError.unfinished(path) }
      let line = tail.dropLast()
      if let start = line.lastIndex(of: UInt8(ascii: "\n")) { return try entry(Array(line[(start + 1)...]), path) }
      if length == size { return try entry(Array(line), path) }
      length = min(size, length * 8)
    }
  }

  private static func entry(_ line: [UInt8], _ path: String) throws -> JournalEntry {
    guard let entry = JournalEntry(line), entry.isIntact else { throw JournalError.notAJournal(path) }
    // Rows are closed by a receipt.
    if entry.kind == .rows { throw JournalError.unfinished(path) }
    return entry
  }

  private static func readTail(
    of descriptor: Int32, size: Int, _ length: Int, _ path: String
  ) throws(FileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: length)
    var filled = 0
    while filled < length {
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe pread(
          descriptor, buffer.baseAddress! + filled, length - filled, off_t(size - length + filled))
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw FileError(.read, path) }
      filled += count
    }
    return bytes
  }
}
