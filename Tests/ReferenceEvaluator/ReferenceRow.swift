import PolicySemantics
import PolicyTypes

/// One row of a domain as it is seen on the as-of date.
final class ReferenceRow: Sendable {
  let domain: Int
  let parent: ReferenceRow?
  /// One value for each field of the domain.
  let fields: [Value]

  init(domain: Int, parent: ReferenceRow?, fields: [Value]) {
    self.domain = domain
    self.parent = parent
    self.fields = fields
  }

  /// Whether the row hangs below `other`, directly or further down.
  func isBelow(_ other: ReferenceRow) -> Bool {
    guard let parent else { return false }
    return parent === other || parent.isBelow(other)
  }

  /// Returns this row or the one above it that belongs to `domain`.
  func ancestor(in domain: Int) -> ReferenceRow {
    if self.domain == domain { return self }
    guard let parent else { preconditionFailure("an expression reads domain \(domain), which is not above its row") }
    return parent.ancestor(in: domain)
  }
}

extension TypedPolicy {
  /// Returns the rows of each domain that there are on `asOf`, in order within each row above.
  func rows(of subject: SubjectRecord, asOf: CalendarDate) -> [[ReferenceRow]] {
    var rows: [[ReferenceRow]] = [[row(of: subject, domain: 0, parent: nil, asOf: asOf)]]
    var records: [[SubjectRecord]] = [[subject]]
    for index in domains.indices.dropFirst() {
      rows.append([])
      records.append([])
      guard let parent = domains[index].parent else { preconditionFailure("only the subject has no parent") }
      for (above, record) in zip(rows[parent], records[parent]) {
        let below = inOrder((record.records[domains[index].name] ?? []).filter { exists($0, index, asOf) }, index)
        records[index] += below
        rows[index] += below.map { row(of: $0, domain: index, parent: above, asOf: asOf) }
      }
    }
    return rows
  }

  private func row(of record: SubjectRecord, domain: Int, parent: ReferenceRow?, asOf: CalendarDate) -> ReferenceRow {
    ReferenceRow(
      domain: domain, parent: parent,
      fields: domains[domain].fields.map { field in
        let value = record.fields[field.name] ?? .absent
        if let date = value.date, date > asOf, !field.isPlanned { return .absent }
        return value
      })
  }

  private func exists(_ record: SubjectRecord, _ domain: Int, _ asOf: CalendarDate) -> Bool {
    guard let date = date(of: record, domain) else { return true }
    return date <= asOf
  }

  /// Sorts by date, then by the bytes of the key, then by arrival.
  private func inOrder(_ records: [SubjectRecord], _ domain: Int) -> [SubjectRecord] {
    records.enumerated().sorted { a, b in
      let (aDate, bDate) = (date(of: a.element, domain) ?? .earliest, date(of: b.element, domain) ?? .earliest)
      if aDate != bDate { return aDate < bDate }
      let (aKey, bKey) = (key(of: a.element, domain), key(of: b.element, domain))
      if aKey != bKey { return aKey.lexicographicallyPrecedes(bKey) }
      return a.offset < b.offset
    }.map(\.element)
  }

  private func date(of record: SubjectRecord, _ domain: Int) -> CalendarDate? {
    domains[domain].date.flatMap { record.fields[domains[domain].fields[$0].name]?.date }
  }

  private func key(of record: SubjectRecord, _ domain: Int) -> [UInt8] {
    guard let key = domains[domain].key, let value = record.fields[domains[domain].fields[key].name] else { return [] }
    return Array(value.description.utf8)
  }
}
