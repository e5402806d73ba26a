import PolicySemantics
import PolicyTypes

extension SubjectEvaluation {
  /// Returns the rows of `domain` that hang below `parent`.
  func rows(of domain: Int, below parent: ReferenceRow) -> [ReferenceRow] {
    rows[domain].filter { $0.parent === parent }
  }

  /// Returns the records of a selection below `parent`, in order; of those that share the keys of `once per` the
  /// earliest.
  func records(of id: SelectionID, below parent: ReferenceRow) -> [ReferenceRow] {
    selectionMemory.recall(RowQuestion(id.index, at: parent)) { records(of: id, below: parent) { _ in .zero } }
  }

  /// Returns the records of a selection below `parent`, in order.
  ///
  /// Of the records that share the keys of `once per`, the one with the largest `magnitude` stays; of equal ones the
  /// earliest.
  func records(
    of id: SelectionID, below parent: ReferenceRow, magnitude: (ReferenceRow) -> Decimal128
  ) -> [ReferenceRow] {
    let selection = policy.selections[id.index]
    let candidates = selection.base.map { records(of: $0, below: parent) } ?? inForce(selection.domain, below: parent)
    let counting = candidates.filter { row in
      isInWindow(selection, row) && (selection.condition.map { holds($0, at: row) } ?? true)
    }
    return selection.oncePer.isEmpty ? counting : onePer(selection.oncePer, of: counting, magnitude)
  }

  private func inForce(_ domain: Int, below parent: ReferenceRow) -> [ReferenceRow] {
    let status = policy.domains[domain].status
    return rows(of: domain, below: parent).filter { row in status.map { row.fields[$0] } != .label("withdrawn") }
  }

  private func isInWindow(_ selection: TypedSelection, _ row: ReferenceRow) -> Bool {
    guard let window = selection.window else { return true }
    if window.value.type.form == .dateRange { return isDated(row, inside: window.value) }
    switch value(of: window.value, at: row) {
    case .duration(let duration): return asOf < date(of: row).adding(duration)
    case .date(let last): return asOf <= last
    default: return false
    }
  }

  private func isDated(_ row: ReferenceRow, inside window: TypedValue) -> Bool {
    switch window.kind {
    case .expression(let expression): return isDated(row, inside: expression)
    case .table(let table):
      let decisive = table.rows.first { holds($0.condition, at: row) }?.value ?? table.otherwise
      return decisive.map { isDated(row, inside: $0) } ?? false
    }
  }

  private func isDated(_ row: ReferenceRow, inside range: TypedExpression) -> Bool {
    switch range.kind {
    case .dateRange(let from, let until):
      let date = date(of: row)
      return (from.map { value(of: $0, at: row).date.map { $0 <= date } ?? false } ?? true)
        && (until.map { value(of: $0, at: row).date.map { date < $0 } ?? false } ?? true)
    case .conditional(let test, let a, let b): return isDated(row, inside: holds(test, at: row) ? a : b)
    case .assumePresent(let inner): return isDated(row, inside: inner)
    default: preconditionFailure("\(range) is no range of dates")
    }
  }

  private func onePer(
    _ keys: [TypedExpression], of rows: [ReferenceRow], _ magnitude: (ReferenceRow) -> Decimal128
  ) -> [ReferenceRow] {
    let rivals = rows.map { row in
      (row: row, keys: keys.map { value(of: $0, at: row) }, magnitude: magnitude(row))
    }
    return rivals.enumerated().filter { place, rival in
      !rivals.enumerated().contains { otherPlace, other in
        guard otherPlace != place, other.keys == rival.keys else { return false }
        return other.magnitude > rival.magnitude || (other.magnitude == rival.magnitude && otherPlace < place)
      }
    }.map(\.element.row)
  }

  /// The date of a record, which its type declares and which is never absent.
  func date(of row: ReferenceRow) -> CalendarDate {
    guard let date = policy.domains[row.domain].date.flatMap({ row.fields[$0].date }) else {
      preconditionFailure("a record without a date is measured")
    }
    return date
  }

  // MARK: Figures

  /// Returns one figure for the records below the row that is above them.
  func figure(
    _ aggregate: Aggregate, _ selection: SelectionID, _ value: TypedExpression?, at row: ReferenceRow
  ) -> Value {
    guard let above = policy.domains[policy.selections[selection.index].domain].parent else {
      preconditionFailure("the subject is selected from")
    }
    let records = records(of: selection, below: row.ancestor(in: above))
    let values = records.compactMap { record in value.map { self.value(of: $0, at: record) } }
    switch aggregate {
    case .count: return .number(Decimal128(records.count))
    case .exists: return .boolean(value == nil ? !records.isEmpty : values.contains(.boolean(true)))
    case .every: return .boolean(values.allSatisfy { $0 == .boolean(true) })
    case .sum: return .optional(total(values.compactMap(\.number)))
    case .least: return extreme(values, value?.type.labels) { $0 < 0 }
    case .greatest: return extreme(values, value?.type.labels) { $0 > 0 }
    }
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

  /// 1 + how many earlier records of the selection lie less than the duration before this one.
  func ordinal(in id: SelectionID, within: TypedExpression, at row: ReferenceRow) -> Value {
    let record = row.ancestor(in: policy.selections[id.index].domain)
    guard let parent = record.parent, let duration = value(of: within, at: row).duration else { return .absent }
    let counted = Set(records(of: id, below: parent).map { ObjectIdentifier($0) })
    let earlier = rows(of: record.domain, below: parent).prefix { $0 !== record }.filter { other in
      counted.contains(ObjectIdentifier(other)) && date(of: other).adding(duration) > date(of: record)
    }
    return .number(Decimal128(1 + earlier.count))
  }
}
