import PolicyDiagnostics

/// How tightly an operator holds its operands, loosest first.
enum ExpressionPrecedence: Int, Comparable {
  case disjunction
  case conjunction
  case comparison
  case range
  case sum
  case product
  case power
  case prefix

  static func < (a: ExpressionPrecedence, b: ExpressionPrecedence) -> Bool { a.rawValue < b.rawValue }

  /// The next tighter precedence: that of the right operand, so that operators are left-associative.
  var tighter: ExpressionPrecedence { ExpressionPrecedence(rawValue: rawValue + 1) ?? .prefix }
}

extension BinaryOperator {
  var precedence: ExpressionPrecedence {
    switch self {
    case .or: .disjunction
    case .and: .conjunction
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: .comparison
    case .add, .subtract: .sum
    case .multiply, .divide: .product
    case .power: .power
    }
  }

  /// Whether the operator compares, and so can begin a test.
  var isComparison: Bool { precedence == .comparison }
}

extension ExpressionParser {
  /// Reads an operand of operators as tight as `minimum` or tighter.
  mutating func parseOperand(of minimum: ExpressionPrecedence) throws(ExpressionFailure) -> Expression {
    let start = position
    if current.sign == .range, minimum <= .range { return try parseRange(low: nil, from: start) }
    let first = try parsePrefix()
    return try parseOperators(after: first, from: start, minimum)
  }

  /// Reads the operators after `first`, which began at the token `start`.
  mutating func parseOperators(
    after first: Expression, from start: Int, _ minimum: ExpressionPrecedence
  ) throws(ExpressionFailure) -> Expression {
    var left = first
    while let longer = try parseOperator(after: left, from: start, minimum) { left = longer }
    return left
  }

  private mutating func parseOperator(
    after left: Expression, from start: Int, _ minimum: ExpressionPrecedence
  ) throws(ExpressionFailure) -> Expression? {
    if let sign = current.sign, sign == .range, minimum <= .range, canBeginRange(at: start) {
      return try parseRange(low: left, from: start)
    }
    if minimum <= .comparison, let tested = try parseTest(of: left, from: start) { return tested }
    guard let (operation, isForeign) = binaryOperator(at: current), minimum <= operation.precedence else { return nil }
    try checkChain(operation, after: left)
    try countOperator()
    let token = advance()
    if isForeign { reportForeign(token, meaning: operation) }
    let right = try parseOperand(of: operation.precedence.tighter)
    return expression(.binary(operation, left, right), from: start)
  }

  /// Returns the operator that `token` writes, and whether it writes it in the manner of another language.
  func binaryOperator(at token: ExpressionToken) -> (BinaryOperator, isForeign: Bool)? {
    switch token.kind {
    case .keyword(.and): return (.and, false)
    case .keyword(.or): return (.or, false)
    case .sign(let sign):
      if let operation = sign.binaryOperator { return (operation, false) }
      return sign.meantOperator.map { ($0, true) }
    default: return nil
    }
  }

  /// In a policy `1 < x < 5` is refused: FEEL would compare a yes or no with 5.
  private func checkChain(_ operation: BinaryOperator, after left: Expression) throws(ExpressionFailure) {
    guard mode == .policy, operation.isComparison, case .binary(let first, _, _) = left.kind, first.isComparison,
      previous?.sign != .closeParenthesis || left.span.text.first != "("
    else { return }
    if let joined = joinedWord(before: position - 1) { throw joined }
    throw ExpressionFailure(
      .chainedComparison(written(current), first: left.span, at: span(current)))
  }

