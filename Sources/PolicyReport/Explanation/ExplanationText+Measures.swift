import PolicyDiagnostics
import PolicyTypes

// The measures: those given with their numbers, the others with what speaks against them.

extension ExplanationText {
  func givenSection(_ explanation: Explanation) -> Section? {
    let given = explanation.measures.filter(\.isGiven)
    if given.isEmpty { return nil }
    return Section(part: .measuresGiven, title: Words.measuresGiven) { lines in
      for measure in given { add(measure, to: &lines) }
    }
  }

  private func add(_ measure: MeasureStep, to lines: inout TextLines) {
    let nature = [
      word(Words.kind(measure.kind)), measure.department.map { pair(Words.department, $0) },
      measure.targets.isEmpty ? nil : pair(Words.targets, list(measure.targets)),
    ].compactMap(\.self)
    lines.add(
      measure.clause.heading + bracketed(nature.joined(separator: semicolon), at: measure.clause.place), depth: 1)
    lines.add(reason(for: measure), depth: 2)
    if let condition = measure.condition { addMembers(of: condition, to: &lines, depth: 3) }
    addNumbers(of: measure.application, to: &lines, depth: 2)
    if let records = measure.records { add(records, to: &lines, depth: 2) }
    for other in measure.conflicts { lines.add(word(Words.conflict(other.heading)), depth: 2, as: .strong) }
    if let discretion = measure.discretion { lines.add(pair(Words.discretion, discretion), depth: 2) }
    if let exceptions = measure.exceptions { lines.add(pair(Words.exceptions, exceptions), depth: 2) }
    for line in citations(of: measure.clause) { lines.add(line, depth: 2) }
  }

  private func reason(for measure: MeasureStep) -> String {
    let grades = measure.grades.map { word(Words.fitsGrade(list($0.map(gradeName)))) } ?? word(Words.forAllGrades)
    let condition = measure.condition.map { word(Words.applies(short($0))) + bracketed(text(of: $0.inputs)) }
    let records = measure.records.map { records in
      let given = records.records.count { $0.application.isGiven }
      return word(Words.givenFor(records.source, given: given, of: records.records.count + records.notCounted.count))
    }
    return [grades, condition, records].compactMap(\.self).joined(separator: semicolon)
  }

  private func addNumbers(of application: MeasureApplicationStep, to lines: inout TextLines, depth: Int) {
    for number in application.numbers {
      if application.followUp == nil, number.isOfFollowUp { continue }
      // A measure without an end is one thing that absence says by itself.
      let isEndless = number.name == "ends" && number.value.result.isAbsent
      let value = isEndless ? word(Words.forever) : text(of: number.value.result, unit: number.unit)
      lines.add(
        called(number.name, number.title) + " = " + value + bracketed(derivation(of: number.value)), depth: depth)
    }
  }

  // MARK: Records

  private func add(_ records: MeasureRecordsStep, to lines: inout TextLines, depth: Int) {
    for record in records.records {
      let application = record.application
      let verdict =
        application.isGiven
        ? [word(Words.given), application.escalation.map { text(of: $0) }].compactMap(\.self).joined(separator: comma)
        : word(Words.noGiven) + colon + reasonAgainst(application)
      lines.add(
        name(of: record.record) + colon + verdict, depth: depth, as: application.isGiven ? nil : .faint)
      if let condition = application.condition { addMembers(of: condition, to: &lines, depth: depth + 1) }
      if application.isGiven { addNumbers(of: application, to: &lines, depth: depth + 1) }
    }
    addNotCounted(records.notCounted, to: &lines, depth: depth)
  }

  /// Returns which time of the milder measure it is.
  private func text(of escalation: EscalationStep) -> String {
    let (place, milder) = (escalation.place.calculatorText, escalation.measure.heading)
    return word(Words.time(place, within: escalation.text.map { short($0) }, of: milder))
  }

  // MARK: Those not given

  func notGivenSection(_ explanation: Explanation) -> Section? {
    let others = explanation.measures.filter { !$0.isGiven }
    if others.isEmpty { return nil }
    return Section(part: .measuresNotGiven, title: Words.measuresNotGiven) { lines in
      for measure in others {
        lines.add(measure.clause.heading + colon + reasonAgainst(measure), depth: 1, as: .faint)
        if !measure.fitsGrade { continue }
        if let condition = measure.condition { addMembers(of: condition, to: &lines, depth: 2) }
        if let records = measure.records { add(records, to: &lines, depth: 2) }
      }
    }
  }

  private func reasonAgainst(_ measure: MeasureStep) -> String {
    if !measure.fitsGrade { return word(Words.doesNotFitGrade(list((measure.grades ?? []).map(gradeName)))) }
    guard let records = measure.records else { return reasonAgainst(measure.application) }
    let all = records.records.count + records.notCounted.count
    return word(all == 0 ? Words.noRecords(records.source) : Words.givenFor(records.source, given: 0, of: all))
  }

  private func reasonAgainst(_ application: MeasureApplicationStep) -> String {
    if let condition = application.condition, condition.result != .boolean(true) {
      return word(Words.conditionNotMet(short(condition)))
        + bracketed(text(of: condition.inputs), application.gap.flatMap { lacking($0, in: condition) } ?? "")
    }
    if let escalation = application.escalation, !escalation.counts {
      return word(Words.doesNotGive(escalation.measure.heading))
    }
    if let escalation = application.escalation, !escalation.holds {
      return word(
        Words.escalates(
          from: escalation.count, of: escalation.measure.heading, within: escalation.text.map { short($0) },
          place: escalation.place.calculatorText))
    }
    if let exception = application.exception {
      return word(Words.exceptionHolds(short(exception))) + bracketed(text(of: exception.inputs))
    }
    if let followUp = application.followUp, followUp.hasEnded {
      return word(Words.ended(followUp.state, followUp.since.description))
    }
    if application.isOver { return word(Words.measureIsOver) }
    // Of several steps up the last one was taken.
    let escalated = application.displacedBy.last { $0.kind == .escalates }
    guard let other = escalated ?? application.displacedBy.first else { return word(Words.notGivenOtherwise) }
    return word(Words.displaced(by: other.clause.heading, other.kind))
  }
}

extension NumberStep {
  /// Whether it is what records say has become of the measure, which none may do.
  fileprivate var isOfFollowUp: Bool { ["state", "state since"].contains(name) && value.result.isAbsent }
}
