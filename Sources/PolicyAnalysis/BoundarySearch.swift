import PolicyDiagnostics
package import PolicyExecution
package import PolicyIR
package import PolicyTypes

/// Finds subjects just below, at and just above each bound of a policy that its tests do not show.
package struct BoundarySearch {
  private let program: IRProgram
  private let boundaries: [Boundary]

  /// For each boundary how near the cases come.
  private var shown: [Decimal128?]

  package init(_ program: IRProgram) {
    self.program = program
    boundaries = BoundaryCollector(program).boundaries
    shown = boundaries.map { _ in nil }
  }

  /// Takes in a run that kept everything: the cases that there are.
  package mutating func observe(_ values: BatchValues) {
    let reading = ClaimReading(values)
    for place in boundaries.indices {
      guard let near = reading.nearest(to: boundaries[place].claim, where: { _ in true })?.distance else { continue }
      shown[place] = shown[place].map { min($0, near) } ?? near
    }
  }

  /// What was found, as a file of policy tests whose expectations a person has to confirm.
  package struct Outcome: Sendable {
    package let text: String
    package let caseCount: Int

    /// How many boundaries the tests show already, and for how many no subject was found.
    package let shownCount: Int
    package let missedCount: Int
  }

  private static let batchSize = 128
  private static let populationSize = 512
  private static let rounds = 4
  private static let guessesOfABoundary = 12

  /// Looks for the subjects; the same in every run.
  package func outcome(asOf: CalendarDate) -> Outcome {
    let interpreter = Interpreter(plan: ExecutionPlan(program: program, asOf: asOf, keeping: .everything))
    let constants = ConstantValues(program, asOf: asOf)
    let samples = FieldSamples(program, constants: constants, asOf: asOf)
    var solver = GoalSolver(program, constants, samples)
    var best: [(draft: DraftRow, distance: Decimal128)?] = boundaries.map { _ in nil }
    func take(_ drafts: [DraftRow]) {
      for start in stride(from: 0, to: drafts.count, by: Self.batchSize) {
        let run = DraftRun(Array(drafts[start..<min(start + Self.batchSize, drafts.count)]), interpreter)
        for place in boundaries.indices where !isNear(best[place]?.distance, place) {
          guard let found = run.nearest(to: boundaries[place].claim) else { continue }
          if best[place].map({ found.distance < $0.distance }) ?? true {
            best[place] = (run.drafts[found.subject], found.distance)
          }
        }
      }
    }
    take((0..<Self.populationSize).map { _ in solver.anySubject() })
    for _ in 0..<Self.rounds {
      let open = boundaries.indices.filter { !isNear(best[$0]?.distance, $0) && !isNear(shown[$0], $0) }
      var drafts: [DraftRow] = []
      for place in open {
        let claim = boundaries[place].claim
        for _ in 0..<Self.guessesOfABoundary { drafts.append(solver.guess(claim.tests, in: claim.domain)) }
      }
      take(drafts)
    }
    return outcome(best, interpreter)
  }

  /// Whether a distance is that of the next value.
  private func isNear(_ distance: Decimal128?, _ place: Int) -> Bool {
    guard let distance else { return false }
    let lane = program.type(of: boundaries[place].value).lane
    return distance <= (lane == .date ? .one : Decimal128(coefficient: 1, scale: lane.stepScale(beside: distance)))
  }

  // MARK: The file

  private func outcome(_ best: [(draft: DraftRow, distance: Decimal128)?], _ interpreter: Interpreter) -> Outcome {
    let text = ExampleText(program, asOf: interpreter.plan.asOf)
    var cases = ""
    var (caseCount, shownCount, missedCount) = (0, 0, 0)
    for place in boundaries.indices {
      let found = best[place]
      if let shown = shown[place], isNear(shown, place) || found.map({ shown <= $0.distance }) ?? true {
        shownCount += 1
      } else if let found, let lines = testCase(found.draft, found.distance, boundaries[place], text, interpreter) {
        cases += lines
        caseCount += 1
      } else {
        missedCount += 1
      }
    }
    return Outcome(
      text: text.header + cases, caseCount: caseCount, shownCount: shownCount, missedCount: missedCount)
  }

  private func testCase(
    _ draft: DraftRow, _ distance: Decimal128, _ boundary: Boundary, _ text: ExampleText, _ interpreter: Interpreter
  ) -> String? {
    let short = simplified(draft, distance, boundary, interpreter)
    let run = DraftRun([short], interpreter)
    guard !run.drafts.isEmpty, let today = text.expectation(run) else { return nil }
    let outline = program.outline
    let expected = [
      outline.grade.map { _ in "grade: to confirm" }, outline.score.map { _ in "score: to confirm" },
    ].compactMap(\.self)
    guard !expected.isEmpty else { return nil }
    let place = boundary.claim.span
    let file = place.file.path.split(separator: "/").last ?? ""
    let name =
      "\(file):\(place.startPosition.line), \(boundary.part.clause?.name ?? ""): "
      + "\(boundary.side.words) `\(place.firstLine.text)`"
    return "\n  # today: \(today)\n"
      + text.testCase(of: short, named: "\"\(text.escaped(name))\"", expecting: expected.joined(separator: ", "))
  }

  /// Leaves out records, as long as the rest lies as near.
  private func simplified(
    _ draft: DraftRow, _ distance: Decimal128, _ boundary: Boundary, _ interpreter: Interpreter
  ) -> DraftRow {
    draft.shortened { drafts in
      let run = DraftRun(drafts, interpreter)
      guard let found = run.nearest(to: boundary.claim), found.distance <= distance else { return nil }
      return run.drafts[found.subject]
    }
  }
}

extension Side {
  fileprivate var words: String {
    switch self {
    case .below: "just below"
    case .at: "at"
    case .above: "just above"
    }
  }
}
