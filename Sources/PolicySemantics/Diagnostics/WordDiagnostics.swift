import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// What can be wrong with the words, dates and numbers of a policy, and with keys that do not go together.
extension Diagnostic {
  /// A word that is none of those of the language that may stand there, each shown in the reader's language.
  static func badWord(_ scalar: YAMLScalar, allowed: [LocalizedText], nearest: String? = nil) -> Diagnostic {
    let english = allowed.map { "`\($0.english)`" }.joined(separator: ", ")
    let chinese = allowed.map { "`\($0.chinese)`" }.joined(separator: "、")
    let nearest = nearest ?? nearestName(to: scalar.text, among: allowed.flatMap { [$0.english, $0.chinese] })
    return Diagnostic(
      .badWord,
      LocalizedText("`\(scalar.text)` is not one of \(english)", "`\(scalar.text)` 应为 \(chinese) 之一"), at: scalar.span,
      fixIt: nearest.map { FixIt(replacing: scalar.span, with: $0) })
  }

  /// The key for all other rows of a lookup in a word that is none of the language.
  static func otherwiseInOtherWords(_ key: YAMLScalar) -> Diagnostic {
    let (english, chinese) = (Keyword.otherwise.english, Keyword.otherwise.chinese)
    return Diagnostic(
      .unknownKey,
      LocalizedText(
        "`\(key.text)` is no test; the row for all other values is `\(english)`",
        "`\(key.text)` 不是条件；其他各值的一行写作 `\(chinese)`"), at: key.span,
      fixIt: FixIt(replacing: key.span, with: Keyword.otherwise.spelling(in: Language(ofWord: key.text))))
  }

