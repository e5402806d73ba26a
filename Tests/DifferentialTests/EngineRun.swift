import PolicyExecution
import PolicyIR
import PolicyTypes
import ReferenceEvaluator

/// A program run on subjects, read out in the form of the reference.
struct EngineRun {
  let program: IRProgram
  let values: BatchValues

  /// Runs `interpreter` on a batch of `subjects`, all of which are free of faults.
  init(_ interpreter: Interpreter, _ subjects: [SubjectRecord]) throws(SubjectFault) {
    let plan = interpreter.plan
    program = plan.program
    var filler = BatchFiller(
      builder: BatchBuilder(schema: program.schema, selection: plan.selection, asOf: plan.asOf))
    for subject in subjects { try filler.add(subject) }
    values = interpreter.run(filler.builder.finish())
  }

  /// Returns what the run says of one subject; without `isComplete` the indicators are left out, which need a plan that
  /// keeps everything.
  func result(of subject: Int, isComplete: Bool) -> ReferenceResult {
    let outline = program.outline
    return ReferenceResult(
      score: outline.score.map { value(outline[$0].result, subject) } ?? .absent,
      baseGrade: outline.grade.map { value($0.base.result, subject) } ?? .absent,
      grade: outline.grade.map { value($0.result, subject) } ?? .absent,
      shown: outline.grade?.shown.map { value($0, subject) } ?? .absent,
      rules: outline.rules.filter { isTrue($0.condition.result, subject) }.map(\.clause.name),
      measures: outline.measures.filter { isTrue($0.isGiven, subject) }.map { given($0, subject) },
      endedMeasures: outline.measures.filter { hasEnded($0, subject) }.map(\.clause.name),
      outputs: outline.outputs.map { output($0, subject) },
      discretion: outline.discretions.filter { isTrue($0.rests, subject) }.map(\.clause.name),
      indicators: isComplete ? outline.indicators.map { indicator($0, subject) } : [],
      faults: outline.requirements.flatMap { faults($0, subject) }, breaches: [])
  }

  private func value(_ id: ValueID, _ row: Int) -> Value { values.value(of: id, row: row) }

  private func isTrue(_ id: ValueID, _ row: Int) -> Bool { values.value(of: id, row: row) == .boolean(true) }

  private func given(_ measure: MeasureOutline, _ subject: Int) -> GivenMeasure {
    func numbers(_ row: Int) -> [Value] { measure.numbers.map { value($0.value.result, row) } }
    guard let records = measure.records else {
      return GivenMeasure(name: measure.clause.name, numbers: numbers(subject))
    }
    let rows = rows(of: records.selection.domain, subject)
    return GivenMeasure(
      name: measure.clause.name, numbers: [],
      records: rows.filter { isTrue(records.isGiven, $0) }.map {
        MeasureOfRecord(row: $0 - rows.lowerBound, numbers: numbers($0))
      })
  }

  private func hasEnded(_ measure: MeasureOutline, _ subject: Int) -> Bool {
    measure.followUp.map { isTrue($0.isEnded, subject) } ?? false
  }

  private func output(_ output: OutputOutline, _ subject: Int) -> OutputResult {
    OutputResult(
      name: output.clause.name, values: rows(of: output.domain, subject).map { value(output.value.result, $0) })
  }

  private func indicator(_ indicator: IndicatorOutline, _ subject: Int) -> IndicatorResult {
    IndicatorResult(
      path: indicator.clause.name, value: value(indicator.result, subject),
      contributions: contributions(to: indicator, subject))
  }

  private func contributions(to indicator: IndicatorOutline, _ subject: Int) -> [Contribution] {
    guard let selection = indicator.selection, let contribution = indicator.contribution,
      indicator.condition.map({ isTrue($0.result, subject) }) ?? true
    else { return [] }
    let rows = rows(of: selection.domain, subject)
    return rows.filter { isTrue(selection.mask, $0) }.map { row in
      Contribution(row: row - rows.lowerBound, amount: value(contribution, row))
    }
  }

  private func faults(_ requirement: Requirement, _ subject: Int) -> [RequirementFault] {
    // Every date lies inside the calendar of random policies.
    guard let field = requirement.field else { return [] }
    let rows = rows(of: program[requirement.isViolated].domain, subject)
    return rows.filter { isTrue(requirement.isViolated, $0) }.map { row in
      RequirementFault(domain: requirement.domain.index, field: field, row: row - rows.lowerBound)
    }
  }

  /// The rows of a domain that belong to a subject.
  private func rows(of domain: DomainID, _ subject: Int) -> Range<Int> {
    guard let parent = program.schema[domain].parent else { return subject..<subject + 1 }
    let above = rows(of: parent, subject)
    let starts = values.batch[domain].starts
    return Int(starts[above.lowerBound])..<Int(starts[above.upperBound])
  }
}

/// A random subject that the engine refuses, which none should be.
struct SubjectFault: Error {
  let problem: RowProblem
}

/// Puts subjects into a batch as a reader of files would.
private struct BatchFiller {
  var builder: BatchBuilder

  mutating func add(_ subject: SubjectRecord) throws(SubjectFault) {
    builder.beginSubject()
    try addContents(of: subject, to: .subject)
    if let problem = builder.endSubject() { throw SubjectFault(problem: problem) }
  }

  private mutating func addContents(of record: SubjectRecord, to domain: DomainID) throws(SubjectFault) {
    for (place, field) in builder.schema[domain].fields.enumerated()
    where builder.selection.contains(
      domain: domain, field: place)
    {
      if let value = record.fields[field.name] { set(value, place, field.kind, of: domain) }
    }
    addInvalidValues(of: record, to: domain)
    for child in builder.schema.children(of: domain) {
      for below in record.records[builder.schema[child].name] ?? [] {
        builder.beginRow(of: child)
        try addContents(of: below, to: child)
        if let problem = builder.endRow(of: child) { throw SubjectFault(problem: problem) }
      }
    }
  }

  private mutating func addInvalidValues(of record: SubjectRecord, to domain: DomainID) {
    let declared = builder.schema[domain]
    guard let mark = declared.voidMark, record.fields[declared.fields[mark].name] == .boolean(true) else { return }
    for (place, field) in declared.fields.enumerated()
    where field.onInvalid == .void && record.fields[field.name] == nil {
      builder.voidLastRow(of: domain, by: place)
    }
  }

  private mutating func set(_ value: Value, _ field: Int, _ kind: FieldKind, of domain: DomainID) {
    switch (value, kind) {
    case (.boolean(let value), _): builder.setBoolean(value, field: field, of: domain)
    case (.date(let date), _): builder.setDate(date, field: field, of: domain)
    case (.text(let text), _): builder.setText(text.utf8, field: field, of: domain)
    case (.label(let label), .label(let labels)):
      if let code = labels.code(of: label) { builder.setCode(code, field: field, of: domain) }
    case (.number(let number), _):
      if case .integer(let decimals) = kind.lane, let scaled = number.scaled(to: decimals) {
        builder.setInteger(scaled, field: field, of: domain)
      } else {
        builder.setDecimal(number, field: field, of: domain)
      }
    default: break
    }
  }
}
