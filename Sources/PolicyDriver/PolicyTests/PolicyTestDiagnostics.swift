import PolicyDiagnostics
import PolicyIR
import PolicySemantics
import PolicySyntax
import PolicyTypes

/// What can be wrong with a file of tests.
extension Diagnostic {
  // MARK: The file and its policy

  static func unknownTestedPolicy(_ name: YAMLScalar, known: [String]) -> Diagnostic {
    let nearest = nearestName(to: name.text, among: known)
    return Diagnostic(
      .unknownTestedPolicy,
      LocalizedText("there is no policy `\(name.text)`", "找不到政策 `\(name.text)`"), at: name.span,
      help: LocalizedText(
        "write a policy's id, found below the nearest folder with an `assay.yaml`, or the path of its file",
        "请写政策编号（在最近的含 `assay.yaml` 的文件夹之下查找），或政策文件的路径"),
      fixIt: nearest.map { FixIt(replacing: name.span, with: $0) })
  }

  static func severalTestedPolicies(_ date: YAMLScalar, policies: [CompiledPolicy]) -> Diagnostic {
    Diagnostic(
      .severalTestedPolicies,
      LocalizedText(
        "\(policies.count) versions of the policy are in force on \(date.text)",
        "\(date.text) 当日有 \(policies.count) 个版本同时施行"),
      at: date.span,
      labels: policies.map {
        Label(LocalizedText("version `\($0.typed.version)`", "版本 `\($0.typed.version)`"), at: $0.typed.span)
      },
      help: LocalizedText("let `effective` of one version end before the next begins", "请用 `施行` 使前一版本在后一版本开始前终止"))
  }

  static func outsideEffective(_ date: YAMLScalar, policies: [CompiledPolicy]) -> Diagnostic {
    let ranges = policies.map { "`\($0.dates)`" }
    return Diagnostic(
      .outsideEffective,
      LocalizedText(
        "the policy is not in force on \(date.text)", "\(date.text) 不在政策施行期内"),
      at: date.span, labels: policies.map { Label(LocalizedText("the policy", "该政策"), at: $0.typed.span) },
      help: LocalizedText(
        "it is in force in \(ranges.joined(separator: ", "))", "施行期：\(ranges.joined(separator: "、"))"))
  }

