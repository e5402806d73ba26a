package import PolicyDiagnostics

// MARK: The file

extension Diagnostic {
  static func utf16(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .invalidEncoding,
      LocalizedText("the file is in UTF-16, not in UTF-8", "文件编码是 UTF-16，应为 UTF-8"),
      at: span,
      help: saveAsUTF8)
  }

  static func invalidUTF8(_ byte: UInt8, at span: SourceSpan) -> Diagnostic {
    let byte = "0x" + String(byte, radix: 16, uppercase: true)
    return Diagnostic(
      .invalidEncoding,
      LocalizedText("the byte `\(byte)` is not UTF-8 text", "字节 `\(byte)` 不是 UTF-8 文本"),
      at: span,
      help: LocalizedText(
        "the file may be in GBK; save it as UTF-8 in your editor", "文件可能是 GBK 编码，请在编辑器中另存为 UTF-8"))
  }

  static func controlCharacter(_ value: UInt32, at span: SourceSpan) -> Diagnostic {
    let digits = String(value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return Diagnostic(
      .invalidEncoding,
      LocalizedText("the invisible character `\(name)` is not allowed", "不允许使用不可见字符 `\(name)`"),
      at: span,
      help: value == 0 ? saveAsUTF8 : LocalizedText("delete it", "请将其删除"),
      fixIt: value == 0 ? nil : FixIt(replacing: span, with: ""))
  }

  private static var saveAsUTF8: LocalizedText {
    LocalizedText("save the file as UTF-8 in your editor", "请在编辑器中将文件另存为 UTF-8")
  }

  static func fileTooLarge(at span: SourceSpan) -> Diagnostic {
    tooLarge(
      LocalizedText(
        "the file has more than \(YAMLText.maximumBytes >> 20) MiB", "文件超过 \(YAMLText.maximumBytes >> 20) MiB"),
      at: span)
  }

  static func tooManyValues(limit: Int, at span: SourceSpan) -> Diagnostic {
    tooLarge(LocalizedText("the file has more than \(limit) values", "文件中的值超过 \(limit) 个"), at: span)
  }

  static func textTooLong(limit: Int, at span: SourceSpan) -> Diagnostic {
    tooLarge(LocalizedText("this text has more than \(limit) bytes", "此文本超过 \(limit) 字节"), at: span)
  }

  static func keyTooLong(at span: SourceSpan) -> Diagnostic {
    tooLarge(
      LocalizedText(
        "this key has more than 1024 characters, or its line has no colon", "此键超过 1024 个字符，或者此行没有冒号"),
      at: span)
  }

  private static func tooLarge(_ message: LocalizedText, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.tooLarge, message, at: span, help: LocalizedText("split it into several", "请拆分"))
  }

  static func nestingTooDeep(limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .nestingTooDeep,
      LocalizedText("lists and mappings are nested more than \(limit) deep", "列表和映射的嵌套超过 \(limit) 层"),
      at: span)
  }

  static func emptyDocument(in file: SourceFile) -> Diagnostic {
    Diagnostic(
      .emptyDocument,
      LocalizedText("the file is empty", "文件没有内容"),
      at: SourceSpan(file: file, start: file.bytes.count, end: file.bytes.count))
  }

  static func severalDocuments(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .severalDocuments,
      LocalizedText("a second document begins here; a file holds one", "此处开始了第二份文档，一个文件只能有一份"),
      at: span,
      help: LocalizedText("move what follows to a file of its own", "请将以下内容移到单独的文件"))
  }
}

// MARK: YAML that policies do without

extension Diagnostic {
  static func anchor(_ text: String, at span: SourceSpan) -> Diagnostic {
    notAllowed("anchor", "锚点", text, at: span)
  }

  static func alias(_ text: String, at span: SourceSpan) -> Diagnostic {
    notAllowed("alias", "别名", text, at: span)
  }

  static func mergeKey(at span: SourceSpan) -> Diagnostic {
    notAllowed("merge key", "合并键", "<<", at: span)
  }

