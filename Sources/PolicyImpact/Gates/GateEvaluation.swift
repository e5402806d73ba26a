import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

enum GateValue: Hashable {
  case number(Decimal128)
  case boolean(Bool)
  case text(String)
  /// Some value of a field, while a gate is tried.
  case unknown
}

extension GateValue {
  fileprivate init(_ value: Value) {
    switch value {
    case .number(let number): self = .number(number)
    case .boolean(let boolean): self = .boolean(boolean)
    case .absent: self = .text("")
    case .text, .label, .date, .duration: self = .text(value.description)
    }
  }
}

/// Why a gate has no value.
struct GateFailure: Error {
  let diagnostic: Diagnostic
}

/// Works out a gate over the figures of a report, or without figures tries whether it makes sense.
///
/// Counts are whole numbers and shares quotients of two of them, so that 34 digits always tell on which side of a bound
/// they lie.
struct GateEvaluation {
  let names: GateNames
  let figures: GateFigures?
  /// The pair of grades that is asked about; nil outside of `count` and `share`.
  var pair: GatePair?
  /// The field that the condition reads beside the pair.
  var field: Int?

  init(names: GateNames, figures: GateFigures?) {
    self.names = names
    self.figures = figures
  }

  func value(of expression: Expression) throws(GateFailure) -> GateValue {
    switch expression.kind {
    case .number(let digits): return .number(try number(digits, expression))
    case .percent(let digits):
      return .number(try number(digits, expression).multiplied(by: Decimal128(coefficient: 1, scale: 2)) ?? .zero)
    case .text(let text): return .text(text)
    case .boolean(let value): return .boolean(value)
    case .name(let name): return try named(name, expression)
    case .negation(let inner): return .number(try number(of: inner).negated)
    case .binary(let operation, let left, let right): return try binary(operation, left, right)
    case .between(let value, let low, let high):
      let (number, low, high) = (try number(of: value), try number(of: low), try number(of: high))
      return .boolean(low <= number && number <= high)
    case .membership(let value, let tests): return try membership(value, tests)
    case .call(let function, let arguments): return try call(function, arguments, expression)
    default: throw misuse(LocalizedText("this cannot stand in a gate", "门槛中不能使用此写法"), expression)
    }
  }

  // MARK: Names

  private func named(_ name: String, _ expression: Expression) throws(GateFailure) -> GateValue {
    if let figure = GateFigure(spelling: name), !figure.isOfPair || pair != nil {
      if let value = pair.flatMap({ value(of: figure, $0) }) ?? value(of: figure) { return value }
    }
    if pair != nil {
      if names.fields.contains(name) { return pair?.group.map(GateValue.init) ?? .unknown }
      if names.labels.contains(name) { return .text(name) }
      // A value of a field, written bare as policies do.
      if field != nil { return .text(name) }
    }
    throw unknown(name, expression)
  }

  private func value(of figure: GateFigure, _ pair: GatePair) -> GateValue? {
    switch figure {
    case .down: .number(Decimal128(max(0, pair.movement.steps)))
    case .up: .number(Decimal128(max(0, -pair.movement.steps)))
    case .moved: .boolean(pair.movement != .same)
    case .oldGrade: .text(pair.old ?? "")
    case .newGrade: .text(pair.new ?? "")
    default: nil
    }
  }

  private func value(of figure: GateFigure) -> GateValue? {
    switch figure {
    case .subjects: .number(Decimal128(figures?.tally.compared ?? 1))
    case .setAside: .number(Decimal128(figures.map { $0.tally.onlyOld + $0.tally.onlyNew } ?? 0))
    case .changes: .number(Decimal128(figures?.changeCount ?? 0))
    case .scoreChange: .number(figures?.tally.scoreChange ?? .zero)
    default: nil
    }
  }

  // MARK: Operators

