import PolicyDiagnostics
import PolicyExecution
import PolicyIR
import PolicyReport
import PolicySyntax
import PolicyTypes

/// An expectation that was not met, and the step of the explanation that decides about it.
struct Mismatch {
  let diagnostic: Diagnostic
  let step: String?
}

/// Expectations held against the values of a run.
extension PolicyTestCase {
  /// Returns what is not as expected; `values` are those of a batch of one.
  func mismatches(in values: BatchValues) -> [Mismatch] {
    expectations.compactMap { mismatch(of: $0, in: values) }
  }

  private func mismatch(of expectation: Expectation, in values: BatchValues) -> Mismatch? {
    let outline = values.plan.program.outline
    switch expectation.kind {
    case .grade(let label):
      guard let grade = outline.grade else { return nil }
      let actual = values.value(of: grade.result, row: 0)
      if actual == .label(label) { return nil }
      return Mismatch(diagnostic: .wrongGrade(expectation.written, actual: actual), step: GradeStep.id)
    case .otherGrade(let stage, let expected):
      guard let value = stage.value(in: outline) else { return nil }
      let actual = values.value(of: value, row: 0)
      if actual == expected { return nil }
      return Mismatch(diagnostic: .wrongGrade(expectation.written, actual: actual), step: GradeStep.id)
    case .indicator(let id, let expected):
      let actual = values.value(of: outline[id].result, row: 0)
      if actual == expected { return nil }
      let name = outline[id].clause.name
      return Mismatch(
        diagnostic: .wrongNumber(expectation.written, of: name, expected, actual: actual), step: name)
    case .output(let place, let record, let expected):
      return mismatch(of: outline.outputs[place], record, expectation, expected, in: values)
    case .gradeToConfirm:
      guard let grade = outline.grade else { return nil }
      let actual = values.value(of: grade.result, row: 0)
      return Mismatch(diagnostic: .toBeConfirmed(expectation.written, actual: actual), step: GradeStep.id)
    case .indicatorToConfirm(let id):
      let actual = values.value(of: outline[id].result, row: 0)
      return Mismatch(diagnostic: .toBeConfirmed(expectation.written, actual: actual), step: outline[id].clause.name)
    case .measureNumber(let place, let record, let expected):
      return mismatch(of: place, record, expectation, expected, in: values)
    case .measureOfRecord(let place, let record, let isGiven):
      return mismatch(ofMeasure: place, record, expectation, isGiven, in: values)
    case .name(let kind, let name, let isIncluded):
      guard kind.holds(name, in: values) != isIncluded else { return nil }
      let diagnostic = Diagnostic.wrongName(expectation.written, kind, isIncluded: isIncluded)
      return Mismatch(diagnostic: diagnostic, step: kind.step(name, in: outline))
    }
  }
}

extension PolicyTestCase {
  private func mismatch(
    of output: OutputOutline, _ record: String?, _ expectation: Expectation, _ expected: Value, in values: BatchValues
  ) -> Mismatch? {
    let name = output.clause.name
    var actual = Value.absent
    if let record {
      guard let row = values.recordKeys(of: output.domain).firstIndex(of: record) else {
        return Mismatch(diagnostic: .noSuchRecord(expectation.written, record), step: "outputs." + name)
      }
      actual = values.value(of: output.value.result, row: row)
    } else {
      actual = values.value(of: output.value.result, row: 0)
    }
    if actual == expected { return nil }
    return Mismatch(
      diagnostic: .wrongNumber(
        expectation.written, of: record.map { "\(name) (\($0))" } ?? name, expected, actual: actual),
      step: "outputs." + name)
  }

  private func mismatch(
    of place: MeasureNumberPlace, _ record: String?, _ expectation: Expectation, _ expected: Value,
    in values: BatchValues
  ) -> Mismatch? {
    let outline = values.plan.program.outline
    let measure = outline.measures[place.measure]
    guard let row = row(of: measure, record, in: values) else {
      return Mismatch(diagnostic: .noSuchRecord(expectation.written, record ?? ""), step: measure.step)
    }
    let isGiven = values.boolean(of: measure.records?.isGiven ?? measure.isGiven, row: row)
    let actual = isGiven ? values.value(of: measure.numbers[place.number].value.result, row: row) : .absent
    if actual == expected { return nil }
    let name = place.name(in: outline)
    return Mismatch(
      diagnostic: .wrongNumber(
        expectation.written, of: record.map { "\(name) (\($0))" } ?? name, expected, actual: actual),
      step: measure.step)
  }

  private func mismatch(
    ofMeasure place: Int, _ record: String, _ expectation: Expectation, _ isExpected: Bool, in values: BatchValues
  ) -> Mismatch? {
    let measure = values.plan.program.outline.measures[place]
    guard let records = measure.records, let row = row(of: measure, record, in: values) else {
      return Mismatch(diagnostic: .noSuchRecord(expectation.written, record), step: measure.step)
    }
    let isGiven = values.boolean(of: records.isGiven, row: row)
    if isGiven == isExpected { return nil }
    return Mismatch(
      diagnostic: .wrongNumber(
        expectation.written, of: "\(measure.clause.name) (\(record))", .boolean(isExpected), actual: .boolean(isGiven)),
      step: measure.step)
  }

  /// The row that a measure is looked at in: the subject's, or that of the record with the key.
  private func row(of measure: MeasureOutline, _ record: String?, in values: BatchValues) -> Int? {
    guard let records = measure.records else { return 0 }
    return record.flatMap { values.recordKeys(of: records.selection.domain).firstIndex(of: $0) }
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

extension MeasureOutline {
  /// The id of its step in an explanation.
  fileprivate var step: String { "measures." + clause.name }
}
