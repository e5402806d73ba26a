import PolicyDiagnostics
import PolicyIR
import PolicyTypes

/// A worse record never earns a better score or grade, and a repair never lowers them.
extension MonotonyProver {
  /// The claims about each field and record type that the points depend on.
  mutating func changeProofs(besides steady: [Proof]) -> [Proof] {
    var proofs: [Proof] = []
    // What is said of a table need not be said of the score as well.
    let unsteady = Set(
      steady.compactMap { proof -> ChangedInput? in
        guard proof.verdict == .refuted, case .pointsSteady(let input) = proof.claim.kind else { return nil }
        return input
      })
    for (change, input) in changes() {
      let plain = DirectionAnalysis(program, bounds, change)
      let moved = reader.points.filter { !plain[$0.value].isConstant }
      guard let place = moved.first?.clause.span, !unsteady.contains(input) else { continue }
      let claim = Claim(kind: .worseNeverBetter(input), span: place, domain: .subject, tests: [])
      if [Direction.down, .up].allSatisfy({ isKept(change, plain, pointsMove: $0) }) {
        proofs.append(Proof(claim: claim, verdict: .proved, example: nil))
      } else {
        proofs.append(searched(claim, change))
      }
    }
    return proofs
  }

  /// Whether the score and the grade follow wherever a change makes the points of all indicators move one way, or not
  /// at all.
  private func isKept(_ change: Change, _ plain: DirectionAnalysis, pointsMove direction: Direction) -> Bool {
    var assumed: [ValueID: Course] = [:]
    var mayMove = false
    for points in reader.points {
      let merit = reader.merit(plain[points.value].value)
      let moves = merit == direction || merit == .mixed
      assumed[points.value] = Course(moves ? reader.merit(direction) : .constant)
      mayMove = mayMove || moves
    }
    if !mayMove { return true }
    return isNotBetter(DirectionAnalysis(program, bounds, change, where: assumed), than: direction)
  }

  /// Whether score and grade move the way of the points, `down` or `up`, or stay.
  private func isNotBetter(_ analysis: DirectionAnalysis, than direction: Direction) -> Bool {
    let outline = program.outline
    if let score = outline.score {
      let merit = reader.merit(analysis[outline[score].result].value)
      if merit != .constant && merit != direction { return false }
    }
    // The places of grades count from the best.
    guard let grade = outline.grade.map({ analysis[$0.result].value }) else { return true }
    return grade == .constant || grade == direction.opposite
  }

  private static let rounds = 4
  private static let pairs = 48

  private mutating func searched(_ claim: Claim, _ change: Change) -> Proof {
    for _ in 0..<Self.rounds {
      let drafts = (0..<Self.pairs).compactMap { _ in pair(differingIn: change) }
      guard let draft = first(of: drafts, isRewarded) else { continue }
      let text = example(draft, line: claim.span.startPosition.line) { first(of: [$0], isRewarded) != nil }
      return Proof(claim: claim, verdict: .refuted, example: text)
    }
    return Proof(claim: claim, verdict: .undecided, example: nil)
  }

  /// Whether the worse of two subjects has the better score or grade.
  private func isRewarded(_ a: SubjectFigures, _ b: SubjectFigures) -> Bool {
    (a.isWorse(than: b, reader) && a.isBetter(than: b)) || (b.isWorse(than: a, reader) && b.isBetter(than: a))
  }

  private mutating func pair(differingIn change: Change) -> DraftRow? {
    switch change {
    case .record(let domain):
      let (subject, row) = solver.subject(passing: [], in: domain, toward: goal())
      row.alternative = .leftOut
      return subject
    case .field(let place):
      let (subject, row) = solver.subject(passing: [], in: DomainID(place.domain), toward: goal())
      guard let value = row.values[place.field], !value.isAbsent else { return nil }
      let others = samples[row.domain, place.field].filter { $0 != value }
      guard let other = solver.random.pick(others) else { return nil }
      row.alternative = .values([place.field: other])
      return subject
    }
  }