  private static func notAllowed(
    _ english: String, _ chinese: String, _ text: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .aliasNotAllowed,
      LocalizedText("the \(english) `\(text)` is not allowed", "不允许使用\(chinese) `\(text)`"),
      at: span,
      help: LocalizedText(
        "write the value out, or give it a name under `facts` or `constants`; quote a text that begins so",
        "请直接写出该值，或在 `事实`、`常数` 中为其命名；以此开头的文本请加引号"))
  }

  static func tag(_ text: String, at span: SourceSpan) -> Diagnostic {
    let help =
      text.hasPrefix("!=")
      ? LocalizedText("write `≠`, or put the whole value in quotes", "请改写为 `≠`，或为整个值加引号")
      : LocalizedText("remove it; to negate a condition write `not(…)`", "请将其删除；条件取反请写 `非(…)`")
    return Diagnostic(
      .tagNotAllowed,
      LocalizedText("`\(text)` is read as a YAML tag, which is not allowed", "`\(text)` 会被当作 YAML 标签，不允许使用"),
      at: span,
      help: help,
      fixIt: text == "!=" ? FixIt(replacing: span, with: "≠") : nil)
  }

  static func directive(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .reservedCharacter,
      LocalizedText(
        "a line that begins with `%` is a YAML directive, which is not allowed", "以 `%` 开头的行是 YAML 指令，不允许使用"),
      at: span,
      help: LocalizedText("remove the line", "请删除此行"))
  }
}

// MARK: Keys

extension Diagnostic {
  static func duplicateKey(_ key: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    let key = excerpt(key)
    return Diagnostic(
      .duplicateKey,
      LocalizedText("the key `\(key)` occurs twice", "键 `\(key)` 重复"),
      at: span,
      labels: [Label(LocalizedText("it is first written here", "首次出现在此处"), at: first)],
      help: LocalizedText("remove one of the two, or rename it", "请删除其中一个或改名"))
  }

  static func keyNotText(kind: LocalizedText, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .keyNotText,
      LocalizedText("a key must be a text, not a \(kind.english)", "键必须是文本，不能是\(kind.chinese)"),
      at: span,
      help: LocalizedText("if brackets belong to the key, put it in quotes", "如果括号是键的一部分，请加引号"))
  }

  /// Says that the colon `span` of `标题：…` is full-width; for a text that stands where a mapping should
  /// (`YAMLScalar.fullWidthColon` finds the colon).
  package static func fullWidthColon(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .fullWidthColon,
      LocalizedText("the full-width colon `：` does not separate a key from its value", "全角冒号 `：` 不能分隔键和值"),
      at: span,
      help: LocalizedText("write `:` and a space", "请改为半角冒号 `:` 加一个空格"),
      fixIt: FixIt(replacing: span, with: ": "))
  }

  static func missingSpaceAfterColon(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingColon,
      LocalizedText("there must be a space after the colon", "冒号后必须有空格"),
      at: span,
      fixIt: FixIt(replacing: span, with: ": "))
  }

  static func missingColon(after text: String, at span: SourceSpan) -> Diagnostic {
    let text = excerpt(text)
    return Diagnostic(
      .missingColon,
      LocalizedText("`\(text)` has no colon after it", "`\(text)` 后缺少冒号"),
      at: span,
      help: LocalizedText(
        "write `key: value`; indent the line further if it continues the text above",
        "请写成 `键: 值`；如果是上一行文本的延续，请增加缩进"))
  }

  static func entryWithoutValue(_ key: String, at span: SourceSpan) -> Diagnostic {
    let key = excerpt(key)
    return Diagnostic(
      .entryWithoutValue,
      LocalizedText("`\(key)` has no value", "`\(key)` 没有值"),
      at: span,
      help: LocalizedText(
        "inside { } write `key: value`; a list stands in [ ]", "{ } 内请写 `键: 值`；列表请用 [ ]"))
  }

  static func wrongIndentation(at span: SourceSpan, of beginning: SourceSpan?) -> Diagnostic {
    let label = beginning.map {
      Label(LocalizedText("what it should line up with begins here", "应与此处对齐"), at: $0)
    }
    return Diagnostic(
      .wrongIndentation,
      LocalizedText("this line is not indented like the lines that it belongs to", "此行的缩进与所属各行不一致"),
      at: span,
      labels: label.map { [$0] } ?? [],
      help: LocalizedText(
        "begin it below its siblings; what belongs to a key is indented by two spaces",
        "请与同级各行对齐；键的下级内容缩进两个空格"))
  }
}

// MARK: Characters

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

  private static func mustQuote(
    _ code: DiagnosticCode, _ value: SourceSpan, _ message: LocalizedText
  ) -> Diagnostic {
    let mended = quoted(value.text)
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
  private static func excerpt(_ text: String) -> String {
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