  static func noTestCases(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .noTestCases, LocalizedText("there are no cases, so nothing is tested", "没有用例，等于没有测试"), at: span)
  }

  static func wrongAsOfDate(_ scalar: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .badDate, LocalizedText("`\(scalar.text)` is not a date", "`\(scalar.text)` 不是日期"), at: scalar.span,
      help: LocalizedText("write a date as `2023-01-01`", "日期写作 `2023-01-01`"))
  }

  // MARK: What is given

  static func unknownGivenName(_ name: YAMLScalar, in records: String, known: [String]) -> Diagnostic {
    let nearest = nearestName(to: name.text, among: known)
    return Diagnostic(
      .unknownGivenName,
      LocalizedText(
        "`\(records)` has no field and no records `\(name.text)`", "`\(records)` 没有名为 `\(name.text)` 的字段或记录"),
      at: name.span, help: nearest == nil ? listOfNames(known) : nil,
      fixIt: nearest.map { FixIt(replacing: name.span, with: $0) })
  }

  static func givenIsNotARow(_ node: YAMLNode, of records: String) -> Diagnostic {
    Diagnostic(
      .wrongKind,
      LocalizedText(
        "`\(records)` wants fields with values, but this is a \(node.kind.english)",
        "`\(records)` 应为“字段: 值”，这里却是\(node.kind.chinese)"),
      at: node.span.firstLine)
  }

  static func givenIsNotAList(_ entry: YAMLEntry) -> Diagnostic {
    Diagnostic(
      .wrongKind,
      LocalizedText(
        "`\(entry.key.text)` wants a list of records, but this is a \(entry.value.kind.english)",
        "`\(entry.key.text)` 应为记录的列表，这里却是\(entry.value.kind.chinese)"),
      at: entry.value.isMissing ? entry.key.span : entry.value.span.firstLine,
      help: LocalizedText("put each record behind a dash, or write `[]` for none", "每条记录前写一个短横线；没有记录写 `[]`"))
  }

  static func givenIsNotAValue(_ entry: YAMLEntry) -> Diagnostic {
    Diagnostic(
      .wrongKind,
      LocalizedText("`\(entry.key.text)` is a field and wants a single value", "`\(entry.key.text)` 是字段，应为单个值"),
      at: entry.value.isMissing ? entry.key.span : entry.value.span.firstLine,
      help: LocalizedText("leave the field out where it is absent", "缺失的字段不必写出"))
  }

  static func wrongGivenValue(_ value: YAMLScalar, of field: YAMLScalar, _ misreading: FieldMisreading) -> Diagnostic {
    let wanted = misreading.wanted
    let fix = misreading.nearest(to: value.text)
    return Diagnostic(
      .wrongGivenValue,
      LocalizedText(
        "`\(field.text)` wants \(wanted.english), but this is `\(value.text)`",
        "`\(field.text)` 应为\(wanted.chinese)，这里却是 `\(value.text)`"),
      at: value.span, fixIt: fix.map { FixIt(replacing: value.span, with: $0) })
  }

  static func missingGivenField(_ span: SourceSpan, _ field: String, of records: String) -> Diagnostic {
    Diagnostic(
      .missingGivenField,
      LocalizedText(
        "the policy reads `\(field)` of `\(records)`, which is missing here", "政策要用到 `\(records)` 的 `\(field)`，这里没有给出"),
      at: span)
  }

  static func missingRequiredField(
    _ span: SourceSpan, _ field: String, of records: String, when condition: String
  ) -> Diagnostic {
    Diagnostic(
      .missingGivenField,
      LocalizedText(
        "`\(field)` of `\(records)` is required when `\(condition)`, and is missing here",
        "`\(condition)` 时必须给出 `\(records)` 的 `\(field)`，这里没有给出"),
      at: span)
  }

  static func missingPreviousResult(_ span: SourceSpan, in records: String) -> Diagnostic {
    Diagnostic(
      .missingGivenField,
      LocalizedText(
        "the policy requires a previous result, and `\(records)` gives none here",
        "政策要求必须有上一次的评价结果，这里的 `\(records)` 没有给出"),
      at: span)
  }

  static func decisionIsNotWhole(_ span: SourceSpan, _ field: String, of records: String) -> Diagnostic {
    Diagnostic(
      .missingGivenField,
      LocalizedText(
        "a decision says why, who took it, and what it decides; `\(field)` of `\(records)` is missing here",
        "裁定须写明理由、裁定人和裁定内容；这里的 `\(records)` 缺少 `\(field)`"),
      at: span)
  }

  static func decisionContradictsItself(_ span: SourceSpan, in records: String) -> Diagnostic {
    Diagnostic(
      .missingGivenField,
      LocalizedText(
        "a decision names a grade or moves it by places; one of `\(records)` does both here",
        "裁定写明等级，或将等级升降几档；这里的 `\(records)` 有一条两者都写了"),
      at: span)
  }

  static func tooManyGivenRecords(_ span: SourceSpan, of records: String, limit: Int) -> Diagnostic {
    Diagnostic(
      .tooManyGivenRecords,
      LocalizedText("there are more than \(limit) records `\(records)`", "`\(records)` 超过 \(limit) 条"), at: span)
  }

  // MARK: What is expected

  static func nothingExpected(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .nothingExpected,
      LocalizedText("the case expects nothing, so it cannot fail", "用例没有写出任何期望，不可能失败"), at: span,
      help: LocalizedText("expect a grade, a score, or the faults", "请写出期望的等级、得分或数据问题"))
  }

  static func nothingToExpect(_ keyword: Keyword, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unknownExpectation,
      LocalizedText("the policy has no `\(keyword.english)`", "政策没有 `\(keyword.chinese)`"), at: span)
  }

  static func unknownExpectation(_ name: YAMLScalar, known: [String]) -> Diagnostic {
    let nearest = otherWords[name.text] ?? nearestName(to: name.text, among: known)
    return Diagnostic(
      .unknownExpectation,
      LocalizedText("the policy has no indicator `\(name.text)`", "政策没有指标 `\(name.text)`"), at: name.span,
      help: nearest == nil ? listOfNames(known) : nil, fixIt: nearest.map { FixIt(replacing: name.span, with: $0) })
  }

  /// What people call the grade and the score, where the key is meant that the policy gives them under.
  private static let otherWords: [String: String] = {
    var table: [String: String] = [:]
    for word in ["等级", "级别", "信用等级"] { table[word] = Keyword.grade.chinese }
    for word in ["得分", "分数", "总分"] { table[word] = Keyword.score.chinese }
    for word in ["level", "class"] { table[word] = Keyword.grade.english }
    for word in ["points", "total"] { table[word] = Keyword.score.english }
    return table
  }()

  static func outsideCalendar(_ span: SourceSpan, _ date: String, of record: String) -> Diagnostic {
    Diagnostic(
      .outsideCalendar,
      LocalizedText(
        "the calendar of working days does not reach as far as `\(date)` of `\(record)` needs",
        "`\(record)` 的 `\(date)` 所需的年份不在工作日日历之内"), at: span)
  }

  static func unknownExpectedOutput(_ name: YAMLScalar, known: [String]) -> Diagnostic {
    let nearest = nearestName(to: name.text, among: known)
    return Diagnostic(
      .unknownExpectation,
      LocalizedText("the policy has no output `\(name.text)`", "政策没有输出 `\(name.text)`"), at: name.span,
      help: nearest == nil ? listOfNames(known) : nil, fixIt: nearest.map { FixIt(replacing: name.span, with: $0) })
  }

  static func outputNeedsOneValue(_ name: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .wrongExpectedValue,
      LocalizedText("`\(name.text)` is one value of the subject", "`\(name.text)` 是对象的一个值"), at: name.span)
  }

  static func outputNeedsKeys(_ name: YAMLScalar, of records: String) -> Diagnostic {
    Diagnostic(
      .wrongExpectedValue,
      LocalizedText(
        "each of the `\(records)` has an output `\(name.text)` of its own", "每条 `\(records)` 各有一个输出 `\(name.text)`"),
      at: name.span,
      help: LocalizedText(
        "write the value of each record by its key: `\(name.text): {KEY: VALUE}`", "请按记录的键写值：`\(name.text): {键: 值}`"))
  }

  static func wrongExpectedOutput(_ scalar: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .wrongExpectedValue,
      LocalizedText("the output is never `\(scalar.text)`", "该输出不可能是 `\(scalar.text)`"), at: scalar.span,
      help: LocalizedText(
        "write a value of the output's type, or `null` where it is absent", "请写该输出类型的值；缺失时写 `null`"))
  }

  static func severalExpectations(_ name: YAMLScalar, matches: [String]) -> Diagnostic {
    let list = matches.map { "`\($0)`" }
    return Diagnostic(
      .severalExpectations,
      LocalizedText("several indicators are called `\(name.text)`", "有多个指标名为 `\(name.text)`"), at: name.span,
      help: LocalizedText(
        "write one of \(list.joined(separator: ", "))", "请写明其中之一：\(list.joined(separator: "、"))"))
  }

  static func unknownExpectedGrade(_ grade: YAMLScalar, scale: [String]) -> Diagnostic {
    Diagnostic(
      .unknownExpectation,
      LocalizedText("`\(grade.text)` is not a grade of the policy", "政策没有等级 `\(grade.text)`"), at: grade.span,
      help: listOfNames(scale))
  }

  static func unknownExpectedName(_ name: YAMLScalar, _ kind: NameKind, known: [String]) -> Diagnostic {
    let nearest = nearestName(to: name.text, among: known)
    let noun = kind.noun
    return Diagnostic(
      .unknownExpectation,
      LocalizedText("the policy has no \(noun.english) `\(name.text)`", "政策没有\(noun.chinese) `\(name.text)`"),
      at: name.span, help: nearest == nil ? listOfNames(known) : nil,
      fixIt: nearest.map { FixIt(replacing: name.span, with: $0) })
  }

  static func unknownFaultField(_ name: YAMLScalar, known: [String]) -> Diagnostic {
    let nearest = nearestName(to: name.text, among: known)
    return Diagnostic(
      .unknownExpectation,
      LocalizedText("there is no field `\(name.text)`", "没有字段 `\(name.text)`"), at: name.span,
      help: nearest == nil ? listOfNames(known) : nil, fixIt: nearest.map { FixIt(replacing: name.span, with: $0) })
  }

  static func wrongExpectedNumber(_ scalar: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .wrongExpectedValue, LocalizedText("`\(scalar.text)` is not a number", "`\(scalar.text)` 不是数"), at: scalar.span,
      help: LocalizedText("write a number, or `left out`", "请写一个数，或 `不计`"))
  }

  static func wrongExpectedMeasureNumber(_ scalar: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .wrongExpectedValue,
      LocalizedText(
        "`\(scalar.text)` is not a number, a percentage or a length of time", "`\(scalar.text)` 不是数、百分比或时长"),
      at: scalar.span,
      help: LocalizedText(
        "write it as the policy does, such as `5%`, or `null` where the measure is not given",
        "请按政策的写法，例如 `5%`；不采取该措施时写 `null`"))
  }

  static func resultsOfFaults(_ scalar: YAMLScalar, faults: SourceSpan) -> Diagnostic {
    Diagnostic(
      .resultsOfFaults,
      LocalizedText(
        "a subject with data faults is set aside and has no results", "有数据问题的对象会被剔出，没有评价结果"),
      at: scalar.span, labels: [Label(LocalizedText("faults are expected here", "此处期望数据问题"), at: faults)])
  }
}

