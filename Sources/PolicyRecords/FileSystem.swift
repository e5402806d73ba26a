import Glibc

// The few system calls that the project needs, with errors that name the file. Nothing else touches the C library's
// files.

/// A file that is open for reading; it closes with its last owner.
package final class InputFile: Sendable {
  package let path: String
  private let descriptor: Int32

  /// Opens `path`, or standard input for `-`.
  package init(path: String) throws(FileError) {
    self.path = path
    descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw FileError(.open, path) }
    if isFolder {
      // The initializer is complete, so that `deinit` closes the descriptor.
      throw FileError(.read, path, number: EISDIR)
    }
    FileClaims.noteRead(status)
  }

  deinit {
    if descriptor > STDERR_FILENO { close(descriptor) }
  }

  /// The number of bytes, for a regular file.
  package var size: Int? {
    guard let status, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  private var isFolder: Bool { status.map { $0.st_mode & S_IFMT == S_IFDIR } ?? false }

  private var status: stat? {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? status : nil
  }

  /// Reads into `bytes` from `start` on, as much as there is room for; returns fewer bytes than that only at the end.
  func read(into bytes: inout [UInt8], from start: Int) throws(FileError) -> Int {
    let room = bytes.count
    var filled = start
    while filled < room {
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, buffer.baseAddress! + filled, room - filled)
      }
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(.read, path)
      }
      filled += count
    }
    return filled - start
  }

  /// Reads up to `size` bytes in all, of which the first are `start`; fewer only at the end.
  func readBytes(_ size: Int, behind start: [UInt8]) throws(FileError) -> [UInt8] {
    var number: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      unsafe adviseLargePages(UnsafeMutableRawPointer(buffer.baseAddress!), size)
      filled = unsafe buffer.initialize(fromContentsOf: start)
      while filled < size {
        let count = unsafe Glibc.read(descriptor, buffer.baseAddress! + filled, size - filled)
        if count == 0 { break }
        if count < 0 {
          if errno == EINTR { continue }
          number = errno
          break
        }
        filled += count
      }
    }
    if number != 0 { throw FileError(.read, path, number: number) }
    return bytes
  }

  /// Reads again what was read before from a regular file; fewer bytes only where the file ends or cannot be read.
  func readBytes(at offset: Int, count size: Int) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      while filled < size {
        let count = unsafe pread(descriptor, buffer.baseAddress! + filled, size - filled, off_t(offset + filled))
        if count == 0 || (count < 0 && errno != EINTR) { break }
        filled += max(count, 0)
      }
    }
  }

  /// Reads everything.
  package func readAll() throws(FileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(size ?? 0, 0) + 1)
    var filled = 0
    while true {
      let count = try read(into: &bytes, from: filled)
      filled += count
      if filled < bytes.count { break }
      // The file is longer than it said, or has no size; doubling keeps the copying linear.
      bytes.append(contentsOf: repeatElement(0, count: bytes.count))
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }
}

/// Facts about paths.
package enum FileSystem {
  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The number of bytes of a regular file.
  static func size(_ path: String) -> Int? {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// How many bytes of memory this machine, or the container that the program runs in, can still give; nil where that
  /// cannot be told.
  static var availableMemory: Int? {
    let free = number(after: "MemAvailable:", in: "/proc/meminfo").map { $0 << 10 }
    // A limit that is not set is written as a word. What is used counts without the files that can be forgotten.
    let folder = "/sys/fs/cgroup/"
    guard let limit = number(after: "", in: folder + "memory.max"),
      let used = number(after: "", in: folder + "memory.current")
    else { return free }
    let own = limit - used + (number(after: "inactive_file", in: folder + "memory.stat") ?? 0)
    return min(own, free ?? own)
  }

  /// The number that follows a word in a small text file.
  private static func number(after word: String, in path: String) -> Int? {
    guard let file = try? InputFile(path: path), let bytes = try? file.readAll() else { return nil }
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.starts(with: word.utf8) {
      let digits = line.dropFirst(word.utf8.count).drop { $0 == UInt8(ascii: " ") }
      return Int(String(decoding: digits.prefix { 0x30...0x39 ~= $0 }, as: UTF8.self))
    }
    return nil
  }

  package static func exists(_ path: String) -> Bool {
    unsafe access(path, F_OK) == 0
  }

  /// Lets a write to a closed pipe fail as any other write does, instead of ending the program.
  package static func ignoreBrokenPipes() {
    _ = signal(SIGPIPE, SIG_IGN)
  }
}
