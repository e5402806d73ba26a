import PolicyDiagnostics
import PolicyExecution
import PolicyIR
import PolicyReport
import PolicyTypes
import Testing

/// The moves of the grade as they are told, on the scale AA, A, B, C with `not rated` beside it.
@Suite struct GradeMoveTests {
  /// Moves of one kind and the grade after them.
  struct Group: Sendable {
    let moves: [GradeMove<Int>]
    let after: Int
  }

  @Test(arguments: [
    (1, [Group(moves: [.worse(1), .better(1)], after: 1)], [false, false]),
    (0, [Group(moves: [.worse(1), .worse(1)], after: 2)], [true, true]),
    (1, [Group(moves: [.worse(2), .better(1)], after: 2)], [true, false]),
    (3, [Group(moves: [.worse(1)], after: 3)], [false]),
    (3, [Group(moves: [.noWorseThan(2), .noWorseThan(1)], after: 1)], [false, true]),
    (0, [Group(moves: [.noWorseThan(1)], after: 0)], [false]),
    (
      3, [Group(moves: [.noWorseThan(0)], after: 0), Group(moves: [.noBetterThan(2)], after: 2)], [true, true]
    ),
    (
      0, [Group(moves: [.noBetterThan(1)], after: 1), Group(moves: [.exactly(1), .exactly(3)], after: 3)],
      [true, false, true]
    ),
    (2, [Group(moves: [.exactly(2)], after: 2)], [false]),
    // Only exact grades touch one beside the scale.
    (4, [Group(moves: [.worse(1)], after: 4), Group(moves: [.exactly(3)], after: 3)], [false, true]),
  ])
  func moves(base: Int, groups: [Group], effective: [Bool]) throws {
    let grade = try #require(explain(base: base, groups: groups).grade)
    #expect(grade.moves.map(\.isEffective) == effective)
    #expect(grade.moves.first?.before == Self.scale.labels[base])
    #expect(grade.moves.last?.after == groups.last.map { Self.scale.labels[$0.after] })
  }

  private static let scale = LabelSet(["AA", "A", "B", "C", LabelSet.notRated], isScale: true, besideCount: 1)

  private func explain(base: Int, groups: [Group]) -> Explanation {
    var policy = SamplePolicy()
    func label(_ code: Int) -> ValueID {
      policy.add(.literal(.label(Self.scale.labels[code])), .code(Self.scale))
    }
    let yes = policy.add(.literal(.boolean(true)), .boolean)
    var rules: [RuleOutline] = []
    var outlines: [MoveGroup] = []
    for group in groups {
      let first = rules.count
      for move in group.moves {
        let bound = move.map { number in
          policy.value("bound", move.kind == .shift ? policy.number(Decimal128(number)) : label(number))
        }
        rules.append(
          RuleOutline(
            clause: policy.clause("rule \(rules.count)", "列入名单"), condition: policy.value("listed", yes), move: bound,
            alert: nil, tag: nil))
      }
      outlines.append(
        MoveGroup(kind: group.moves[0].kind, rules: Array(first..<rules.count), result: label(group.after)))
    }
    let grade = GradeOutline(
      clause: policy.clause("grade", "grade"), scale: Self.scale, base: policy.value("grade", label(base)),
      groups: outlines, result: outlines.last?.result ?? label(base))
    return policy.explain(grade: grade, rules: rules)
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
    #expect(text == "round half up(2 × 3, 1)")
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
    return Explanation(
      ExplanationPlan(for: program), batch: batch, values: Interpreter(plan: plan).run(batch), asOf: Self.asOf)
  }
}
