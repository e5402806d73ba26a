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
    case .near(let a, let b, let side):
      distance(of: a, from: b, row, of: domain).map { side.contains($0) } ?? false
    case .twoHold(let ids): ids.count { value(of: $0, row, of: domain) == .boolean(true) } > 1
    }
  }

  /// Returns how far a row that passes the other tests of a claim lies from its bound, and the row's subject: the
  /// nearest row that is accepted and lies on the side that the claim is about.
  func nearest(to claim: Claim, where isAccepted: (Int) -> Bool) -> (subject: Int, distance: Decimal128)? {
    guard case .near(let a, let b, _)? = claim.tests.last else { return nil }
    var nearest: (subject: Int, distance: Decimal128)?
    for row in 0..<values.batch[claim.domain].count where claim.tests.allSatisfy({ passes($0, row, of: claim.domain) })
    {
      let subject = subject(of: row, in: claim.domain)
      guard isAccepted(subject), let distance = distance(of: a, from: b, row, of: claim.domain)?.magnitude else {
        continue
      }
      if nearest.map({ distance < $0.distance }) ?? true { nearest = (subject, distance) }
    }
    return nearest
  }

  /// How far a number lies above another, or a date behind another in days; negative where it lies below or before.
  private func distance(of a: ValueID, from b: ValueID, _ row: Int, of domain: DomainID) -> Decimal128? {
    switch (value(of: a, row, of: domain), value(of: b, row, of: domain)) {
    case (.number(let a), .number(let b)): a.subtracting(b)
    case (.date(let a), .date(let b)): Decimal128(Int(a.dayNumber) - Int(b.dayNumber))
    default: nil
    }
  }

  private func value(of id: ValueID, _ row: Int, of domain: DomainID) -> Value {
    values.value(of: id, row: self.row(row, of: domain, in: program.domain(of: id)))
  }
}

extension Side {
  func contains(_ distance: Decimal128) -> Bool {
    switch self {
    case .below: distance < .zero
    case .at: distance == .zero
    case .above: distance > .zero
    }
  }
}
