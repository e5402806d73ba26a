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

  static func entryWithoutValue(_ key: String, at span: SourceSpan, fixIt: FixIt?) -> Diagnostic {
    let key = excerpt(key)
    return Diagnostic(
      .entryWithoutValue,
      LocalizedText("`\(key)` has no value", "`\(key)` 没有值"),
      at: span,
      help: LocalizedText(
        "inside { } write `key: value`; a list stands in [ ]", "{ } 内请写 `键: 值`；列表请用 [ ]"), fixIt: fixIt)
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
