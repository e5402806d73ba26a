import PolicyDiagnostics

// Which mistake it is, told from what stands where something else should.

extension ExpressionParser {
  /// Whether a value can begin with `token`.
  func startsValue(_ token: ExpressionToken) -> Bool {
    switch token.kind {
    case .word, .number, .string, .temporal, .date: true
    case .keyword(let keyword): Self.valueKeywords.contains(keyword)
    case .sign(let sign): Self.valueSigns.contains(sign)
    case .end: false
    }
  }

  private static let valueKeywords: Set<ExpressionKeyword> = [
    .true, .false, .null, .not, .if, .for, .some, .every, .function,
  ]
  private static let valueSigns: Set<ExpressionSign> = [
    .openParenthesis, .openBracket, .openBrace, .minus, .exclamation,
  ]

  // MARK: Where a value should stand

  /// Returns what is wrong where a value should begin but none does.
  func failureAtValue() -> ExpressionFailure {
    if let keyword = current.keyword, isNameWord(keyword) {
      return ExpressionFailure(.keywordInName(keyword, written: written(current), at: span(current)))
    }
    if current.sign == .percent { return ExpressionFailure(.percentWithoutNumber(at: span(current))) }
    guard let previous else { return failureAtStart() }
    if previous.sign?.closer != nil, current.sign?.isCloser != true {
      return failure(afterOpening: previous)
    }
    if current.sign.map(isUnexpected) == true { return unexpected(current) }
    return ExpressionFailure(.missingOperand(after: written(previous), at: span(previous)))
  }

  /// A keyword that tests or joins can begin no value; before another word it was meant as part of a name.
  private func isNameWord(_ keyword: ExpressionKeyword) -> Bool {
    switch keyword {
    case .in, .return, .satisfies, .between, .instanceOf: next.kind == .word
    default: false
    }
  }

  private func isUnexpected(_ sign: ExpressionSign) -> Bool {
    sign == .colon || sign == .dot || sign == .apostrophe
  }

  private func failureAtStart() -> ExpressionFailure {
    if current.sign?.isCloser == true {
      return ExpressionFailure(.missingOpeningBracket(written(current), at: span(current)))
    }
    if current.sign.map(isUnexpected) == true { return unexpected(current) }
    if let keyword = current.keyword, let owner = owner(of: keyword) {
      return ExpressionFailure(.strayKeyword(written(current), owner: owner, at: span(current)))
    }
    return ExpressionFailure(.missingOperand(before: written(current), at: span(current)))
  }

  private func failure(afterOpening open: ExpressionToken) -> ExpressionFailure {
    guard current.kind != .end else {
      return ExpressionFailure(.missingClosingBracket(written(open), at: span(open)))
    }
    return ExpressionFailure(.missingOperand(before: written(current), at: span(current)))
  }

  // MARK: Where a value has ended

  /// Returns what is wrong after a value that is complete; `opening` is the bracket that should be closed here.
  func failureAfterValue(opening: ExpressionToken?) -> ExpressionFailure {
    if let failure = failureInsideConstruct() { return failure }
    if let keyword = current.keyword, opening == nil || owner(of: keyword) == nil { return failure(at: keyword) }
    if let opening { return failure(closing: opening) }
    if current.sign?.isCloser == true {
      return ExpressionFailure(.missingOpeningBracket(written(current), at: span(current)))
    }
    return thousandsSeparator ?? unexpected(current)
  }

  /// Returns what is wrong after a value whatever encloses it: `%`, or a second value.
  func failureInsideConstruct() -> ExpressionFailure? {
    if current.sign == .percent { return ExpressionFailure(.percentWithoutNumber(at: span(current))) }
    if current.sign == .exclamation { return unexpected(current) }
    guard startsValue(current), current.sign != .minus, let previous else { return nil }
    if let operation = otherOperator { return operation }
    if let keyword = current.keyword, previous.kind == .word {
      return ExpressionFailure(.keywordInName(keyword, written: written(current), at: span(current)))
    }
    let fits = fitsEquality(previous) && fitsEquality(current) && !(isLiteral(previous) && isLiteral(current))
    let gap = fits ? source.span(previous.range.upperBound..<current.range.lowerBound) : nil
    return ExpressionFailure(.missingOperator(between: span(previous), and: span(current), equalsFitsIn: gap))
  }

  /// A word that people write for an operator, before or after the place where an operator is missing.
  private var otherOperator: ExpressionFailure? {
    guard mode == .policy else { return nil }
    for token in [current, previous].compactMap(\.self) where token.kind == .word {
      guard let meant = OtherOperators.written(for: token.text) else { continue }
      return ExpressionFailure(.foreignOperator(written(token), meant: meant, fix: meant, at: span(token)))
    }
    return nil
  }

  /// Whether `=` may have stood beside `token`.
  private func fitsEquality(_ token: ExpressionToken) -> Bool {
    token.kind == .word || isLiteral(token)
  }

  private func isLiteral(_ token: ExpressionToken) -> Bool {
    switch token.kind {
    case .number, .string, .temporal, .date, .keyword(.true), .keyword(.false), .keyword(.null): true
    default: false
    }
  }

  private func failure(at keyword: ExpressionKeyword) -> ExpressionFailure {
    guard let owner = owner(of: keyword) else {
      return ExpressionFailure(.keywordInName(keyword, written: written(current), at: span(current)))
    }
    return ExpressionFailure(.strayKeyword(written(current), owner: owner, at: span(current)))
  }

  /// The keyword that begins the construct to which `keyword` belongs.
  private func owner(of keyword: ExpressionKeyword) -> ExpressionKeyword? {
    switch keyword {
    case .then, .else: .if
    case .return: .for
    case .satisfies: .some
    default: nil
    }
  }

  private func failure(closing open: ExpressionToken) -> ExpressionFailure {
    let closer = open.sign?.closer?.rawValue ?? ""
    if current.sign?.isCloser == true {
      return ExpressionFailure(
        .mismatchedBracket(written(current), opening: span(open), expected: closer, at: span(current)))
    }
    if current.kind == .end || current.keyword != nil {
      return ExpressionFailure(.missingClosingBracket(written(open), at: span(open)))
    }
    return unexpected(current)
  }

  /// `1,000` outside a list.
  private var thousandsSeparator: ExpressionFailure? {
    guard current.sign == .comma, let previous, previous.kind == .number, next.kind == .number,
      next.text.utf8.count == 3, previous.range.upperBound == current.range.lowerBound,
      current.range.upperBound == next.range.lowerBound
    else { return nil }
    let place = source.span(previous.range.lowerBound..<next.range.upperBound)
    return ExpressionFailure(.thousandsSeparator(previous.text + next.text, at: place))
  }

  private func unexpected(_ token: ExpressionToken) -> ExpressionFailure {
    let help: LocalizedText? =
      switch token.sign {
      case .comma: .listForm
      case .colon: .contextForm
      default: nil
      }
    return ExpressionFailure(.unexpectedSign(written(token), help: help, at: span(token)))
  }
}

extension LocalizedText {
  fileprivate static let listForm = LocalizedText(
    "several values stand in brackets: `(a, b)`", "多个值应当写在括号内：`(a, b)`")
  static let contextForm = LocalizedText(
    "a colon stands only in `{name: value}` and after the name of an argument",
    "冒号只用于 `{名称: 值}` 和参数名称之后")
}
