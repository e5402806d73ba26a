import PolicyExecution
import PolicyIR

/// Takes batches of subjects through several plans, and keeps what each of them gives.
struct BatchObserver: BatchConsumer {
  private let interpreters: [Interpreter]
  private let fields: [Int]

  /// Makes an observer of plans that read the same; `fields` are kept beside the outcomes of the first.
  init(plans: [ExecutionPlan], fields: [Int]) {
    interpreters = plans.map(Interpreter.init)
    self.fields = fields
  }

  func evaluate(
    _ batch: Batch, origins: [BatchOrigin], file: String, into outcome: inout SliceOutcome, line: (_ place: Int) -> Int
  ) {
    guard batch.subjectCount > 0 else { return }
    if outcome.observed.isEmpty { outcome.observed = interpreters.map { ObservedOutcomes(of: $0.plan) } }
    let places = origins.map(\.place)
    for (index, interpreter) in interpreters.enumerated() {
      let values = interpreter.run(batch)
      let isSetAside = values.violatesRequirements
      outcome.observed[index].setAsideCount += isSetAside.count { $0 }
      outcome.observed[index].subjects.append(
        values, places: places, leavingOut: isSetAside, identifying: index == 0 ? fields : nil)
    }
  }
}

/// What one plan gave the subjects of a piece of the input.
struct ObservedOutcomes: Sendable {
  var subjects: SubjectOutcomes
  /// How many lack a field that they must have.
  var setAsideCount = 0

  init(of plan: ExecutionPlan) {
    subjects = SubjectOutcomes(of: plan.program)
  }
}

extension BatchValues {
  /// For each subject whether it lacks a field that it must have; an empty list where none does.
  fileprivate var violatesRequirements: [Bool] {
    var violates: [Bool] = []
    for requirement in plan.program.outline.requirements {
      let flags = column(of: requirement.isViolated).bytes
      guard flags.contains(where: { $0 != 0 }) else { continue }
      if violates.isEmpty { violates = Array(repeating: false, count: batch.subjectCount) }
      let domain = plan.program.domain(of: requirement.isViolated)
      for row in flags.indices where flags[row] != 0 {
        violates[batch.subject(of: row, in: domain, schema: plan.program.schema)] = true
      }
    }
    return violates
  }
}
