import PolicyDiagnostics
import PolicyExecution
import PolicyIR
import PolicyReport
import PolicySyntax
import PolicyTypes

/// Expectations held against the values of a run.
extension PolicyTestCase {
  /// Returns what is not as expected; `values` are those of a batch of one.
  func failures(in values: BatchValues) -> [PolicyTestFailure] {
    expectations.compactMap { failure(of: $0, in: values) }
  }

  private func failure(of expectation: Expectation, in values: BatchValues) -> PolicyTestFailure? {
    let outline = values.plan.program.outline
    switch expectation.kind {
    case .grade(let label):
      guard let grade = outline.grade else { return nil }
      let actual = values.value(of: grade.result, row: 0)
      if actual == .label(label) { return nil }
      return failure(.wrongGrade(expectation.written, actual: actual), GradeStep.id, values)
    case .indicator(let id, let expected):
      let actual = values.value(of: outline[id].result, row: 0)
      if actual == expected { return nil }
      let name = outline[id].clause.name
      return failure(.wrongNumber(expectation.written, of: name, expected, actual: actual), name, values)
    case .name(let kind, let name, let isIncluded):
      guard kind.holds(name, in: values) != isIncluded else { return nil }
      let diagnostic = Diagnostic.wrongName(expectation.written, kind, isIncluded: isIncluded)
      return failure(diagnostic, kind.step(name, in: outline), values)
    }
  }

  private func failure(_ diagnostic: Diagnostic, _ step: String?, _ values: BatchValues) -> PolicyTestFailure {
    guard let step else { return PolicyTestFailure(diagnostic: diagnostic, evidence: nil) }
    let explanation = Explanation(program: policy.program, batch: values.batch, values: values, asOf: asOf)
    return PolicyTestFailure(diagnostic: diagnostic, evidence: .init(explanation: explanation, step: step))
  }
}

extension NameKind {
  /// Returns whether the subject has the rule, the measure, the alert or the tag.
  fileprivate func holds(_ name: String, in values: BatchValues) -> Bool {
    let outline = values.plan.program.outline
    if self == .measures {
      return outline.measures.contains { $0.clause.name == name && values.boolean(of: $0.isGiven, row: 0) }
    }
    return outline.rules.contains { outcome(of: $0) == name && values.boolean(of: $0.condition.result, row: 0) }
  }

  /// The step that decides about the name; where several rules raise an alert, the first of them.
  fileprivate func step(_ name: String, in outline: Outline) -> String? {
    if self == .measures { return "measures." + name }
    return outline.rules.first { outcome(of: $0) == name }.map { "rules." + $0.clause.name }
  }

  private func outcome(of rule: RuleOutline) -> String? {
    switch self {
    case .alerts: rule.alert
    case .tags: rule.tag
    case .rules, .measures: rule.clause.name
    }
  }
}
