import PolicySemantics
import PolicyTypes

extension PolicyGenerator {
  /// Makes a condition, never absent: an expression, or cases of yes and no.
  mutating func conditionValue(at domain: Int, depth: Int) -> TypedValue {
    if random.chance(85) { return TypedValue(condition(at: domain, depth: depth)) }
    return cases(at: domain, depth: depth) { generator in
      TypedValue(generator.condition(at: domain, depth: 0))
    }
  }

  /// Makes a value of one form; a number is tame, and it may be absent.
  mutating func value(_ form: WantedForm, at domain: Int, depth: Int) -> TypedValue {
    switch random.below(13) {
    case 12: lookupByTwoNumbers(at: domain) { $0.single(form, at: domain, depth: 0) }
    case 0, 1:
      cases(at: domain, depth: depth, mayBeAbsent: true) { $0.single(form, at: domain, depth: depth - 1) }
    case 2: lookupByNumber(at: domain, depth: depth) { $0.single(form, at: domain, depth: 0) }
    case 3: lookupByLabel(at: domain) { $0.single(form, at: domain, depth: 0) }
    case 4: lookupByTime(at: domain) { $0.single(form, at: domain, depth: 0) }
    default: single(form, at: domain, depth: depth)
    }
  }

  /// Makes a present value of points: a number of moderate size.
  mutating func points(at domain: Int, depth: Int) -> TypedValue {
    let make: (inout PolicyGenerator) -> TypedValue = { generator in
      let points =
        generator.random.chance(60)
        ? TypedExpression.literal(generator.randomNumber()) : generator.presentNumber(at: domain, depth: depth - 1)
      return TypedValue(points)
    }
    switch random.below(7) {
    case 6: return lookupByTwoNumbers(at: domain, isPresent: true, make)
    case 0, 1: return cases(at: domain, depth: depth, make)
    case 2: return lookupByNumber(at: domain, depth: depth, isPresent: true, make)
    case 3: return lookupByLabel(at: domain, isPresent: true, make)
    default: return make(&self)
    }
  }

  /// Makes a present number of at least zero.
  mutating func nonNegative(at domain: Int, depth: Int) -> TypedValue {
    let make: (inout PolicyGenerator) -> TypedValue = { TypedValue($0.amount(at: domain, depth: depth)) }
    return random.chance(30) ? cases(at: domain, depth: depth, make) : make(&self)
  }

  private mutating func single(_ form: WantedForm, at domain: Int, depth: Int) -> TypedValue {
    if form == .number, random.chance(50) { return TypedValue(presentNumber(at: domain, depth: depth)) }
    return TypedValue(expression(form, at: domain, depth: max(0, depth)))
  }

  // MARK: Rows

  private mutating func cases(
    at domain: Int, depth: Int, mayBeAbsent: Bool = false, _ make: (inout PolicyGenerator) -> TypedValue
  ) -> TypedValue {
    var rows: [(TypedExpression, TypedValue)] = []
    for _ in 0..<random.integer(in: 1...3) {
      let value = mayBeAbsent && random.chance(8) ? TypedValue(.absent) : make(&self)
      rows.append((condition(at: domain, depth: max(0, depth - 1)), value))
    }
    let otherwise = make(&self)
    return TypedValue(rows, otherwise: otherwise, take: take(of: rows.map(\.1) + [otherwise]))
  }

  /// Picks which rows count, among the ways in which values of their kind may be taken.
  private mutating func take(of values: [TypedValue]) -> Take {
    guard random.chance(40) else { return .first }
    let forms = values.map(\.type).filter { $0.form != .nothing }.map(\.form)
    if forms.allSatisfy({ PolicyType($0).number != nil }) { return random.pick([.highest, .lowest, .sum]) }
    let haveOrder = forms.allSatisfy { $0 == .date || PolicyType($0).labels?.isScale == true }
    return haveOrder ? random.pick([.highest, .lowest]) : .first
  }

  /// Looks up two numbers, some of which the rows do not ask for.
  private mutating func lookupByTwoNumbers(
    at domain: Int, isPresent: Bool = false, _ make: (inout PolicyGenerator) -> TypedValue
  ) -> TypedValue {
    var inputs = [number(at: domain, depth: 0), number(at: domain, depth: 0)]
    if isPresent { inputs = inputs.map { present($0, at: domain) } }
    var rows: [(TypedExpression, TypedValue)] = []
    for _ in 0..<random.integer(in: 1...4) {
      let tests = inputs.map { input in
        random.chance(20)
          ? TypedExpression.literal(true)
          : input.assumedPresent.compared(random.pick([.lessOrEqual, .greater]), .literal(randomNumber()))
      }
      rows.append((tests[0] && tests[1], make(&self)))
    }
    let otherwise = make(&self)
    return TypedValue(rows, otherwise: otherwise, by: inputs, take: take(of: rows.map(\.1) + [otherwise]))
  }

  /// Looks a number up among bounds, which ascend or not.
  private mutating func lookupByNumber(
    at domain: Int, depth: Int, isPresent: Bool = false, _ make: (inout PolicyGenerator) -> TypedValue
  ) -> TypedValue {
    var by = number(at: domain, depth: max(0, depth - 1))
    if isPresent { by = present(by, at: domain) }
    let relation = random.pick([Relation.lessOrEqual, .less, .equal, .greaterOrEqual])
    var rows: [(TypedExpression, TypedValue)] = []
    for _ in 0..<random.integer(in: 1...4) {
      rows.append((by.assumedPresent.compared(relation, .literal(randomNumber())), make(&self)))
    }
    return TypedValue(rows, otherwise: make(&self), by: [by])
  }

  /// Looks up how long ago a date was.
  private mutating func lookupByTime(
    at domain: Int, _ make: (inout PolicyGenerator) -> TypedValue
  ) -> TypedValue {
    let from = present(leaf(.date, at: domain), at: domain)
    let by = TypedExpression(.elapsed(from: from, to: .asOf), .elapsed)
    var rows: [(TypedExpression, TypedValue)] = []
    for _ in 0..<random.integer(in: 1...3) {
      let relation = random.pick([Relation.less, .lessOrEqual, .greater])
      rows.append((from.elapsed(to: .asOf, relation, literal(.duration)), make(&self)))
    }
    return TypedValue(rows, otherwise: make(&self), by: [by])
  }

  /// Looks a label up; all of them may be there, so that nothing is left over.
  private mutating func lookupByLabel(
    at domain: Int, isPresent: Bool = false, _ make: (inout PolicyGenerator) -> TypedValue
  ) -> TypedValue {
    let readable = readables(at: domain).filter { $0.type.labels != nil }
    guard !readable.isEmpty else { return make(&self) }
    var by = random.pick(readable)
    if isPresent { by = present(by, at: domain) }
    let labels = by.type.labels ?? Self.methods
    let isComplete = random.chance(40)
    var listed = isComplete ? labels.labels : random.some(of: labels.labels, percent: 50)
    var rows: [(TypedExpression, TypedValue)] = []
    while !listed.isEmpty {
      let together = Array(listed.prefix(random.integer(in: 1...2)))
      listed.removeFirst(together.count)
      rows.append((isOneOf(together, by.assumedPresent, labels), make(&self)))
    }
    return TypedValue(rows, otherwise: isComplete ? nil : make(&self), by: [by])
  }
}
