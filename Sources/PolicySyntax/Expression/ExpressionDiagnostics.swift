package import PolicyDiagnostics

// MARK: The text as a whole

extension Diagnostic {
  static func emptyExpression(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .emptyExpression,
      LocalizedText("there is no expression here", "此处没有表达式"),
      at: span,
      help: LocalizedText("write a value, a name or a condition", "请填写数值、名称或者条件"))
  }

  static func expressionTooLong(limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .expressionTooLong,
      LocalizedText("this expression is longer than \(limit) bytes", "表达式超过 \(limit) 字节"),
      at: span,
      help: .splitIntoFacts)
  }

  static func expressionTooDeep(limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .expressionTooDeep,
      LocalizedText("this expression nests more than \(limit) levels deep", "表达式嵌套超过 \(limit) 层"),
      at: span,
      help: .splitIntoFacts)
  }

  static func tooManyOperators(limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .tooManyOperators,
      LocalizedText("this expression has more than \(limit) operators", "表达式的运算符超过 \(limit) 个"),
      at: span,
      help: .splitIntoFacts)
  }
}

extension LocalizedText {
  fileprivate static let splitIntoFacts = LocalizedText(
    "give parts of it a name under `facts`", "请将其中的部分在 `事实` 下命名")
}

// MARK: Characters, texts and numbers

extension Diagnostic {
  static func unexpectedCharacter(_ scalar: Unicode.Scalar, isBetweenDigits: Bool, at span: SourceSpan) -> Diagnostic {
    // A dash between two numbers is a range more often than a difference.
    let meant = isBetweenDigits && (scalar == "–" || scalar == "—") ? ".." : lookalikes[scalar]
    let shown = scalar.properties.generalCategory == .control ? "U+" + String(scalar.value, radix: 16) : String(scalar)
    return Diagnostic(
      .unexpectedCharacter,
      LocalizedText("`\(shown)` has no meaning in an expression", "`\(shown)` 在表达式中没有含义"),
      at: span,
      help: meant.map { LocalizedText("write `\($0)`", "请写 `\($0)`") },
      fixIt: meant.map { FixIt(replacing: span, with: $0) })
  }

  /// Characters that look like, or are typed for, a sign of the language.
  private static let lookalikes: [Unicode.Scalar: String] = [
    "、": ",", ";": ",", "；": ",", "。": ".", "≦": "≤", "≧": "≥", "～": "..", "~": "..", "…": "..", "–": "-", "—": "-",
    "【": "[", "】": "]", "「": "\"", "」": "\"", "《": "\"", "》": "\"", "`": "\"", "·": "×", "∗": "×",
  ]

  static func unclosedText(
    _ mark: String, closing: Unicode.Scalar, isCut: Bool, at span: SourceSpan
  ) -> Diagnostic {
    let cut = LocalizedText(
      "` #` begins a comment; put the whole expression in quotes", "` #` 表示注释的开始，请为整个表达式加引号")
    return Diagnostic(
      .unclosedText,
      LocalizedText(
        "the text that begins with `\(mark)` here has no end", "此处以 `\(mark)` 开始的文本没有结束"),
      at: span,
      help: isCut ? cut : LocalizedText("close it with `\(closing)`", "请以 `\(closing)` 结束"))
  }

