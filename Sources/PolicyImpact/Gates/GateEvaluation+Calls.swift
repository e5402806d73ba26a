import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

// The functions of gates.

extension GateEvaluation {
  func call(
    _ function: Expression, _ arguments: [Argument], _ expression: Expression
  ) throws(GateFailure) -> GateValue {
    guard case .name(let name) = function.kind else {
      throw misuse(LocalizedText("this cannot stand in a gate", "门槛中不能使用此写法"), function)
    }
    guard arguments.count == 1 else {
      throw misuse(LocalizedText("one argument is wanted", "应有一个参数"), expression)
    }
    let argument = arguments[0].value
    if ["not", "非"].contains(name) { return .boolean(try !boolean(of: argument)) }
    switch GateFigure(spelling: name) {
    case .count: return .number(Decimal128(try count(argument)))
    case .share:
      let total = figures?.tally.compared ?? 1
      // Of nobody no share is too large.
      guard total > 0 else { return .number(.zero) }
      return .number(Decimal128(try count(argument)).divided(by: Decimal128(total)) ?? .zero)
    case .gained: return .number(Decimal128(try measure(argument)?.gained ?? 0))
    case .lost: return .number(Decimal128(try measure(argument)?.lost ?? 0))
    case .oldTotal: return .number(try total(argument)?.old ?? .zero)
    case .newTotal: return .number(try total(argument)?.new ?? .zero)
    default: throw unknown(name, function)
    }
  }

  /// How many subjects meet a condition on their old and new grades.
  private func count(_ condition: Expression) throws(GateFailure) -> Int {
    guard pair == nil else {
      throw misuse(LocalizedText("`count` and `share` do not nest", "`数量` 和 `占比` 不能嵌套"), condition)
    }
    let field = try field(of: condition)
    guard let figures else {
      _ = try evaluation(.any, field).boolean(of: condition)
      return 0
    }
    var count = 0
    try figures.forEachPair(field: field) { (pair, size) throws(GateFailure) in
      if try evaluation(pair, field).boolean(of: condition) { count += size }
    }
    return count
  }

  private func evaluation(_ pair: GatePair, _ field: Int?) -> GateEvaluation {
    var evaluation = self
    evaluation.pair = pair
    evaluation.field = field
    return evaluation
  }

  /// The field that a condition reads, by its place among those of the report; it reads at most one.
  private func field(of condition: Expression) throws(GateFailure) -> Int? {
    let read = condition.names.filter(names.fields.contains)
    guard Set(read).count <= 1 else {
      throw misuse(LocalizedText("a condition reads one field at most", "条件最多使用一个字段"), condition)
    }
    return read.first.flatMap(names.fields.firstIndex)
  }

  private func measure(_ argument: Expression) throws(GateFailure) -> ImpactTally.MeasureTally? {
    let place = try place(argument, among: names.measures)
    return figures?.tally.measures[place]
  }

  private func total(_ argument: Expression) throws(GateFailure) -> ImpactTally.NumberTally? {
    let place = try place(argument, among: names.numbers)
    return figures?.tally.numbers[place]
  }

  /// The place of what is named, in quotes or bare: `"market ban"`, `sampling.inspections per year`.
  private func place(_ argument: Expression, among known: [String]) throws(GateFailure) -> Int {
    let name: String
    switch argument.kind {
    case .text(let text): name = text
    case .name, .path: name = argument.description
    default: throw misuse(LocalizedText("a name is wanted here", "此处应为名称"), argument)
    }
    guard let place = known.firstIndex(of: name) else {
      throw GateFailure(diagnostic: .unknownFigure(name, at: argument.span, known: known))
    }
    return place
  }
}

extension Expression {
  /// The names in it, as far as gates are made of such expressions.
  fileprivate var names: [String] {
    switch kind {
    case .name(let name): [name]
    case .negation(let inner): inner.names
    case .binary(_, let left, let right): left.names + right.names
    case .between(let value, let low, let high): value.names + low.names + high.names
    case .membership(let value, let tests): value.names + tests.flatMap(\.names)
    case .call(_, let arguments): arguments.flatMap(\.value.names)
    default: []
    }
  }
}

extension UnaryTest {
  fileprivate var names: [String] {
    if case .value(let value) = kind { value.names } else { [] }
  }
}