  /// `60-89` as the test of a lookup, which is -29.
  static func differenceAsRange(_ low: String, _ high: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .foreignOperator,
      LocalizedText(
        "`\(span.text)` subtracts; a range of numbers is written `\(low)..\(high)`",
        "`\(span.text)` 是减法；数的范围写作 `\(low)..\(high)`"), at: span,
      fixIt: FixIt(replacing: span, with: "\(low)..\(high)"))
  }

  static func badCurrency(_ scalar: YAMLScalar) -> Diagnostic {
    let isYuan = ["元", "人民币", "人民币元", "yuan", "rmb", "¥", "￥"].contains(scalar.text.lowercased())
    return Diagnostic(
      .badWord,
      LocalizedText(
        "`\(scalar.text)` is not the code of a currency, such as `CNY`", "`\(scalar.text)` 不是货币代码，例如 `CNY`"),
      at: scalar.span,
      help: LocalizedText(
        "amounts are in the unit of the currency, not in thousands of it; a number with bounds is `number: 0..100`",
        "金额以该货币的单位计，不以万元计；有范围的数写作 `数: 0..100`"),
      fixIt: isYuan ? FixIt(replacing: scalar.span, with: "CNY") : nil)
  }

  /// The type of a field in a word that is none; what has a range is written as a mapping.
  static func badType(_ scalar: YAMLScalar) -> Diagnostic {
    let types = TypeWord.allCases.map(\.words) + TypeWord.mappings
    let written = TypeWord.written(for: scalar.text)
    return badWord(scalar, allowed: types, nearest: written?.text(in: Language(ofWord: scalar.text)))
  }

  static func badWord(_ scalar: YAMLScalar, allowed: [String], nearest: String? = nil) -> Diagnostic {
    let list = allowed.map { "`\($0)`" }
    return Diagnostic(
      .badWord,
      LocalizedText(
        "`\(scalar.text)` is not one of \(list.joined(separator: ", "))",
        "`\(scalar.text)` 应为 \(list.joined(separator: "、")) 之一"), at: scalar.span,
      fixIt: (nearest ?? nearestName(to: scalar.text, among: allowed)).map { FixIt(replacing: scalar.span, with: $0) })
  }

  /// What is quoted where nothing is expected is a text, whatever stands in it.
  static func textLikeAnExpression(_ scalar: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .textLikeAnExpression,
      LocalizedText(
        "`\(scalar.text)` is a text here because it is quoted; without the quotes it is an expression",
        "`\(scalar.text)` 加了引号，在此是一段文字；去掉引号才是表达式"),
      at: scalar.span,
      help: LocalizedText(
        "if it is to be calculated, take the quotes away; where YAML needs them, put the value on the next line after `|-`",
        "如需计算，请去掉引号；若 YAML 需要引号，可在 `|-` 之后另起一行书写"))
  }

  static func notARange(_ scalar: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .badRange, LocalizedText("`\(scalar.text)` is not a range", "`\(scalar.text)` 不是范围"), at: scalar.span,
      help: LocalizedText(
        "a range is two bounds with `..` between, either of which may be left out: `0..100`, `2022-07-27..`",
        "范围是用 `..` 连接的两端，可省略一端，例如 `0..100`、`2022-07-27..`"),
      fixIt: rangeMeant(by: scalar.text).map { FixIt(replacing: scalar.span, with: $0) })
  }

  /// `1-5000`, `0~100` or `0至100` for `1..5000`; a day alone is mostly the first day.
  private static func rangeMeant(by text: String) -> String? {
    if CalendarDate(text: text) != nil { return text + ".." }
    let bounds = text.split(maxSplits: 1) { "-~～–—至到".contains($0) }.map { $0.filter { $0 != " " } }
    guard bounds.count == 2, bounds.allSatisfy({ Decimal128(exactly: String($0)) != nil }) else { return nil }
    return bounds.joined(separator: "..")
  }

  static func emptyRange(_ scalar: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .badRange,
      LocalizedText("the range `\(scalar.text)` ends before it begins", "范围 `\(scalar.text)` 的末端小于始端"), at: scalar.span)
  }

  static func notADate(_ span: SourceSpan, text: String) -> Diagnostic {
    Diagnostic(
      .badDate, LocalizedText("`\(text)` is not a date of the calendar", "`\(text)` 不是日历上的日期"), at: span,
      help: LocalizedText("a date is written `2022-07-27`", "日期写作 `2022-07-27`"))
  }

  static func notAWholeNumber(_ scalar: YAMLScalar, in range: ClosedRange<Int>) -> Diagnostic {
    Diagnostic(
      .badNumber,
      LocalizedText(
        "`\(scalar.text)` is not a whole number from \(range.lowerBound) to \(range.upperBound)",
        "`\(scalar.text)` 不是 \(range.lowerBound) 到 \(range.upperBound) 的整数"), at: scalar.span)
  }

  static func numberTooLong(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .badNumber, LocalizedText("a number has at most 34 digits", "数最多 34 位"), at: span)
  }

  static func badWeight(_ scalar: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .badNumber,
      LocalizedText("`\(scalar.text)` is not a weight: a number above 0", "`\(scalar.text)` 不是权重：应为大于 0 的数"),
      at: scalar.span)
  }

  static func durationNotWhole(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .badNumber, LocalizedText("a length of time is at most 100000 units", "时长最多 100000 个单位"), at: span)
  }

  static func badRounding(_ scalar: YAMLScalar) -> Diagnostic {
    let modes = RoundingMode.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    return Diagnostic(
      .badWord,
      LocalizedText("`\(scalar.text)` does not say how to round", "`\(scalar.text)` 没有说明如何取整"), at: scalar.span,
      help: LocalizedText(
        "write the number of decimals and the mode, such as `2 half up`; the modes are \(modes)",
        "写小数位数和方式，例如 `2 half up` 或 `2 四舍五入`"))
  }

  static func badMove(_ scalar: YAMLScalar, _ scale: LabelSet) -> Diagnostic {
    let best = scale.labels.first ?? ""
    return Diagnostic(
      .badWord,
      LocalizedText("`\(scalar.text)` does not say what happens to the grade", "`\(scalar.text)` 没有说明等级如何变动"),
      at: scalar.span,
      help: LocalizedText(
        "write a grade such as `\(best)`, `no better than \(best)`, `no worse than \(best)`, `1 worse` or `1 better`",
        "写等级（如 `\(best)`）、`最高为 \(best)`、`最低为 \(best)`、`降 1` 或 `升 1`"))
  }

  static func notALiteral(_ scalar: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .badWord, LocalizedText("a constant is a plain value, not something computed", "常数应为直接写出的值，不能是算式"),
      at: scalar.span, help: LocalizedText("put what is computed under `facts:`", "需要计算的内容请放在 `事实:` 之下"))
  }

  // MARK: Keys that do not go together

  static func keysExclude(_ span: SourceSpan, _ a: Keyword, _ b: Keyword, _ other: SourceSpan) -> Diagnostic {
    Diagnostic(
      .keysExclude,
      LocalizedText(
        "`\(a.english)` and `\(b.english)` exclude each other", "`\(a.chinese)` 与 `\(b.chinese)` 不能同时使用"), at: span,
      labels: [Label(LocalizedText("the other one", "另一个在这里"), at: other)])
  }

  static func keyNeedsEach(_ span: SourceSpan, _ keyword: Keyword) -> Diagnostic {
    Diagnostic(
      .keysExclude,
      LocalizedText("`\(keyword.english)` needs `each`", "使用 `\(keyword.chinese)` 须先写 `逐条`"), at: span,
      help: LocalizedText(
        "`each` names the records that the indicator counts; for a condition on the subject write `when`",
        "`逐条` 指明计算哪些记录；针对对象本身的条件请用 `当`"))
  }

  static func startNeedsIndicators(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .keysExclude, LocalizedText("`start` needs `indicators`", "使用 `起始分` 须有 `指标`"), at: span,
      help: LocalizedText("a start is what a sum of indicators begins with", "起始分是下级指标求和的起点"))
  }

  static func takeNeedsIndicators(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .keysExclude, LocalizedText("`take` needs `indicators`", "使用 `取` 须有 `指标`"), at: span,
      help: LocalizedText(
        "of the rows of a lookup it stands in the lookup, `{by: …, take: highest}`; of several records one counts by `once per`",
        "查表各行取其一时，写在查表内：`{按: …, 取: 最高}`；多条记录只计一条时，请用 `每项一次`"))
  }

  static func startOfWeightedMean(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .keysExclude,
      LocalizedText("a weighted mean has no `start`", "加权平均没有 `起始分`"), at: span,
      help: LocalizedText("remove `start`, or the weights of the parts", "请删去 `起始分` 或各部分的权重"))
  }

  static func scoreHasWeight(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(.keysExclude, LocalizedText("the score has no `weight`", "评分本身没有 `权重`"), at: span)
  }

  static func fieldNeedsOneType(_ name: YAMLScalar, given: [SourceSpan]) -> Diagnostic {
    Diagnostic(
      .keysExclude,
      LocalizedText(
        given.isEmpty ? "`\(name.text)` has no type" : "`\(name.text)` has several types",
        given.isEmpty ? "`\(name.text)` 没有类型" : "`\(name.text)` 有多个类型"), at: given.last ?? name.span,
      help: LocalizedText(
        "write one of `type`, `one of`, `integer`, `number`, `percent`, `money`",
        "请写 `类型`、`取值`、`整数`、`数`、`百分比`、`金额` 中的一个"))
  }

  static func factNeedsContent(_ name: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .missingKey,
      LocalizedText("the fact `\(name.text)` needs `each` or `value`", "事实 `\(name.text)` 需要 `逐条` 或 `值`"), at: name.span
    )
  }

  static func misplacedOtherwise(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .keysExclude,
      LocalizedText("`otherwise` stands alone, as the last case", "`其余` 应单独写作最后一种情形"), at: span)
  }

  static func caseNeedsWhenAndThen(_ form: Form) -> Diagnostic {
    Diagnostic(
      .missingKey, LocalizedText("a case needs `when` and `then`", "情形需要 `当` 和 `则`"), at: form.span,
      help: LocalizedText("or `otherwise`, as the last one", "最后一种可写 `其余`"))
  }

  static func methodsNeedOneKey(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .keysExclude,
      LocalizedText("write either `any of` or `all of`", "请写 `任一` 或 `全部满足` 之一"), at: span)
  }

  static func repairNeedsMethods(_ name: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .missingKey,
      LocalizedText("the repair `\(name.text)` needs `methods` or `done`", "修复办法 `\(name.text)` 需要 `方式` 或 `完成日`"),
      at: name.span,
      help: LocalizedText("such as `methods: {any of: [承诺, 整改]}`", "例如 `方式: {任一: [承诺, 整改]}`"))
  }

  static func missingWorth(_ name: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .missingWorth,
      LocalizedText(
        "the indicator `\(name.text)` does not say what it is worth", "指标 `\(name.text)` 没有写明分值"), at: name.span,
      help: LocalizedText("add `points`, `deduct` or `indicators`", "请加上 `得分`、`扣分` 或 `指标`"))
  }

  static func emptyGroup(_ name: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .missingWorth, LocalizedText("`\(name.text)` has no indicators", "`\(name.text)` 之下没有指标"), at: name.span)
  }

  static func ruleWithoutOutcome(_ name: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .missingKey,
      LocalizedText("the rule `\(name.text)` has no outcome", "规则 `\(name.text)` 没有结果"), at: name.span,
      help: LocalizedText("add `grade`, `alert` or `tag`", "请加上 `定级`、`预警` 或 `标签`"))
  }

  static func measureForNobody(_ name: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .missingKey,
      LocalizedText("the measure `\(name.text)` does not say whom it is for", "措施 `\(name.text)` 没有写明适用于谁"),
      at: name.span,
      help: LocalizedText("add `for: all`, `for: 差` or `when:`", "请加上 `适用: 全部`、`适用: 差` 或 `当:`"))
  }

  static func gradeWithoutScale(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingKey, LocalizedText("`grade` needs the scale `grades`", "`定级` 需要先写 `等级`"), at: span,
      help: LocalizedText("such as `grades: [优, 良, 中, 差]`, best first", "例如 `等级: [优, 良, 中, 差]`，从最好到最差"))
  }

  static func scaleWithoutGrade(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingKey, LocalizedText("`grades` needs `grade`, which says how the grade follows", "有 `等级` 时须写 `定级`，说明如何定级"),
      at: span)
  }

  static func scaleTooShort(_ span: SourceSpan) -> Diagnostic {
    // `[优、良、中]` is one grade to YAML.
    let grades = span.text.split(separator: "、").map { $0.drop { $0 == " " } }
    return Diagnostic(
      .badRange, LocalizedText("a scale has 2 to 255 grades", "等级应有 2 至 255 个"), at: span,
      fixIt: grades.count > 1 ? FixIt(replacing: span, with: grades.joined(separator: ", ")) : nil)
  }

  static func policyHasNoGrade(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(.missingKey, LocalizedText("this policy has no `grades`", "本政策没有 `等级`"), at: span)
  }

  // MARK: Lookups and conditions

  static func lookupNeedsBy(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingKey, LocalizedText("a lookup needs the key `by`", "查表缺少必需的键 `按`"), at: span.firstLine,
      help: LocalizedText("`by` says what is looked up", "`按`：按什么查"))
  }

  static func takeNeedsRows(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .keysExclude,
      LocalizedText("`take` with several things looked up needs `rows`", "按几项查时，使用 `取` 须写 `行`"), at: span,
      help: LocalizedText(
        "write `rows:`, a list of tests with the value at the end for each row", "请写 `行:`，每行依次写各项的判断，最后写值"))
  }

  static func rowBesideRows(_ name: YAMLScalar, rows: SourceSpan) -> Diagnostic {
    Diagnostic(
      .keysExclude,
      LocalizedText("`\(name.text)` stands beside `rows`", "`\(name.text)` 不能与 `行` 并列"), at: name.span,
      labels: [Label(LocalizedText("the rows", "各行"), at: rows)],
      help: LocalizedText("put it into a row", "请写成其中一行"))
  }

  static func wrongRow(_ piece: Piece, inputs: [String]) -> Diagnostic {
    let names = inputs.map { "`\($0)`" }
    return Diagnostic(
      .wrongKind,
      LocalizedText(
        "a row here is a list of \(inputs.count + 1): a test of \(names.joined(separator: ", ")), then the value",
        "这里每行应为 \(inputs.count + 1) 项的列表：依次是 \(names.joined(separator: "、")) 的判断，最后是值"), at: piece.span,
      help: LocalizedText("`\"-\"` is a test that everything passes", "`\"-\"` 表示不限"))
  }

  static func testsNeedBy(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingKey, LocalizedText("rows of tests need the key `by`", "各行写的是判断，缺少必需的键 `按`"), at: span,
      help: LocalizedText(
        "`by` lists what the tests are about; without it rows are cases, `{when: …, then: …}`",
        "`按` 列出各项判断的对象；没有它时，每行应为情形 `{当: …, 则: …}`"))
  }

  static func noMembers(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.missingKey, LocalizedText("there is no condition here", "这里没有任何条件"), at: span)
  }

  static func membersNeeded(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingKey, LocalizedText("`at least` needs the key `of`", "`至少` 缺少必需的键 `其中`"), at: span,
      help: LocalizedText("`of` lists the conditions that are counted", "`其中`：列出所计数的条件"))
  }

  static func countNeeded(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingKey, LocalizedText("`of` needs the key `at least`", "`其中` 缺少必需的键 `至少`"), at: span,
      help: LocalizedText(
        "`at least` says how many must hold; for all of them write `all of`", "`至少`：写明至少成立几项；须全部成立请用 `全部满足`"))
  }
}