  static func mismatchedQuotes(
    _ mark: String, opening: SourceSpan?, fix: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .mismatchedQuotes,
      LocalizedText("the quotation mark `\(mark)` does not match", "引号 `\(mark)` 不配对"),
      at: span,
      labels: opening.map { [Label(LocalizedText("the text begins here", "文本从这里开始"), at: $0)] } ?? [],
      help: LocalizedText("write `\(fix)`", "请写 `\(fix)`"),
      fixIt: FixIt(replacing: span, with: fix))
  }

  static func invalidTextEscape(_ escape: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .invalidTextEscape,
      LocalizedText("`\(escape)` is no character", "`\(escape)` 不表示任何字符"),
      at: span,
      help: LocalizedText(
        "write `\\u` and four hexadecimal digits, or `\\U` and six",
        "请写 `\\u` 加四位十六进制数字，或者 `\\U` 加六位"))
  }

  static func unclosedComment(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unclosedComment,
      LocalizedText("this comment has no end", "注释没有结束"),
      at: span,
      help: LocalizedText("close it with `*/`", "请以 `*/` 结束"))
  }

  static func thousandsSeparator(_ digits: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .thousandsSeparator,
      LocalizedText("a number has no comma inside", "数字中不能有逗号"),
      at: span,
      help: LocalizedText("write `\(digits)`", "请写 `\(digits)`"),
      fixIt: FixIt(replacing: span, with: digits))
  }

  static func leadingZero(_ digits: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .leadingZero,
      LocalizedText("the number `\(digits)` begins with a zero", "数字 `\(digits)` 以零开头"),
      at: span,
      help: LocalizedText("if it is a code, quote it: `\"\(digits)\"`", "如果是代码，请加引号：`\"\(digits)\"`"),
      fixIt: FixIt(replacing: span, with: "\"\(digits)\""))
  }

  static func malformedDate(_ date: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .malformedDate,
      LocalizedText("a date is written as `\(date)`", "日期应当写作 `\(date)`"),
      at: span,
      fixIt: FixIt(replacing: span, with: date))
  }

  static func noSuchDate(_ date: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .noSuchDate,
      LocalizedText("the calendar has no day `\(date)`", "日历中没有 `\(date)` 这一天"),
      at: span)
  }

  static func percentWithoutNumber(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .percentWithoutNumber,
      LocalizedText("`%` stands only after a number, as in `80%`", "`%` 只能写在数字之后，例如 `80%`"),
      at: span,
      help: LocalizedText("for a part of a value, multiply: `× 80%`", "要取某个数值的一部分，请用乘法：`× 80%`"))
  }

  static func unknownUnit(_ word: String, after number: String, nearest: String?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unknownUnit,
      LocalizedText(
        "`\(word)` after `\(number)` is not a unit of time", "`\(number)` 之后的 `\(word)` 不是时间单位"),
      at: span,
      help: nearest.map { LocalizedText("did you mean `\($0)`?", "是否应为 `\($0)`？") } ?? allUnits,
      fixIt: nearest.map { FixIt(replacing: span, with: $0) })
  }

  /// A number with a word behind it, such as `90 分`, that says nothing to a calculation.
  static func wordBehindNumber(_ word: String, after number: String, fix: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unknownUnit,
      LocalizedText("`\(word)` is not written after the number `\(number)`", "数 `\(number)` 之后不写 `\(word)`"), at: span,
      help: LocalizedText("write `\(fix)`", "请写 `\(fix)`"), fixIt: FixIt(replacing: span, with: fix))
  }

  private static let allUnits = LocalizedText(
    "the units are " + DurationUnit.spellings.map { "`\($0.english)`" }.joined(separator: ", ")
      + "; a name does not begin with a digit",
    "时间单位有 " + DurationUnit.spellings.map { "`\($0.chinese)`" }.joined(separator: "、") + "；名称不能以数字开头")

  static func fractionalDuration(_ count: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .fractionalDuration,
      LocalizedText("a length of time is a whole number of units, not `\(count)`", "时间长度应当是整数，不能是 `\(count)`"),
      at: span,
      help: LocalizedText("write it in a smaller unit", "请改用更小的单位"))
  }
}

// MARK: Operators

