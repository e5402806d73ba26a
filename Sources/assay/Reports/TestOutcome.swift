import PolicyDiagnostics
import PolicyDriver

/// What came out of a run of tests, and of what was asked for beside it.
struct TestOutcome {
  let reports: [PolicyTestReport]
  let coverage: CoverageReport?
  let mutations: [MutationReport]?

  /// Everything that there is to say about places in the source.
  var findings: [Diagnostic] {
    reports.flatMap(\.findings) + (coverage?.uncovered ?? []).map(Diagnostic.uncovered)
      + (mutations ?? []).flatMap(\.survivors).map(Diagnostic.survives)
  }
}

extension PolicyTestReport {
  /// What is wrong with the file and with what came out, in the order of the source.
  fileprivate var findings: [Diagnostic] {
    var found = diagnostics
    for result in cases {
      if case .failed(let failure) = result.outcome { failure.diagnostics.forEach { found.insert($0) } }
    }
    return found.sorted
  }
}
