import Glibc
import Synchronization

/// Which files this program has read and written, so that no output takes the place of an input or of another output:
/// a population that its own results replaced is lost.
package enum FileClaims {
  private struct Identity: Hashable {
    let device: UInt
    let inode: UInt

    /// A pipe or a device may be read and written as often as one likes.
    init?(_ status: stat) {
      guard status.st_mode & S_IFMT == S_IFREG else { return nil }
      device = UInt(status.st_dev)
      inode = UInt(status.st_ino)
    }
  }

  private struct Claims {
    var isOn = false
    var read: Set<Identity> = []
    var written: Set<Identity> = []
  }

  private static let claims = Mutex(Claims())

  /// Begins to watch; a program that uses the library for several works at once decides itself what it overwrites.
  package static func begin() { claims.withLock { $0.isOn = true } }

  static func noteRead(_ status: stat?) {
    guard let identity = status.flatMap(Identity.init) else { return }
    claims.withLock { if $0.isOn { $0.read.insert(identity) } }
  }

  static func noteWritten(_ path: String) {
    guard let identity = identity(of: path) else { return }
    claims.withLock { if $0.isOn { $0.written.insert(identity) } }
  }

  /// Refuses a file that was read or written already.
  static func check(_ path: String) throws(FileError) {
    guard let identity = identity(of: path) else { return }
    let (isRead, isWritten) = claims.withLock { ($0.read.contains(identity), $0.written.contains(identity)) }
    if isRead { throw FileError(.replaceInput, path, number: 0) }
    if isWritten { throw FileError(.replaceOutput, path, number: 0) }
  }

  private static func identity(of path: String) -> Identity? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? Identity(status) : nil
  }
}
