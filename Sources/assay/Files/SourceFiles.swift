import Glibc
import PolicyDiagnostics
import PolicyDriver
import PolicyRecords

/// The policy files on disk.
final class SourceFiles: SourceProvider {
  func source(at path: String) -> SourceFile? {
    try? read(path)
  }

  func yamlFiles(below folder: String) -> [String] {
    let files = Folder.files(below: folder).filter { SourcePath($0).isYAML }
    // A policy is known by its path: `../shop/a.yaml` and, in the folder `shop`, `a.yaml` are the same file.
    return folder.hasPrefix("..") ? files.map { Folder.shortPath(of: $0) } : files
  }

  /// Returns the file at `path`, or says why it cannot be read.
  func read(_ path: String) throws(FileError) -> SourceFile {
    let file = try InputFile(path: path)
    // A size that nobody writes by hand: not worth the memory to say so.
    guard let size = file.size, size <= Self.maximumBytes else { throw FileError(.read, path, number: EFBIG) }
    return SourceFile(path: path, bytes: try file.readAll())
  }

  private static let maximumBytes = 64 << 20
}
