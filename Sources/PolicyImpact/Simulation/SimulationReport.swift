package import PolicyDiagnostics
package import PolicyIR
import PolicyTypes

/// What is compared in a simulation: grades now and under each candidate, and the numbers of measures.
package struct SimulationSubject: Sendable {
  /// One entry for each candidate.
  package let grades: [GradePairs]
  package let numbers: [ImpactSubject.Paired]

  /// Candidates change values alone, so that all have the measures of the policy as it is.
  package init(current: IRProgram, candidates: [IRProgram]) {
    grades = candidates.map { GradePairs(GradeScale(of: current), GradeScale(of: $0)) }
    let subject = ImpactSubject(
      [current, current], fields: [], oldThresholds: [], newThresholds: [], margin: .zero, moverLimit: 0)
    // Percentages do not add up.
    numbers = subject.numbers.filter { $0.unit != .percent }
  }
}

/// What a population would get under several candidates for the values of a policy.
package struct SimulationReport: Sendable {
  package let policy: ImpactReport.Version
  package let source: String
  package let subjectsRead: Int
  package let settings: [Setting]
  package let candidates: [Candidate]
  package let subject: SimulationSubject

  /// A value that is varied.
  package struct Setting: Hashable, Sendable {
    package let path: String
    package let current: String
    package let span: SourceSpan

    package init(path: String, current: String, span: SourceSpan) {
      self.path = path
      self.current = current
      self.span = span
    }
  }

  package struct Candidate: Sendable {
    /// One value for each setting.
    package let values: [String]
    package let outcome: Outcome

    package enum Outcome: Sendable {
      case counted(SimulationTally.Candidate, GradePairs)
      /// The policy would have an error.
      case wrong(Diagnostic)
    }

    package init(values: [String], outcome: Outcome) {
      self.values = values
      self.outcome = outcome
    }

    /// Whether it makes a good policy, whose subjects were counted.
    package var isCounted: Bool {
      if case .counted = outcome { true } else { false }
    }
  }

  package init(
    policy: ImpactReport.Version, source: String, subjectsRead: Int, settings: [Setting], candidates: [Candidate],
    subject: SimulationSubject
  ) {
    self.policy = policy
    self.source = source
    self.subjectsRead = subjectsRead
    self.settings = settings
    self.candidates = candidates
    self.subject = subject
  }

  /// Whether a candidate is the policy as it is.
  package func isCurrent(_ candidate: Candidate) -> Bool { candidate.values == settings.map(\.current) }
}
