import PolicyAnalysis
import PolicyExecution
import PolicyIR
import PolicyLowering
import PolicyReport
import PolicyTypes
import ReferenceEvaluator
import Testing

/// What is proved of random policies, held against random subjects.
struct AnalysisTests {
  /// Proofs take longer than runs.
  private static let seeds = RandomRuns.seeds.prefix(8)

  @Test(arguments: Self.seeds)
  func valuesLieInTheirBounds(seed: Int) throws {
    let random = RandomPolicy(seed: UInt64(seed))
    let program = lower(random.policy, numbers: .narrow)
    let bounds = ValueBounds(program, asOf: random.asOf)
    let plan = ExecutionPlan(program: program, asOf: random.asOf, keeping: .everything)
    let subjects = (0..<RandomRuns.subjects).map { random.subject(seed: UInt64($0)) }
    let values = try EngineRun(Interpreter(plan: plan), subjects).values
    let isSeen = program.valuesThatAreSeen
    let reader = SubjectReader(ExplanationPlan(for: program), batch: values.batch, values: values, row: 0)
    for id in program.instructions.indices.map(ValueID.init) where isSeen[id.index] {
      for row in 0..<values.rowCount(of: id) where !reader.isVoid(RowPlace(domain: program.domain(of: id), row: row)) {
        let value = values.value(of: id, row: row)
        guard !bounds.mayBe(value, at: id) else { continue }
        Issue.record("policy \(seed): %\(id.index) \(program[id].operation) is \(value)")
        return
      }
    }
  }

  @Test(arguments: Self.seeds)
  func noSubjectRefutesWhatIsProved(seed: Int) throws {
    let random = RandomPolicy(seed: UInt64(seed))
    let program = lower(random.policy, numbers: .narrow)
    var prover = MonotonyProver(program, asOf: random.asOf)
    let proved = prover.proofs().filter { $0.verdict == .proved }.compactMap { proof -> ChangedInput? in
      if case .worseNeverBetter(let input) = proof.claim.kind { input } else { nil }
    }
    guard !proved.isEmpty else { return }
    let plan = ExecutionPlan(program: program, asOf: random.asOf, keeping: .everything)
    let comparison = PairComparison(program)
    for subjectSeed in 0..<UInt64(RandomRuns.subjects) {
      let subject = random.subject(seed: subjectSeed)
      let other = random.subject(seed: subjectSeed + 100)
      for input in proved {
        for changed in subject.changed(input, as: other) {
          let run = try EngineRun(Interpreter(plan: plan), [subject, changed])
          guard comparison.isRewarded(run, 0, 1) || comparison.isRewarded(run, 1, 0) else { continue }
          Issue.record("policy \(seed), subject \(subjectSeed): \(input)\n\(random.policy.dump)\n\(subject.dump)")
          return
        }
      }
    }
  }
}

extension SubjectReader {
  /// Whether an invalid value makes the row void, or one above it, so that nothing looks at it.
  fileprivate func isVoid(_ place: RowPlace) -> Bool {
    let domain = program.schema[place.domain]
    if let mark = domain.voidMark, field(mark, at: place) == .boolean(true) { return true }
    return domain.parent.flatMap { row(above: place, in: $0) }.map(isVoid) ?? false
  }
}

extension IRProgram {
  /// For each value whether it means something in every row: what is known to be present is so only where it is looked
  /// at, and elsewhere it and what is worked out from it may be anything.
  fileprivate var valuesThatAreSeen: [Bool] {
    var isSeen: [Bool] = []
    for instruction in instructions {
      let read: [ValueID] =
        switch instruction.operation {
        case .select(let condition, _, _): [condition]
        case .sum(_, let mask), .least(_, let mask), .greatest(_, let mask), .first(_, let mask): [mask]
        default: instruction.operation.operands
        }
      if case .assumePresent = instruction.operation {
        isSeen.append(false)
      } else {
        isSeen.append(read.allSatisfy { isSeen[$0.index] })
      }
    }
    return isSeen
  }
}

/// Says of two subjects which is worse by its points, and which has the better result: plainly, and apart from the
/// prover.
private struct PairComparison {
  private let outline: Outline
  private let direction: ScoreDirection
  private let leaves: [Int]

