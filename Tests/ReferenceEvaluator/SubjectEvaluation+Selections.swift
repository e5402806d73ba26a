import PolicySemantics
import PolicyTypes

extension SubjectEvaluation {
  /// Returns the rows of `domain` that hang below `above`, be it directly or further down, in order.
  func rows(of domain: Int, below above: ReferenceRow) -> [ReferenceRow] {
    rows[domain].filter { $0.isBelow(above) }
  }

  /// Returns the records of a selection below `row`; where it keeps one of several, the first of them that its choice
  /// puts in front.
  func records(of id: SelectionID, below row: ReferenceRow) -> [ReferenceRow] {
    records(
      of: id, below: row,
      groups: { above in
        selectionMemory.recall(RowQuestion(id.index, at: above)) { chosen(id, below: above) { _ in .zero } }
      })
  }

  /// Returns the same where of several records the one of the largest `magnitude` is kept, unless the selection says
  /// which.
  func records(
    of id: SelectionID, below row: ReferenceRow, magnitude: (ReferenceRow) -> Decimal128
  ) -> [ReferenceRow] {
    records(of: id, below: row, groups: { chosen(id, below: $0, magnitude: magnitude) })
  }

  /// The choice is made below each row of the selection's own level, which may be above or below `row`.
  private func records(
    of id: SelectionID, below row: ReferenceRow, groups: (ReferenceRow) -> [ReferenceRow]
  ) -> [ReferenceRow] {
    let level = policy.selections[id.index].above
    let levels = rows[level].filter { $0 === row || $0.isBelow(row) || row.isBelow($0) }
    return levels.flatMap(groups).filter { $0.isBelow(row) }
  }

  private func chosen(
    _ id: SelectionID, below above: ReferenceRow, magnitude: (ReferenceRow) -> Decimal128
  ) -> [ReferenceRow] {
    let selection = policy.selections[id.index]
    let candidates = selection.base.map { records(of: $0, below: above) } ?? inForce(selection.domain, below: above)
    let counting = candidates.filter { row in
      isInWindow(selection, row) && (selection.condition.map { holds($0, at: row) } ?? true)
        && (selection.list.map { begins(row, on: $0) } ?? true)
    }
    guard selection.isChoice else { return counting }
    return counting.enumerated().filter { place, row in
      !counting.enumerated().contains { otherPlace, other in
        guard otherPlace != place, selection.oncePer.allSatisfy({ value(of: $0, at: other) == value(of: $0, at: row) })
        else { return false }
        return isInFront(other, of: row, selection, magnitude) ?? (otherPlace < place)
      }
    }.map(\.element)
  }

  /// Whether one record is put in front of another; nil where nothing tells them apart.
  private func isInFront(
    _ a: ReferenceRow, of b: ReferenceRow, _ selection: TypedSelection, _ magnitude: (ReferenceRow) -> Decimal128
  ) -> Bool? {
    func byDate(latest: Bool = false) -> Bool? {
      guard policy.domains[selection.domain].date != nil, date(of: a) != date(of: b) else { return nil }
      return latest ? date(of: a) > date(of: b) : date(of: a) < date(of: b)
    }
    switch selection.keep {
    case .earliest: return byDate()
    case .latest: return byDate(latest: true)
    case .highest(let measure): return isBetter(a, b, measure) { $0 > 0 } ?? byDate()
    case .lowest(let measure): return isBetter(a, b, measure) { $0 < 0 } ?? byDate()
    case nil:
      let (first, second) = (magnitude(a), magnitude(b))
      return first == second ? byDate() : first > second
    }
  }

  private func isBetter(
    _ a: ReferenceRow, _ b: ReferenceRow, _ measure: TypedExpression, _ isInFront: (Int) -> Bool
  ) -> Bool? {
    let (first, second) = (value(of: measure, at: a), value(of: measure, at: b))
    guard !first.isAbsent, !second.isAbsent else { return first.isAbsent == second.isAbsent ? nil : second.isAbsent }
    let order = order(first, second, measure.type.labels)
    return order == 0 ? nil : isInFront(order)
  }

  /// The records that are neither withdrawn nor void.
  func inForce(_ domain: Int, below above: ReferenceRow) -> [ReferenceRow] {
    let (status, void) = (policy.domains[domain].status, policy.domains[domain].void)
    return rows(of: domain, below: above).filter { row in
      status.map { row.fields[$0] } != .label("withdrawn") && !isUnreadable(row)
        && !(void.map { holds($0, at: row) } ?? false)
    }
  }

  /// Whether an invalid value makes the row void, or one above it.
  func isUnreadable(_ row: ReferenceRow) -> Bool {
    let isMarked = policy.domains[row.domain].voidMark.map { row.fields[$0] == .boolean(true) } ?? false
    return isMarked || row.parent.map(isUnreadable) ?? false
  }

  private func isInWindow(_ selection: TypedSelection, _ row: ReferenceRow) -> Bool {
    guard let window = selection.window else { return true }
    let date = list(of: selection).flatMap { entered($0, at: row) } ?? date(of: row)
    if window.value.type.form == .dateRange { return isDated(row, date, inside: window.value) }
    switch value(of: window.value, at: row) {
    case .duration(let duration): return day(duration, after: date).map { asOf < $0 } ?? false
    case .date(let last): return asOf <= last
    default: return false
    }
  }

  private func isDated(_ row: ReferenceRow, _ date: CalendarDate, inside window: TypedValue) -> Bool {
    switch window.kind {
    case .expression(let expression): return isDated(row, date, inside: expression)
    case .table(let table):
      let decisive = table.rows.first { holds($0.condition, at: row) }?.value ?? table.otherwise
      return decisive.map { isDated(row, date, inside: $0) } ?? false
    }
  }

