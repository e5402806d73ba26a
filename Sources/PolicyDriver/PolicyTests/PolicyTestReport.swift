package import PolicyDiagnostics
package import PolicyReport

/// What became of one file of tests.
package struct PolicyTestReport: Sendable {
  package let path: SourcePath

  /// What is wrong with the file itself, with the policy that it names, or with its cases.
  package let diagnostics: DiagnosticSet
  package let cases: [PolicyTestResult]

  /// Whether there were cases, all of them were run, and each gave what it expects.
  package var isPassed: Bool {
    !cases.isEmpty && !diagnostics.containsError && cases.allSatisfy(\.isPassed)
  }
}

/// What became of one case.
package struct PolicyTestResult: Sendable {
  /// The case's name, as it is written.
  package let name: String
  package let span: SourceSpan
  package let outcome: Outcome
  /// Why everything came out as it did, where the runner explains all.
  package var explanation: Explanation?

  package enum Outcome: Sendable {
    case passed
    /// Something else came out than the case expects.
    case failed(PolicyTestFailure)
    /// The case could not be run; the report's diagnostics say why.
    case broken
  }

  package var isPassed: Bool {
    if case .passed = outcome { true } else { false }
  }
}

/// What a case expects and did not get.
package struct PolicyTestFailure: Sendable {
  /// For each expectation that was not met what came out instead, at the place of the expectation.
  package let diagnostics: [Diagnostic]

  /// Why that came out: the steps whose outcome is not as expected; nil where there are no results.
  package let explanation: Explanation?
}
