import PolicyDiagnostics
package import PolicyImpact
import PolicySemantics
package import PolicyTypes

extension CompiledPolicy {
  /// The file of the policy, as people name it.
  package var file: String { typed.span.file.path }

  /// The first day on which the policy is in force; nil where it does not say.
  package var begins: CalendarDate? { dates.from }

  /// Returns the policy as a report names it.
  package func version(asOf: CalendarDate?) -> ImpactReport.Version {
    ImpactReport.Version(id: typed.id, title: typed.title, version: typed.version, file: file, asOf: asOf)
  }
}
