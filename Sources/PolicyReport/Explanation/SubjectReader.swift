package import PolicyExecution
package import PolicyIR
package import PolicyTypes

/// Reads the values of one subject out of a run, at the subject itself or at one of its records.
///
/// A class, because every step of an explanation hands it on.
package final class SubjectReader {
  let plan: ExplanationPlan
  /// The plan's program, kept here because a property that asks the plan for it copies the whole of it each time.
  package let program: IRProgram
  package let batch: Batch
  let values: BatchValues
  package let subject: RowPlace

  package init(_ plan: ExplanationPlan, batch: Batch, values: BatchValues, row: Int) {
    self.plan = plan
    program = plan.program
    self.batch = batch
    self.values = values
    self.subject = RowPlace(domain: .subject, row: row)
  }

  /// Returns the rows of `domain` that belong to the subject.
  package func rows(of domain: DomainID) -> [RowPlace] {
    rowRange(of: domain).map { RowPlace(domain: domain, row: $0) }
  }

  // Who has a reader and asks its program for these copies the whole program on the way.

  func operation(of id: ValueID) -> Operation { program.operation(of: id) }
  func domain(of id: ValueID) -> DomainID { program.domain(of: id) }
  func type(of id: ValueID) -> IRType { program.type(of: id) }

  /// Returns a value as it is at `place`: of the row itself, or of the row above it that the value belongs to.
  package func value(of id: ValueID, at place: RowPlace) -> Value {
    guard let row = row(above: place, in: program.domain(of: id)) else { return .absent }
    return values.value(of: id, row: row.row)
  }

  /// Returns whether a yes-or-no value is present and true.
  package func isTrue(_ id: ValueID, at place: RowPlace) -> Bool {
    guard let row = row(above: place, in: program.domain(of: id)) else { return false }
    return values.boolean(of: id, row: row.row)
  }

  /// Returns the row of `domain` that `place` is, or hangs below.
  package func row(above place: RowPlace, in domain: DomainID) -> RowPlace? {
    var place = place
    while place.domain != domain {
      guard let parent = program.schema[place.domain].parent else { return nil }
      place = RowPlace(domain: parent, row: parentRow(of: place))
    }
    return place
  }

  /// Returns what the data say in `field`.
  package func field(_ field: Int, at place: RowPlace) -> Value {
    batch[place.domain].columns[field].value(
      of: program.schema[place.domain].fields[field].kind, row: place.row, in: batch)
  }

  /// Returns how people know the row: its key, or its number among the subject's rows.
  package func key(of place: RowPlace) -> String {
    if let key = program.schema[place.domain].key {
      let value = field(key, at: place)
      if !value.isAbsent { return value.description }
    }
    return "#\(place.row - rowRange(of: place.domain).lowerBound + 1)"
  }

  /// Returns the subject's records that are called `name`: a key, or a record's path such as `penalties[XZCF-001]`.
  package func records(named name: String) -> [RowPlace] {
    program.schema.domains.indices.dropFirst().flatMap { rows(of: DomainID($0)) }
      .filter { key(of: $0) == name || path(of: $0) == name }
  }

  private func rowRange(of domain: DomainID) -> Range<Int> {
    guard let parent = program.schema[domain].parent else { return subject.row..<subject.row + 1 }
    let above = rowRange(of: parent)
    let starts = batch[domain].starts
    return Int(starts[above.lowerBound])..<Int(starts[above.upperBound])
  }

  /// The last parent row that starts no later than the row.
  private func parentRow(of place: RowPlace) -> Int {
    let starts = batch[place.domain].starts
    var low = 0
    var high = starts.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= place.row { low = middle } else { high = middle }
    }
    return low
  }
}

extension Column {
  /// Returns what a field's column holds in `row`; absent where the field was not read.
  fileprivate func value(of kind: FieldKind, row: Int, in batch: Batch) -> Value {
    switch kind.lane {
    case .boolean: at(row, bytes).map { .boolean($0 != 0) } ?? .absent
    case .code(let labels):
      at(row, bytes).flatMap { Int($0) < labels.labels.count ? .label(labels.labels[Int($0)]) : nil } ?? .absent
    case .text: at(row, texts).map { .text(batch.text($0)) } ?? .absent
    case .date: at(row, dates).map { .date(CalendarDate(dayNumber: $0)) } ?? .absent
    case .duration: at(row, integers).map { .duration(PackedDuration.unpack($0)) } ?? .absent
    case .integer(let decimals):
      at(row, integers).map { .number(Decimal128(coefficient: $0, scale: decimals)) } ?? .absent
    case .decimal: at(row, decimals).map { .number($0) } ?? .absent
    }
  }

  private func at<Element>(_ row: Int, _ elements: [Element]) -> Element? {
    row < elements.count && isPresent(row) ? elements[row] : nil
  }
}
