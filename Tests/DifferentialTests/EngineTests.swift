import PolicyExecution
import PolicyIR
import PolicyLowering
import ReferenceEvaluator
import Testing

/// Random policies and subjects, through the engine in all of its ways and through the reference.
struct EngineTests {
  @Test(arguments: RandomRuns.seeds)
  func engineAgreesWithReference(seed: Int) {
    let random = RandomPolicy(seed: UInt64(seed))
    let comparison = EngineComparison(random, subjectCount: RandomRuns.subjects)
    for way in EngineComparison.ways {
      guard let difference = comparison.difference(way) else { continue }
      Issue.record("policy \(seed), \(way)\n\(difference)\n\(random.policy.dump)")
      return
    }
  }
}

/// Compares the engine with the reference on one policy.
struct EngineComparison {
  /// One of the ways to run a program.
  struct Way: CustomStringConvertible {
    let numbers: NumberLanes
    let kept: ExecutionPlan.Kept

    var description: String { "\(numbers) numbers, \(kept) kept" }
  }

  static let ways = [NumberLanes.narrow, .wide].flatMap { numbers in
    [ExecutionPlan.Kept.results, .everything].map { Way(numbers: numbers, kept: $0) }
  }

  let random: RandomPolicy
  let subjects: [SubjectRecord]
  let expected: [ReferenceResult]

  init(_ random: RandomPolicy, subjectCount: Int) {
    let reference = ReferenceEvaluator(policy: random.policy, asOf: random.asOf)
    self.random = random
    self.subjects = (0..<subjectCount).map { random.subject(seed: UInt64($0)) }
    self.expected = subjects.map(reference.evaluate)
  }

  /// Returns the first difference, for all subjects in one batch and then for each in its own.
  func difference(_ way: Way) -> String? {
    let program = lower(random.policy, numbers: way.numbers)
    let violations = IRVerifier.violations(in: program)
    if !violations.isEmpty { return "refused by the verifier: \(violations)" }
    let interpreter = Interpreter(plan: ExecutionPlan(program: program, asOf: random.asOf, keeping: way.kept))
    let isComplete = way.kept == .everything
    if let difference = difference(interpreter, subjects.indices, isComplete) { return "in one batch: \(difference)" }
    for place in subjects.indices {
      if let difference = difference(interpreter, place..<place + 1, isComplete) { return "alone: \(difference)" }
    }
    return nil
  }

  private func difference(
    _ interpreter: Interpreter, _ places: Range<Int>, _ isComplete: Bool
  ) -> String? {
    do {
      let run = try EngineRun(interpreter, Array(subjects[places]))
      for place in places {
        let expected = expected[place].asRead(isComplete)
        let found = run.result(of: place - places.lowerBound, isComplete: isComplete).asRead(isComplete)
        guard expected != found else { continue }
        return "subject \(place) as of \(random.asOf)\n\(text(of: expected, found))\n\(subjects[place].dump)"
      }
    } catch {
      return "refused by the batch: \(error.problem)"
    }
    return nil
  }

  /// Writes the parts of two results that differ.
  private func text(of expected: ReferenceResult, _ found: ReferenceResult) -> String {
    var lines: [String] = []
    for (a, b) in zip(expected.indicators, found.indicators) where a != b {
      lines.append("\(a.path): expected \(a.value), found \(b.value)")
      for (a, b) in zip(a.contributions, b.contributions) where a != b {
        lines.append("  record \(a.row): expected \(a.amount), found \(b.amount) of record \(b.row)")
      }
      if a.contributions.count != b.contributions.count {
        lines.append("  records: expected \(a.contributions.map(\.row)), found \(b.contributions.map(\.row))")
      }
    }
    func compare<Part: Equatable>(_ name: String, _ part: KeyPath<ReferenceResult, Part>) {
      let (a, b) = (expected[keyPath: part], found[keyPath: part])
      if a != b { lines.append("\(name): expected \(a), found \(b)") }
    }
    compare("score", \.score)
    compare("base grade", \.baseGrade)
    compare("grade", \.grade)
    compare("rules", \.rules)
    compare("measures", \.measures)
    compare("outputs", \.outputs)
    compare("faults", \.faults)
    return lines.joined(separator: "\n")
  }
}

extension ReferenceResult {
  /// The part that can be compared. A plan for results alone reads no keys unless their order counts, so that the
  /// places of records are not known.
  fileprivate func asRead(_ isComplete: Bool) -> ReferenceResult {
    let faults = isComplete ? faults : faults.map { RequirementFault(domain: $0.domain, field: $0.field, row: 0) }
    return ReferenceResult(
      score: score, baseGrade: baseGrade, grade: grade, rules: rules, measures: measures, endedMeasures: endedMeasures,
      outputs: outputs, discretion: discretion, indicators: isComplete ? indicators : [], faults: faults, breaches: [])
  }
}
