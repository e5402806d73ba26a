import PolicySemantics
import PolicyTypes

extension PolicyGenerator {
  // MARK: Grade

  mutating func makeGrade() {
    guard random.chance(90) else { return }
    let ranked = Array(["优", "良", "中", "差", "劣"].prefix(random.integer(in: 2...5)))
    let beside = Array(["暂缓", LabelSet.notRated].prefix(random.chance(40) ? random.integer(in: 1...2) : 0))
    let scale = LabelSet(ranked + beside, isScale: true, besideCount: beside.count)
    let computed = baseGrade(scale)
    let outcomes = makeOutcomes(scale)
    let rows = outcomes.map { outcome -> (TypedExpression, TypedValue) in
      guard case .expression(let condition) = outcome.applies.kind else { preconditionFailure("no expression") }
      return (condition, TypedValue(.literal(outcome.label, of: scale)))
    }
    grade = TypedGrade(
      clause: clause("grade"), scale: scale, base: rows.isEmpty ? computed : TypedValue(rows, otherwise: computed),
      order: randomOrder(), outcomes: outcomes, computed: computed)
  }

  private mutating func randomOrder() -> MoveOrder {
    if random.chance(50) { return .standard }
    if random.chance(50) { return .asWritten }
    var kinds = MoveKind.allCases
    for place in kinds.indices.dropLast() { kinds.swapAt(place, random.integer(in: place...kinds.count - 1)) }
    return .byKind(kinds)
  }

  /// Makes a lookup by the score, which falls from row to row, or ordered cases.
  private mutating func baseGrade(_ scale: LabelSet) -> TypedValue {
    guard let score, random.chance(75) else {
      let cases = scale.labels.dropLast().map { label in
        (condition(at: 0, depth: 2), TypedValue(.literal(label, of: scale)))
      }
      return TypedValue(cases, otherwise: TypedValue(.literal(random.pick(scale.labels), of: scale)))
    }
    return bands(of: score, scale)
  }

  /// Gives some indicators a grade of their own.
  mutating func makePartGrades() {
    guard let scale = grade?.scale else { return }
    for index in indicators.indices where random.chance(20) {
      let value = bands(of: IndicatorIndex(index), scale)
      partGrades.append(TypedPartGrade(indicator: IndicatorIndex(index), value: value))
    }
  }

  private mutating func bands(of score: IndicatorIndex, _ scale: LabelSet) -> TypedValue {
    let otherwise = TypedValue(.literal(random.pick(scale.labels), of: scale))
    var by = TypedExpression(.indicator(score), indicators[score.index].type)
    if random.chance(50) { by = present(by, at: 0) }
    var bounds = scale.labels.dropLast().map { _ in randomNumber() }
    bounds.sort(by: >)
    let rows = zip(bounds, scale.labels).map { bound, label in
      (
        by.assumedPresent.compared(.greaterOrEqual, .literal(bound)),
        TypedValue(TypedExpression.literal(label, of: scale))
      )
    }
    return TypedValue(rows, otherwise: otherwise, by: [by])
  }

  // MARK: Rules and measures

  mutating func makeRules(count: Int, moving: Bool) {
    for _ in 0..<count {
      let condition = conditionValue(at: 0, depth: 2)
      let move = moving && random.chance(80) ? randomMove() : nil
      rules.append(
        TypedRule(
          clause: clause("r\(rules.count)"), condition: condition, move: move, alert: nil,
          tag: move == nil ? "t\(rules.count)" : nil))
    }
  }

  private mutating func randomMove() -> GradeMove<TypedValue> {
    let scale = grade?.scale ?? LabelSet(["优"], isScale: true)
    return switch random.below(5) {
    case 0: .exactly(gradeBound(scale, upTo: scale.labels.count))
    case 1: .noBetterThan(gradeBound(scale, upTo: scale.rankedCount))
    case 2: .noWorseThan(gradeBound(scale, upTo: scale.rankedCount))
    case 3: .worse(steps())
    default: .better(steps())
    }
  }

  /// Makes a grade that is written, or that depends on a condition.
  private mutating func gradeBound(_ scale: LabelSet, upTo count: Int) -> TypedValue {
    func label(_ random: inout SeededRandom) -> TypedExpression {
      .literal(scale.labels[random.below(count)], of: scale)
    }
    if random.chance(70) { return TypedValue(label(&random)) }
    return TypedValue(.conditional(condition(at: 0, depth: 1), label(&random), label(&random)))
  }

  private mutating func steps() -> TypedValue {
    func count(_ random: inout SeededRandom) -> TypedExpression { .literal(Decimal128(random.integer(in: 1...3))) }
    if random.chance(70) { return TypedValue(count(&random)) }
    return TypedValue(.conditional(condition(at: 0, depth: 1), count(&random), count(&random)))
  }

  mutating func makeOutputs() {
    for _ in 0..<random.below(4) {
      let domain = random.below(domains.count)
      outputs.append(
        TypedOutput(
          clause: clause("o\(outputs.count)"), domain: domain,
          value: value(random.pick([.number, .date, .duration, .boolean]), at: domain, depth: 2), unit: .none))
    }
  }
}
