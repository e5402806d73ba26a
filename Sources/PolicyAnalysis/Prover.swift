import PolicyDiagnostics
import PolicyExecution
package import PolicyIR
package import PolicyTypes

/// Proves the claims of a policy, or shows that they are wrong.
///
/// Three ways lead to an answer: an example, which a run has confirmed; every combination of the values that the policy
/// tells apart, none of which is an example; and what the check of the policy has proved from its ranges. Where none
/// does, the claim is undecided.
package struct Prover {
  private let program: IRProgram
  private let interpreter: Interpreter
  private let constants: ConstantValues
  private let samples: FieldSamples
  private var solver: GoalSolver

  /// Whether the check has proved from the ranges that tables leave no gap and that those that claim so do not overlap.
  private let isChecked: Bool

  private var claims: [Claim]
  private var found: [Int: Example] = [:]

  /// An example of a claim, before it is made short.
  private struct Example {
    let draft: DraftRow
  }

  /// - Parameter isChecked: Whether no error was found in the policy.
  package init(_ program: IRProgram, asOf: CalendarDate, isChecked: Bool) {
    self.program = program
    self.isChecked = isChecked
    interpreter = Interpreter(plan: ExecutionPlan(program: program, asOf: asOf, keeping: .everything))
    constants = ConstantValues(program, asOf: asOf)
    samples = FieldSamples(program, constants: constants, asOf: asOf)
    solver = GoalSolver(program, constants, samples)
    claims = ClaimCollector(program).claims
  }

  /// Returns every claim with what became of it.
  package mutating func proofs() -> [Proof] {
    search()
    var proofs: [Proof] = []
    for place in claims.indices { proofs.append(proof(at: place)) }
    return proofs
  }

  private mutating func proof(at place: Int) -> Proof {
    let claim = claims[place]
    if let example = found[place] {
      let text = exampleText(example.draft, claim)
      return Proof(claim: claim, verdict: claim.isRefutedByExample ? .refuted : .proved, example: text)
    }
    if claim.isAboutTables, isChecked { return Proof(claim: claim, verdict: .proved, example: nil) }
    guard let example = exhaust(claim) else { return Proof(claim: claim, verdict: .undecided, example: nil) }
    if let draft = example.draft {
      let text = exampleText(draft, claim)
      return Proof(claim: claim, verdict: claim.isRefutedByExample ? .refuted : .proved, example: text)
    }
    return Proof(claim: claim, verdict: claim.isRefutedByExample ? .proved : .refuted, example: nil)
  }

  // MARK: Examples

  private static let batchSize = 128
  private static let populationSize = 384
  private static let rounds = 4
  private static let guessesOfAClaim = 12

  /// Looks for examples: among subjects of which nothing is asked, then among those made up for the claims still open.
  private mutating func search() {
    var population: [DraftRow] = []
    for _ in 0..<Self.populationSize { population.append(solver.anySubject()) }
    run(population)
    for _ in 0..<Self.rounds {
      let open = openClaims
      if open.isEmpty { return }
      var guesses: [DraftRow] = []
      for place in open {
        for _ in 0..<Self.guessesOfAClaim {
          guesses.append(solver.guess(claims[place].tests, in: claims[place].domain))
        }
      }
      run(guesses)
    }
  }

  private var openClaims: [Int] {
    claims.indices.filter { found[$0] == nil && !(isChecked && claims[$0].isAboutTables) }
  }

  private mutating func run(_ drafts: [DraftRow]) {
    var rest = drafts[...]
    while !rest.isEmpty {
      let run = DraftRun(Array(rest.prefix(Self.batchSize)), interpreter)
      rest = rest.dropFirst(Self.batchSize)
      for place in openClaims {
        if let subject = run.example(of: claims[place]) { found[place] = Example(draft: run.drafts[subject]) }
      }
    }
  }

  // MARK: Everything

  private struct Exhausted {
    /// The example that there is; nil where there is none at all.
    let draft: DraftRow?
  }

  private static let mostCombinations = 20_000

  /// Tries every combination of values that the claim can tell apart; nil where that is not possible.
  private mutating func exhaust(_ claim: Claim) -> Exhausted? {
    guard let fields = Exhaustion.fields(deciding: claim, program, constants) else { return nil }
    let choices = fields.map { field in
      samples[DomainID(field.domain), field.field]
        + (program.schema.domains[field.domain].fields[field.field].isOptional ? [.absent] : [])
    }
    let count = choices.reduce(1) { count, values in min(count * max(1, values.count), Self.mostCombinations + 1) }
    guard count <= Self.mostCombinations, !choices.contains(where: \.isEmpty) else { return nil }
    var start = 0
    while start < count {
      let drafts = (start..<min(start + Self.batchSize, count)).map { number in
        solver.subject(with: combination(number, of: choices, fields), in: claim.domain)
      }
      let run = DraftRun(drafts, interpreter)
      if let subject = run.example(of: claim) { return Exhausted(draft: run.drafts[subject]) }
      // A combination that could not be run may be the example.
      if run.drafts.count < drafts.count { return nil }
      start += Self.batchSize
    }
    return Exhausted(draft: nil)
  }

  /// Returns whether every combination of values was tried and none shows the claim, on this date and on any other.
  mutating func rulesOut(_ claim: Claim) -> Bool {
    guard !ConstantValues.changesWithDate(claim, program), let result = exhaust(claim) else { return false }
    return result.draft == nil
  }

  private func combination(_ number: Int, of choices: [[Value]], _ fields: [FieldPlace]) -> [FieldPlace: Value] {
    var rest = number
    var values: [FieldPlace: Value] = [:]
    for (field, choice) in zip(fields, choices) {
      values[field] = choice[rest % choice.count]
      rest /= choice.count
    }
    return values
  }

  // MARK: Making examples short

  private func exampleText(_ draft: DraftRow, _ claim: Claim) -> String? {
    let short = simplified(draft, claim)
    let run = DraftRun([short], interpreter)
    guard !run.drafts.isEmpty else { return nil }
    return ExampleText(program, asOf: interpreter.plan.asOf).text(of: short, run, line: claim.span.startPosition.line)
  }

  /// Leaves out records, as long as the rest still is an example.
  private func simplified(_ draft: DraftRow, _ claim: Claim) -> DraftRow {
    draft.shortened { drafts in
      let run = DraftRun(drafts, interpreter)
      return run.example(of: claim).map { run.drafts[$0] }
    }
  }
}
