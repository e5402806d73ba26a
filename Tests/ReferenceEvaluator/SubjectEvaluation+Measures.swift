import PolicySemantics
import PolicyTypes

/// The measures: for the subject, or for each of its records that gives one.
extension SubjectEvaluation {
  func given(_ place: Int) -> GivenMeasure {
    let measure = policy.measures[place]
    let name = measure.clause.name
    guard measure.selection != nil else { return GivenMeasure(name: name, numbers: numbers(of: measure, at: subject)) }
    let records = givenRows(place).map { row in
      MeasureOfRecord(
        row: rows[row.domain].firstIndex { $0 === row } ?? -1, numbers: numbers(of: measure, at: row))
    }
    return GivenMeasure(name: name, numbers: [], records: records)
  }

  private func numbers(of measure: TypedMeasure, at row: ReferenceRow) -> [Value] {
    measure.numbers.map { value(of: $0.value, at: row) } + times(of: measure, at: row) + states(of: measure, at: row)
  }

  // MARK: Where a measure is given

  /// The rows that give a measure: the subject, or records of it.
  func givenRows(_ place: Int) -> [ReferenceRow] {
    candidates(policy.measures[place]).filter { applies(policy.measures[place], at: $0) && !isDisplaced(place, at: $0) }
  }

  func hasEndedByRecords(_ place: Int) -> Bool {
    let measure = policy.measures[place]
    return candidates(measure).contains { row in
      qualifies(measure, at: row) && !isOver(measure, at: row) && hasEnded(measure, at: row)
        && !isDisplaced(place, at: row)
    }
  }

  private func candidates(_ measure: TypedMeasure) -> [ReferenceRow] {
    measure.selection.map { records(of: $0, below: subject) } ?? [subject]
  }

  private func isDisplaced(_ place: Int, at row: ReferenceRow) -> Bool {
    policy.measures[place].displacers.contains { displacer in
      let other = policy.measures[displacer.measure]
      let takers = candidates(other).filter {
        displacer.kind == .escalates && other.escalation != nil ? qualifies(other, at: $0) : applies(other, at: $0)
      }
      // What is given for records of the same type takes the place only for the same record.
      let isSame = domain(of: other) == row.domain
      return isSame ? takers.contains { $0 === row } : !takers.isEmpty
    }
  }

  private func domain(of measure: TypedMeasure) -> Int {
    measure.selection.map { policy.selections[$0.index].domain } ?? 0
  }

  private func applies(_ measure: TypedMeasure, at row: ReferenceRow) -> Bool {
    qualifies(measure, at: row) && !isOver(measure, at: row) && !hasEnded(measure, at: row)
  }

  private func qualifies(_ measure: TypedMeasure, at row: ReferenceRow) -> Bool {
    if let grades = measure.grades {
      guard let grade = grade.label.flatMap({ policy.grade?.scale.code(of: $0) }), grades.contains(grade) else {
        return false
      }
    }
    guard fits(measure, at: row) else { return false }
    return measure.escalation.map { reaches($0, at: row) } ?? true
  }

  private func fits(_ measure: TypedMeasure, at row: ReferenceRow) -> Bool {
    (measure.condition.map { holds($0, at: row) } ?? true) && !(measure.exception.map { holds($0, at: row) } ?? false)
  }

  private func isOver(_ measure: TypedMeasure, at row: ReferenceRow) -> Bool {
    if let until = measure.time.until, until.type.form == .boolean, holds(until, at: row) { return true }
    return end(of: measure, at: row).map { $0 <= asOf } ?? false
  }

  // MARK: Escalation

  /// Whether the record is at least the so-manieth that counts towards the milder measure within the time.
  private func reaches(_ escalation: TypedEscalation, at row: ReferenceRow) -> Bool {
    let milder = policy.measures[escalation.measure]
    let counted = records(of: escalation.counted, below: subject).filter { fits(milder, at: $0) }
    guard counted.contains(where: { $0 === row }) else { return false }
    let all = rows[row.domain]
    func order(_ row: ReferenceRow) -> (CalendarDate, Int) { (date(of: row), all.firstIndex { $0 === row } ?? -1) }
    let earlier = counted.filter { other in
      guard let within = value(of: escalation.within, at: other).duration, let end = day(within, after: date(of: other))
      else { return false }
      return order(other) < order(row) && date(of: row) < end
    }
    return earlier.count + 1 >= escalation.count
  }

  // MARK: What records say

  private func followUp(of measure: TypedMeasure) -> TypedFollowUp? {
    policy.followUps.first { policy.domains[$0.domain].parent == domain(of: measure) }
  }

