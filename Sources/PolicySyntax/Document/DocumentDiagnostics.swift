import PolicyDiagnostics

/// What can be wrong with the keys of a file.
extension Diagnostic {
  static func documentIsNotAMapping(_ root: YAMLNode) -> Diagnostic {
    Diagnostic(
      .notAMapping,
      LocalizedText(
        "a file of the language is a mapping of keys to values, but this is a \(root.kind.english)",
        "文件应由“键: 值”组成，这里却是\(root.kind.chinese)"),
      at: root.span,
      help: LocalizedText("begin with `policy: an-id`", "请以 `policy: 编号` 开头"))
  }

  static func unknownDocument(firstKey: YAMLScalar) -> Diagnostic {
    // A configuration may begin with any of its keys, of which one is enough to be told.
    let firsts = Vocabulary.documents.flatMap { $0.form == .configuration ? $0.first.prefix(1) : $0.first[...] }
    return Diagnostic(
      .unknownDocument,
      LocalizedText(
        "the first key tells what a file is, and no kind of file begins with `\(firstKey.text)`",
        "文件的第一个键说明文件种类，没有以 `\(firstKey.text)` 开头的种类"),
      at: firstKey.span,
      help: LocalizedText(
        "a file begins with \(firsts.map { "`\($0.english)`" }.joined(separator: ", "))",
        "文件应以 \(firsts.map { "`\($0.chinese)`" }.joined(separator: "、")) 之一开头"),
      fixIt: fix(firstKey, among: firsts))
  }

  static func unknownKey(_ key: YAMLScalar, in form: FormDescription, fixIt: FixIt?) -> Diagnostic {
    let message = LocalizedText(
      "`\(key.text)` is not a key of \(form.title.english)", "`\(key.text)` 不是\(form.title.chinese)的键")
    return Diagnostic(.unknownKey, message, at: key.span, help: fixIt == nil ? listOfKeys(of: form) : nil, fixIt: fixIt)
  }

  static func missingKey(_ keyword: Keyword, in form: FormDescription, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingKey,
      LocalizedText(
        "\(form.title.english) needs the key `\(keyword.english)`", "\(form.title.chinese)缺少必需的键 `\(keyword.chinese)`"),
      at: firstLine(of: span),
      help: form[keyword].map { key in
        LocalizedText("`\(keyword.english)` is \(key.summary.english)", "`\(keyword.chinese)`：\(key.summary.chinese)")
      })
  }

  static func keyInBothLanguages(_ key: YAMLScalar, earlier: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .duplicateKey,
      LocalizedText(
        "`\(key.text)` and `\(earlier.text)` are the same key in two languages",
        "`\(key.text)` 与 `\(earlier.text)` 是同一个键的两种写法"),
      at: key.span, labels: [Label(LocalizedText("first written here", "首次出现在这里"), at: earlier.span)],
      help: LocalizedText("keep one of them", "请保留其中一个"))
  }

  static func missingValue(of key: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .missingValue, LocalizedText("`\(key.text)` has no value", "`\(key.text)` 没有值"), at: key.span,
      help: LocalizedText("write a value after the colon, or remove the key", "请在冒号后写上值，或删去这个键"))
  }

  static func wrongKind(_ node: YAMLNode, under key: YAMLScalar, wanted: NodeKind) -> Diagnostic {
    let (english, chinese) =
      switch wanted {
      case .text: ("a single value", "单个值")
      case .list: ("a list, such as `[a, b]`", "列表，例如 `[甲, 乙]`")
      case .mapping: ("keys with values below it", "下级的“键: 值”")
      }
    if let colon = node.scalar?.fullWidthColon, wanted == .mapping {
      return .fullWidthColon(at: colon)
    }
    return Diagnostic(
      .wrongKind,
      LocalizedText(
        "`\(key.text)` wants \(english), but this is a \(node.kind.english)",
        "`\(key.text)` 应为\(chinese)，这里却是\(node.kind.chinese)"),
      at: firstLine(of: node.span), labels: [Label(LocalizedText("wanted by this key", "由这个键要求"), at: key.span)])
  }

  private static func fix(_ key: YAMLScalar, among keywords: [Keyword]) -> FixIt? {
    let spellings = keywords.flatMap { [$0.english, $0.chinese] }
    return nearestName(to: key.text, among: spellings).map { FixIt(replacing: key.span, with: $0) }
  }

  private static func listOfKeys(of form: FormDescription) -> LocalizedText {
    LocalizedText(
      "its keys are \(form.keys.map { "`\($0.keyword.english)`" }.joined(separator: ", "))",
      "可用的键：\(form.keys.map { "`\($0.keyword.chinese)`" }.joined(separator: "、"))")
  }

  /// The part of `span` on its first line, so that a whole mapping is not underlined.
  private static func firstLine(of span: SourceSpan) -> SourceSpan {
    let line = span.file.lineIndex(at: span.start)
    let end = span.file.lineStart(line) + span.file.line(line).utf8.count
    return SourceSpan(file: span.file, start: span.start, end: max(span.start, min(span.end, end)))
  }
}
