package import PolicyDiagnostics

/// Reads an expression, or reports why it cannot be read and returns nil.
///
/// After a slip whose meaning is plain, such as `==`, the expression is returned as it was meant, beside the error.
/// `knownNames` are names that strict FEEL reads whole although they hold operators or keywords, such as `a-b`.
package func parseExpression(
  _ source: ExpressionSource,
  mode: ExpressionMode = .policy,
  knownNames: Set<String> = [],
  into diagnostics: inout DiagnosticSet
) -> Expression? {
  ExpressionParser.parse(source, mode: mode, knownNames: knownNames, into: &diagnostics) {
    (parser: inout ExpressionParser) throws(ExpressionFailure) in try parser.parseExpression()
  }
}

/// Reads tests of an unnamed value, such as `≤ 30`, `优`, `(1..5]`, `"a", "b"` or `-`; otherwise as `parseExpression`.
package func parseUnaryTests(
  _ source: ExpressionSource,
  mode: ExpressionMode = .policy,
  knownNames: Set<String> = [],
  into diagnostics: inout DiagnosticSet
) -> [UnaryTest]? {
  ExpressionParser.parse(source, mode: mode, knownNames: knownNames, into: &diagnostics) {
    (parser: inout ExpressionParser) throws(ExpressionFailure) in try parser.parseTests()
  }
}

/// Reads an expression by precedence climbing over recursive descent.
///
/// One mistake ends the reading, so that no mistake is reported twice; only what is mended on the spot goes on. The
/// nesting and the number of operators are limited, so neither this nor any later recursion over the tree can exhaust
/// the stack.
struct ExpressionParser {
  let source: ExpressionSource
  let mode: ExpressionMode
  let tokens: [ExpressionToken]
  var position = 0
  var knownNames: ExpressionKnownNames
  var diagnostics = DiagnosticSet()

  /// Where an `a..b` without brackets may begin in strict FEEL: just inside a bracket, or after the `in` of `for`.
  var rangeStart = -1

  /// The tokens of the last `a..b` that was read without brackets.
  var bareRange: Range<Int>?

  private var nesting = 0
  private var operatorCount = 0

  static func parse<Result>(
    _ source: ExpressionSource,
    mode: ExpressionMode,
    knownNames: Set<String>,
    into diagnostics: inout DiagnosticSet,
    _ read: (inout ExpressionParser) throws(ExpressionFailure) -> Result
  ) -> Result? {
    guard source.text.utf8.count <= ExpressionLimit.length else {
      diagnostics.insert(.expressionTooLong(limit: ExpressionLimit.length, at: source.wholeSpan))
      return nil
    }
    do throws(ExpressionFailure) {
      var parser = try ExpressionParser(source, mode: mode, knownNames: knownNames)
      defer { diagnostics.formUnion(parser.diagnostics) }
      return try parser.parseWhole(read)
    } catch {
      diagnostics.insert(error.diagnostic)
      return nil
    }
  }

  private init(_ source: ExpressionSource, mode: ExpressionMode, knownNames: Set<String>) throws(ExpressionFailure) {
    self.source = source
    self.mode = mode
    self.tokens = try ExpressionLexer.tokens(of: source, mode: mode)
    self.knownNames = ExpressionKnownNames(mode == .strict ? knownNames : [])
  }

  private mutating func parseWhole<Result>(
    _ read: (inout ExpressionParser) throws(ExpressionFailure) -> Result
  ) throws(ExpressionFailure) -> Result {
    guard current.kind != .end else { throw ExpressionFailure(.emptyExpression(at: source.wholeSpan)) }
    let result = try read(&self)
    guard current.kind == .end else { throw failureAfterValue(opening: nil) }
    return result
  }

  mutating func parseExpression() throws(ExpressionFailure) -> Expression {
    try enter()
    defer { leave() }
    return try parseOperand(of: .disjunction)
  }
}

// MARK: The cursor

extension ExpressionParser {
  var current: ExpressionToken { tokens[position] }

  /// The token after the current one, or the end.
  var next: ExpressionToken { tokens[min(position + 1, tokens.count - 1)] }

  /// The token before the current one, if there is one.
  var previous: ExpressionToken? { position > 0 ? tokens[position - 1] : nil }

  @discardableResult
  mutating func advance() -> ExpressionToken {
    let token = current
    if token.kind != .end { position += 1 }
    return token
  }

  mutating func accept(_ sign: ExpressionSign) -> Bool {
    guard current.sign == sign else { return false }
    advance()
    return true
  }

  mutating func accept(_ keyword: ExpressionKeyword) -> Bool {
    guard current.keyword == keyword else { return false }
    advance()
    return true
  }

  /// Returns the place of `token`.
  func span(_ token: ExpressionToken) -> SourceSpan {
    source.span(token.range)
  }

  /// Returns the place of what was read since the token `start`.
  func span(from start: Int) -> SourceSpan {
    let end = max(start, position - 1)
    return source.span(tokens[start].range.lowerBound..<tokens[end].range.upperBound)
  }

  /// Returns the text of what was read since the token `start`, as it was written.
  func text(from start: Int) -> String {
    let utf8 = source.text.utf8
    let range = tokens[start].range.lowerBound..<tokens[max(start, position - 1)].range.upperBound
    return String(Substring(utf8.dropFirst(range.lowerBound).prefix(range.count)))
  }

  /// Returns an expression of what was read since the token `start`.
  func expression(_ kind: Expression.Kind, from start: Int) -> Expression {
    Expression(kind, at: span(from: start))
  }

  /// Returns the text of `token` as its author wrote it.
  func written(_ token: ExpressionToken) -> String {
    String(Substring(source.text.utf8.dropFirst(token.range.lowerBound).prefix(token.range.count)))
  }
}

// MARK: Limits

extension ExpressionParser {
  /// Counts `levels` of nesting until `leave`.
  mutating func enter(_ levels: Int = 1) throws(ExpressionFailure) {
    nesting += levels
    guard nesting <= ExpressionLimit.nesting else {
      throw ExpressionFailure(.expressionTooDeep(limit: ExpressionLimit.nesting, at: span(current)))
    }
  }

  mutating func leave(_ levels: Int = 1) {
    nesting -= levels
  }

  /// Counts the operator, call, filter or member at the current token.
  mutating func countOperator() throws(ExpressionFailure) {
    operatorCount += 1
    guard operatorCount <= ExpressionLimit.operators else {
      throw ExpressionFailure(.tooManyOperators(limit: ExpressionLimit.operators, at: span(current)))
    }
  }
}
