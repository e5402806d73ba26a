import PolicyDiagnostics
package import PolicyExecution
import PolicyIR
package import PolicyTypes

extension Explanation {
  /// Reads the explanation of one subject out of a run.
  ///
  /// `values` are those of a plan that keeps everything, over `batch`; `row` is the subject's row in it.
  package init(_ plan: ExplanationPlan, batch: Batch, values: BatchValues, row: Int = 0, asOf: CalendarDate) {
    let reader = SubjectReader(plan, batch: batch, values: values, row: row)
    let program = plan.program
    let outline = program.outline
    self.init(
      policy: PolicyReference(name: program.name, version: program.version, title: outline.title),
      asOf: asOf,
      period: outline.period.flatMap { reader.step(for: $0) },
      history: outline.history.flatMap { reader.step(for: $0) },
      disputed: outline.disputes.map { reader.disputed($0) } ?? [],
      discretion: outline.discretions.compactMap { reader.step(for: $0) },
      subject: SubjectStep(
        id: reader.key(of: reader.subject), fields: plan.fieldsRead.map { reader.figure(field: $0, at: reader.subject) }
      ),
      grade: outline.grade.map { reader.step(for: $0) },
      score: outline.score.map { reader.step(forScore: outline[$0]) },
      indicators: plan.rootIndicators.map { reader.step(for: $0) },
      facts: outline.facts.compactMap { reader.step(for: $0, asOf: asOf) },
      rules: outline.rules.map { reader.step(for: $0) },
      measures: outline.measures.map { reader.step(for: $0) },
      outputs: outline.outputs.map { reader.step(for: $0) }, readings: plan.readings)
  }
}

// MARK: Values

extension SubjectReader {
  func figure(_ named: NamedValue, at place: RowPlace) -> Figure {
    Figure(name: named.name, title: named.title, value: value(of: named.value, at: place), unit: unit(of: named.value))
  }

  /// Returns what the value counts, where it is a field as the data give it.
  func unit(of id: ValueID) -> Unit {
    switch program.operation(of: id) {
    case .input(let field): program.schema[program.domain(of: id)].fields[field].kind.unit
    case .gather(let source), .assumePresent(let source), .convert(let source): unit(of: source)
    default: .none
    }
  }

  package func figure(field: Int, at place: RowPlace) -> Figure {
    let declared = program.schema[place.domain].fields[field]
    return Figure(
      name: declared.name, title: declared.title, value: self.field(field, at: place), unit: declared.kind.unit)
  }
}

// MARK: Facts and rules

extension SubjectReader {
  /// Returns what a fact was; nil for a fact of single records, which has no one value.
  fileprivate func step(for fact: FactOutline, asOf: CalendarDate) -> FactStep? {
    let clause = Citation(fact.clause)
    let id = "facts." + fact.clause.name
    switch fact.kind {
    case .value(let value):
      guard program.domain(of: value.result) == .subject else { return nil }
      return FactStep(id: id, clause: clause, kind: .value(step(for: value)))
    case .selection(let selection):
      let held = rows(of: selection.domain).filter { isTrue(selection.mask, at: $0) }
      return FactStep(
        id: id, clause: clause, kind: .selection(source: title(of: selection), records: held.map { key(of: $0) }))
    case .list(let list): return FactStep(id: id, clause: clause, kind: .list(step(for: list, asOf: asOf)))
    }
  }

  fileprivate func step(for discretion: DiscretionOutline) -> DiscretionStep? {
    guard isTrue(discretion.rests, at: subject) else { return nil }
    return DiscretionStep(
      id: discretion.kind.rawValue + discretion.clause.name, clause: Citation(discretion.clause),
      words: discretion.words)
  }

  fileprivate func step(for period: PeriodOutline) -> PeriodStep? {
    guard let start = value(of: period.start, at: subject).date, let end = value(of: period.end, at: subject).date
    else { return nil }
    return PeriodStep(start: start, end: end)
  }

  fileprivate func step(forScore score: IndicatorOutline) -> ScoreStep {
    ScoreStep(
      indicator: score.clause.name, result: value(of: score.result, at: subject).number,
      lessIsBetter: plan.scoreDirection == .lessIsBetter)
  }

  fileprivate func step(for rule: RuleOutline) -> RuleStep {
    RuleStep(
      id: Self.id(of: rule), clause: Citation(rule.clause), holds: isTrue(rule.condition.result, at: subject),
      condition: step(for: rule.condition), gap: gap(of: rule.condition, at: subject),
      move: rule.move.flatMap { move($0) }, alert: rule.alert, tag: rule.tag,
      repairs: rule.repairs.flatMap { repairedRecords(of: $0) })
  }

  static func id(of rule: RuleOutline) -> String { "rules." + rule.clause.name }

  /// Returns a move with the grade or the steps that it came to; nil where the policy has no grade.
  func move(_ move: GradeMove<ValueOutline>) -> Move? {
    guard program.outline.grade != nil else { return nil }
    let bound = value(of: move.bound.result, at: subject)
    let (grade, steps) = (bound.label ?? "?", bound.number?.scaled(to: 0).map(Int.init) ?? 0)
    return switch move {
    case .exactly: .exactly(grade)
    case .noBetterThan: .noBetterThan(grade)
    case .noWorseThan: .noWorseThan(grade)
    case .worse: .worse(steps)
    case .better: .better(steps)
    }
  }
}

extension FieldKind {
  fileprivate var unit: Unit {
    if case .number(let type) = self { type.unit } else { .none }
  }
}
