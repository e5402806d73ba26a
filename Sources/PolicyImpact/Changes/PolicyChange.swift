package import PolicyDiagnostics

/// One thing that a new version of a policy says otherwise.
package struct PolicyChange: Hashable, Sendable {
  /// Its place in the list of changes, from zero.
  package let number: Int
  package let path: ChangePath
  package let operation: Operation
  /// What stood there; nil for what is added.
  package let old: Side?
  /// What stands there now; nil for what is removed.
  package let new: Side?

  package enum Operation: String, Hashable, Sendable {
    case added
    case removed
    case changed
    /// Called otherwise, and the same in everything else.
    case renamed
    /// The same rows in another order.
    case reordered
  }

  /// One version of what is changed.
  package struct Side: Hashable, Sendable {
    /// As written, with single spaces.
    package let text: String
    package let span: SourceSpan
  }

  package var kind: ChangeKind { path.kind }

  /// Whether the change can have an influence on what a run gives; a new title or another basis has none.
  package var canMatter: Bool { operation != .renamed && !kind.isWordsOnly }

  /// Where it stands in the new version, or where it stood in the old one.
  package var span: SourceSpan? { new?.span ?? old?.span }
}
