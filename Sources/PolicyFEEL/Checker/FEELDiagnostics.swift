import PolicyDiagnostics
import PolicySyntax

/// What can be wrong with an expression of strict FEEL besides how it is written.
extension Diagnostic {
  // MARK: Names

  static func unknownVariable(_ name: String, at span: SourceSpan, known: [String]) -> Diagnostic {
    let nearest = nearestName(to: name, among: known)
    return Diagnostic(
      .unknownName, LocalizedText("nothing here is called `\(name)`", "这里没有名为 `\(name)` 的内容"), at: span,
      help: nearest.map { LocalizedText("did you mean `\($0)`?", "是否想写 `\($0)`？") },
      fixIt: nearest.map { FixIt(replacing: span, with: $0) })
  }

  static func unknownFEELFunction(_ name: String, at span: SourceSpan, known: [String]) -> Diagnostic {
    let nearest = nearestName(to: name, among: known)
    return Diagnostic(
      .unknownFunction, LocalizedText("there is no function `\(name)`", "没有函数 `\(name)`"), at: span,
      help: nearest.map { LocalizedText("did you mean `\($0)`?", "是否想写 `\($0)`？") },
      fixIt: nearest.map { FixIt(replacing: span, with: $0) })
  }

  static func unknownEntry(_ member: Identifier, of type: FEELType, known: [String]) -> Diagnostic {
    let nearest = nearestName(to: member.name, among: known)
    let list = known.prefix(12).map { "`\($0)`" }
    let has = LocalizedText(
      "it has " + list.joined(separator: ", "), "可用的有：" + list.joined(separator: "、"))
    let near = nearest.map { LocalizedText("did you mean `\($0)`?", "是否想写 `\($0)`？") }
    return Diagnostic(
      .unknownName,
      LocalizedText("\(type.words.english) has no `\(member.name)`", "\(type.words.chinese)没有 `\(member.name)`"),
      at: member.span, help: near ?? (known.isEmpty ? nil : has),
      fixIt: nearest.map { FixIt(replacing: member.span, with: $0) })
  }

  static func duplicateKey(_ key: Identifier, earlier: SourceSpan) -> Diagnostic {
    Diagnostic(
      .duplicateName, LocalizedText("the key `\(key.name)` stands twice", "键 `\(key.name)` 重复"), at: key.span,
      labels: [Label(LocalizedText("first here", "首次出现在这里"), at: earlier)])
  }

  // MARK: Types

  static func operandTypes(
    _ operation: String, at span: SourceSpan, _ left: FEELNode, _ right: FEELNode
  ) -> Diagnostic {
    Diagnostic(
      .typeMismatch,
      LocalizedText(
        "`\(operation)` does not go with \(left.type.words.english) and \(right.type.words.english)",
        "`\(operation)` 不能用于\(left.type.words.chinese)和\(right.type.words.chinese)"),
      at: span, labels: [Label(left.type.words, at: left.span), Label(right.type.words, at: right.span)],
      help: conversionHelp(operation, left, right), fixIt: conversionFix(operation, left, right))
  }

  /// A text beside another value is mended by `string(…)`.
  private static func conversionHelp(_ operation: String, _ left: FEELNode, _ right: FEELNode) -> LocalizedText? {
    conversionFix(operation, left, right).map {
      LocalizedText("texts join with texts only: `\($0.replacement)`", "文本只能与文本相连：`\($0.replacement)`")
    }
  }

  private static func conversionFix(_ operation: String, _ left: FEELNode, _ right: FEELNode) -> FixIt? {
    guard operation == "+", (left.type.form == .string) != (right.type.form == .string) else { return nil }
    let other = left.type.form == .string ? right : left
    return FixIt(replacing: other.span, with: "string(\(other.span.text))")
  }

  static func wrongType(_ node: FEELNode, wanted: LocalizedText, fixIt: FixIt? = nil) -> Diagnostic {
    Diagnostic(
      .typeMismatch,
      LocalizedText(
        "this is \(node.type.words.english), but \(wanted.english) is wanted here",
        "这里应为\(wanted.chinese)，写的却是\(node.type.words.chinese)"), at: node.span,
      help: fixIt.map { LocalizedText("write `\($0.replacement)`", "请写 `\($0.replacement)`") }, fixIt: fixIt)
  }

  static func mixedTypes(_ node: FEELNode, earlier: FEELNode, in place: LocalizedText) -> Diagnostic {
    Diagnostic(
      .typeMismatch,
      LocalizedText(
        "this is \(node.type.words.english), but \(place.english) holds \(earlier.type.words.english)",
        "这里是\(node.type.words.chinese)，而\(place.chinese)是\(earlier.type.words.chinese)"), at: node.span,
      labels: [Label(earlier.type.words, at: earlier.span)])
  }