  /// Something that the other facts of a subject should come to, so that what rules do is seen as well.
  mutating func goal() -> ClaimTest? {
    let outline = program.outline
    var goals: [ClaimTest] = outline.rules.map { .isTrue($0.condition.result) }
    if let score = outline.score.map({ outline[$0].result }) { goals += [.differ(score, score)] }
    if let grade = outline.grade { goals += grade.scale.ranked.map { .hasLabel(grade.result, $0) } }
    return solver.random.below(4) == 0 ? nil : solver.random.pick(goals)
  }

  // MARK: Repairs

  /// The claims that what repairs does no harm, one for each repair.
  mutating func repairProofs() -> [Proof] {
    var proofs: [Proof] = []
    var known: Set<Clause> = []
    for indicator in leaves {
      guard let repair = indicator.repair, known.insert(repair.clause).inserted else { continue }
      let claim = Claim(
        kind: .repairNeverWorse(repair.clause.name), span: repair.clause.span, domain: .subject, tests: [])
      if isNotBetter(analysis(of: repair), than: .up) {
        proofs.append(Proof(claim: claim, verdict: .proved, example: nil))
      } else {
        proofs.append(searched(claim, repair, indicator))
      }
    }
    return proofs
  }

  /// How values move when a record is repaired that was not.
  private func analysis(of repair: RepairOutline) -> DirectionAnalysis {
    let appears = Course(.constant, presence: .up)
    if case .records(let domain, _, _, _, _) = repair.way {
      return DirectionAnalysis(program, bounds, .record(domain), where: [repair.done: appears])
    }
    let dates = dates(of: repair).map { ($0, appears) }
    return DirectionAnalysis(program, bounds, nil, where: Dictionary(uniqueKeysWithValues: dates))
  }

  /// The dates of a record that say when it was repaired, wherever the program reads them.
  private func dates(of repair: RepairOutline) -> [ValueID] {
    let domain = program.domain(of: repair.isRepaired)
    var fields: Set<Int> = []
    var visited: Set<ValueID> = []
    var pending = [repair.done]
    while let next = pending.popLast() {
      guard visited.insert(next).inserted else { continue }
      let instruction = program[next]
      pending += instruction.operation.operands
      guard instruction.domain == domain, instruction.type == IRType(.date, isOptional: true),
        case .input(let field) = instruction.operation
      else { continue }
      fields.insert(field)
    }
    return program.instructions.indices.map(ValueID.init).filter { id in
      guard program.domain(of: id) == domain, case .input(let field) = program.operation(of: id) else { return false }
      return fields.contains(field)
    }
  }

  private mutating func searched(_ claim: Claim, _ repair: RepairOutline, _ indicator: IndicatorOutline) -> Proof {
    // Others like it may be repaired as well: repairs can be limited in number.
    let tests = [repair.isRepaired, indicator.selection?.mask].compactMap(\.self).map(ClaimTest.isTrue)
    let domain = program.domain(of: repair.isRepaired)
    let fields = dates(of: repair).compactMap {
      if case .input(let field) = program.operation(of: $0) { field } else { nil }
    }
    for round in 0..<Self.rounds {
      let drafts = (0..<Self.pairs).map { _ -> DraftRow in
        let (subject, row) = solver.subject(passing: tests, in: domain, others: round, toward: goal())
        if case .records(let below, _, _, _, _) = repair.way {
          row.alternative = .without(below)
        } else if let field = solver.random.pick(fields) {
          row.alternative = .values([field: .absent])
        }
        return subject
      }
      guard let draft = first(of: drafts, isHarmed) else { continue }
      let text = example(draft, line: claim.span.startPosition.line) { first(of: [$0], isHarmed) != nil }
      return Proof(claim: claim, verdict: .refuted, example: text)
    }
    return Proof(claim: claim, verdict: .undecided, example: nil)
  }

  /// Whether the other one, of which a record is not repaired, has the better score or grade.
  private func isHarmed(_ repaired: SubjectFigures, _ other: SubjectFigures) -> Bool { other.isBetter(than: repaired) }
}
