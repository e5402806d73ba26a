import Glibc

/// A path for a file that is needed for a while; what is there goes with its last owner.
package final class ScratchFile {
  package let path: String

  /// Takes a path among the system's temporary files.
  package init() throws(FileError) {
    let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array((folder + "/assay-XXXXXX").utf8CString)
    let made = unsafe template.withUnsafeMutableBufferPointer { buffer -> String? in
      let descriptor = unsafe mkstemp(buffer.baseAddress!)
      guard descriptor >= 0 else { return nil }
      close(descriptor)
      return unsafe String(cString: buffer.baseAddress!)
    }
    guard let made else { throw FileError(.create, folder) }
    path = made
  }

  deinit { unsafe unlink(path) }
}