extension FieldMisreading {
  /// What the field wants.
  fileprivate var wanted: LocalizedText {
    switch self {
    case .notYesOrNo: LocalizedText("`true` or `false`", " `true` 或 `false`")
    case .notALabel(let labels):
      LocalizedText(
        "one of \(labels.quoted.joined(separator: ", "))", " \(labels.quoted.joined(separator: "、")) 之一")
    case .notADate: LocalizedText("a date, such as `2023-01-01`", "日期（例如 `2023-01-01`）")
    case .notANumber: LocalizedText("a number", "数")
    case .outOfRange(let range): LocalizedText("a number in `\(range)`", " `\(range)` 之内的数")
    case .tooManyDecimals(0): LocalizedText("a whole number", "整数")
    case .tooManyDecimals(let count):
      LocalizedText("a number with at most \(count) decimals", "最多 \(count) 位小数的数")
    }
  }

  fileprivate func nearest(to text: String) -> String? {
    guard case .notALabel(let labels) = self else { return nil }
    return nearestName(to: text, among: labels.labels)
  }
}

extension LabelSet {
  /// The labels in backticks, the first of them where there are many.
  fileprivate var quoted: [String] {
    labels.prefix(8).map { "`\($0)`" } + (labels.count > 8 ? ["…"] : [])
  }
}

extension NameKind {
  /// One thing of the kind, in words.
  var noun: LocalizedText {
    switch self {
    case .rules: LocalizedText("rule", "规则")
    case .measures: LocalizedText("measure", "措施")
    case .alerts: LocalizedText("alert", "预警")
    case .tags: LocalizedText("tag", "标签")
    }
  }
}
