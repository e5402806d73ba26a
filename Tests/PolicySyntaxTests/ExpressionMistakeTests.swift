import PolicyDiagnostics
import PolicySyntax
import Testing

/// One mistake: the source, the code, what is underlined, and the source once mended (empty where there is no edit).
struct ExpressionMistake: CustomTestStringConvertible {
  let source: String
  let code: DiagnosticCode
  let underlined: String
  let mended: String

  init(_ source: String, _ code: DiagnosticCode, _ underlined: String, _ mended: String = "") {
    self.source = source
    self.code = code
    self.underlined = underlined
    self.mended = mended
  }

  var testDescription: String { source }
}

@Suite struct ExpressionMistakeTests {
  static let mistakes: [ExpressionMistake] = [
    // Operators of other languages.
    .init("a == 1", .foreignOperator, "==", "a = 1"),
    .init("a === 1", .foreignOperator, "===", "a = 1"),
    .init("a&&b", .foreignOperator, "&&", "a and b"),
    .init("a || b", .foreignOperator, "||", "a or b"),
    .init("a | b", .foreignOperator, "|", "a or b"),
    .init("a <> 1", .foreignOperator, "<>", "a != 1"),
    .init("a => 1", .foreignOperator, "=>", "a >= 1"),
    .init("a =< 1", .foreignOperator, "=<", "a <= 1"),
    .init("a := 1", .foreignOperator, ":=", "a = 1"),
    .init("a ^ 2", .foreignOperator, "^", "a ** 2"),
    .init("a ＝＝ 1", .foreignOperator, "＝＝", "a = 1"),
    .init("x and !exists(y)", .foreignOperator, "!exists(y)", "x and not(exists(y))"),
    .init("!(a = b)", .foreignOperator, "!(a = b)", "not(a = b)"),
    .init("not a = b", .negationWithoutBrackets, "not a = b", "not(a = b)"),
    .init("非 已 公示 且 b", .negationWithoutBrackets, "非 已 公示", "非(已 公示) 且 b"),
    .init("x not in (a, b)", .negatedOperator, "x not in (a, b)", "not(x in (a, b))"),
    .init("1 < x < 5", .chainedComparison, "<"),
    .init("a = b = c", .chainedComparison, "="),
    // Missing and doubled values.
    .init("", .emptyExpression, ""),
    .init("  // nothing", .emptyExpression, "  // nothing"),
    .init("a +", .missingOperand, "+"),
    .init("a = and b", .missingOperand, "="),
    .init("* 2", .missingOperand, "*"),
    .init("a + * 2", .missingOperand, "+"),
    .init("max(a, )", .missingOperand, ","),
    .init("()", .missingOperand, "("),
    .init("a and", .missingOperand, "and"),
    .init("x in", .missingOperand, "in"),
    .init("if then b else c", .missingOperand, "if"),
    .init("severity \"严重\"", .missingOperator, "\"严重\"", "severity = \"严重\""),
    .init("score 5", .missingOperator, "5", "score = 5"),
    .init("f(x) y", .missingOperator, "y"),
    .init("(a) (b) c", .missingOperator, "c"),
    .init("2022-07-27 2022-07-28", .missingOperator, "2022-07-28"),
    .init("top 3 items", .missingOperator, "3", "top = 3 items"),
    // Brackets.
    .init("(a + b", .missingClosingBracket, "("),
    .init("f(a, [1, 2)", .mismatchedBracket, ")", "f(a, [1, 2]"),
    .init("max(a, b]", .mismatchedBracket, "]", "max(a, b)"),
    .init("{a: 1", .missingClosingBracket, "{"),
    .init("a + b)", .missingOpeningBracket, ")", "a + b"),
    .init(") a", .missingOpeningBracket, ")", " a"),
    .init("if (a then b else c", .missingClosingBracket, "("),
    .init("x in (a, b", .missingClosingBracket, "("),
    .init("{a}", .unexpectedSign, "a"),
    .init("{1: 2}", .unexpectedSign, "1"),
    .init("a, b", .unexpectedSign, ","),
    .init("a: b", .unexpectedSign, ":"),
    // Texts.
    .init("a = \"严重", .unclosedText, "\""),
    .init("a = “严重\"", .mismatchedQuotes, "\"", "a = “严重”"),
    .init("a = \"严重”", .mismatchedQuotes, "”", "a = \"严重\""),
    .init("a = ”严重”", .mismatchedQuotes, "”", "a = “严重”"),
    .init("\"\\u12\"", .invalidTextEscape, "\\u12\""),
    .init("\"\\uD83D\"", .invalidTextEscape, "\\uD83D"),
    .init("a /* b", .unclosedComment, "/*"),
    // Characters.
    .init("x in (严重、一般)", .unexpectedCharacter, "、", "x in (严重,一般)"),
    .init("a ≧ 1", .unexpectedCharacter, "≧", "a ≥ 1"),
    .init("a # b", .unexpectedCharacter, "#"),
    .init("1～5", .unexpectedCharacter, "～", "1..5"),
    // Numbers, dates and lengths of time.
    .init("80% of x", .missingOperator, "of"),
    .init("score%", .percentWithoutNumber, "%"),
    .init("% 5", .percentWithoutNumber, "%"),
    .init("amount > 1,000", .thousandsSeparator, "1,000", "amount > 1000"),
    .init("max(1,000, x)", .thousandsSeparator, "1,000", "max(1000, x)"),
    .init("code = 007", .leadingZero, "007", "code = \"007\""),
    .init("3 monthes", .unknownUnit, "monthes", "3 months"),
    .init("20 workin days", .unknownUnit, "workin days", "20 working days"),
    .init("2 hours", .unknownUnit, "hours"),
    .init("1.5 months", .fractionalDuration, "1.5 months"),
    .init("at > 2022-7-27", .malformedDate, "2022-7-27", "at > 2022-07-27"),
    .init("at > 2022/07/27", .malformedDate, "2022/07/27", "at > 2022-07-27"),
    .init("at > 2022年7月27日", .malformedDate, "2022年7月27日", "at > 2022-07-27"),
    .init("2022-02-30..", .noSuchDate, "2022-02-30"),
    // Keywords and names.
    .init("if a b", .missingKeyword, "if"),
    .init("in force = true", .keywordInName, "in"),
    .init("return codes > 3", .keywordInName, "return"),
    .init("x = in force", .keywordInName, "in"),
    .init("penalty for delay", .keywordInName, "for"),
    .init("a.in", .keywordInName, "in"),
    .init("{and: 1}", .keywordInName, "and"),
    .init("for and in xs return 1", .keywordInName, "and"),
    .init("a.", .missingName, "."),
    .init("if a then b", .missingKeyword, "if"),
    .init("(if a then b)", .missingKeyword, "if"),
    .init("if a = 1 else c", .missingKeyword, "else"),
    .init("x between 1 or 5", .missingKeyword, "or"),
    .init("for x of xs return x", .missingKeyword, "return"),
    .init("some x in xs", .missingKeyword, "some"),
    .init("a then b", .strayKeyword, "then"),
    .init("else", .strayKeyword, "else"),
  ]

