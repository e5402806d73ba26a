package import PolicyIR
package import PolicyTypes

/// Puts subjects and their records into the columns of a batch, row by row, as of a date.
///
/// This is the one place where the as-of date meets the data: a date that has happened reads as absent while it lies
/// after the as-of date, and a record whose own date does is not there yet. A subject in which something is wrong is
/// taken out again whole by `abandonSubject`.
///
/// Calls nest as the data do: `beginSubject`, the subject's fields, for each record `beginRow`, its fields, its own
/// records, `endRow`; then `endSubject`. A row starts with every field absent; fields come in any order, and a value
/// for a field that is not read goes nowhere.
package struct BatchBuilder: Sendable {
  package let schema: RecordSchema
  package let selection: InputSelection
  package let asOf: CalendarDate

  /// The batch so far; complete only after `finish`.
  package internal(set) var batch: Batch

  /// How many records were left out because they are dated after the as-of date.
  package internal(set) var laterRecordCount = 0

  let layouts: [DomainLayout]
  var current: SubjectMark

  /// The fields of the current subject whose value is invalid and makes the record void.
  var voidingFields: [VoidingField] = []

  /// How many rows the columns of each domain have, those not in use included.
  var roomOfDomains: [Int]

  /// The emptied columns of a batch that is done with.
  private var spare: Batch?

  package init(schema: RecordSchema, selection: InputSelection, asOf: CalendarDate) {
    self.schema = schema
    self.selection = selection
    self.asOf = asOf
    self.batch = Batch(emptyFor: schema)
    self.layouts = schema.domains.indices.map {
      DomainLayout(of: DomainID($0), in: schema, selection: selection)
    }
    self.roomOfDomains = schema.domains.map { _ in 0 }
    self.current = SubjectMark(domainCount: schema.domains.count)
  }

  package var subjectCount: Int { batch.subjectCount }

  package mutating func beginSubject() {
    current.mark(batch, laterRecordCount: laterRecordCount)
    voidingFields.removeAll(keepingCapacity: true)
    beginRow(of: .subject)
  }

  /// Checks the subject's own row and puts its records in order; returns what is wrong, if anything.
  package mutating func endSubject() -> RowProblem? {
    if let overfull = current.overfullText { return .tooMany(domain: overfull, limit: Self.textLimit) }
    if let problem = problemOfLastRow(in: .subject) { return problem }
    batch.putRowsInOrder(layouts, from: current.rowCounts)
    return nil
  }

  /// Takes the current subject out again, with everything below it.
  package mutating func abandonSubject() {
    for index in batch.domains.indices { truncate(DomainID(index), to: current.rowCounts[index]) }
    batch.text.truncate(to: current.textCount)
    laterRecordCount = current.laterRecordCount
  }

  /// Returns the complete batch and starts a new one.
  package mutating func finish() -> Batch {
    for domain in batch.domains.indices {
      if domain > 0 { batch.domains[domain].starts.append(Int32(batch.domains[domain].count)) }
      for column in layouts[domain].readFields {
        batch.domains[domain].columns[column].truncate(to: batch.domains[domain].count)
        batch.domains[domain].columns[column].dropFullValidity()
      }
      roomOfDomains[domain] = 0
    }
    var finished = spare ?? Batch(emptyFor: schema)
    spare = nil
    swap(&finished, &batch)
    return finished
  }

  /// Takes back a batch of this builder that is done with, so that the next one needs no new memory.
  package mutating func recycle(_ batch: consuming Batch) {
    batch.removeAll()
    spare = batch
  }

  package mutating func beginRow(of domain: DomainID) {
    let index = domain.index
    current.rowTextStarts[index] = batch.text.count
    for child in layouts[index].children { batch.domains[child].starts.append(Int32(batch.domains[child].count)) }
    batch.domains[index].count += 1
    if batch.domains[index].count > roomOfDomains[index] { grow(index) }
    // A row that was dropped may have been the one in this place.
    if !voidingFields.isEmpty { forgetVoidingFields(ofLastRowIn: domain) }
  }

  /// Ends the last row of `domain`: checks it, or drops it where it is dated after the as-of date.
  package mutating func endRow(of domain: DomainID) -> RowProblem? {
    if isLater(domain) {
      laterRecordCount += 1
      dropLastRow(of: domain)
      return nil
    }
    return problemOfLastRow(in: domain)
  }

  // MARK: Fields of the last row

  package mutating func setBoolean(_ value: Bool, field: Int, of domain: DomainID) {
    batch.domains[domain.index].columns[field].set(byte: value ? 1 : 0, row: lastRow(of: domain))
  }

  package mutating func setCode(_ code: UInt8, field: Int, of domain: DomainID) {
    batch.domains[domain.index].columns[field].set(byte: code, row: lastRow(of: domain))
  }

  package mutating func setInteger(_ scaled: Int64, field: Int, of domain: DomainID) {
    batch.domains[domain.index].columns[field].set(integer: scaled, row: lastRow(of: domain))
  }

  package mutating func setDecimal(_ value: Decimal128, field: Int, of domain: DomainID) {
    batch.domains[domain.index].columns[field].set(decimal: value, row: lastRow(of: domain))
  }

  /// Sets a date, unless it has yet to happen; the record's own date is kept, so that `endRow` can tell.
  package mutating func setDate(_ date: CalendarDate, field: Int, of domain: DomainID) {
    if date > asOf, layouts[domain.index].mustHaveHappened[field] { return }
    batch.domains[domain.index].columns[field].set(dayNumber: date.dayNumber, row: lastRow(of: domain))
  }

  package mutating func setText(_ utf8: some Collection<UInt8>, field: Int, of domain: DomainID) {
    guard selection.isRead[domain.index][field] else { return }
    let start = batch.text.count
    guard utf8.count <= Self.textLimit - start else {
      current.overfullText = domain
      return
    }
    batch.text.append(contentsOf: utf8)
    let range = TextRange(start: UInt32(start), count: UInt32(batch.text.count - start))
    batch.domains[domain.index].columns[field].set(text: range, row: lastRow(of: domain))
  }

  /// The most bytes of text in a batch; places above it belong to the texts of the policy itself.
  static let textLimit = Int(TextPool.firstConstant)
}
