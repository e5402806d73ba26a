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

/// Checks a policy: resolves its names, finds the type of every value, and proves what the language promises.
///
/// Every independent mistake goes to `diagnostics`. The typed policy comes back only where there is no error but gaps
/// and overlaps of tables, which can be shown by examples; such a policy is not fit to grade anybody.
package func check(_ sources: PolicySources, into diagnostics: inout DiagnosticSet) -> TypedPolicy? {
  let checker = PolicyChecker(sources)
  let policy = checker.checkPolicy()
  diagnostics.formUnion(checker.diagnostics)
  return diagnostics.containsError(besides: DiagnosticCode.openClaims) ? nil : policy
}
