import PolicyDiagnostics

extension Diagnostic {
  static func tab(at span: SourceSpan, spaces: String) -> Diagnostic {
    Diagnostic(
      .tabIndentation,
      LocalizedText("a tab cannot stand here; lines are indented with spaces", "此处不能使用制表符，缩进请用空格"),
      at: span,
      fixIt: FixIt(replacing: span, with: spaces))
  }

  static func fullWidthSpace(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .fullWidthSpace,
      LocalizedText("this is a full-width space, which YAML takes for a letter", "此处是全角空格，YAML 会把它当作文字"),
      at: span,
      help: LocalizedText("write an ordinary space", "请改为半角空格"),
      fixIt: FixIt(replacing: span, with: " "))
  }

  static func fullWidthComma(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .fullWidthComma,
      LocalizedText("the full-width comma `，` does not separate values", "全角逗号 `，` 不能分隔各个值"),
      at: span,
      help: LocalizedText(
        "write `,` and a space; if it belongs to the text, put the text in quotes",
        "请改为半角逗号 `,` 加一个空格；如果逗号是文本的一部分，请为文本加引号"),
      fixIt: FixIt(replacing: span, with: ", "))
  }

  static func reservedCharacter(at span: SourceSpan) -> Diagnostic {
    let character = String(span.text.prefix(1))
    return Diagnostic(
      .reservedCharacter,
      LocalizedText("a value cannot begin with `\(character)` unless it is in quotes", "以 `\(character)` 开头的值必须加引号"),
      at: span)
  }

  static func blockIndicator(at value: SourceSpan) -> Diagnostic {
    let text = value.text
    let isComparison = text.hasPrefix(">=")
    let character = text.hasPrefix("|") ? "|" : ">"
    return Diagnostic(
      .unquotedBlockIndicator,
      LocalizedText(
        "`\(excerpt(text))` must be in quotes: a `\(character)` at the beginning announces a text of several lines",
        "`\(excerpt(text))` 必须加引号：开头的 `\(character)` 表示多行文本"),
      at: value,
      help: isComparison ? LocalizedText("or write `≥`, which needs no quotes", "也可以写 `≥`，不需要引号") : nil,
      fixIt: FixIt(
        replacing: value, with: isComparison ? "≥" + text.dropFirst(2) : quoted(text)))
  }

  static func invalidEscape(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .invalidEscape,
      LocalizedText("`\(span.text)` is not an escape", "`\(span.text)` 不是有效的转义"),
      at: span,
      help: LocalizedText(
        "within \"…\" write `\\\\` for a backslash, or use single quotes",
        "双引号内的反斜杠请写 `\\\\`，或改用单引号"))
  }

  static func dashInValue(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongIndentation,
      LocalizedText("`- ` begins an item of a list, and cannot stand here", "`- ` 表示列表项，不能写在此处"),
      at: span,
      help: LocalizedText(
        "begin the list on a line of its own; a negative number has no space after `-`",
        "列表请另起一行；负数的 `-` 后不加空格"))
  }

  static func missingSpaceAfterDash(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongIndentation,
      LocalizedText("there must be a space after the `-` of a list", "列表项的 `-` 后必须有空格"),
      at: span,
      fixIt: FixIt(replacing: span, with: "- "))
  }
}

// MARK: Quotes and brackets

extension Diagnostic {
  static func bracketsInFlow(value: SourceSpan, isMapping: Bool) -> Diagnostic {
    let brackets = isMapping ? "{ }" : "[ ]"
    return mustQuote(
      .bracketsInFlowMapping, value,
      LocalizedText(
        "inside \(brackets) a value with commas or brackets must be in quotes",
        "\(brackets) 内含有逗号或括号的值必须加引号"))
  }

  static func halfOpenRange(at value: SourceSpan) -> Diagnostic {
    let range = excerpt(value.text)
    return mustQuote(
      .bracketsInFlowMapping, value,
      LocalizedText("the range `\(range)` must be in quotes", "区间 `\(range)` 必须加引号"))
  }

  static func textAfterBracket(value: SourceSpan) -> Diagnostic {
    mustQuote(
      .bracketsInFlowMapping, value,
      LocalizedText(
        "a value that begins with a bracket and goes on after it must be in quotes",
        "以括号开头、括号后还有内容的值必须加引号"))
  }