extension Diagnostic {
  package static func foreignOperator(_ found: String, meant: String, fix: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .foreignOperator,
      LocalizedText("`\(found)` is not an operator here", "`\(found)` 不是可用的运算符"),
      at: span,
      help: LocalizedText("write `\(meant)`", "请写 `\(meant)`"),
      fixIt: FixIt(replacing: span, with: fix))
  }

  static func missingOperand(after found: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingOperand,
      LocalizedText("there is no value after `\(found)`", "`\(found)` 之后缺少内容"),
      at: span)
  }

  static func missingOperand(before found: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingOperand,
      LocalizedText("there is no value before `\(found)`", "`\(found)` 之前缺少内容"),
      at: span)
  }

  /// Two values in a row; `gap` is the place between them, where `=` may be missing.
  static func missingOperator(
    between left: SourceSpan, and right: SourceSpan, equalsFitsIn gap: SourceSpan?
  ) -> Diagnostic {
    Diagnostic(
      .missingOperator,
      LocalizedText("there is no operator before `\(right.text)`", "`\(right.text)` 之前缺少运算符"),
      at: right,
      labels: [Label(LocalizedText("a value ends here", "前一个值到这里为止"), at: left)],
      help: gap.map { _ in LocalizedText("did you mean `=`?", "是否应为 `=`？") },
      fixIt: gap.map { FixIt(replacing: $0, with: " = ") })
  }

  static func negationWithoutBrackets(_ word: String, fix: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .negationWithoutBrackets,
      LocalizedText("what is negated stands in brackets after `\(word)`", "`\(word)` 之后的内容应当写在括号内"),
      at: span,
      help: LocalizedText("write `\(fix)`", "请写 `\(fix)`"),
      fixIt: FixIt(replacing: span, with: fix))
  }

  static func negatedOperator(_ word: String, not: String, fix: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .negatedOperator,
      LocalizedText("`\(not)` cannot stand before `\(word)`", "`\(word)` 之前不能写 `\(not)`"),
      at: span,
      help: LocalizedText("negate the whole: `\(fix)`", "请否定整个条件：`\(fix)`"),
      fixIt: FixIt(replacing: span, with: fix))
  }

  /// `a = b且c > 1`: without blanks the word that joins is a part of a name.
  static func joinedWord(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .chainedComparison,
      LocalizedText("`\(word)` needs a blank on either side", "`\(word)` 前后须有空格"), at: span,
      help: LocalizedText("without blanks it is a part of a name", "没有空格时它是名称的一部分"),
      fixIt: FixIt(replacing: span, with: " \(word) "))
  }

  static func chainedComparison(_ found: String, first: SourceSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .chainedComparison,
      LocalizedText("a second comparison cannot follow the first: `\(found)`", "一个比较之后不能再接比较：`\(found)`"),
      at: span,
      labels: [Label(LocalizedText("the first comparison", "第一个比较"), at: first)],
      help: LocalizedText(
        "join two comparisons with `and`, or write a range: `x in [1..5]`",
        "请用 `且` 连接两个比较，或者写成区间：`x 属于 [1..5]`"))
  }
}

// MARK: Brackets, keywords and names

