import PolicyDiagnostics

extension ExpressionParser {
  /// Reads tests with commas between.
  mutating func parseTests() throws(ExpressionFailure) -> [UnaryTest] {
    var tests: [UnaryTest] = []
    repeat { tests.append(try parseTest(of: .disjunction)) } while accept(.comma)
    return tests
  }

  /// Reads what stands after `in`: one test, or several in brackets.
  mutating func parseMembership(of value: Expression, from start: Int) throws(ExpressionFailure) -> Expression {
    let tests = current.sign == .openParenthesis ? try parseTestsInBrackets() : [try parseTest(of: .range)]
    return expression(.membership(value, tests: tests), from: start)
  }

  private mutating func parseTest(of precedence: ExpressionPrecedence) throws(ExpressionFailure) -> UnaryTest {
    try enter()
    defer { leave() }
    let start = position
    if current.sign == .minus, !startsValue(next), next.sign != .minus {
      advance()
      return UnaryTest(.any, at: span(from: start))
    }
    if current.keyword == .not, next.sign == .openParenthesis {
      return try parseNegatedTests(precedence)
    }
    if let (operation, isForeign) = binaryOperator(at: current), operation.isComparison {
      let token = advance()
      if isForeign { reportForeign(token, meaning: operation) }
      let bound = try parseOperand(of: .sum)
      return UnaryTest(.comparison(operation, bound), at: span(from: start))
    }
    let value = try parseOperand(of: precedence)
    return UnaryTest(.value(value), at: span(from: start))
  }

  /// Reads `not(…)` as a test, or as the begin of an expression where an operator follows.
  private mutating func parseNegatedTests(_ precedence: ExpressionPrecedence) throws(ExpressionFailure) -> UnaryTest {
    let start = position
    advance()
    let open = advance()
    let tests = try parseTests()
    try close(open)
    guard continuesExpression(precedence) else { return UnaryTest(.not(tests), at: span(from: start)) }
    guard let operand = soleValue(of: tests) else { throw failureAfterValue(opening: nil) }
    let value = try parseExpression(after: negation(of: operand, not: start), from: start, precedence)
    return UnaryTest(.value(value), at: span(from: start))
  }

  /// Reads `(a, b)`, an open range such as `(1..5]`, or an expression that begins with a bracket.
  private mutating func parseTestsInBrackets() throws(ExpressionFailure) -> [UnaryTest] {
    let start = position
    let open = advance()
    let first = position
    rangeStart = first
    let tests = try parseTests()
    if bareRange == first..<position, let inner = soleValue(of: tests),
      let range = closeRange(inner, includesLow: false, from: start)
    {
      return [UnaryTest(.value(range), at: range.span)]
    }
    try close(open)
    guard continuesExpression(.range), let inner = soleValue(of: tests) else { return tests }
    let value = try parseExpression(after: expression(inner.kind, from: start), from: start, .range)
    return [UnaryTest(.value(value), at: value.span)]
  }

  /// Whether the token here continues what was read in brackets to an expression.
  private func continuesExpression(_ precedence: ExpressionPrecedence) -> Bool {
    switch current.kind {
    case .sign(.dot), .sign(.openBracket), .sign(.openParenthesis), .keyword(.instanceOf), .sign(.range): return true
    case .keyword(.in), .keyword(.between): return precedence <= .comparison
    default: return binaryOperator(at: current).map { precedence <= $0.0.precedence } ?? false
    }
  }

  private mutating func parseExpression(
    after first: Expression, from start: Int, _ precedence: ExpressionPrecedence
  ) throws(ExpressionFailure) -> Expression {
    let value = try parsePostfix(after: first, from: start)
    return try parseOperators(after: value, from: start, precedence)
  }

  private func soleValue(of tests: [UnaryTest]) -> Expression? {
    guard tests.count == 1, case .value(let value) = tests[0].kind else { return nil }
    return value
  }
}
