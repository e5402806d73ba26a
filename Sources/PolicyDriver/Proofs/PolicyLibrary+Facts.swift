package import PolicyAnalysis
import PolicyIR
package import PolicyTypes

extension PolicyLibrary {
  /// Returns what can be said of the score of the policy at `path` and of what decides it; nil where there is no policy
  /// with a score and without errors.
  ///
  /// Examples are as of `asOf`, or as of a date on which the policy is in force.
  package func facts(at path: SourcePath, asOf: CalendarDate? = nil) -> (policy: String, facts: PolicyFacts)? {
    guard isPolicy(at: path), let compiled = compilation(at: path)?.policy else { return nil }
    var finder = FactFinder(compiled.program, asOf: asOf ?? compiled.someDateInForce)
    return finder.facts().map { (compiled.program.name, $0) }
  }
}
