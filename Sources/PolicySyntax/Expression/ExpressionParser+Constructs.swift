import PolicyDiagnostics

extension ExpressionParser {
  /// Reads `if … then … else …`.
  mutating func parseConditional() throws(ExpressionFailure) -> Expression {
    let start = position
    let opening = advance()
    let condition = try parseExpression()
    try expect(.then, of: .if, opening: opening)
    let then = try parseExpression()
    try expect(.else, of: .if, opening: opening)
    let otherwise = try parseExpression()
    return expression(.conditional(condition: condition, then: then, otherwise: otherwise), from: start)
  }

  /// Reads `for x in …, y in … return …`.
  mutating func parseIteration() throws(ExpressionFailure) -> Expression {
    let start = position
    let opening = advance()
    let iterators = try parseIterators(of: .for, opening: opening)
    try expect(.return, of: .for, opening: opening)
    let body = try parseExpression()
    return expression(.iteration(iterators, body: body), from: start)
  }

  /// Reads `some x in … satisfies …` and `every x in … satisfies …`.
  mutating func parseQuantified() throws(ExpressionFailure) -> Expression {
    let start = position
    let opening = advance()
    let owner = opening.keyword == .every ? ExpressionKeyword.every : .some
    let iterators = try parseIterators(of: owner, opening: opening)
    try expect(.satisfies, of: owner, opening: opening)
    let condition = try parseExpression()
    return expression(.quantified(owner == .every ? .every : .some, iterators, condition: condition), from: start)
  }

  /// Reads `function(a, b: number) …`.
  mutating func parseFunction() throws(ExpressionFailure) -> Expression {
    let start = position
    let keyword = advance()
    let open = current
    guard accept(.openParenthesis) else { throw failureAfterFunction(keyword) }
    var parameters: [Parameter] = []
    if !accept(.closeParenthesis) {
      repeat { parameters.append(try parseParameter()) } while accept(.comma)
      try close(open)
    }
    let body = mode == .strict && startsExternal ? try parseExternal() : try parseExpression()
    return expression(.function(parameters: parameters, body: body), from: start)
  }

  private mutating func parseParameter() throws(ExpressionFailure) -> Parameter {
    let label = try parseLabel()
    if let label {
      know(label.name)
      return Parameter(label, type: try parseType())
    }
    let name = try parseName(after: tokens[position - 1])
    know(name.name)
    return Parameter(name)
  }

  /// Reads the expected `keyword` of the construct that `opening` began.
  mutating func expect(
    _ keyword: ExpressionKeyword, of owner: ExpressionKeyword, opening: ExpressionToken
  ) throws(ExpressionFailure) {
    if accept(keyword) { return }
    if let failure = failureInsideConstruct() { throw failure }
    let isOver = current.kind == .end || current.sign == .comma || current.sign?.isCloser == true
    let place = span(isOver ? opening : current)
    throw ExpressionFailure(.missingKeyword(keyword, of: owner, opening: span(opening), at: place))
  }

  private mutating func parseIterators(
    of owner: ExpressionKeyword, opening: ExpressionToken
  ) throws(ExpressionFailure) -> [Iterator] {
    var iterators: [Iterator] = []
    repeat {
      let variable = try parseName(after: tokens[position - 1])
      know(variable.name)
      try expect(.in, of: owner, opening: opening)
      rangeStart = position
      iterators.append(Iterator(variable: variable, domain: try parseExpression()))
    } while accept(.comma)
    return iterators
  }

  private func failureAfterFunction(_ keyword: ExpressionToken) -> ExpressionFailure {
    guard current.kind == .word else {
      return ExpressionFailure(.missingOperand(after: written(keyword), at: span(keyword)))
    }
    return ExpressionFailure(.keywordInName(.function, written: written(keyword), at: span(keyword)))
  }

  // MARK: External functions

  private var startsExternal: Bool {
    current.text == "external" && next.sign == .openBrace
  }

  /// Reads `external {…}` as a call of `external`, which no policy has: the checker refuses it by name.
  private mutating func parseExternal() throws(ExpressionFailure) -> Expression {
    let start = position
    let name = Expression(.name(advance().text), at: span(from: start))
    let mapping = try parseContext()
    return expression(.call(name, arguments: [Argument(label: nil, value: mapping)]), from: start)
  }

  // MARK: Types

  /// Reads a type and returns it in canonical form, such as `list<number>` or `function<number> -> Any`.
  mutating func parseType() throws(ExpressionFailure) -> String {
    try enter()
    defer { leave() }
    let name = try parseTypeName()
    var type = name
    if accept(.angles) {
      type += "<>"
    } else if accept(.less) {
      type += "<" + (try parseTypeArguments()) + ">"
    }
    guard name == "function", current.sign == .minus, next.sign == .greater else { return type }
    advance()
    advance()
    return type + " -> " + (try parseType())
  }

  private mutating func parseTypeName() throws(ExpressionFailure) -> String {
    if let phrase = ExpressionPhrase.types.first(where: { matches($0, at: position) }) {
      position += phrase.count
      return phrase.joined(separator: " ")
    }
    if current.keyword == .function || current.keyword == .null { return advance().text }
    return try parseName(after: tokens[position - 1]).name
  }

  private mutating func parseTypeArguments() throws(ExpressionFailure) -> String {
    if accept(.greater) { return "" }
    let open = tokens[position - 1]
    var types: [String] = []
    repeat {
      let label = try parseLabel()
      types.append((label.map { $0.name + ": " } ?? "") + (try parseType()))
    } while accept(.comma)
    guard accept(.greater) else {
      throw ExpressionFailure(.missingClosingBracket(written(open), at: span(open)))
    }
    return types.joined(separator: ", ")
  }
}