  private func isDated(_ row: ReferenceRow, _ date: CalendarDate, inside range: TypedExpression) -> Bool {
    switch range.kind {
    case .dateRange(let from, let until):
      return (from.map { value(of: $0, at: row).date.map { $0 <= date } ?? false } ?? true)
        && (until.map { value(of: $0, at: row).date.map { date < $0 } ?? false } ?? true)
    case .conditional(let test, let a, let b): return isDated(row, date, inside: holds(test, at: row) ? a : b)
    case .assumePresent(let inner): return isDated(row, date, inside: inner)
    default: preconditionFailure("\(range) is no range of dates")
    }
  }

  /// The date of a record, which its type declares and which is never absent.
  func date(of row: ReferenceRow) -> CalendarDate {
    guard let date = policy.domains[row.domain].date.flatMap({ row.fields[$0].date }) else {
      preconditionFailure("a record without a date is measured")
    }
    return date
  }

  // MARK: Figures

  /// Returns one figure for the records of a selection below a row.
  func figure(
    _ aggregate: Aggregate, _ selection: SelectionID, _ value: TypedExpression?, below row: ReferenceRow
  ) -> Value {
    let records = records(of: selection, below: row)
    let values = records.compactMap { record in value.map { self.value(of: $0, at: record) } }
    let present = values.filter { !$0.isAbsent }
    switch aggregate {
    case .count: return .number(Decimal128(records.count))
    case .exists: return .boolean(value == nil ? !records.isEmpty : values.contains(.boolean(true)))
    case .every: return .boolean(values.allSatisfy { $0 == .boolean(true) })
    case .sum: return .optional(total(values.compactMap(\.number)))
    case .least: return extreme(values, value?.type.labels) { $0 < 0 }
    case .greatest: return extreme(values, value?.type.labels) { $0 > 0 }
    case .mean: return .optional(total(values.compactMap(\.number))?.divided(by: Decimal128(present.count)))
    case .first: return present.first ?? .absent
    case .distinct: return .number(Decimal128(Set(present).count))
    case .streak: return .number(Decimal128(streak(present)))
    case .longestRun(let step): return .number(Decimal128(longestRun(present, step)))
    }
  }

  /// Counts upwards from 1 as far as the numbers are there.
  private func streak(_ values: [Value]) -> Int {
    var length = 0
    while values.contains(.number(Decimal128(length + 1))) { length += 1 }
    return length
  }

  /// Counts upwards from each value that none comes right before.
  private func longestRun(_ values: [Value], _ step: RunStep) -> Int {
    let places = Set(values.compactMap { $0.date.map { step.place(of: $0) } ?? $0.number?.scaled(to: 0) })
    return places.filter { !places.contains($0 - 1) }.map { first in
      var length = 0
      while places.contains(first + Int64(length)) { length += 1 }
      return length
    }.max() ?? 0
  }

  /// The lesser or the greater of two dates or labels.
  func lesser(_ a: TypedExpression, _ b: TypedExpression, isLeast: Bool, at row: ReferenceRow) -> Value {
    let (first, second) = (value(of: a, at: row), value(of: b, at: row))
    guard !first.isAbsent, !second.isAbsent else { return .absent }
    let isFirst = order(first, second, a.type.labels ?? b.type.labels) <= 0
    return isFirst == isLeast ? first : second
  }

  /// Adds numbers in their order.
  func total(_ numbers: [Decimal128]) -> Decimal128? {
    numbers.reduce(Decimal128.zero) { sum, number in sum?.adding(number) }
  }

  private func extreme(_ values: [Value], _ labels: LabelSet?, _ isBetter: (Int) -> Bool) -> Value {
    var best = Value.absent
    for value in values where !value.isAbsent {
      if best.isAbsent || isBetter(order(value, best, labels)) { best = value }
    }
    return best
  }

  /// How many other records of a selection match this one, compared one by one.
  func matches(_ others: TypedOthers, of row: ReferenceRow) -> Int {
    let record = row.ancestor(in: policy.selections[others.selection.index].domain)
    return records(of: others.selection, below: record.ancestor(in: others.above)).count { other in
      guard other !== record else { return false }
      let areEqual = others.equal.allSatisfy { pair in
        let value = value(of: pair.other, at: other)
        return !value.isAbsent && value == self.value(of: pair.own, at: record)
      }
      return areEqual
        && others.bounds.allSatisfy { bound in
          let (value, own) = (value(of: bound.other, at: other), self.value(of: bound.own, at: record))
          guard !value.isAbsent, !own.isAbsent else { return false }
          let order = order(value, own, nil)
          return switch bound.relation {
          case .less: order < 0
          case .lessOrEqual: order <= 0
          case .greater: order > 0
          case .greaterOrEqual: order >= 0
          case .equal: order == 0
          case .notEqual: order != 0
          }
        }
    }
  }

  /// 1 + how many earlier records of the selection lie less than the duration before this one.
  func ordinal(in id: SelectionID, within: TypedExpression, at row: ReferenceRow) -> Value {
    let selection = policy.selections[id.index]
    let record = row.ancestor(in: selection.domain)
    guard let duration = value(of: within, at: row).duration else { return .absent }
    let above = record.ancestor(in: selection.above)
    let places = rows(of: record.domain, below: above).enumerated().map { ($0, $1) }
    guard let place = places.first(where: { $0.1 === record })?.0 else { return .absent }
    let counted = Set(records(of: id, below: above).map { ObjectIdentifier($0) })
    let earlier = places.filter { otherPlace, other in
      (date(of: other), otherPlace) < (date(of: record), place) && counted.contains(ObjectIdentifier(other))
        && day(duration, after: date(of: other)).map { $0 > date(of: record) } ?? false
    }
    return .number(Decimal128(1 + earlier.count))
  }
}
