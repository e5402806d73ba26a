import Glibc

/// A file that appears whole or not at all, or standard output.
///
/// The bytes go to a temporary file in the same folder, which takes the file's name in `commit`. Without that call the
/// temporary file goes with its last owner, and a signal that ends the program removes it, too.
package final class OutputFile {
  package let path: String
  private var descriptor: Int32
  private var temporary: TemporaryFile?
  private let replacesInput: Bool

  /// Opens `path` for writing, or standard output for `-`.
  ///
  /// With `replacesInput` the file may be one that was read, whose new text this is.
  package init(path: String, replacesInput: Bool = false) throws(FileError) {
    self.path = path
    self.replacesInput = replacesInput
    guard path != "-" else {
      descriptor = STDOUT_FILENO
      return
    }
    guard !FileSystem.isFolder(path) else { throw FileError(.create, path, number: EISDIR) }
    if FileSystem.isSpecial(path) {
      // A device or a pipe, such as /dev/null, has no place beside it and is never replaced.
      descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
      if descriptor < 0 { throw FileError(.create, path) }
      return
    }
    if !replacesInput { try FileClaims.check(path) }
    let file = try TemporaryFile(beside: path)
    descriptor = file.descriptor
    temporary = file
  }

  deinit {
    if temporary == nil, descriptor > STDERR_FILENO { close(descriptor) }
    temporary?.remove()
  }

  package func write(_ bytes: [UInt8]) throws(FileError) {
    try FileSystem.write(bytes[...], to: descriptor, of: path)
  }

  /// Gives the file its name; nothing may be written after that.
  package func commit() throws(FileError) {
    guard let file = temporary else { return }
    // What was read or written since the file was opened counts, too.
    if !replacesInput { try FileClaims.check(path) }
    temporary = nil
    descriptor = -1
    try file.rename(to: path)
    FileClaims.noteWritten(path)
  }
}

extension OutputFile {
  /// Writes a whole file at once.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let file = try OutputFile(path: path)
    try file.write(bytes)
    try file.commit()
  }
}

extension FileSystem {
  /// Writes all of `bytes` to an open file; `path` is what a failure names.
  static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32, of path: String) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress! + written, buffer.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FileError(.write, path) }
      written += count
    }
  }

  /// Whether there is something at `path` that is no regular file.
  package static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }
}

/// A file under a name of its own, known to the signal handler while it is there.
private struct TemporaryFile {
  let path: String
  let descriptor: Int32
  private let slot: Int?

  /// Creates a file in the folder of `target`, with the rights that the target has or a new file gets.
  init(beside target: String) throws(FileError) {
    var attempt = 0
    var name: String
    var opened: Int32
    repeat {
      name = "\(target).\(getpid()).\(attempt).tmp"
      opened = unsafe open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      attempt += 1
    } while opened < 0 && errno == EEXIST && attempt < 100
    if opened < 0 { throw FileError(.create, target) }
    var status = stat()
    if unsafe stat(target, &status) == 0 { fchmod(opened, status.st_mode & 0o7777) }
    path = name
    descriptor = opened
    slot = unsafe SignalCleanup.add(name)
  }

  func remove() {
    close(descriptor)
    unsafe unlink(path)
    unsafe SignalCleanup.remove(slot)
  }

  func rename(to target: String) throws(FileError) {
    defer { unsafe SignalCleanup.remove(slot) }
    // A full disk may show itself only here, on file systems that write late.
    if close(descriptor) != 0 { throw failure(.write, target) }
    if unsafe Glibc.rename(path, target) != 0 { throw failure(.rename, target) }
  }

  private func failure(_ operation: FileError.Operation, _ target: String) -> FileError {
    let error = FileError(operation, target)
    unsafe unlink(path)
    return error
  }
}

/// Removes temporary files when a signal ends the program.
///
/// A handler may do next to nothing, so the paths lie ready as C strings in a table of fixed size; a program writes two
/// or three files at a time, and one that finds the table full is merely not cleaned up after a signal.
@unsafe private enum SignalCleanup {
  private static let capacity = 16

  /// Made before the handler is installed, so that the handler never initializes it.
  nonisolated(unsafe) private static let paths: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = {
    let table = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: capacity)
    unsafe table.initialize(repeating: nil, count: capacity)
    return unsafe table
  }()

  private static let installed: Bool = {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      unsafe action.__sigaction_handler.sa_handler = { number in
        for slot in 0..<16 {
          if let path = unsafe SignalCleanup.paths[slot] { unsafe unlink(path) }
        }
        // The flag restores the default action, which now ends the program with the status of the signal.
        raise(number)
      }
      action.sa_flags = Int32(truncatingIfNeeded: Int(SA_RESETHAND)) | SA_NODEFER
      var old = sigaction()
      unsafe sigaction(number, nil, &old)
      // Who started the program with the signal ignored, as `nohup` does, wants it ignored.
      if unsafe unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == 1 { continue }
      unsafe sigaction(number, &action, nil)
    }
    return true
  }()

  /// Notes `path`; returns its slot, if there is one free.
  static func add(_ path: String) -> Int? {
    for slot in unsafe 0..<capacity {
      if unsafe paths[slot] != nil { continue }
      unsafe paths[slot] = unsafe strdup(path)
      _ = unsafe installed
      return slot
    }
    return nil
  }

  static func remove(_ slot: Int?) {
    guard let slot else { return }
    let path = unsafe paths[slot]
    unsafe paths[slot] = nil
    unsafe free(path)
  }
}
