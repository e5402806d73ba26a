package import PolicyDiagnostics

/// A piece of a policy as it is cited: its names, its place, and what it rests on.
package final class Clause: Sendable {
  /// The name in the file, for nested indicators with the names above it: `score.compliance.minor`.
  package let name: String
  package let title: String?
  package let span: SourceSpan
  /// The source document and article, as the policy's `basis` says.
  package let basis: String?
  /// The full name of the source document that `basis` cites by its short name.
  package let source: String?
  /// What `basis` says after that short name, such as the article; nil where it cites none by a short name.
  package let article: String?
  /// Why the drafter chose a number that the source does not give.
  package let assumption: String?
  /// The words of the source that leave the decision to people.
  package let discretion: String?

  package init(
    name: String, title: String?, span: SourceSpan, basis: String?, source: String? = nil, article: String? = nil,
    assumption: String?, discretion: String? = nil
  ) {
    self.name = name
    self.title = title
    self.span = span
    self.basis = basis
    self.source = source
    self.article = article
    self.assumption = assumption
    self.discretion = discretion
  }
}

extension Clause: Hashable {
  package static func == (a: Clause, b: Clause) -> Bool {
    if a === b { return true }
    return a.name == b.name && a.title == b.title && a.span == b.span && a.basis == b.basis && a.source == b.source
      && a.article == b.article && a.assumption == b.assumption && a.discretion == b.discretion
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(span)
  }
}
