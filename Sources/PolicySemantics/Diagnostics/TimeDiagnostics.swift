import PolicyDiagnostics
import PolicySyntax

/// What can be wrong with periods and calendars.
extension Diagnostic {
  static func policyHasNoPeriod(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingKey, LocalizedText("this policy has no `period`", "本政策没有 `评价期`"), at: span,
      help: LocalizedText(
        "declare one: `period: {every: 1 year, from: 2000-01-01, use: last complete}`",
        "请先写明：`评价期: {每: 1 年, 起算: 2000-01-01, 采用: 上一完整期}`"))
  }

  static func notALengthOfPeriod(_ scalar: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .badNumber,
      LocalizedText("`\(scalar.text)` is not the length of a period", "`\(scalar.text)` 不能作为每期的时长"), at: scalar.span,
      help: LocalizedText(
        "a period has one fixed length, such as `1 year`, `3 months` or `7 days`", "每期的时长应固定，例如 `1 年`、`3 个月` 或 `7 天`"))
  }

  static func notAnOriginOfPeriods(_ scalar: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .badDate,
      LocalizedText("periods do not begin on something computed", "评价期的起始日不能是算出来的"), at: scalar.span,
      help: LocalizedText(
        "write a date, or a date field of the subject: `from: first licence on`", "请写日期，或对象的日期字段，例如 `起算: 首次领证日`"))
  }

  static func optionalDateRange(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .optionalValue, LocalizedText("an end of this range of dates may be absent", "该日期范围的起止日可能缺失"), at: span,
      help: LocalizedText(
        "let it begin and end on dates that every subject has, or write `default(…, …)`",
        "请使用每个对象都有的日期，或写 `缺省(…, …)`"))
  }

  static func notACountOfYears(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .badNumber,
      LocalizedText("the count of calendar years is a whole number from 1 to 100", "年度数应为 1 到 100 的整数"), at: span)
  }
}
