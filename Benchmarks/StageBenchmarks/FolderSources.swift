import PolicyDiagnostics
import PolicyDriver
import PolicyRecords

/// The files of a folder of policies, each read once.
final class FolderSources: SourceProvider {
  private let folder: String
  private var files: [String: SourceFile] = [:]

  init(_ folder: String) {
    self.folder = folder
  }

  func source(at path: String) -> SourceFile? {
    if let known = files[path] { return known }
    guard let bytes = try? InputFile(path: folder + "/" + path).readAll() else { return nil }
    let file = SourceFile(path: path, bytes: bytes)
    files[path] = file
    return file
  }

  func yamlFiles(below folder: String) -> [String] { [] }
}
