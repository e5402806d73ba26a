import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// What can be wrong with names.
extension Diagnostic {
  static func unknownName(_ name: String, at span: SourceSpan, known: [String]) -> Diagnostic {
    Diagnostic(
      .unknownName, LocalizedText("nothing here is called `\(name)`", "这里没有名为 `\(name)` 的内容"), at: span,
      help: nearestHelp(name, known), fixIt: nearestFix(name, at: span, known))
  }

  static func deniedName(_ name: String, written: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unknownName, LocalizedText("nothing here is called `\(name)`", "这里没有名为 `\(name)` 的内容"), at: span,
      help: LocalizedText("what is not so is written `\(written)`", "否定写作 `\(written)`"),
      fixIt: FixIt(replacing: span, with: written))
  }

  static func timeInCharacters(_ name: String, written: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unknownName, LocalizedText("nothing here is called `\(name)`", "这里没有名为 `\(name)` 的内容"), at: span,
      help: LocalizedText("a length of time is written `\(written)`", "时间长度写作 `\(written)`"),
      fixIt: FixIt(replacing: span, with: written))
  }

  static func operatorMissing(between name: String, and rest: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unknownName,
      LocalizedText(
        "nothing here is called `\(name) \(rest)`, but there is `\(name)`", "这里没有名为 `\(name) \(rest)` 的内容，但有 `\(name)`"),
      at: span,
      help: LocalizedText("an operator may be missing: `\(name) = \(rest)`", "可能漏写了运算符：`\(name) = \(rest)`"),
      fixIt: FixIt(replacing: span, with: "\(name) = \(rest)"))
  }

  static func unknownMember(_ name: String, at span: SourceSpan, in record: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .unknownName, LocalizedText("`\(record)` has no field `\(name)`", "`\(record)` 没有字段 `\(name)`"), at: span,
      help: nearestHelp(name, known))
  }

  static func unknownDatePart(_ member: Identifier) -> Diagnostic {
    let parts = DatePart.allCases.filter { DatePart(member: $0.rawValue) != nil }
    let english = parts.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    let chinese = parts.map { "`\($0.chinese)`" }.joined(separator: "、")
    return Diagnostic(
      .unknownName,
      LocalizedText("a date has no part `\(member.name)`", "日期没有 `\(member.name)` 这一部分"), at: member.span,
      help: LocalizedText("its parts are \(english)", "可用的有：\(chinese)"))
  }

  static func unknownField(_ scalar: YAMLScalar, in record: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .unknownName,
      LocalizedText("`\(record)` has no field `\(scalar.text)`", "`\(record)` 没有字段 `\(scalar.text)`"), at: scalar.span,
      help: nearestHelp(scalar.text, known), fixIt: nearestFix(scalar.text, at: scalar.span, known))
  }

  static func unknownSubject(_ scalar: YAMLScalar, known: [String]) -> Diagnostic {
    declared(scalar, known, LocalizedText("kind of subject", "对象类型"))
  }

  static func unknownRecordType(_ scalar: YAMLScalar, known: [String]) -> Diagnostic {
    declared(scalar, known, LocalizedText("record type", "记录类型"))
  }

  static func unknownSelection(_ name: String, at span: SourceSpan, known: [String]) -> Diagnostic {
    Diagnostic(
      .unknownName,
      LocalizedText("no records are called `\(name)`", "没有名为 `\(name)` 的记录类型或记录范围"), at: span,
      help: nearestHelp(name, known), fixIt: nearestFix(name, at: span, known))
  }

  static func unknownRepair(_ scalar: YAMLScalar, known: [String]) -> Diagnostic {
    declared(scalar, known, LocalizedText("repair", "修复办法"))
  }

  static func unknownMeasure(_ scalar: YAMLScalar, known: [String]) -> Diagnostic {
    let catalogue = LocalizedText("import a file that begins with `measures:`", "请用 `引用` 导入以 `措施:` 开头的目录文件")
    return Diagnostic(
      .unknownName,
      LocalizedText("the catalogue has no measure `\(scalar.text)`", "措施目录中没有 `\(scalar.text)`"), at: scalar.span,
      help: known.isEmpty ? catalogue : nearestHelp(scalar.text, known),
      fixIt: nearestFix(scalar.text, at: scalar.span, known))
  }

  static func measureNotGiven(_ scalar: YAMLScalar, known: [String]) -> Diagnostic {
    Diagnostic(
      .unknownName,
      LocalizedText("this policy gives no measure `\(scalar.text)`", "本政策没有采取措施 `\(scalar.text)`"),
      at: scalar.span, help: nearestHelp(scalar.text, known), fixIt: nearestFix(scalar.text, at: scalar.span, known))
  }

  static func unknownMeasureNumber(_ scalar: YAMLScalar, known: [String], entry: SourceSpan) -> Diagnostic {
    let keys = FormID.measure.description.keys.flatMap { [$0.keyword.english, $0.keyword.chinese] }
    let near = nearestFix(scalar.text, at: scalar.span, known + keys)
    return Diagnostic(
      .unknownKey,
      LocalizedText(
        "`\(scalar.text)` is neither a key of a measure nor a number of this one",
        "`\(scalar.text)` 既不是措施的键，也不是该措施的参数"), at: scalar.span,
      labels: [Label(LocalizedText("the catalogue declares its numbers here", "目录在此声明其参数"), at: entry)],
      help: near == nil ? nearestHelp(scalar.text, known) : nil, fixIt: near)
  }

  static func unknownIndicator(_ path: String, at span: SourceSpan, known: [String]) -> Diagnostic {
    Diagnostic(
      .unknownName, LocalizedText("there is no indicator `\(path)`", "没有指标 `\(path)`"), at: span,
      help: nearestHelp(path, known))
  }

  static func unknownLabel(_ text: String, at span: SourceSpan, in labels: LabelSet) -> Diagnostic {
    let list = labels.labels.prefix(12).map { "`\($0)`" }
    return Diagnostic(
      .unknownLabel,
      LocalizedText(
        "`\(text)` is not one of \(list.joined(separator: ", "))", "`\(text)` 不在可取的值之内：\(list.joined(separator: "、"))"),
      at: span, help: nearestHelp(text, labels.labels), fixIt: nearestFix(text, at: span, labels.labels))
  }

  static func unknownFunction(_ callee: Expression) -> Diagnostic {
    let names = Builtin.ofPolicies.flatMap { [$0.english, $0.chinese] }
    return Diagnostic(
      .unknownFunction,
      LocalizedText("there is no function `\(callee.span.text)`", "没有函数 `\(callee.span.text)`"), at: callee.span,
      help: nearestHelp(callee.span.text, names), fixIt: nearestFix(callee.span.text, at: callee.span, names))
  }

  static func duplicateName(_ name: YAMLScalar, earlier: SourceSpan) -> Diagnostic {
    Diagnostic(
      .duplicateName, LocalizedText("`\(name.text)` is declared twice", "`\(name.text)` 重复声明"), at: name.span,
      labels: [Label(LocalizedText("first declared here", "首次声明在这里"), at: earlier)],
      help: LocalizedText(
        "fields of the subject, record types, constants, facts and rules share one set of names",
        "对象字段、记录类型、常数、事实和规则共用一套名称，不能重名"))
  }

  static func duplicateLabel(_ label: YAMLScalar) -> Diagnostic {
    Diagnostic(.duplicateName, LocalizedText("`\(label.text)` is listed twice", "`\(label.text)` 重复列出"), at: label.span)
  }

  static func reservedName(_ name: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .reservedName,
      LocalizedText("`\(name.text)` is a word of the language", "`\(name.text)` 是语言保留的词"), at: name.span,
      help: LocalizedText("choose another name", "请另取名称"))
  }

  /// A name in which a word of its own is a keyword of expressions.
  static func nameWithKeyword(_ name: YAMLScalar, _ word: String) -> Diagnostic {
    Diagnostic(
      .reservedName,
      LocalizedText(
        "`\(name.text)` cannot be a name, because `\(word)` is a word of expressions",
        "`\(name.text)` 不能作为名称，因为 `\(word)` 是表达式的关键词"), at: name.span,
      help: LocalizedText("choose a name without it, or join it to its neighbour", "请换一个不含它的名称，或把它与相邻的字连写"))
  }

  static func unreadableName(_ name: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .reservedName,
      LocalizedText("`\(name.text)` cannot be a name in an expression", "`\(name.text)` 不能作为表达式中的名称"), at: name.span,
      help: LocalizedText(
        "a name begins with a letter and has no operator, dot or keyword such as `and`, `in` or `not` between blanks",
        "名称应以文字开头，不含运算符、点号，也不含单独的关键词（如 `且`、`或`、`属于`）"))
  }

  static func cycle(through names: [String], at span: SourceSpan) -> Diagnostic {
    let circle = names + names.prefix(1)
    let english = circle.map { "`\($0)`" }.joined(separator: " → ")
    let chinese = circle.map { "`\(BuiltinName(rawValue: $0)?.chinese ?? $0)`" }.joined(separator: " → ")
    return Diagnostic(
      .cycle, LocalizedText("this needs itself to be known first: \(english)", "循环引用：\(chinese)"), at: span,
      help: names.contains(BuiltinName.grade.english) ? rulesOfTheGrade : nil)
  }

  private static let rulesOfTheGrade = LocalizedText(
    "a rule that moves the grade may read `score` and `base grade`, not `grade`",
    "调整等级的规则可以读取 `评分` 和 `基础等级`，不能读取 `等级`")

  static func chainTooDeep(_ span: SourceSpan, limit: Int) -> Diagnostic {
    Diagnostic(
      .chainTooDeep,
      LocalizedText(
        "more than \(limit) declarations read one another in a row", "超过 \(limit) 层的声明逐层引用"), at: span,
      help: LocalizedText("shorten the chain", "请缩短引用层次"))
  }

  static func outOfScope(_ name: String, at span: SourceSpan, recordType: String) -> Diagnostic {
    Diagnostic(
      .outOfScope,
      LocalizedText(
        "`\(name)` belongs to each record of `\(recordType)`, and no such record is at hand here",
        "`\(name)` 属于每条 `\(recordType)` 记录，此处没有这样的记录"), at: span,
      help: LocalizedText(
        "use it in `where` or `points` of that record type, or in a figure such as `sum(\(recordType).\(name))`",
        "请在该记录类型的 `条件`、`得分` 中使用，或写成 `合计(\(recordType).\(name))` 之类"))
  }

  static func recordsOutOfScope(_ each: YAMLScalar, above: String) -> Diagnostic {
    Diagnostic(
      .outOfScope,
      LocalizedText(
        "`\(each.text)` does not hang below `\(above)`, of which each record is to have its own",
        "`\(each.text)` 不隶属于 `\(above)`，不能为每条 `\(above)` 分别选取"), at: each.span,
      help: LocalizedText("leave out `per`", "请删去 `每条`"))
  }

  static func unused(_ name: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .unusedDeclaration, LocalizedText("nothing reads `\(name.text)`", "`\(name.text)` 没有被使用"), at: name.span,
      help: LocalizedText("use it, or remove it", "请使用它或删去"))
  }

  // MARK: Near names

  private static func declared(_ scalar: YAMLScalar, _ known: [String], _ what: LocalizedText) -> Diagnostic {
    Diagnostic(
      .unknownName,
      LocalizedText("there is no \(what.english) `\(scalar.text)`", "没有\(what.chinese) `\(scalar.text)`"),
      at: scalar.span,
      help: nearestHelp(scalar.text, known), fixIt: nearestFix(scalar.text, at: scalar.span, known))
  }

  static func nearestHelp(_ name: String, _ known: [String]) -> LocalizedText? {
    if let near = nearestName(to: name, among: known) {
      return LocalizedText("did you mean `\(near)`?", "是否想写 `\(near)`？")
    }
    guard !known.isEmpty, known.count <= 12 else { return nil }
    let list = known.map { "`\($0)`" }
    return LocalizedText("known here: \(list.joined(separator: ", "))", "可用的有：\(list.joined(separator: "、"))")
  }

  static func nearestFix(_ name: String, at span: SourceSpan, _ known: [String]) -> FixIt? {
    nearestName(to: name, among: known).map { FixIt(replacing: span, with: $0) }
  }
}
