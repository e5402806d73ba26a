import PolicyDiagnostics
import PolicySemantics
import PolicySyntax
import PolicyTypes

/// The policies whose results another one reads.
extension PolicyLibrary {
  /// Returns what those policies publish, by the names that `policy` gives them; of several versions that which is in
  /// force last.
  func published(by policy: Document, into diagnostics: inout DiagnosticSet) -> [String: PublishedPolicy] {
    var published: [String: PublishedPolicy] = [:]
    for entry in policy.form[.resultsOf]?.named ?? [] {
      guard let name = entry.piece.scalar else { continue }
      let paths = parentPaths(named: name, from: SourcePath(name.span.file.path), into: &diagnostics)
      if let circle = paths.lazy.compactMap({ self.circle(backTo: $0) }).first {
        diagnostics.insert(.resultsInACircle(circle, at: name.span))
        continue
      }
      let compilations = paths.flatMap { self.compilations(at: $0) }
      guard let last = compilations.max(by: { $0.edition.dates.last < $1.edition.dates.last }) else { continue }
      if let policy = last.policy {
        published[entry.name.text] = PublishedPolicy(policy.typed)
      } else {
        diagnostics.insert(.publishedPolicyIsBroken(name))
      }
    }
    return published
  }
}
