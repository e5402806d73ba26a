import PolicySemantics
import PolicyTypes

extension PolicyGenerator {
  // MARK: Grade

  mutating func makeGrade() {
    guard random.chance(90) else { return }
    let ranked = Array(["优", "良", "中", "差", "劣"].prefix(random.integer(in: 2...5)))
    let beside = Array(["暂缓", LabelSet.notRated].prefix(random.chance(40) ? random.integer(in: 1...2) : 0))
    let scale = LabelSet(ranked + beside, isScale: true, besideCount: beside.count)
    grade = TypedGrade(clause: clause("grade"), scale: scale, base: baseGrade(scale), order: randomOrder())
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

  private mutating func measureTime() -> TypedMeasureTime {
    let until = random.chance(50) ? conditionValue(at: 0, depth: 1) : TypedValue(date(at: 0, depth: 1))
    return TypedMeasureTime(
      from: random.chance(50) ? TypedValue(present(date(at: 0, depth: 1), at: 0)) : nil,
      term: random.chance(60) ? TypedValue(.literal(randomDuration())) : nil, until: random.chance(40) ? until : nil,
      due: random.chance(40) ? TypedValue(.literal(randomDuration())) : nil)
  }

  mutating func makeMeasures() {
    for _ in 0..<random.integer(in: 0...4) {
      let codes = (grade?.scale.labels.indices).map { $0.map(UInt8.init) }
      let grades = codes.map { random.some(of: $0, percent: 50) }
      let numbers = (0..<random.below(3)).map { place in
        TypedMeasureNumber(
          name: "n\(place)", unit: .none, value: value(random.chance(80) ? .number : .duration, at: 0, depth: 2))
      }
      measures.append(
        TypedMeasure(
          clause: clause("m\(measures.count)"), kind: "supervision", department: nil, targets: [],
          grades: random.chance(60) ? grades : nil,
          condition: random.chance(50) ? conditionValue(at: 0, depth: 2) : nil,
          exception: random.chance(20) ? conditionValue(at: 0, depth: 1) : nil, numbers: numbers,
          time: random.chance(40) ? measureTime() : TypedMeasureTime(),
          displacers: measures.indices.filter { _ in random.chance(20) }.map {
            MeasureDisplacer(measure: $0, isSuppression: false)
          },
          discretion: nil, exceptions: nil))
    }
  }
}
