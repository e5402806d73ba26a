import PolicyReport

extension Explanation {
  /// Returns the explanation of some steps alone, with what they stand on.
  ///
  /// The grade stands on the score, and a measure on the grade; what a rule reads is in its own step.
  func restricted(to steps: Set<String>) -> Explanation {
    let measures = measures.filter { steps.contains($0.id) }
    let hasGrade = steps.contains(GradeStep.id) || measures.contains { $0.grades != nil }
    let ids = hasGrade ? steps.union(indicators.prefix(1).map(\.id)) : steps
    let named = indicators.flatMap(\.withDescendants).filter { ids.contains($0.id) }
    let shown = named.filter { step in !named.contains { $0.isAbove(step) } }
    return Explanation(
      policy: policy, asOf: asOf, subject: subject, grade: hasGrade ? grade : nil, score: score,
      indicators: shown, facts: [], rules: rules.filter { steps.contains($0.id) || (hasGrade && $0.movesGrade) },
      measures: measures, outputs: outputs.filter { steps.contains($0.id) }, readings: readings)
  }
}

extension RuleStep {
  fileprivate var movesGrade: Bool { holds && move != nil }
}

extension IndicatorStep {
  fileprivate var withDescendants: [IndicatorStep] { [self] + children.flatMap(\.withDescendants) }

  fileprivate func isAbove(_ other: IndicatorStep) -> Bool { other.id.hasPrefix(id + ".") }
}
