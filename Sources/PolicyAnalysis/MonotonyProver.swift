import PolicyDiagnostics
import PolicyExecution
package import PolicyIR
package import PolicyTypes

/// Proves that a policy is monotonic, or shows pairs of subjects for which it is not.
///
/// What is worse the policy says itself: a subject is worse than another if it differs in one thing, no indicator gives
/// it more points and one gives it fewer. It must not get a better score, or a better grade. Three ways lead to an
/// answer: the directions in which values move, a table over all values that the policy tells apart, and a search for a
/// pair of subjects, which a run has confirmed. The search has a budget; what it leaves open is undecided.
package struct MonotonyProver {
  let program: IRProgram
  let asOf: CalendarDate
  let bounds: ValueBounds
  let reader: FigureReader
  let interpreter: Interpreter
  let constants: ConstantValues
  let samples: FieldSamples
  var solver: GoalSolver

  package init(_ program: IRProgram, asOf: CalendarDate) {
    self.program = program
    self.asOf = asOf
    bounds = ValueBounds(program, asOf: asOf)
    reader = FigureReader(program)
    interpreter = Interpreter(plan: ExecutionPlan(program: program, asOf: asOf, keeping: .everything))
    constants = ConstantValues(program, asOf: asOf)
    samples = FieldSamples(program, constants: constants, asOf: asOf)
    solver = GoalSolver(program, constants, samples)
  }

  /// Returns every claim with what became of it.
  package mutating func proofs() -> [Proof] {
    var proofs: [Proof] = []
    if reader.direction != .unknown {
      proofs += steadyProofs()
      proofs += changeProofs(besides: proofs)
      proofs += repairProofs()
    }
    return proofs + measureProofs()
  }

  // MARK: What can change

  /// The fields and record types that the points depend on and of which the policy can tell a better from a worse.
  func changes() -> [(change: Change, input: ChangedInput)] {
    var changes: [(Change, ChangedInput)] = []
    for (index, domain) in program.schema.domains.enumerated() where !domain.isResults {
      let owner = index == 0 ? nil : domain.name
      if index > 0 { changes.append((.record(DomainID(index)), .record(domain.name))) }
      let untold = [domain.key, domain.status, domain.voidMark]
      for (place, field) in domain.fields.enumerated() where !untold.contains(place) {
        guard field.kind.hasBetterAndWorse else { continue }
        changes.append((.field(FieldPlace(domain: index, field: place)), .field(field.name, of: owner)))
      }
    }
    return changes
  }

  /// The indicators that have a worth of their own and are part of the score.
  var leaves: [IndicatorOutline] { reader.scored.map { program.outline.indicators[$0] } }

  // MARK: Pairs as tests

  func example(_ draft: DraftRow, line: Int, _ isShown: (DraftRow) -> Bool) -> String? {
    let short = shortened(draft, isShown)
    return ExampleText(program, asOf: asOf).text(ofPair: short, line: line, interpreter)
  }

  /// Leaves out records, as long as the pair still shows what it is for.
  func shortened(_ draft: DraftRow, _ isShown: (DraftRow) -> Bool) -> DraftRow {
    draft.shortened { shorter in shorter.first { $0.hasAlternative && isShown($0) } }
  }

  /// Returns the first of some pairs of which both can be run and that `isShown` accepts.
  func first(
    of drafts: [DraftRow], _ isShown: (SubjectFigures, SubjectFigures) -> Bool
  ) -> DraftRow? {
    let run = DraftRun(drafts, interpreter)
    let others = DraftRun(drafts.map { $0.other() }, interpreter)
    for (index, draft) in drafts.enumerated() {
      guard let place = run.place(of: index), let otherPlace = others.place(of: index) else { continue }
      let figures = SubjectFigures(of: place, in: run, reader)
      if isShown(figures, SubjectFigures(of: otherPlace, in: others, reader)) { return draft }
    }
    return nil
  }
}

/// What differs between two subjects, by its names.
package enum ChangedInput: Hashable, Sendable {
  /// A field of the subject, or of a record type.
  case field(String, of: String?)
  /// Whether there is one more record of the type.
  case record(String)
}

extension FieldKind {
  /// Whether two values of the field can be one better and one worse. Labels that are no scale say what something is,
  /// not how good.
  fileprivate var hasBetterAndWorse: Bool {
    switch self {
    case .boolean, .number: true
    case .label(let labels): labels.isScale
    case .text, .identifier, .date: false
    }
  }
}