  static func incomparable(_ left: FEELNode, _ right: FEELNode, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .typeMismatch,
      LocalizedText(
        "\(left.type.words.english) cannot be compared with \(right.type.words.english)",
        "\(left.type.words.chinese)不能与\(right.type.words.chinese)比较"),
      at: span, labels: [Label(left.type.words, at: left.span), Label(right.type.words, at: right.span)])
  }

  static func hasNoOrder(_ node: FEELNode) -> Diagnostic {
    Diagnostic(
      .typeMismatch,
      LocalizedText("\(node.type.words.english) has no order", "\(node.type.words.chinese)没有大小之分"), at: node.span,
      help: LocalizedText("compare with `=` or `!=`", "请用 `=` 或 `!=` 比较"))
  }

  static func wrongResult(_ node: FEELNode, declared: String) -> Diagnostic {
    Diagnostic(
      .typeMismatch,
      LocalizedText(
        "this is \(node.type.words.english) (`\(node.type)`), but `\(declared)` is declared",
        "这里是\(node.type.words.chinese)（`\(node.type)`），而声明的类型是 `\(declared)`"), at: node.span)
  }

  static func notAList(_ node: FEELNode) -> Diagnostic {
    let fix = FixIt(replacing: node.span, with: "[\(node.span.text)]")
    return Diagnostic(
      .knownOnlyWhenRun,
      LocalizedText(
        "this is \(node.type.words.english); only a list has elements to pick",
        "这里是\(node.type.words.chinese)，只有列表才能取元素"),
      at: node.span,
      help: LocalizedText("a list of one is written `\(fix.replacement)`", "只含一个元素的列表写作 `\(fix.replacement)`"),
      fixIt: fix)
  }

  static func nullOperand(_ span: SourceSpan, wanted: LocalizedText) -> Diagnostic {
    Diagnostic(
      .nullOperand,
      LocalizedText("null is no value, but \(wanted.english) is wanted here", "这里应为\(wanted.chinese)，不能是空值"), at: span,
      help: LocalizedText("write the value that is meant; `= null` tests for null", "请写出所指的值；是否为空用 `= null` 判断"))
  }

  // MARK: Calls

  static func wrongCount(_ name: String, _ forms: [String], given: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongArguments,
      LocalizedText(
        "`\(name)` does not take \(given) argument\(given == 1 ? "" : "s")", "`\(name)` 的参数个数不对（给了 \(given) 个）"),
      at: span,
      help: formsHelp(forms))
  }

  static func unknownParameter(_ label: Identifier, of name: String, forms: [String], known: [String]) -> Diagnostic {
    let nearest = nearestName(to: label.name, among: known)
    return Diagnostic(
      .wrongArguments,
      LocalizedText("`\(name)` has no parameter `\(label.name)`", "`\(name)` 没有参数 `\(label.name)`"), at: label.span,
      help: formsHelp(forms), fixIt: nearest.map { FixIt(replacing: label.span, with: $0) })
  }

  static func mixedArguments(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongArguments,
      LocalizedText("arguments have either all a name or none", "参数要么都写名称，要么都不写"), at: span)
  }

  static func repeatedArgument(_ label: Identifier) -> Diagnostic {
    Diagnostic(
      .wrongArguments, LocalizedText("`\(label.name)` is given twice", "参数 `\(label.name)` 重复"), at: label.span)
  }

  static func missingArgument(_ parameter: String, of name: String, forms: [String], at span: SourceSpan) -> Diagnostic
  {
    Diagnostic(
      .wrongArguments,
      LocalizedText("`\(name)` also wants `\(parameter)`", "`\(name)` 还缺少参数 `\(parameter)`"), at: span,
      help: formsHelp(forms))
  }

  static func noSuchForm(_ name: String, _ forms: [String], _ arguments: [FEELNode], at span: SourceSpan) -> Diagnostic
  {
    let english = arguments.map(\.type.words.english).joined(separator: ", ")
    let chinese = arguments.map(\.type.words.chinese).joined(separator: "、")
    return Diagnostic(
      .typeMismatch,
      LocalizedText("`\(name)` does not take \(english)", "`\(name)` 不能用于\(chinese)"), at: span, help: formsHelp(forms))
  }

  private static func formsHelp(_ forms: [String]) -> LocalizedText? {
    guard !forms.isEmpty else { return nil }
    let list = forms.map { "`\($0)`" }
    return LocalizedText(
      "it is written " + list.joined(separator: " or "), "写法：" + list.joined(separator: " 或 "))
  }

  static func notCallable(_ node: FEELNode) -> Diagnostic {
    Diagnostic(
      .typeMismatch,
      LocalizedText(
        "this is \(node.type.words.english), which cannot be called", "这里是\(node.type.words.chinese)，不能当函数调用"),
      at: node.span)
  }

  // MARK: What only a run would tell

  static func dynamic(_ message: LocalizedText, at span: SourceSpan, help: LocalizedText? = nil) -> Diagnostic {
    Diagnostic(.knownOnlyWhenRun, message, at: span, help: help)
  }

  static func functionIsNoValue(at span: SourceSpan) -> Diagnostic {
    dynamic(
      LocalizedText(
        "a function can be called and passed on, but not kept in a list or given as a result",
        "函数可以调用和作为参数，但不能放入列表或作为结果"), at: span)
  }

  static func expansionTooLarge(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .expansionTooLarge,
      LocalizedText(
        "this call leads to too many others, or back to itself", "这里的调用展开后过多，或者又调用了自己"), at: span)
  }

  // MARK: Texts that are none

  static func notATemporalText(_ text: String, _ kind: LocalizedText, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .notATemporalText,
      LocalizedText(
        "`\(text)` is no \(kind.english), so that the value is null", "`\(text)` 不是有效的\(kind.chinese)，结果为空"), at: span,
      help: LocalizedText(
        "forms are `2024-02-29`, `10:30:00`, `2024-02-29T10:30:00+08:00`, `P1Y2M` and `P1DT2H`",
        "写法例如 `2024-02-29`、`10:30:00`、`2024-02-29T10:30:00+08:00`、`P1Y2M`、`P1DT2H`"))
  }

  static func badPattern(_ reason: LocalizedText, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .badPattern,
      LocalizedText("this is no pattern: \(reason.english)", "这不是有效的模式：\(reason.chinese)"), at: span)
  }
}
