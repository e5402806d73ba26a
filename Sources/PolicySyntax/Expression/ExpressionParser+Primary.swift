import PolicyDiagnostics

extension ExpressionParser {
  /// Reads a value with the members, filters, calls and types that follow it.
  mutating func parsePostfix() throws(ExpressionFailure) -> Expression {
    let start = position
    let first = try parsePrimary()
    return try parsePostfix(after: first, from: start)
  }

  mutating func parsePostfix(after first: Expression, from start: Int) throws(ExpressionFailure) -> Expression {
    var value = first
    while let longer = try parsePostfixPart(after: value, from: start) { value = longer }
    return value
  }

  private mutating func parsePostfixPart(
    after value: Expression, from start: Int
  ) throws(ExpressionFailure) -> Expression? {
    switch current.kind {
    case .sign(.dot): try parseMember(of: value, from: start)
    case .sign(.openBracket) where startsFilter: try parseFilter(of: value, from: start)
    case .sign(.openParenthesis): try parseCall(of: value, from: start)
    case .keyword(.instanceOf): try parseInstanceOf(value, from: start)
    default: nil
    }
  }

  private mutating func parseMember(of value: Expression, from start: Int) throws(ExpressionFailure) -> Expression {
    try countOperator()
    let dot = advance()
    let member = try parseName(after: dot)
    return expression(.path(value, member: member), from: start)
  }

  /// Whether the `[` here begins a filter; in strict FEEL `[` may instead close a range, as in `]1..5[`.
  private var startsFilter: Bool {
    mode == .policy || startsValue(next) || next.sign == .range
  }

  private mutating func parseFilter(of value: Expression, from start: Int) throws(ExpressionFailure) -> Expression {
    try countOperator()
    let open = advance()
    let predicate = try parseExpression()
    try close(open)
    return expression(.filter(value, predicate: predicate), from: start)
  }

  private mutating func parseCall(of function: Expression, from start: Int) throws(ExpressionFailure) -> Expression {
    try countOperator()
    let open = advance()
    var arguments: [Argument] = []
    if !accept(.closeParenthesis) {
      repeat {
        let label = try parseLabel()
        arguments.append(Argument(label: label, value: try parseExpression()))
      } while accept(.comma)
      try close(open)
    }
    return expression(.call(function, arguments: arguments), from: start)
  }

  private mutating func parseInstanceOf(_ value: Expression, from start: Int) throws(ExpressionFailure) -> Expression {
    try countOperator()
    advance()
    let type = try parseType()
    return expression(.instanceOf(value, type: type), from: start)
  }

  // MARK: Values

  private mutating func parsePrimary() throws(ExpressionFailure) -> Expression {
    let start = position
    if let name = parseNameIfPresent() { return expression(.name(name), from: start) }
    switch current.kind {
    case .number: return try parseNumber()
    case .string: return literal { .text($0) }
    case .temporal: return literal { .temporal($0) }
    case .date: return literal { .date($0) }
    case .keyword(let keyword): return try parseKeyword(keyword)
    case .sign(.openParenthesis): return try parseParenthesis()
    case .sign(.openBracket): return try parseList()
    case .sign(.closeBracket) where mode == .strict: return try parseOutwardRange()
    case .sign(.openBrace): return try parseContext()
    case .sign(.exclamation): return try parseNegation()
    default: throw failureAtValue()
    }
  }

  private mutating func literal(_ kind: (String) -> Expression.Kind) -> Expression {
    let start = position
    let text = advance().text
    return expression(kind(text), from: start)
  }

  private mutating func parseKeyword(_ keyword: ExpressionKeyword) throws(ExpressionFailure) -> Expression {
    switch keyword {
    case .true: literal { _ in .boolean(true) }
    case .false: literal { _ in .boolean(false) }
    case .null: literal { _ in .null }
    case .not where next.sign == .openParenthesis: literal { _ in .name(keyword.english) }
    case .not where startsNotRated: parseNotRated()
    case .not: try parseNegation()
    case .if: try parseConditional()
    case .for: try parseIteration()
    case .some, .every: try parseQuantified()
    case .function: try parseFunction()
    default: throw failureAtValue()
    }
  }

  /// Whether the outcome `not rated` begins here: a label, although its first word is a keyword.
  private var startsNotRated: Bool {
    mode == .policy && next.text == "rated" && wordRun(at: position + 1) == 1
  }

