import Glibc
import PolicyDiagnostics
import PolicyDriver

/// The folder from which the files of a policy are cited: that of the nearest `assay.yaml`, or else the policy's own.
struct PackageRoot {
  let path: SourcePath
  private let workingFolder = SourcePath(Folder.working)

  init(of policy: CompiledPolicy, in library: PolicyLibrary) {
    let folder = SourcePath(policy.files[0].file.path).folder
    path = workingFolder.appending((library.markedRoot(of: folder) ?? folder).text)
  }

  /// Has files cited by their paths from the root, wherever the command is run.
  func cite(_ files: [SourceFile]) {
    for file in files { file.cite(as: workingFolder.appending(file.path).relative(to: path)) }
  }
}

extension Folder {
  /// The folder in which the command is run; the root where the system does not tell.
  static var working: String {
    guard let path = unsafe getcwd(nil, 0) else { return "/" }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }
}