  @Test(arguments: mistakes)
  func oneMistakeOneDiagnostic(mistake: ExpressionMistake) throws {
    // After Chinese characters a place in bytes, in characters and in columns are three different numbers.
    for prefix in ["", "条件：”一般“ "] {
      let reading = ExpressionReading(mistake.source, after: prefix)
      try #require(reading.diagnostics.count == 1, "\(reading.marks)")
      let diagnostic = reading.diagnostics[0]
      #expect(diagnostic.code == mistake.code, "\(reading.marks)")
      #expect(diagnostic.span.text == mistake.underlined)
      #expect(diagnostic.span.start >= prefix.utf8.count)
      let mended = diagnostic.fixIt.map { applying($0, to: prefix + mistake.source) } ?? prefix
      #expect(mended == prefix + mistake.mended)
    }
  }

  /// An edit that mends leaves nothing to mend.
  @Test(arguments: mistakes.filter { !$0.mended.isEmpty && $0.mended != "f(a, [1, 2]" && $0.mended != "top = 3 items" })
  func mendedSourceIsGood(mistake: ExpressionMistake) {
    #expect(ExpressionReading(mistake.mended).diagnostics.isEmpty)
  }

  /// After a slip whose meaning is plain the expression is read as it was meant, so that its names are still checked.
  @Test(arguments: [
    ("a == 1 && b", "a = 1 and b"), ("!a", "not(a)"), ("not a", "not(a)"), ("x not in (a, b)", "not(x in (a, b))"),
  ])
  func slipsAreReadAsMeant(source: String, canonical: String) {
    #expect(ExpressionReading(source).expression?.description == canonical)
  }

  @Test func severalSlipsAreAllReported() {
    #expect(ExpressionReading("a == 1 && !b").marks == ["E117 ==", "E117 &&", "E117 !b"])
  }

  @Test(arguments: [("(a + b", "("), ("f(a, [1, 2)", "["), ("if a = 1 b else c", ""), ("a = “严重\"", "“")])
  func openingIsLabelled(source: String, opening: String) throws {
    let diagnostic = try #require(ExpressionReading(source).diagnostics.first)
    let labelled = diagnostic.labels.map(\.span.text) + [diagnostic.span.text]
    #expect(opening.isEmpty || labelled.contains(opening))
  }

  @Test(arguments: mistakes)
  func messagesSpeakBothLanguages(mistake: ExpressionMistake) throws {
    for diagnostic in ExpressionReading(mistake.source).diagnostics {
      for text in [diagnostic.message, diagnostic.help].compactMap(\.self) {
        #expect(text.english.first?.isUppercase != true && text.english.last != "." && !text.english.isEmpty)
        #expect(text.chinese.unicodeScalars.contains { $0.properties.isIdeographic })
        #expect(text.english.count { $0 == "`" } % 2 == 0 || mistake.source.contains("`"))
      }
    }
  }

  @Test func spansAfterChinese() throws {
    let text = "严重程度 属于 （严重，特别严重） 且 金额 ≥ １００"
    let expression = try #require(ExpressionReading(text).expression)
    guard case .binary(.and, let left, let right) = expression.kind, case .membership(let value, let tests) = left.kind,
      case .binary(_, let amount, let bound) = right.kind
    else { return #expect(Bool(false), "another tree: \(expression)") }
    #expect(expression.span.text == text)
    #expect(left.span.text == "严重程度 属于 （严重，特别严重）")
    #expect(value.span.text == "严重程度")
    #expect(tests.map(\.span.text) == ["严重", "特别严重"])
    #expect(amount.span.text == "金额" && bound.span.text == "１００")
  }

  @Test func spansOfPartsOfAScalar() throws {
    let file = SourceFile(path: "test.yaml", text: "k: 'a ''b'' == c'")
    var found = DiagnosticSet()
    let root = try #require(parseYAML(file, into: &found))
    let scalar = try #require(root.value(of: "k")?.scalar)
    _ = parseExpression(scalar.expressionSource.part(2..<scalar.text.utf8.count), into: &found)
    #expect(found.sorted.map(\.span.text) == ["=="])
    #expect(found.sorted.map(\.span.start) == [12])
  }
}