  static func textAfterQuote(value: SourceSpan, canMend: Bool) -> Diagnostic {
    let message = LocalizedText(
      "a value that begins with a quote and goes on after it needs quotes around the whole",
      "以引号开头、引号后还有内容的值，必须整体加引号")
    return canMend ? mustQuote(.textAfterQuote, value, message) : Diagnostic(.textAfterQuote, message, at: value)
  }

  static func colonInValue(at value: SourceSpan) -> Diagnostic {
    mustQuote(
      .colonInValue, value,
      LocalizedText("a value with a colon and a space in it must be in quotes", "含有冒号加空格的值必须加引号"))
  }

  /// What stands in curly quotes was to be quoted already, with quotes that YAML does not know.
  private static func withoutCurlyQuotes(_ text: String) -> String {
    for (open, close) in [("“", "”"), ("‘", "’")] where text.count > 2 && text.hasPrefix(open) && text.hasSuffix(close)
    {
      let inner = text.dropFirst().dropLast()
      if !inner.contains(open), !inner.contains(close) { return String(inner) }
    }
    return text
  }

  private static func mustQuote(
    _ code: DiagnosticCode, _ value: SourceSpan, _ message: LocalizedText
  ) -> Diagnostic {
    let mended = quoted(withoutCurlyQuotes(value.text))
    return Diagnostic(
      code, message, at: value,
      help: LocalizedText("write `\(excerpt(mended))`", "请写 `\(excerpt(mended))`"),
      fixIt: FixIt(replacing: value, with: mended))
  }

  static func quoteClosedLate(_ quoted: SourceSpan, at span: SourceSpan) -> Diagnostic {
    let open = SourceSpan(file: quoted.file, start: quoted.start, end: quoted.start + 1)
    return Diagnostic(
      .unclosedQuote,
      LocalizedText("this quote is closed only several lines below", "此引号到若干行之后才闭合"),
      at: open,
      labels: [Label(LocalizedText("after it this cannot follow", "闭合后不能再有此内容"), at: span)],
      help: LocalizedText("close it on its own line", "请在同一行闭合引号"))
  }

  static func unclosedQuote(at span: SourceSpan) -> Diagnostic {
    let quote = String(span.text.prefix(1))
    return Diagnostic(
      .unclosedQuote,
      LocalizedText("the quote `\(quote)` that opens here is never closed", "此处的引号 `\(quote)` 没有闭合"),
      at: span)
  }

  static func unclosedBracket(at span: SourceSpan, stopped: SourceSpan? = nil) -> Diagnostic {
    let closing = span.text == "{" ? "}" : "]"
    let label = stopped.map {
      Label(LocalizedText("a comma or `\(closing)` is missing before this", "此处之前缺少逗号或 `\(closing)`"), at: $0)
    }
    return Diagnostic(
      .unclosedBracket,
      LocalizedText(
        "the bracket `\(span.text)` that opens here is not closed by `\(closing)`",
        "此处的 `\(span.text)` 没有用 `\(closing)` 闭合"),
      at: span,
      labels: label.map { [$0] } ?? [])
  }

  static func unopenedBracket(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unclosedBracket,
      LocalizedText("the bracket `\(span.text)` closes nothing", "`\(span.text)` 没有对应的左括号"),
      at: span)
  }

  static func commaWithoutValue(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .entryWithoutValue,
      LocalizedText("there is no value before this comma", "此逗号之前没有值"),
      at: span)
  }

  static func invalidYAML(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .invalidYAML,
      LocalizedText("this cannot be read as YAML from here on", "从此处起无法按 YAML 读取"),
      at: span,
      help: LocalizedText(
        "look for an open quote or bracket before it, or a wrong indentation",
        "请检查前面是否有未闭合的引号、括号，或缩进错误"))
  }

  /// Returns as much of `text` as a message can show in one line.
  static func excerpt(_ text: String) -> String {
    let limit = 80
    var shown = String.UnicodeScalarView(text.unicodeScalars.prefix(limit).map { $0 == "\n" ? " " : $0 })
    if text.unicodeScalars.count > limit { shown.append("…") }
    return String(shown)
  }

  /// Returns the text of one line between quotes: single ones, unless it holds some itself and double ones are easier.
  private static func quoted(_ text: String) -> String {
    if text.contains("'"), !text.contains("\""), !text.contains("\\") { return "\"\(text)\"" }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
