import PolicyDiagnostics
import PolicyExecution
import PolicyIR
import PolicyReport
import PolicyTypes
import Testing

/// The moves of the grade as they are told, on the scale AA, A, B, C.
@Suite struct GradeMoveTests {
  @Test(arguments: [
    // Shifts are summed, then clamped.
    (UInt8(1), [GradeMove.worse(1), .better(1)], "A", [false, false]),
    (0, [.worse(1), .worse(1)], "B", [true, true]),
    (1, [.worse(2), .better(1)], "B", [true, false]),
    (3, [.worse(1)], "C", [false]),
    (0, [.better(9_000_000_000_000_000_000), .better(9_000_000_000_000_000_000)], "AA", [false, false]),
    // The highest floor, then the lowest ceiling, which beats it.
    (3, [.noWorseThan(2), .noWorseThan(1)], "A", [false, true]),
    (0, [.noWorseThan(1)], "AA", [false]),
    (3, [.noWorseThan(0), .noBetterThan(2)], "B", [true, true]),
    (0, [.noBetterThan(2), .noBetterThan(1)], "B", [true, false]),
    // The worst exact grade beats all.
    (0, [.exactly(1), .exactly(3), .noBetterThan(1)], "C", [true, false, true]),
    (2, [.exactly(2)], "B", [false]),
  ])
  func moves(base: UInt8, moves: [GradeMove], expected: String, effective: [Bool]) throws {
    let grade = try #require(explain(base: base, moves: moves).grade)
    #expect(grade.moves.last?.after == expected)
    #expect(grade.moves.map(\.isEffective) == effective)
    #expect(grade.moves.first?.before == ["AA", "A", "B", "C"][Int(base)])
  }

  @Test func onlyExactGradesTouchOneThatIsNotRated() throws {
    let grade = try #require(explain(base: nil, moves: [.worse(1), .noBetterThan(2), .exactly(3)]).grade)
    #expect(grade.moves.map(\.after) == [nil, nil, "C"])
    #expect(grade.moves.map(\.isEffective) == [false, false, true])
  }

  private func explain(base: UInt8?, moves: [GradeMove]) -> Explanation {
    let scale = LabelSet(["AA", "A", "B", "C"], isScale: true)
    var policy = SamplePolicy()
    let base = base.map { Value.label(scale.labels[Int($0)]) } ?? .absent
    let grade = policy.add(.literal(base), .code(scale), optional: true)
    let yes = policy.add(.literal(.boolean(true)), .boolean)
    let rules = moves.enumerated().map { index, move in
      RuleOutline(
        clause: policy.clause("rule \(index)", "列入名单"), condition: policy.value("listed", yes), move: move, alert: nil,
        tag: nil)
    }
    let gradeOutline = GradeOutline(
      clause: policy.clause("grade", "grade"), scale: scale, base: policy.value("grade", grade), result: grade)
    return policy.explain(grade: gradeOutline, rules: rules)
  }
}

/// Calculations as they are written out in numbers.
@Suite struct ArithmeticTextTests {
  private func arithmetic(_ build: (inout SamplePolicy) -> ValueID) -> String? {
    var policy = SamplePolicy()
    let result = build(&policy)
    let fact = FactOutline(clause: policy.clause("fact", "年报"), kind: .value(policy.value("10", result)))
    guard case .value(let value)? = policy.explain(facts: [fact]).facts.first?.kind else { return nil }
    return value.arithmetic
  }

  @Test func bracketsStandOnlyWhereTheyAreNeeded() {
    let text = arithmetic { policy in
      let (two, three, minus) = (policy.number(2), policy.number(3), policy.number(-4))
      let sum = policy.add(.arithmetic(.add, two, three), .decimal)
      let product = policy.add(.arithmetic(.multiply, sum, minus), .decimal)
      let difference = policy.add(.arithmetic(.subtract, product, sum), .decimal)
      let quotient = policy.add(.arithmetic(.divide, difference, product), .decimal, optional: true)
      return policy.add(.arithmetic(.minimum, quotient, three), .decimal, optional: true)
    }
    #expect(text == "min(((2 + 3) × (-4) - (2 + 3)) ÷ ((2 + 3) × (-4)), 3)")
  }

  @Test func onlyTheBranchThatWasTakenIsShown() {
    let text = arithmetic { policy in
      let (two, three) = (policy.number(2), policy.number(3))
      let no = policy.add(.literal(.boolean(false)), .boolean)
      let product = policy.add(.arithmetic(.multiply, two, three), .decimal)
      let sum = policy.add(.arithmetic(.add, two, three), .decimal)
      let chosen = policy.add(.select(no, then: sum, otherwise: product), .decimal)
      return policy.add(.round(chosen, digits: 1, .halfUp), .decimal)
    }
    #expect(text == "round(2 × 3, 1)")
  }

  @Test func aBareNumberNeedsNoCalculation() {
    #expect(arithmetic { $0.number(7) } == nil)
  }

  @Test func longCalculationsBeginWithAPart() {
    let text = arithmetic { policy in
      let one = policy.number(1)
      return (0..<20).reduce(one) { sum, _ in policy.add(.arithmetic(.add, sum, one), .decimal) }
    }
    #expect(text == "9 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1")
  }

  @Test func wideCalculationsStayShort() throws {
    let text = arithmetic { policy in
      let one = policy.number(1)
      return (0..<30).reduce(one) { sum, _ in policy.add(.arithmetic(.multiply, sum, sum), .decimal) }
    }
    #expect(try #require(text).utf8.count < 400)
  }
}

extension SamplePolicy {
  /// Returns the explanation of a subject without data.
  fileprivate func explain(
    facts: [FactOutline] = [], grade: GradeOutline? = nil, rules: [RuleOutline] = []
  ) -> Explanation {
    let outline = Outline(
      title: nil, effectiveFrom: nil, effectiveUntil: nil, facts: facts, indicators: [], score: nil, grade: grade,
      rules: rules, measures: [], requirements: [])
    let program = IRProgram(
      name: "p", version: "1", schema: Self.schema, instructions: instructions, outline: outline)
    let plan = ExecutionPlan(program: program, asOf: Self.asOf, keeping: .everything)
    var builder = BatchBuilder(schema: Self.schema, selection: InputSelection(allOf: Self.schema), asOf: Self.asOf)
    builder.beginSubject()
    _ = builder.endSubject()
    let batch = builder.finish()
    return Explanation(program: program, batch: batch, values: Interpreter(plan: plan).run(batch), asOf: Self.asOf)
  }
}
