package import PolicyDiagnostics

/// Policy files in which some places read otherwise.
package final class EditedSources: SourceProvider {
  private let base: any SourceProvider
  private let edits: [(span: SourceSpan, text: String)]

  /// Makes sources in which each place holds the text beside it; the places do not overlap.
  package init(_ base: any SourceProvider, _ edits: [(span: SourceSpan, text: String)]) {
    self.base = base
    self.edits = edits.sorted { $0.span.start < $1.span.start }
  }

  package func source(at path: String) -> SourceFile? {
    guard let file = base.source(at: path) else { return nil }
    let edits = edits.filter { $0.span.file.path == file.path }
    guard !edits.isEmpty else { return file }
    var bytes: [UInt8] = []
    var offset = 0
    for edit in edits where edit.span.start >= offset {
      bytes += file.bytes[offset..<edit.span.start]
      bytes += Array(edit.text.utf8)
      offset = edit.span.end
    }
    return SourceFile(path: file.path, bytes: bytes + file.bytes[offset...])
  }

  package func yamlFiles(below folder: String) -> [String] { base.yamlFiles(below: folder) }
}
