package import PolicyIR
package import PolicySemantics
package import PolicyTypes

/// A policy in which no error was found, ready to run.
package struct CompiledPolicy: Sendable {
  /// The documents that make up the policy.
  package let sources: PolicySources
  package let typed: TypedPolicy
  package let program: IRProgram

  /// How the policy's own `data:` section, or else nothing, names outside data.
  package let mapping: DataMapping
}

extension CompiledPolicy {
  /// Returns whether the policy is in force on `date`, by the dates under `effective`.
  package func isInForce(on date: CalendarDate) -> Bool {
    if let from = typed.effectiveFrom, date < from { return false }
    if let until = typed.effectiveUntil, date > until { return false }
    return true
  }

  /// The dates on which the policy is in force, as it writes them: `2022-07-27..`.
  package var effectiveText: String {
    "\(typed.effectiveFrom.map(\.description) ?? "")..\(typed.effectiveUntil.map(\.description) ?? "")"
  }
}
