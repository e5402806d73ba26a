import PolicyDiagnostics
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

  /// The files of the policies that it extends, nearest first.
  package let inherited: [SourcePath]

  /// When the policy is in force: as it says, and only while the version that it extends is.
  package let dates: EffectiveDates
}

extension CompiledPolicy {
  /// The policy's own file.
  package var path: SourcePath { SourcePath(typed.span.file.path) }

  /// Returns whether the policy is in force on `date`.
  package func isInForce(on date: CalendarDate) -> Bool { dates.contains(date) }
}