  private func binary(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression
  ) throws(GateFailure) -> GateValue {
    switch operation {
    case .and, .or:
      // Both sides are worked out, so that a mistake in the second shows while the gate is tried.
      let (a, b) = (try boolean(of: left), try boolean(of: right))
      return .boolean(operation == .and ? a && b : a || b)
    case .equal: return .boolean(try equals(left, right))
    case .notEqual: return .boolean(try !equals(left, right))
    case .less: return .boolean(try number(of: left) < number(of: right))
    case .lessOrEqual: return .boolean(try number(of: left) <= number(of: right))
    case .greater: return .boolean(try number(of: left) > number(of: right))
    case .greaterOrEqual: return .boolean(try number(of: left) >= number(of: right))
    case .add, .subtract, .multiply, .divide, .power: return try arithmetic(operation, left, right)
    }
  }

  private func arithmetic(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression
  ) throws(GateFailure) -> GateValue {
    let (a, b) = (try number(of: left), try number(of: right))
    let result: Decimal128? =
      switch operation {
      case .add: a.adding(b)
      case .subtract: a.subtracting(b)
      case .multiply: a.multiplied(by: b)
      // While a gate is tried, nothing is known of its divisors.
      case .divide: figures == nil ? .one : a.divided(by: b)
      default: nil
      }
    guard let result else {
      throw misuse(LocalizedText("this has no value", "此式没有值"), right)
    }
    return .number(result)
  }

  private func equals(_ left: Expression, _ right: Expression) throws(GateFailure) -> Bool {
    let (a, b) = (try value(of: left), try value(of: right))
    try checkGrade(right, comparedWith: left)
    try checkGrade(left, comparedWith: right)
    switch (a, b) {
    case (.number, .number), (.text, .text), (.boolean, .boolean): return a == b
    case (.unknown, _), (_, .unknown): return false
    default: throw misuse(LocalizedText("these two do not compare", "两者不能比较"), right)
    }
  }

  /// Refuses a text that no grade has: nobody would ever have it.
  private func checkGrade(_ label: Expression, comparedWith figure: Expression) throws(GateFailure) {
    guard case .name(let name) = figure.kind, case .text(let text) = label.kind,
      let figure = GateFigure(spelling: name), figure == .oldGrade || figure == .newGrade, !text.isEmpty,
      !names.labels.contains(text)
    else { return }
    throw GateFailure(diagnostic: .unknownGrade(text, at: label.span, known: names.labels.sorted()))
  }

  private func membership(_ value: Expression, _ tests: [UnaryTest]) throws(GateFailure) -> GateValue {
    let wanted = try self.value(of: value)
    var isMember = false
    for test in tests {
      guard case .value(let candidate) = test.kind else {
        throw misuse(LocalizedText("name the values after `in`", "`in` 之后请列出取值"), value)
      }
      try checkGrade(candidate, comparedWith: value)
      if try self.value(of: candidate) == wanted { isMember = true }
    }
    return .boolean(isMember)
  }

  private func number(_ digits: String, _ expression: Expression) throws(GateFailure) -> Decimal128 {
    guard let number = Decimal128(exactly: digits) else {
      throw misuse(LocalizedText("a number has at most 34 digits", "数最多 34 位"), expression)
    }
    return number
  }

  private func number(of expression: Expression) throws(GateFailure) -> Decimal128 {
    switch try value(of: expression) {
    case .number(let number): return number
    case .unknown: return .zero
    default: throw misuse(LocalizedText("a number is wanted here", "此处应为数"), expression)
    }
  }

  func boolean(of expression: Expression) throws(GateFailure) -> Bool {
    switch try value(of: expression) {
    case .boolean(let value): return value
    case .unknown: return false
    default: throw misuse(LocalizedText("a condition is wanted here", "此处应为条件"), expression)
    }
  }

  func misuse(_ message: LocalizedText, _ expression: Expression) -> GateFailure {
    GateFailure(diagnostic: .wrongFigureUse(message, at: expression.span))
  }

  func unknown(_ name: String, _ expression: Expression) -> GateFailure {
    let figures = GateFigure.allCases.filter { $0.isOfPair == (pair != nil) }
    let isChinese = name.unicodeScalars.contains { $0.value > 0x2E80 }
    let known = figures.map { isChinese ? $0.chinese : $0.rawValue } + (pair == nil ? [] : names.fields)
    return GateFailure(diagnostic: .unknownFigure(name, at: expression.span, known: known))
  }
}
