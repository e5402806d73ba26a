import PolicyIR
import PolicyTypes

/// Pairs of subjects that differ in one thing.
extension GoalSolver {
  /// Returns a subject with a row of `domain` that passes some of `tests`, and as many more as `others` says, and that
  /// row.
  mutating func subject(
    passing tests: [ClaimTest], in domain: DomainID, others: Int = 0, toward goal: ClaimTest? = nil
  ) -> (subject: DraftRow, row: DraftRow) {
    let subject = DraftRow(.subject)
    stepsLeft = 3_000
    let row = chain(to: domain, from: subject)
    for test in tests { pass(test, at: row) }
    for _ in 0..<others where domain != .subject {
      let other = chain(to: domain, from: subject)
      for test in tests { pass(test, at: other) }
    }
    if let goal { pass(goal, at: subject) }
    fill(subject)
    return (subject, row)
  }

  /// Returns a subject with one row of `domain` and one of each above it, and with no other records.
  mutating func bareSubject(with values: [FieldPlace: Value], in domain: DomainID) -> DraftRow {
    let subject = DraftRow(.subject)
    var row: DraftRow? = chain(to: domain, from: subject)
    for (place, value) in values { row?.ancestor(in: DomainID(place.domain))?.values[place.field] = value }
    while let current = row {
      current.closed = Set(program.schema.children(of: current.domain))
      row = current.parent
    }
    fill(subject)
    return subject
  }

  /// Adds a row that may pass some tests to a subject, and returns it; nil where the subject has as many as it may.
  @discardableResult
  mutating func addRow(passing tests: [ClaimTest], in domain: DomainID, to subject: DraftRow) -> DraftRow? {
    guard domain != .subject, subject.rows(in: domain).count < min(60, program.schema[domain].limit) else { return nil }
    stepsLeft = 1_000
    let row = addRow(of: domain, below: subject)
    for test in tests { pass(test, at: row) }
    return row
  }

  /// Gives every field that is left a value, and no row further records.
  mutating func complete(_ subject: DraftRow) {
    subject.close(program.schema)
    fill(subject)
  }
}

extension DraftRow {
  /// Lets no row have more records than it has.
  fileprivate func close(_ schema: RecordSchema) {
    closed = Set(schema.children(of: domain))
    for child in children { child.close(schema) }
  }
}
