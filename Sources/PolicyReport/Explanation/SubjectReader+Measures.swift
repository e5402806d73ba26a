import PolicyExecution
import PolicyIR
import PolicyTypes

/// Reads whether measures are given, to the subject or for its records, and why.
extension SubjectReader {
  func step(for measure: MeasureOutline) -> MeasureStep {
    let grade = program.outline.grade.map { value(of: $0.result, at: subject) }?.label
    let isGiven = isTrue(measure.isGiven, at: subject)
    let all = program.outline.measures
    let records = measure.records.map { step(for: $0, of: measure) }
    return MeasureStep(
      id: Self.id(of: measure), clause: Citation(measure.clause), kind: measure.kind, department: measure.department,
      targets: measure.targets, grades: measure.grades,
      fitsGrade: measure.grades.map { grades in grade.map(grades.contains) ?? false } ?? true,
      application: records == nil
        ? application(of: measure, isGiven: isGiven, at: subject) : MeasureApplicationStep(isGiven: isGiven),
      records: records,
      conflicts: measure.conflicts.filter { isGiven && isTrue(all[$0].isGiven, at: subject) }.map {
        Citation(all[$0].clause)
      }, discretion: measure.discretion, exceptions: measure.exceptions)
  }

  private static func id(of measure: MeasureOutline) -> String { "measures." + measure.clause.name }

  private func application(of measure: MeasureOutline, isGiven: Bool, at place: RowPlace) -> MeasureApplicationStep {
    let exception = measure.exception.flatMap { isTrue($0.result, at: place) ? step(for: $0, at: place) : nil }
    return MeasureApplicationStep(
      isGiven: isGiven, condition: measure.condition.map { step(for: $0, at: place) }, exception: exception,
      isOver: measure.isOver.map { isTrue($0, at: place) } ?? false,
      followUp: measure.followUp.flatMap { step(for: $0, at: place) },
      escalation: measure.escalation.flatMap { step(for: $0, at: place) },
      displacedBy: measure.displacers.compactMap { step(for: $0, at: place) },
      gap: measure.condition.flatMap { gap(of: $0, at: place) },
      numbers: measure.numbers.map {
        NumberStep(name: $0.name, title: $0.title, unit: $0.unit, value: step(for: $0.value, at: place))
      })
  }

  private func step(for displacer: MeasureDisplacer, at place: RowPlace) -> DisplacerStep? {
    let other = program.outline.measures[displacer.measure]
    // A measure of other records takes the place of this one where any of them gives it.
    let isSameRow = (other.records?.selection.domain ?? .subject) == place.domain
    let decisive = displacer.kind == .escalates ? other.escalation?.takesPlace ?? other.applies : other.applies
    let applies =
      isSameRow || other.records == nil
      ? isTrue(decisive, at: place)
      : rows(of: other.records?.selection.domain ?? .subject).contains { isTrue(decisive, at: $0) }
    return applies ? DisplacerStep(clause: Citation(other.clause), kind: displacer.kind) : nil
  }

  private func step(for followUp: FollowUpOutline, at place: RowPlace) -> FollowUpStep? {
    guard let state = value(of: followUp.state, at: place).label, let since = value(of: followUp.since, at: place).date
    else { return nil }
    return FollowUpStep(state: state, since: since, hasEnded: isTrue(followUp.hasEnded, at: place))
  }

  private func step(for escalation: EscalationOutline, at place: RowPlace) -> EscalationStep? {
    guard let number = value(of: escalation.place, at: place).number else { return nil }
    return EscalationStep(
      measure: Citation(program.outline.measures[escalation.measure].clause), count: escalation.count,
      text: escalation.text, place: number, counts: isTrue(escalation.counts, at: place),
      holds: isTrue(escalation.holds, at: place))
  }

  // MARK: Records

  private func step(for records: MeasureRecords, of measure: MeasureOutline) -> MeasureRecordsStep {
    let selection = records.selection
    let fields = plan.decidingFields(of: measure)
    var looked: [MeasureRecordStep] = []
    var notCounted: [UncountedRecord] = []
    for place in rows(of: selection.domain) {
      let record = reference(to: place, under: Self.id(of: measure), fields: fields)
      if isTrue(selection.mask, at: place) {
        let isGiven = isTrue(records.isGiven, at: place)
        looked.append(
          MeasureRecordStep(record: record, application: application(of: measure, isGiven: isGiven, at: place)))
      } else {
        notCounted.append(UncountedRecord(record: record, reasons: reasons(against: place, in: selection)))
      }
    }
    return MeasureRecordsStep(source: title(of: selection), records: looked, notCounted: notCounted)
  }
}

extension MeasureApplicationStep {
  /// What is told of the subject where single records decide.
  fileprivate init(isGiven: Bool) {
    self.init(
      isGiven: isGiven, condition: nil, exception: nil, isOver: false, followUp: nil, escalation: nil, displacedBy: [],
      gap: nil, numbers: [])
  }
}
