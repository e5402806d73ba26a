package import PolicySemantics
package import PolicyTypes

/// Evaluates a policy by walking over its typed tree, as slowly and plainly as the language's rules read.
///
/// It shares nothing with the compiled engine but the typed tree and the arithmetic of single values, so that a
/// difference between the two is a mistake in one of them.
package struct ReferenceEvaluator: Sendable {
  package let policy: TypedPolicy
  package let asOf: CalendarDate

  package init(policy: TypedPolicy, asOf: CalendarDate) {
    self.policy = policy
    self.asOf = asOf
  }

  /// Returns everything that the policy says of `subject`.
  package func evaluate(_ subject: SubjectRecord) -> ReferenceResult {
    SubjectEvaluation(policy: policy, asOf: asOf, rows: policy.rows(of: subject, asOf: asOf)).result
  }
}

/// The evaluation of one subject; every function of it answers one question.
struct SubjectEvaluation {
  let policy: TypedPolicy
  let asOf: CalendarDate
  /// The rows of each domain; the first domain has one, the subject.
  let rows: [[ReferenceRow]]
  let breaches = TypeBreaches()
  let factMemory = Memory<RowQuestion, Value>()
  let selectionMemory = Memory<RowQuestion, [ReferenceRow]>()
  let stayMemory = Memory<Int, [ReferenceStay]>()
  let indicatorMemory = Memory<Int, Value>()
  let ruleMemory = Memory<Int, Bool>()

  var subject: ReferenceRow { rows[0][0] }

  var result: ReferenceResult {
    // The type breaches come last, when everything else has been evaluated.
    ReferenceResult(
      score: policy.score.map(indicator) ?? .absent, baseGrade: baseGrade, grade: grade, shown: shown,
      rules: policy.rules.indices.filter { holds(rule: $0) }.map { policy.rules[$0].clause.name },
      measures: policy.measures.indices.filter { !givenRows($0).isEmpty }.map(given),
      endedMeasures: policy.measures.indices.filter(hasEndedByRecords).map { policy.measures[$0].clause.name },
      outputs: policy.outputs.map(result) + policy.combinations.map(result), discretion: discretion,
      indicators: policy.indicators.enumerated().map { place, indicator in
        IndicatorResult(
          path: indicator.clause.name, value: self.indicator(IndicatorIndex(place)),
          contributions: contributions(to: indicator))
      },
      faults: policy.domains.indices.flatMap(faults) + missingHistory + emptyDecisions + contradictoryDecisions,
      breaches: breaches.descriptions)
  }

  private func result(of output: TypedOutput) -> OutputResult {
    OutputResult(
      name: output.clause.name,
      values: rows[output.domain].map { isUnreadable($0) ? .absent : value(of: output.value, at: $0) })
  }

  /// The indicators, rules, measures and outputs that leave something to people, and that count here.
  private var discretion: [String] {
    let indicators = policy.indicators.enumerated().filter { place, indicator in
      let isLooked = indicator.selection.map { !records(of: $0, below: subject).isEmpty } ?? true
      let applies = indicator.condition.map { holds($0, at: subject) } ?? true
      return isLooked && applies && !self.indicator(IndicatorIndex(place)).isAbsent
    }.map(\.element.clause)
    let rules = policy.rules.indices.filter { holds(rule: $0) }.map { policy.rules[$0].clause }
    let measures = policy.measures.indices.filter { !givenRows($0).isEmpty }.map { policy.measures[$0].clause }
    let outputs = policy.outputs.filter { output in
      rows[output.domain].contains { !isUnreadable($0) && !value(of: output.value, at: $0).isAbsent }
    }
    return (indicators + rules + measures + outputs.map(\.clause)).filter { $0.discretion != nil }.map(\.name)
  }

  /// A subject that has no previous result where one is required.
  private var missingHistory: [RequirementFault] {
    guard let history = policy.history, let previous = history.required, let date = policy.domains[history.domain].date,
      records(of: previous, below: subject).isEmpty
    else { return [] }
    return [RequirementFault(domain: history.domain, field: date, row: 0)]
  }

  private func faults(in domain: Int) -> [RequirementFault] {
    var faults: [RequirementFault] = []
    for (field, declaration) in policy.domains[domain].fields.enumerated() {
      guard declaration.isRead, let condition = declaration.requiredWhen else { continue }
      for (place, row) in rows[domain].enumerated()
      where row.fields[field].isAbsent && !isUnreadable(row) && holds(condition, at: row) {
        faults.append(RequirementFault(domain: domain, field: field, row: place))
      }
    }
    return faults
  }
}
