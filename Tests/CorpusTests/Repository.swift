import Foundation
import PolicyDiagnostics
import PolicyDriver

/// The folder of the package, whose files the tests read.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Returns the bytes of the file at `path`, which counts from the package.
  static func bytes(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: root + "/" + path).map { [UInt8]($0) }
  }

  static func text(_ path: String) -> String? {
    bytes(path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Returns the paths of the files in `folder` and below whose names end with `suffix`, in order.
  static func files(below folder: String, suffix: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: root + "/" + folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(suffix) }.sorted().map { folder + "/" + $0 }
  }
}

/// The policy files of one folder of the package; paths count from that folder.
final class FolderSources: SourceProvider {
  private let folder: String

  init(_ folder: String) {
    self.folder = folder
  }

  func source(at path: String) -> SourceFile? {
    Repository.bytes(folder + "/" + path).map { SourceFile(path: path, bytes: $0) }
  }

  func yamlFiles(below subfolder: String) -> [String] {
    let all = Repository.files(below: folder, suffix: ".yaml").map { String($0.dropFirst(folder.count + 1)) }
    return subfolder == "." ? all : all.filter { $0.hasPrefix(subfolder + "/") }
  }
}
