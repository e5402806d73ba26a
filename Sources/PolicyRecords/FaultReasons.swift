import PolicyDiagnostics
import PolicyIR
import PolicyTypes

// Everything that can be wrong in data, in words.

extension FaultReason {
  // MARK: Lines

  static func malformedLine(at column: Int) -> FaultReason {
    FaultReason(
      .malformedLine,
      LocalizedText("the line is not JSON from byte \(column) on", "该行从第 \(column) 字节起不是有效的 JSON"))
  }

  static let nestedTooDeep = FaultReason(
    .malformedLine, LocalizedText("the line is nested too deep", "该行嵌套过深"))
  static let notAnObject = FaultReason(
    .malformedLine,
    LocalizedText("the line is not a subject: a JSON object is expected", "该行不是主体：应为一个 JSON 对象"))
  static let outOfMemory = FaultReason(
    .lineTooLong, LocalizedText("the line does not fit into memory", "该行过长，内存不足"))
  static let invalidUTF8 = FaultReason(
    .invalidDataEncoding, LocalizedText("the text is not UTF-8", "文本不是 UTF-8 编码"))

  static func lineTooLong(limit: Int) -> FaultReason {
    FaultReason(
      .lineTooLong,
      LocalizedText("the line is longer than \(limit >> 20) MiB", "该行超过 \(limit >> 20) MiB"))
  }

  static let unbalancedQuotes = FaultReason(
    .unbalancedQuotes,
    LocalizedText(
      "a quote is not closed, or stands inside a field without quotes", "引号未闭合，或出现在未加引号的字段中"))

  static func wrongFieldCount(_ count: Int, expected: Int) -> FaultReason {
    FaultReason(
      .wrongFieldCount,
      LocalizedText(
        "the row has \(count) fields where the header has \(expected)", "该行有 \(count) 个字段，而表头有 \(expected) 个"))
  }

  // MARK: Fields

  static func invalidDate(format: DateFormat) -> FaultReason {
    FaultReason(
      .invalidDate,
      LocalizedText("not a date of the form `\(format.rawValue)`", "不是 `\(format.rawValue)` 形式的有效日期"))
  }

  static func unknownLabel(expected: [String], nearest: String?) -> FaultReason {
    if let nearest {
      return FaultReason(
        .undeclaredLabel,
        LocalizedText("not one of the known values; did you mean `\(nearest)`?", "不是已知的取值；是否应为 `\(nearest)`？"))
    }
    let shown = expected.prefix(8).map { "`\($0)`" }
    let more = expected.count > shown.count
    return FaultReason(
      .undeclaredLabel,
      LocalizedText(
        "not one of \(shown.joined(separator: ", "))\(more ? ", …" : "")",
        "不是 \(shown.joined(separator: "、"))\(more ? "等" : "")之一"))
  }

  static let invalidNumber = FaultReason(.invalidNumber, LocalizedText("not a number", "不是数字"))

  static func numberOutOfRange(_ range: NumberRange) -> FaultReason {
    FaultReason(
      .numberOutOfRange,
      LocalizedText("the number is not in the range `\(range)`", "数字不在范围 `\(range)` 之内"))
  }

  static let numberTooLong = FaultReason(
    .tooManyDecimals, LocalizedText("the number has more than 34 digits or is too large", "数字超过 34 位或过大"))

  static func tooManyDecimals(limit: Int) -> FaultReason {
    FaultReason(
      .tooManyDecimals,
      LocalizedText(
        limit == 0 ? "a whole number is expected" : "the number has more than \(limit) decimals",
        limit == 0 ? "应为整数" : "数字的小数超过 \(limit) 位"))
  }

  static func wrongKind(expected: FieldKind) -> FaultReason {
    let (english, chinese) =
      switch expected {
      case .boolean: ("`true` or `false`", "`true` 或 `false`")
      case .label: ("one of the known values, as text", "文本形式的已知取值")
      case .text: ("text in quotes", "带引号的文本")
      case .identifier: ("an identifier, as text in quotes", "带引号的文本形式的证件代码")
      case .date: ("a date, as text", "文本形式的日期")
      case .number: ("a number without quotes", "不带引号的数字")
      }
    return FaultReason(.wrongValueKind, LocalizedText("\(english) is expected here", "此处应为\(chinese)"))
  }

