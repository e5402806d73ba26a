import Glibc
import PolicyRecords
import Synchronization

/// Standard output or standard error.
enum StandardStream: Int32 {
  case output = 1
  case error = 2

  /// Whether a person reads it.
  var isTerminal: Bool { isatty(rawValue) != 0 }

  /// The width of the terminal in cells; nil where it is none.
  var width: Int? {
    var size = winsize()
    guard unsafe ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return nil }
    return Int(size.ws_col)
  }

  /// Writes all of `bytes`, or as much as the reader takes.
  func write(_ bytes: [UInt8]) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(rawValue, buffer.baseAddress! + written, buffer.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        // Who closes a pipe, as `head` does, has seen enough.
        if self == .output, errno != EPIPE { Self.lost.store(errno, ordering: .relaxed) }
        return
      }
      written += count
    }
  }

  private static let lost = Atomic<Int32>(0)

  /// Why some of the output could not be written; nil where all of it was.
  static var outputError: FileError? {
    let number = lost.load(ordering: .relaxed)
    return number == 0 ? nil : FileError(.write, "-", number: number)
  }
}

/// The variables that the program was started with, and the machine that it runs on.
enum Environment {
  /// How many threads can work at once.
  static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  static func value(of name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }
}
