import PolicyExecution
import PolicyIR
import PolicyTypes

/// Runs subjects that were made up, and reads out which pass the tests of a claim.
struct DraftRun {
  /// The subjects that could be run: those without faults.
  let drafts: [DraftRow]
  private let program: IRProgram
  private let values: BatchValues
  /// For each domain and row the row above it.
  private let parents: [[Int]]
  private let isFaulty: [Bool]

  init(_ drafts: [DraftRow], _ interpreter: Interpreter) {
    let program = interpreter.plan.program
    var builder = BatchBuilder(
      schema: program.schema, selection: InputSelection(allOf: program.schema), asOf: interpreter.plan.asOf)
    self.drafts = drafts.filter { builder.add($0, program.schema) }
    self.program = program
    let values = interpreter.run(builder.finish())
    self.values = values
    parents = program.schema.domains.indices.map { Self.parents(in: values.batch.domains[$0]) }
    var isFaulty = self.drafts.map { _ in false }
    for requirement in program.outline.requirements {
      for row in 0..<values.rowCount(of: requirement.isViolated)
      where values.boolean(of: requirement.isViolated, row: row) {
        isFaulty[Self.row(row, of: requirement.domain, in: .subject, program.schema, parents)] = true
      }
    }
    self.isFaulty = isFaulty
  }

  private static func parents(in rows: DomainRows) -> [Int] {
    guard rows.starts.count > 1 else { return [] }
    return (0..<rows.starts.count - 1).flatMap { parent in
      [Int](repeating: parent, count: Int(rows.starts[parent + 1] - rows.starts[parent]))
    }
  }

  private static func row(
    _ row: Int, of domain: DomainID, in target: DomainID, _ schema: RecordSchema, _ parents: [[Int]]
  ) -> Int {
    guard domain != target, let parent = schema[domain].parent else { return row }
    return self.row(parents[domain.index][row], of: parent, in: target, schema, parents)
  }

  // MARK: Claims

  /// Returns the first subject of which a row passes every test of the claim.
  func example(of claim: Claim) -> Int? {
    for row in 0..<values.batch[claim.domain].count where claim.tests.allSatisfy({ passes($0, row, of: claim.domain) })
    {
      let subject = Self.row(row, of: claim.domain, in: .subject, program.schema, parents)
      if !isFaulty[subject] { return subject }
    }
    return nil
  }

  private func passes(_ test: ClaimTest, _ row: Int, of domain: DomainID) -> Bool {
    switch test {
    case .isTrue(let id): value(of: id, row, of: domain) == .boolean(true)
    case .isFalse(let id): value(of: id, row, of: domain) == .boolean(false)
    case .isPresent(let id): !value(of: id, row, of: domain).isAbsent
    case .hasLabel(let id, let label): value(of: id, row, of: domain) == .label(label)
    case .differ(let a, let b): value(of: a, row, of: domain) != value(of: b, row, of: domain)
    case .twoHold(let ids): ids.count { value(of: $0, row, of: domain) == .boolean(true) } > 1
    }
  }

  private func value(of id: ValueID, _ row: Int, of domain: DomainID) -> Value {
    values.value(of: id, row: Self.row(row, of: domain, in: program[id].domain, program.schema, parents))
  }

  /// Returns a value of a subject.
  func value(of id: ValueID, subject: Int) -> Value { values.value(of: id, row: subject) }
}

extension BatchBuilder {
  /// Adds a subject; false where something in it is not as the schema wants it.
  fileprivate mutating func add(_ subject: DraftRow, _ schema: RecordSchema) -> Bool {
    beginSubject()
    guard fill(subject, schema), endSubject() == nil else {
      abandonSubject()
      return false
    }
    return true
  }

  private mutating func fill(_ row: DraftRow, _ schema: RecordSchema) -> Bool {
    for (field, value) in row.values { set(value, field: field, of: row.domain) }
    for domain in schema.children(of: row.domain) {
      for child in row.children(in: domain) {
        beginRow(of: domain)
        guard fill(child, schema), endRow(of: domain) == nil else { return false }
      }
    }
    return true
  }
}