  /// Returns the failure where one of the words that end at `place` has `且` or `或` inside, as in `严重且罚款金额`.
  private func joinedWord(before place: Int) -> ExpressionFailure? {
    guard place >= 0, tokens[place].kind == .word else { return nil }
    let token = tokens[place]
    if let earlier = joinedWord(before: place - 1) { return earlier }
    for joint in [ExpressionKeyword.and.chinese, ExpressionKeyword.or.chinese] {
      let parts = token.text.split(separator: joint, maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { continue }
      let start = token.range.lowerBound + parts[0].utf8.count
      return ExpressionFailure(.joinedWord(joint, at: source.span(start..<start + joint.utf8.count)))
    }
    return nil
  }

  // MARK: Ranges

  private func canBeginRange(at start: Int) -> Bool {
    (mode == .policy || start == rangeStart) && bareRange?.upperBound != position
  }

  /// Reads `..b` after `low`; a bound that is absent is open.
  private mutating func parseRange(low: Expression?, from start: Int) throws(ExpressionFailure) -> Expression {
    try countOperator()
    advance()
    let high = startsValue(current) ? try parseOperand(of: .sum) : nil
    guard low != nil || high != nil else { throw failureAtValue() }
    bareRange = start..<position
    return expression(
      .range(RangeExpression(low: low, includesLow: low != nil, high: high, includesHigh: high != nil)), from: start)
  }

  // MARK: Tests of a value

  /// Reads `between … and …`, `in …`, or either after a misplaced `not`.
  private mutating func parseTest(of value: Expression, from start: Int) throws(ExpressionFailure) -> Expression? {
    let isNegated = current.keyword == .not && (next.keyword == .in || next.keyword == .between)
    let keyword = isNegated ? next : current
    guard keyword.keyword == .in || keyword.keyword == .between else { return nil }
    try countOperator()
    let not = isNegated ? advance() : nil
    let testStart = position
    advance()
    let tested =
      keyword.keyword == .in
      ? try parseMembership(of: value, from: start) : try parseBetween(value, keyword: keyword, from: start)
    guard let not else { return tested }
    let fix = "\(written(not))(\(value.span.text) \(text(from: testStart)))"
    diagnostics.insert(.negatedOperator(written(keyword), not: written(not), fix: fix, at: tested.span))
    return negation(of: tested, not: start)
  }

  private mutating func parseBetween(
    _ value: Expression, keyword: ExpressionToken, from start: Int
  ) throws(ExpressionFailure) -> Expression {
    let low = try parseOperand(of: .sum)
    try expect(.and, of: .between, opening: keyword)
    let high = try parseOperand(of: .sum)
    return expression(.between(value, low: low, high: high), from: start)
  }

  // MARK: Prefixes

  /// Reads the minus signs before a value; they hold tighter than `**`, as FEEL says.
  private mutating func parsePrefix() throws(ExpressionFailure) -> Expression {
    let start = position
    var count = 0
    while current.sign == .minus {
      try enter()
      count += 1
      advance()
    }
    defer { leave(count) }
    var result = try parsePostfix()
    for minus in stride(from: start + count - 1, through: start, by: -1) {
      result = expression(.negation(result), from: minus)
    }
    return result
  }

  /// Returns `not(value)`, whose `not` was written at or near the token `start`.
  func negation(of value: Expression, not start: Int) -> Expression {
    let name = Expression(.name(ExpressionKeyword.not.english), at: span(tokens[start]))
    return expression(.call(name, arguments: [Argument(label: nil, value: value)]), from: start)
  }

  /// Reports a sign of another language, with blanks around a word that would join its neighbours.
  mutating func reportForeign(_ token: ExpressionToken, meaning operation: BinaryOperator) {
    let meant =
      switch operation {
      case .and where source.isOfChineseFile: ExpressionKeyword.and.chinese
      case .or where source.isOfChineseFile: ExpressionKeyword.or.chinese
      default: operation.rawValue
      }
    let isWord = operation == .and || operation == .or
    let before = isWord && touches(previous: token) ? " " : ""
    let after = isWord && current.range.lowerBound == token.range.upperBound ? " " : ""
    diagnostics.insert(
      .foreignOperator(written(token), meant: meant, fix: before + meant + after, at: span(token)))
  }

  private func touches(previous token: ExpressionToken) -> Bool {
    position >= 2 && tokens[position - 2].range.upperBound == token.range.lowerBound
  }
}
