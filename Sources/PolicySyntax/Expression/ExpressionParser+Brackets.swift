import PolicyDiagnostics

extension ExpressionParser {
  /// Reads `(x)`, the open range `(a..b)`, or in strict FEEL a test as a range, such as `(<= 10)`.
  mutating func parseParenthesis() throws(ExpressionFailure) -> Expression {
    let start = position
    let open = advance()
    if mode == .strict, let (operation, _) = binaryOperator(at: current), operation.isComparison {
      return try parseTestAsRange(operation, open: open, from: start)
    }
    let (inner, isRange) = try parseBracketed()
    if isRange, let range = closeRange(inner, includesLow: false, from: start) { return range }
    try close(open)
    return expression(inner.kind, from: start)
  }

  /// Reads `[a, b]` or the range `[a..b]`.
  mutating func parseList() throws(ExpressionFailure) -> Expression {
    let start = position
    let open = advance()
    if accept(.closeBracket) { return expression(.list([]), from: start) }
    let (first, isRange) = try parseBracketed()
    if isRange, let range = closeRange(first, includesLow: true, from: start) { return range }
    var elements = [first]
    while accept(.comma) { elements.append(try parseExpression()) }
    try close(open)
    return expression(.list(elements), from: start)
  }

  /// Reads `]a..b]`, FEEL's other way to write `(a..b]`.
  mutating func parseOutwardRange() throws(ExpressionFailure) -> Expression {
    let start = position
    guard startsValue(next) else { throw failureAtValue() }
    advance()
    let (inner, isRange) = try parseBracketed()
    if isRange, let range = closeRange(inner, includesLow: false, from: start) { return range }
    throw failureAfterValue(opening: nil)
  }

  /// Reads an expression just inside a bracket, and whether it is a bare `a..b` that the bracket completes.
  private mutating func parseBracketed() throws(ExpressionFailure) -> (Expression, isRange: Bool) {
    let start = position
    rangeStart = start
    let inner = try parseExpression()
    return (inner, bareRange == start..<position)
  }

  /// Completes the bare range `inner` by the bracket here, or returns nil where none closes it.
  mutating func closeRange(_ inner: Expression, includesLow: Bool, from start: Int) -> Expression? {
    guard case .range(let range) = inner.kind, let includesHigh = rangeCloser else { return nil }
    advance()
    return expression(
      .range(
        RangeExpression(
          low: range.low, includesLow: includesLow && range.low != nil,
          high: range.high, includesHigh: includesHigh && range.high != nil)), from: start)
  }

  /// Whether the bracket here closes a range with its upper bound inside; nil where it closes none.
  private var rangeCloser: Bool? {
    switch current.sign {
    case .closeBracket: true
    case .closeParenthesis: false
    case .openBracket where mode == .strict: false
    default: nil
    }
  }

  private mutating func parseTestAsRange(
    _ operation: BinaryOperator, open: ExpressionToken, from start: Int
  ) throws(ExpressionFailure) -> Expression {
    guard operation != .notEqual else { throw failureAtValue() }
    advance()
    let bound = try parseOperand(of: .sum)
    try close(open)
    let isHigh = operation != .greater && operation != .greaterOrEqual
    let isLow = operation != .less && operation != .lessOrEqual
    let isIncluded = operation != .less && operation != .greater
    return expression(
      .range(
        RangeExpression(
          low: isLow ? bound : nil, includesLow: isLow && isIncluded,
          high: isHigh ? bound : nil, includesHigh: isHigh && isIncluded)), from: start)
  }

  // MARK: Contexts

  /// Reads `{name: value, "any text": value}`.
  mutating func parseContext() throws(ExpressionFailure) -> Expression {
    let start = position
    let open = advance()
    var entries: [ContextEntry] = []
    if accept(.closeBrace) { return expression(.context([]), from: start) }
    repeat {
      let key = try parseKey(in: open)
      entries.append(ContextEntry(key: key, value: try parseExpression()))
    } while accept(.comma)
    try close(open)
    return expression(.context(entries), from: start)
  }

  private mutating func parseKey(in open: ExpressionToken) throws(ExpressionFailure) -> Identifier {
    if current.kind == .string, next.sign == .colon {
      let key = advance()
      advance()
      know(key.text)
      return Identifier(key.text, at: span(key))
    }
    if let label = try parseLabel() {
      know(label.name)
      return label
    }
    guard current.kind != .end else {
      throw ExpressionFailure(.missingClosingBracket(written(open), at: span(open)))
    }
    throw ExpressionFailure(.unexpectedSign(written(current), help: .contextForm, at: span(current)))
  }

  // MARK: Closing

  /// Reads the bracket that closes `open`.
  mutating func close(_ open: ExpressionToken) throws(ExpressionFailure) {
    guard let closer = open.sign?.closer, accept(closer) else { throw failureAfterValue(opening: open) }
  }
}
