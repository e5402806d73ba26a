import PolicyExecution
import PolicyIR
import PolicyTypes

/// The values of a run, read out for the subjects that show a claim.
struct ClaimReading {
  let values: BatchValues
  private let program: IRProgram
  /// For each domain and row the row above it.
  private let parents: [[Int]]

  init(_ values: BatchValues) {
    self.values = values
    program = values.plan.program
    parents = values.batch.domains.map { Self.parents(in: $0) }
  }

  private static func parents(in rows: DomainRows) -> [Int] {
    guard rows.starts.count > 1 else { return [] }
    return (0..<rows.starts.count - 1).flatMap { parent in
      [Int](repeating: parent, count: Int(rows.starts[parent + 1] - rows.starts[parent]))
    }
  }

  /// Returns the first subject that is accepted and of which a row passes every test of the claim.
  func firstSubject(showing claim: Claim, where isAccepted: (Int) -> Bool) -> Int? {
    for row in 0..<values.batch[claim.domain].count where claim.tests.allSatisfy({ passes($0, row, of: claim.domain) })
    {
      let subject = subject(of: row, in: claim.domain)
      if isAccepted(subject) { return subject }
    }
    return nil
  }

  /// Returns the subject that a row belongs to.
  func subject(of row: Int, in domain: DomainID) -> Int { self.row(row, of: domain, in: .subject) }

  private func row(_ row: Int, of domain: DomainID, in target: DomainID) -> Int {
    guard domain != target, let parent = program.schema[domain].parent else { return row }
    return self.row(parents[domain.index][row], of: parent, in: target)
  }

  private func passes(_ test: ClaimTest, _ row: Int, of domain: DomainID) -> Bool {
    switch test {
    case .isTrue(let id): value(of: id, row, of: domain) == .boolean(true)
    case .isFalse(let id): value(of: id, row, of: domain) == .boolean(false)
    case .isPresent(let id): !value(of: id, row, of: domain).isAbsent
    case .isAbsent(let id): value(of: id, row, of: domain).isAbsent
    case .hasLabel(let id, let label): value(of: id, row, of: domain) == .label(label)
    case .differ(let a, let b): value(of: a, row, of: domain) != value(of: b, row, of: domain)
    case .twoHold(let ids): ids.count { value(of: $0, row, of: domain) == .boolean(true) } > 1
    }
  }

  private func value(of id: ValueID, _ row: Int, of domain: DomainID) -> Value {
    values.value(of: id, row: self.row(row, of: domain, in: program[id].domain))
  }
}