  init(_ program: IRProgram) {
    outline = program.outline
    direction = ScoreDirection(of: program)
    func leaves(below place: Int) -> [Int] {
      switch program.outline.indicators[place].worth {
      case .points, .deduction: [place]
      case .sum(_, let children), .weightedMean(let children), .chosen(_, _, let children, _):
        children.flatMap { leaves(below: $0.index) }
      }
    }
    self.leaves = program.outline.score.map { leaves(below: $0.index) } ?? []
  }

  /// Whether subject `a` has fewer points than `b` in some indicators, more in none, and the better score or grade.
  func isRewarded(_ run: EngineRun, _ a: Int, _ b: Int) -> Bool {
    func isSame(_ place: Int) -> Bool {
      let id = outline.indicators[place].result
      return merit(run, id, a) == merit(run, id, b)
    }
    let starts = outline.indicators.compactMap { $0.worth.start?.result }
    let points = leaves.map { outline.indicators[$0].result } + starts
    let changed = points.filter { merit(run, $0, a) != merit(run, $0, b) }
    if changed.isEmpty { return false }
    for id in changed {
      guard let first = merit(run, id, a), let second = merit(run, id, b), first < second else { return false }
    }
    // The counts and conditions of groups are no indicator's points, and may change with the same thing.
    for place in outline.indicators.indices where !leaves.contains(place) && !changed.contains(where: starts.contains) {
      if leavesBelow(place).allSatisfy(isSame), !isSame(place) { return false }
    }
    if let score = outline.score.map({ outline[$0].result }), let first = merit(run, score, a),
      let second = merit(run, score, b), first > second
    {
      return true
    }
    guard let grade = outline.grade, let first = rank(run, grade, a), let second = rank(run, grade, b) else {
      return false
    }
    return first < second
  }

  private func leavesBelow(_ place: Int) -> [Int] {
    switch outline.indicators[place].worth {
    case .points, .deduction: [place]
    case .sum(_, let children), .weightedMean(let children), .chosen(_, _, let children, _):
      children.flatMap { leavesBelow($0.index) }
    }
  }

  private func merit(_ run: EngineRun, _ id: ValueID, _ subject: Int) -> Decimal128? {
    direction.merit(of: run.values.value(of: id, row: subject).number)
  }

  private func rank(_ run: EngineRun, _ grade: GradeOutline, _ subject: Int) -> Int? {
    let label = run.values.value(of: grade.result, row: subject).label
    return label.flatMap { grade.scale.ranked.firstIndex(of: $0) }
  }
}

extension SubjectRecord {
  /// Returns copies with one record fewer, or with the value that another subject has in its place, each in one place.
  fileprivate func changed(_ input: ChangedInput, as other: SubjectRecord) -> [SubjectRecord] {
    switch input {
    case .field(let name, of: nil):
      guard fields[name] != nil, let value = other.fields[name] else { return [] }
      var changed = self
      changed.fields[name] = value
      return [changed]
    case .field(let name, of: let record?):
      let values = other.all(record).compactMap { $0.fields[name] }
      return edited(record) { record in
        guard record.fields[name] != nil else { return [] }
        return values.prefix(2).map { value in
          var changed = record
          changed.fields[name] = value
          return changed
        }
      }
    case .record(let name): return edited(name) { _ in [nil] }
    }
  }

  /// All records of a type, at any depth.
  private func all(_ name: String) -> [SubjectRecord] {
    records.flatMap { type, list in (type == name ? list : []) + list.flatMap { $0.all(name) } }
  }

  /// Returns copies in each of which one record of a type is replaced; nil leaves it out.
  private func edited(_ name: String, _ edits: (SubjectRecord) -> [SubjectRecord?]) -> [SubjectRecord] {
    var variants: [SubjectRecord] = []
    for (type, list) in records.sorted(by: { $0.key < $1.key }) {
      for (place, record) in list.enumerated() {
        let replacements = type == name ? edits(record) : record.edited(name, edits).map(Optional.some)
        for replacement in replacements {
          var copy = self
          var changed = list
          changed.remove(at: place)
          if let replacement { changed.insert(replacement, at: place) }
          copy.records[type] = changed
          variants.append(copy)
        }
      }
    }
    return variants
  }
}