extension Diagnostic {
  static func missingClosingBracket(_ bracket: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingClosingBracket,
      LocalizedText("`\(bracket)` is never closed", "`\(bracket)` 没有闭合"),
      at: span)
  }

  static func mismatchedBracket(
    _ found: String, opening: SourceSpan, expected: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .mismatchedBracket,
      LocalizedText("`\(found)` does not close `\(opening.text)`", "`\(found)` 与 `\(opening.text)` 不配对"),
      at: span,
      labels: [Label(LocalizedText("opened here", "从这里开始"), at: opening)],
      help: LocalizedText("write `\(expected)`", "请写 `\(expected)`"),
      fixIt: FixIt(replacing: span, with: expected))
  }

  static func missingOpeningBracket(_ bracket: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingOpeningBracket,
      LocalizedText("`\(bracket)` closes nothing", "`\(bracket)` 没有对应的开括号"),
      at: span,
      fixIt: FixIt(replacing: span, with: ""))
  }

  static func missingKeyword(
    _ keyword: ExpressionKeyword, of owner: ExpressionKeyword, opening: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    let isChinese = opening.text == owner.chinese
    let (begun, missing) = (owner.spelling(isChinese), keyword.spelling(isChinese))
    return Diagnostic(
      .missingKeyword,
      LocalizedText("`\(begun)` needs `\(missing)`", "`\(begun)` 缺少 `\(missing)`"),
      at: span,
      labels: span == opening ? [] : [Label(LocalizedText("begun here", "从这里开始"), at: opening)],
      help: owner.help(isChinese))
  }

  static func strayKeyword(_ found: String, owner: ExpressionKeyword, at span: SourceSpan) -> Diagnostic {
    let isChinese = found.utf8.first.map { $0 >= 0x80 } ?? false
    let begin = owner.spelling(isChinese)
    return Diagnostic(
      .strayKeyword,
      LocalizedText("`\(found)` stands without `\(begin)`", "`\(found)` 没有对应的 `\(begin)`"),
      at: span,
      help: owner.help(isChinese))
  }

  static func keywordInName(_ keyword: ExpressionKeyword, written: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .keywordInName,
      LocalizedText(
        "`\(written)` \(keyword.roleEnglish), so it cannot be part of a name",
        "`\(written)` \(keyword.roleChinese)，不能用在名称中"),
      at: span,
      help: LocalizedText("choose a name without it", "请改用不含该词的名称"))
  }

  static func missingName(after found: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingName,
      LocalizedText("there is no name after `\(found)`", "`\(found)` 之后缺少名称"),
      at: span)
  }

  static func unexpectedSign(_ found: String, help: LocalizedText?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unexpectedSign,
      LocalizedText("`\(found)` cannot stand here", "此处不能写 `\(found)`"),
      at: span,
      help: help)
  }
}

extension ExpressionKeyword {
  /// What the keyword does, to follow its name.
  fileprivate var roleEnglish: String {
    switch self {
    case .and, .or: "joins conditions"
    case .not: "negates a condition"
    case .if, .then, .else: "is a word of `if … then … else …`"
    case .for, .return: "is a word of `for … in … return …`"
    case .some, .every, .satisfies: "is a word of `some … in … satisfies …`"
    case .in, .between, .instanceOf: "tests a value"
    case .true, .false, .null: "is a value"
    case .function: "begins a function"
    }
  }

  fileprivate var roleChinese: String {
    switch self {
    case .and, .or: "用于连接条件"
    case .not: "用于否定条件"
    case .if, .then, .else: "用于 `如果 … 则 … 否则 …`"
    case .for, .return: "用于 `遍历 … 属于 … 返回 …`"
    case .some, .every, .satisfies: "用于 `存在某个 … 属于 … 满足 …`"
    case .in, .between, .instanceOf: "用于检验值"
    case .true, .false, .null: "表示一个值"
    case .function: "用于定义函数"
    }
  }

  fileprivate func spelling(_ isChinese: Bool) -> String {
    isChinese ? chinese : english
  }

  /// Advice to write the whole construct, in the spelling that its author uses.
  fileprivate func help(_ isChinese: Bool) -> LocalizedText {
    let form = isChinese ? formChinese : formEnglish
    return LocalizedText("write `\(form)`", "请写 `\(form)`")
  }

  /// How the construct that the keyword begins is written.
  fileprivate var formEnglish: String {
    switch self {
    case .if: "if … then … else …"
    case .for: "for … in … return …"
    case .some: "some … in … satisfies …"
    case .every: "every … in … satisfies …"
    case .between: "… between … and …"
    default: english
    }
  }

  fileprivate var formChinese: String {
    switch self {
    case .if: "如果 … 则 … 否则 …"
    case .for: "遍历 … 属于 … 返回 …"
    case .some: "存在某个 … 属于 … 满足 …"
    case .every: "每个都 … 属于 … 满足 …"
    case .between: "… 介于 … 且 …"
    default: chinese
    }
  }
}
