import PolicyIR
import PolicyTypes

/// Looks for pairs of subjects that differ in the points of one indicator and of no other, and in the grade.
struct IndicatorSearch {
  private var prover: MonotonyProver
  private let place: Int
  private let starts: [DraftRow]
  /// Those of them that points of the indicator's size may take across a bound of the grade.
  private let nearBounds: [DraftRow]
  private let fields: [FieldPlace]
  private let domains: [DomainID]

  struct Found {
    /// The grades of the two differ.
    var changing: DraftRow?
    /// The one has the best grade, the other the worst.
    var deciding: DraftRow?
  }

  init(_ prover: MonotonyProver, _ place: Int, among pool: [(draft: DraftRow, number: Decimal128)]) {
    self.prover = prover
    self.place = place
    starts = pool.map(\.draft)
    let range = prover.bounds[prover.program.outline.indicators[place].result].range
    let size = range.flatMap { range in range.lower.flatMap { range.upper?.subtracting($0) } } ?? 100
    let bounds = prover.program.boundsOfGrade
    nearBounds = pool.filter { entry in
      bounds.contains { bound in entry.number.subtracting(bound).map { $0.magnitude <= size } ?? false }
    }.map(\.draft)
    (fields, domains) = prover.program.inputs(of: prover.program.outline.indicators[place].result)
  }

  private static let rounds = 6
  private static let pairs = 40

  /// Searches, and takes in how far the points go.
  mutating func run(_ points: inout AttainedRange) -> Found {
    var found = Found()
    let result = prover.program.outline.indicators[place].result
    for _ in 0..<Self.rounds {
      let drafts = (0..<Self.pairs).map { _ in pair() }
      let run = DraftRun(drafts, prover.interpreter)
      let others = DraftRun(drafts.map { $0.other() }, prover.interpreter)
      for (index, draft) in drafts.enumerated() {
        guard let first = run.place(of: index), let second = others.place(of: index) else { continue }
        for number in [run.value(of: result, subject: first), others.value(of: result, subject: second)] {
          if let number = number.number { points.take(number, nil) }
        }
        take(
          draft, SubjectFigures(of: first, in: run, prover.reader),
          SubjectFigures(of: second, in: others, prover.reader), &found)
      }
      if found.deciding != nil { break }
    }
    return Found(changing: found.changing.map(shortened), deciding: found.deciding.map(shortenedDeciding))
  }

  private func take(_ draft: DraftRow, _ a: SubjectFigures, _ b: SubjectFigures, _ found: inout Found) {
    guard isAlone(a, b), let first = a.grade, let second = b.grade, first != second else { return }
    if found.changing == nil { found.changing = draft }
    if isFromEndToEnd(first, second), found.deciding == nil { found.deciding = draft }
  }

  /// Whether the indicator has other points in the two, and every other one the same.
  private func isAlone(_ a: SubjectFigures, _ b: SubjectFigures) -> Bool {
    prover.reader.scored.allSatisfy { (a.indicators[$0] == b.indicators[$0]) == ($0 != place) }
  }

  private func isFromEndToEnd(_ a: Int, _ b: Int) -> Bool {
    let last = (prover.program.outline.grade?.scale.rankedCount ?? 1) - 1
    return max(a, b) == 0 && min(a, b) == -last
  }

  private func shortened(_ draft: DraftRow) -> DraftRow {
    prover.shortened(draft) { variant in
      prover.first(of: [variant]) { a, b in isAlone(a, b) && a.grade != nil && b.grade != nil && a.grade != b.grade }
        != nil
    }
  }

  private func shortenedDeciding(_ draft: DraftRow) -> DraftRow {
    prover.shortened(draft) { variant in
      prover.first(of: [variant]) { a, b in
        guard let first = a.grade, let second = b.grade else { return false }
        return isAlone(a, b) && isFromEndToEnd(first, second)
      } != nil
    }
  }

  // MARK: Pairs

  private mutating func pair() -> DraftRow {
    let subject = start()
    if let selection = prover.program.outline.indicators[place].selection, prover.solver.random.isHeads() {
      let count = [1, 2, 4, 10][prover.solver.random.below(4)]
      for _ in 0..<count {
        prover.solver.addRow(passing: [.isTrue(selection.mask)], in: selection.domain, to: subject)?.alternative =
          .leftOut
      }
      prover.solver.complete(subject)
      return subject
    }
    for domain in domains where prover.solver.random.isHeads() {
      for row in subject.rows(in: domain) where prover.solver.random.below(3) > 0 { row.alternative = .leftOut }
    }
    var values: [DomainID: [Int: Value]] = [:]
    for field in fields where prover.solver.random.isHeads() {
      let domain = DomainID(field.domain)
      if let value = prover.solver.random.pick(prover.samples[domain, field.field]) {
        values[domain, default: [:]][field.field] = value
      }
    }
    for (domain, values) in values {
      guard let row = prover.solver.random.pick(subject.rows(in: domain)), row.alternative == nil else { continue }
      row.alternative = .values(values)
    }
    return subject
  }

  private mutating func start() -> DraftRow {
    switch prover.solver.random.below(5) {
    case 0: prover.solver.anySubject()
    case 1:
      prover.solver.guess([prover.goal() ?? .isPresent(prover.program.outline.indicators[place].result)], in: .subject)
    case 2, 3:
      (prover.solver.random.pick(nearBounds) ?? prover.solver.random.pick(starts))?.copy() ?? prover.solver.anySubject()
    default: prover.solver.random.pick(starts).map { prover.variant(of: $0) } ?? prover.solver.anySubject()
    }
  }
}

extension IRProgram {
  /// The fixed numbers with which the rows of the base grade compare.
  var boundsOfGrade: [Decimal128] {
    guard let grade = outline.grade else { return [] }
    var found: Set<Decimal128> = []
    var pending = [grade.base.result]
    var visited: Set<ValueID> = []
    let leaves = Set(outline.indicators.map(\.result))
    while let next = pending.popLast() {
      guard visited.insert(next).inserted, !leaves.contains(next) else { continue }
      let operation = self[next].operation
      pending += operation.operands
      if case .literal(.number(let number)) = operation { found.insert(number) }
    }
    return found.sorted()
  }

  /// The fields that a value is worked out from, and the record types below the subject that it reads.
  func inputs(of id: ValueID) -> (fields: [FieldPlace], domains: [DomainID]) {
    var fields: Set<FieldPlace> = []
    var domains: Set<DomainID> = []
    var visited: Set<ValueID> = []
    var pending = [id]
    while let next = pending.popLast() {
      guard visited.insert(next).inserted else { continue }
      let instruction = self[next]
      pending += instruction.operation.operands
      if instruction.domain != .subject { domains.insert(instruction.domain) }
      guard case .input(let field) = instruction.operation, field != schema[instruction.domain].key else { continue }
      fields.insert(FieldPlace(domain: instruction.domain.index, field: field))
    }
    return (fields.sorted { ($0.domain, $0.field) < ($1.domain, $1.field) }, domains.sorted())
  }
}
