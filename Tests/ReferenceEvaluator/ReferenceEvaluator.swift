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
  let indicatorMemory = Memory<Int, Value>()
  let ruleMemory = Memory<Int, Bool>()

  var subject: ReferenceRow { rows[0][0] }

  var result: ReferenceResult {
    // The type breaches come last, when everything else has been evaluated.
    ReferenceResult(
      score: policy.score.map(indicator) ?? .absent, baseGrade: baseGrade, grade: grade,
      rules: policy.rules.indices.filter { holds(rule: $0) }.map { policy.rules[$0].clause.name },
      measures: policy.measures.indices.filter(isGiven).map { given(policy.measures[$0]) },
      outputs: policy.outputs.map(result),
      indicators: policy.indicators.enumerated().map { place, indicator in
        IndicatorResult(
          path: indicator.clause.name, value: self.indicator(IndicatorIndex(place)),
          contributions: contributions(to: indicator))
      },
      faults: policy.domains.indices.flatMap(faults) + missingHistory, breaches: breaches.descriptions)
  }

  private func result(of output: TypedOutput) -> OutputResult {
    OutputResult(name: output.clause.name, values: rows[output.domain].map { value(of: output.value, at: $0) })
  }

  private func given(_ measure: TypedMeasure) -> GivenMeasure {
    GivenMeasure(
      name: measure.clause.name, numbers: measure.numbers.map { value(of: $0.value, at: subject) } + times(of: measure))
  }

  private func isGiven(_ place: Int) -> Bool {
    let measure = policy.measures[place]
    return applies(measure) && !measure.displacers.contains { applies(policy.measures[$0.measure]) }
  }

  private func applies(_ measure: TypedMeasure) -> Bool {
    if let grades = measure.grades {
      guard let grade = grade.label.flatMap({ policy.grade?.scale.code(of: $0) }), grades.contains(grade) else {
        return false
      }
    }
    guard measure.condition.map({ holds($0, at: subject) }) ?? true else { return false }
    if let exception = measure.exception, holds(exception, at: subject) { return false }
    if let until = measure.time.until, until.type.form == .boolean, holds(until, at: subject) { return false }
    return end(of: measure).map { asOf < $0 } ?? true
  }

  private func begin(of measure: TypedMeasure) -> CalendarDate {
    measure.time.from.flatMap { value(of: $0, at: subject).date } ?? asOf
  }

  /// The first day on which a measure is over; nil where it has no end.
  private func end(of measure: TypedMeasure) -> CalendarDate? {
    var ends: [CalendarDate] = []
    if let term = measure.time.term.flatMap({ value(of: $0, at: subject).duration }),
      let end = day(term, after: begin(of: measure)), end != .latest
    {
      ends.append(end)
    }
    if let last = measure.time.until.flatMap({ value(of: $0, at: subject).date }) { ends.append(last.adding(days: 1)) }
    return ends.min()
  }

  /// What time makes of a measure, in the order in which results have it.
  private func times(of measure: TypedMeasure) -> [Value] {
    let time = measure.time
    var values: [Value] = []
    if time.from != nil { values.append(.date(begin(of: measure))) }
    if let term = time.term { values.append(value(of: term, at: subject)) }
    if time.term != nil || time.until?.type.form == .date {
      values.append(end(of: measure).map { .date($0) } ?? .absent)
    }
    if let due = time.due {
      switch value(of: due, at: subject) {
      case .duration(let duration): values.append(day(duration, after: begin(of: measure)).map { .date($0) } ?? .absent)
      case let date: values.append(date)
      }
    }
    return values
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
      for (place, row) in rows[domain].enumerated() where row.fields[field].isAbsent && holds(condition, at: row) {
        faults.append(RequirementFault(domain: domain, field: field, row: place))
      }
    }
    return faults
  }
}