  static let notBoolean = FaultReason(
    .wrongValueKind, LocalizedText("`true` or `false` is expected here", "此处应为 `true` 或 `false`（是/否）"))

  static func wrongIdentifier(_ kind: IdentifierKind) -> FaultReason {
    switch kind {
    case .unifiedCode:
      FaultReason(
        .wrongIdentifier,
        LocalizedText(
          "not a unified social credit code: 18 characters with a right check digit (GB 32100)",
          "不是有效的统一社会信用代码：应为 18 位且校验码正确（GB 32100）"))
    case .citizenNumber:
      FaultReason(
        .wrongIdentifier,
        LocalizedText(
          "not a citizen identity number: 18 characters with a right check digit (GB 11643)",
          "不是有效的公民身份号码：应为 18 位且校验码正确（GB 11643）"))
    case .registrationNumber:
      FaultReason(
        .wrongIdentifier,
        LocalizedText(
          "not a business registration number: 15 digits with a right check digit (GS 15)",
          "不是有效的工商注册号：应为 15 位数字且校验码正确（GS 15）"))
    }
  }

  static let repeatedField = FaultReason(
    .repeatedField, LocalizedText("the name comes twice in the same record", "同一记录中该名称出现两次"))
  static let missingField = FaultReason(
    .missingField, LocalizedText("the field must be there", "缺少必填字段"))
  static let notRecords = FaultReason(
    .notRecords, LocalizedText("a list of records is expected here", "此处应为记录列表"))

  /// Why what the policy requires of the data is a fault where it is not met.
  init(_ requirement: Requirement) {
    switch requirement.kind {
    case .present:
      self.init(
        .missingRequiredField,
        LocalizedText(
          "the field must be there when `\(requirement.text)`", "满足 `\(requirement.text)` 时必须填写该字段"))
    case .insideCalendar: self = .outsideCalendar(requirement.text)
    case .decisionIsWhole:
      self.init(
        .missingRequiredField,
        LocalizedText(
          "a decision says why, who took it, and what it decides", "裁定须写明理由、裁定人和裁定内容"))
    case .decisionIsOne:
      self.init(
        .contradictoryDecision,
        LocalizedText(
          "a decision names a grade or moves it by places, not both", "裁定写明等级，或将等级升降几档，不能两者都写"))
    case .previousResult:
      self.init(
        .missingPreviousResult,
        LocalizedText(
          "the subject has no previous result, which the policy requires", "该对象没有上一次的评价结果，而政策要求必须有"))
    }
  }

  static func outsideCalendar(_ date: String) -> FaultReason {
    FaultReason(
      .outsideCalendar,
      LocalizedText(
        "the calendar of working days does not reach as far as `\(date)` needs", "计算 `\(date)` 所需的年份不在工作日日历之内"))
  }

  // MARK: Records and subjects

  static func tooManyRecords(limit: Int) -> FaultReason {
    FaultReason(
      .tooManyRecords,
      LocalizedText("more than \(limit) records of this type", "该类记录超过 \(limit) 条"))
  }

  static let tooMuchText = FaultReason(
    .tooManyRecords, LocalizedText("the records of the subject hold too much text", "该主体的记录文本过多"))
  static let orphanRecord = FaultReason(
    .orphanRecord, LocalizedText("there is no subject with this id", "没有此标识的主体"))
  static let orphanOfRecord = FaultReason(
    .orphanRecord, LocalizedText("the subject has no record with this key", "该主体没有此编号的上级记录"))
  static let ambiguousParent = FaultReason(
    .ambiguousParent, LocalizedText("several records have this key", "有多条记录使用此编号"))

  static let repeatedSubject = FaultReason(
    .repeatedSubject, LocalizedText("an earlier subject has the same id", "前面已有相同标识的主体"))
}
