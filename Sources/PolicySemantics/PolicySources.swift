package import PolicyDiagnostics
package import PolicySyntax

/// The documents that make up one policy: its own, those that it imports, and its calendar.
package struct PolicySources: Sendable {
  package let policy: Document
  package let imports: [Document]
  package let calendar: Document?

  package init(policy: Document, imports: [Document], calendar: Document? = nil) {
    self.policy = policy
    self.imports = imports
    self.calendar = calendar
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
