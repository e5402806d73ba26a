package import PolicyDiagnostics
package import PolicySyntax
import PolicyTypes

/// The documents that make up one policy: its own, those that it imports, and its calendar.
package struct PolicySources: Sendable {
  package let policy: Document
  package let imports: [Document]
  package let calendar: Document?
  /// The policies whose results this one reads, by the names that it gives them; those with errors are missing.
  package let published: [String: PublishedPolicy]

  package init(
    policy: Document, imports: [Document], calendar: Document? = nil, published: [String: PublishedPolicy] = [:]
  ) {
    self.policy = policy
    self.imports = imports
    self.calendar = calendar
    self.published = published
  }
}

/// What another policy publishes of a subject, as far as its types are concerned.
package struct PublishedPolicy: Sendable {
  /// The policy's own file.
  package let file: SourceFile
  let id: String
  let title: String?
  let grades: LabelSet?
  let score: NumberType?
  let outputs: [(name: String, type: PolicyType)]

  package init(_ policy: TypedPolicy) {
    file = policy.span.file
    id = policy.id
    title = policy.title
    grades = policy.grade?.scale
    score = policy.score.flatMap { policy.indicators[$0.index].type.number }
    outputs = policy.outputs.filter { $0.domain == 0 }.map { ($0.clause.name, $0.value.type) }
  }
}

/// What a check made of a policy.
package struct PolicyCheck: Sendable {
  /// The policy; nil where it has errors or holes.
  package let policy: TypedPolicy?

  /// The indicators with a weight and no worth, which a policy that extends this one fills.
  package let holes: [PolicyHole]
}

/// An indicator that is left open.
package struct PolicyHole: Hashable, Sendable {
  /// Its path, such as `score.industry`.
  package let path: String
  package let span: SourceSpan
}

/// Checks a policy: resolves its names, finds the type of every value, and proves what the language promises.
///
/// Every independent mistake goes to `diagnostics`. The typed policy comes back only where there is no error but gaps
/// and overlaps of tables, which can be shown by examples; such a policy is not fit to grade anybody. What depends on a
/// hole is not checked.
package func check(_ sources: PolicySources, into diagnostics: inout DiagnosticSet) -> PolicyCheck {
  let checker = PolicyChecker(sources)
  let policy = checker.checkPolicy()
  diagnostics.formUnion(checker.diagnostics)
  let isSound = !diagnostics.containsError(besides: DiagnosticCode.openClaims)
  return PolicyCheck(policy: isSound ? policy : nil, holes: checker.holes)
}
