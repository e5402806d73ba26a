import Glibc
import PolicyDiagnostics
import PolicyDriver
import PolicyRecords

/// Writes the files that let a code host and a working copy run `assay ci`.
struct WorkflowInstallation {
  let console: Console

  /// Writes those of the files that are not there yet; an empty `assay.yaml` only marks a root and is written, too.
  func write() throws -> ExitStatus {
    for file in WorkflowFiles.all {
      guard try !isKept(file.path) else {
        console.say(LocalizedText("\(file.path) is kept", "保留 \(file.path)"))
        continue
      }
      makeFolders(above: SourcePath(file.path))
      let output = try OutputFile(path: file.path, replacesInput: true)
      try output.write(Array(file.text.utf8))
      try output.commit()
      if file.isExecutable { _ = unsafe chmod(file.path, 0o755) }
      Console.writeOutput(file.path + "\n")
    }
    console.say(
      LocalizedText(
        "now: git config core.hooksPath .githooks && assay ci", "接着：git config core.hooksPath .githooks && assay ci"))
    return .clean
  }

  private func isKept(_ path: String) throws -> Bool {
    guard FileSystem.exists(path) else { return false }
    return try !InputFile(path: path).readAll().isEmpty
  }

  /// A folder that cannot be made shows when the file is written.
  private func makeFolders(above path: SourcePath) {
    for folder in path.folder.selfAndAncestors.reversed() where !FileSystem.exists(folder.text) {
      _ = unsafe mkdir(folder.text, 0o777)
    }
  }
}