  private mutating func parseNotRated() -> Expression {
    let start = position
    advance()
    advance()
    return expression(.name(Keyword.notRated.english), from: start)
  }

  /// Reads `not x` and `!x`, which are reported and read as `not(x)`.
  private mutating func parseNegation() throws(ExpressionFailure) -> Expression {
    let start = position
    try enter()
    defer { leave() }
    let word = advance()
    guard startsValue(current) else { throw failureAtValue() }
    let operandStart = position
    let operand = word.keyword == .not ? try parseOperand(of: .comparison) : try parsePostfix()
    let isBracketed = tokens[operandStart].sign == .openParenthesis
    let operandText = text(from: operandStart)
    let not = word.keyword == .not ? written(word) : ExpressionKeyword.not.english
    let fix = isBracketed ? not + operandText : "\(not)(\(operandText))"
    if word.keyword == .not {
      diagnostics.insert(.negationWithoutBrackets(not, fix: fix, at: span(from: start)))
    } else {
      diagnostics.insert(.foreignOperator(written(word), meant: fix, fix: fix, at: span(from: start)))
    }
    return negation(of: operand, not: start)
  }

  // MARK: Numbers

  private mutating func parseNumber() throws(ExpressionFailure) -> Expression {
    let start = position
    let number = advance()
    guard mode == .policy else { return expression(.number(number.text), from: start) }
    if accept(.percent) { return expression(.percent(number.text), from: start) }
    guard current.kind == .word else { return expression(.number(number.text), from: start) }
    guard let (words, unit) = unit(at: position) else { throw unknownUnit(after: number) }
    position += words
    guard number.text.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else {
      throw ExpressionFailure(.fractionalDuration(number.text, at: span(from: start)))
    }
    return expression(.duration(count: number.text, unit: unit), from: start)
  }

  private func unit(at position: Int) -> (words: Int, DurationUnit)? {
    for (words, unit) in DurationUnit.phrases where matches(words, at: position) { return (words.count, unit) }
    return nil
  }

  private func unknownUnit(after number: ExpressionToken) -> ExpressionFailure {
    let spellings = DurationUnit.spellings.flatMap { [$0.english, $0.singular, $0.chinese] }
    if let word = wordBehind(number) { return word }
    let run = wordRun(at: position)
    for count in [2, 1] where count <= run {
      let words = tokens[position..<position + count]
      let phrase = words.map(\.text).joined(separator: " ")
      guard let nearest = nearestName(to: phrase, among: spellings) else { continue }
      let place = source.span(current.range.lowerBound..<words[words.endIndex - 1].range.upperBound)
      return ExpressionFailure(.unknownUnit(phrase, after: number.text, nearest: nearest, at: place))
    }
    return ExpressionFailure(.unknownUnit(current.text, after: number.text, nearest: nil, at: span(current)))
  }

  /// `90 分`, `10 万元`, `60 至 89`: what people write behind a number and the language does not.
  private func wordBehind(_ number: ExpressionToken) -> ExpressionFailure? {
    let place = source.span(number.range.lowerBound..<current.range.upperBound)
    func failure(_ fix: String) -> ExpressionFailure {
      ExpressionFailure(.wordBehindNumber(current.text, after: number.text, fix: fix, at: place))
    }
    let word = current.text
    if Self.counters.contains(word) { return failure(number.text) }
    if let zeros = Self.multiples[word], !number.text.contains(".") { return failure(number.text + zeros) }
    if let unit = Self.otherUnits[word] { return failure("\(number.text) \(unit)") }
    if word.hasSuffix("以上"), Self.counters.contains(String(word.dropLast(2))) || word == "以上" {
      let isCompared = position >= 2 && tokens[position - 2].sign != nil
      return failure(isCompared ? number.text : "≥ \(number.text)")
    }
    let isRange = (word.hasPrefix("至") || word.hasPrefix("到")) && word.count > 1
    if isRange, word.dropFirst().allSatisfy(\.isNumber) { return failure("\(number.text)..\(word.dropFirst())") }
    return nil
  }

  private static let counters: Set<String> = [
    "分", "次", "级", "档", "人", "家", "件", "元", "条", "项", "份", "名", "户", "岁", "起", "points", "times",
  ]
  private static let multiples = ["万": "0000", "万元": "0000", "亿": "00000000", "亿元": "00000000"]
  private static let otherUnits = ["月": "个月", "日": "天"]
}
