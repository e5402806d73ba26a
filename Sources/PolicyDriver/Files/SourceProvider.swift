package import PolicyDiagnostics

/// Where policies come from: files at the rim, a dictionary in a test.
///
/// Paths are relative to where the command was run, or absolute, with `/` between their parts.
package protocol SourceProvider: AnyObject {
  /// Returns the file at `path`, or nil where there is none that can be read.
  func source(at path: String) -> SourceFile?

  /// Returns the paths of the YAML files in `folder` and in the folders below it, in order.
  func yamlFiles(below folder: String) -> [String]
}