  /// The latest record that tells of a measure; of several of one day the one with the later state.
  private func latest(of measure: TypedMeasure, at row: ReferenceRow) -> ReferenceRow? {
    guard let followUp = followUp(of: measure), let labels = stateLabels(followUp) else { return nil }
    let begin = begin(of: measure, at: row)
    let telling = records(of: followUp.selection, below: row).filter { record in
      let name = record.fields[followUp.measure]
      let isNamed = [Value.label(measure.clause.name), .text(measure.clause.name)].contains(name)
      return isNamed && (begin.map { $0 <= date(of: record) } ?? true)
    }
    var best: ReferenceRow?
    func rank(_ row: ReferenceRow) -> (CalendarDate, Int) {
      (date(of: row), row.fields[followUp.state].label.flatMap { labels.code(of: $0) }.map { Int($0) } ?? -1)
    }
    for record in telling where best.map({ rank($0) < rank(record) }) ?? true { best = record }
    return best
  }

  private func stateLabels(_ followUp: TypedFollowUp) -> LabelSet? {
    policy.domains[followUp.domain].fields[followUp.state].type.labels
  }

  private func hasEnded(_ measure: TypedMeasure, at row: ReferenceRow) -> Bool {
    guard let followUp = followUp(of: measure), let record = latest(of: measure, at: row),
      let code = record.fields[followUp.state].label.flatMap({ stateLabels(followUp)?.code(of: $0) })
    else { return false }
    return followUp.ends.contains(code)
  }

  private func states(of measure: TypedMeasure, at row: ReferenceRow) -> [Value] {
    guard let followUp = followUp(of: measure) else { return [] }
    let record = latest(of: measure, at: row)
    return [record?.fields[followUp.state] ?? .absent, record.map { .date(date(of: $0)) } ?? .absent]
  }

  // MARK: Times

  /// The day on which a measure begins; nil for the as-of date.
  private func begin(of measure: TypedMeasure, at row: ReferenceRow) -> CalendarDate? {
    if let from = measure.time.from { return value(of: from, at: row).date }
    return policy.domains[row.domain].date == nil ? nil : date(of: row)
  }

  /// The first day on which a measure is over; nil where it has no end.
  private func end(of measure: TypedMeasure, at row: ReferenceRow) -> CalendarDate? {
    var ends: [CalendarDate] = []
    if let term = measure.time.term.flatMap({ value(of: $0, at: row).duration }),
      let end = day(term, after: begin(of: measure, at: row) ?? asOf), end != .latest
    {
      ends.append(end)
    }
    if let last = measure.time.until.flatMap({ value(of: $0, at: row).date }) { ends.append(last.adding(days: 1)) }
    return ends.min()
  }

  /// What time makes of a measure, in the order in which results have it.
  private func times(of measure: TypedMeasure, at row: ReferenceRow) -> [Value] {
    let time = measure.time
    let begin = begin(of: measure, at: row) ?? asOf
    var values: [Value] = []
    if time.from != nil { values.append(.date(begin)) }
    if let term = time.term { values.append(value(of: term, at: row)) }
    if time.term != nil || time.until?.type.form == .date {
      values.append(end(of: measure, at: row).map { .date($0) } ?? .absent)
    }
    if let due = time.due {
      switch value(of: due, at: row) {
      case .duration(let duration): values.append(day(duration, after: begin).map { .date($0) } ?? .absent)
      case let date: values.append(date)
      }
    }
    return values
  }

  // MARK: Numbers that results show once

  func result(of combination: TypedCombination) -> OutputResult {
    let values = combination.parts.compactMap { part -> Value? in
      let rows = givenRows(part.measure)
      let number = policy.measures[part.measure].numbers[part.number].value
      if rows.isEmpty { return nil }
      let values = rows.map { value(of: number, at: $0) }
      return policy.measures[part.measure].selection == nil ? values[0] : together(values, combination.take)
    }
    if combination.take == .first {
      return OutputResult(name: combination.clause.name, values: [values.first ?? .absent])
    }
    let isWhole = !values.isEmpty && !values.contains(.absent)
    return OutputResult(
      name: combination.clause.name, values: [isWhole ? together(values, combination.take) : .absent])
  }

  private func together(_ values: [Value], _ take: Take) -> Value {
    let numbers = values.compactMap(\.number)
    switch take {
    case .sum: return .optional(total(numbers))
    case .highest: return .optional(numbers.max())
    case .lowest: return .optional(numbers.min())
    case .first, .unique: return .optional(numbers.first)
    }
  }
}
