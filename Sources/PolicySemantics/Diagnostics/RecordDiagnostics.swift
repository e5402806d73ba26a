import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// What can be wrong with the choice of records and with figures over them.
extension Diagnostic {
  static func keepNeedsOneKey(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .keysExclude, LocalizedText("`keep` has one key: `highest` or `lowest`", "`保留` 只能有一个键：`最高` 或 `最低`"), at: span)
  }

  static func noOrder(_ span: SourceSpan, _ form: PolicyType.Form) -> Diagnostic {
    Diagnostic(
      .typeMismatch,
      LocalizedText(
        "this is \(form.words.english), of which none is higher or lower", "这里是\(form.words.chinese)，没有高低之分"), at: span,
      help: LocalizedText("use a number, a date or a `scale`", "请使用数、日期或 `有序取值`"))
  }

  static func runNeedsStep(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongArguments,
      LocalizedText("a run of dates needs its step", "连续的日期须写明步长"), at: span,
      help: LocalizedText(
        "add `1 day`, `1 week`, `1 month`, `3 months` or `1 year`", "请加上 `1 天`、`1 周`、`1 个月`、`3 个月` 或 `1 年`"))
  }

  static func voidReadsMore(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .outOfScope,
      LocalizedText(
        "whether a record is void can rest only on the record itself and on what it hangs below",
        "记录是否作废只能依据该记录自身及其上级"), at: span,
      help: LocalizedText(
        "read fields here; what rests on facts or on other records belongs under `where`",
        "此处请只用字段；涉及事实或其他记录的请写在 `条件` 中"))
  }

  static func onlyRecordsAreVoid(_ scalar: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .badWord,
      LocalizedText("only records can be void, and this is a field of the subject", "只有记录才能作废，这里是对象的字段"),
      at: scalar.span,
      help: LocalizedText(
        "write `missing` and say in the policy what absence means, or leave `on invalid` out: the subject is set aside",
        "请写 `视为缺失` 并在政策中写明缺失时如何处理；不写 `无效值` 的，该对象整个剔出"))
  }

  static func badBudget(_ scalar: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .badNumber,
      LocalizedText(
        "`\(scalar.text)` is not a time in which repairs are counted", "`\(scalar.text)` 不能作为计算修复次数的期间"),
      at: scalar.span,
      help: LocalizedText(
        "write `calendar year`, `calendar quarter`, `calendar month` or `period`, a length such as `12 months`, or `forever`",
        "请写 `本年度`、`本季度`、`本月` 或 `评价期`，也可写时长（例如 `12 个月`）或 `永久`"))
  }

  static func badRunStep(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongArguments,
      LocalizedText(
        "the step of a run is `1 day`, `1 week`, `1 month`, `3 months` or `1 year`",
        "步长只能是 `1 天`、`1 周`、`1 个月`、`3 个月` 或 `1 年`"), at: span)
  }

  static func noRuns(_ span: SourceSpan, _ form: PolicyType.Form) -> Diagnostic {
    Diagnostic(
      .wrongArguments,
      LocalizedText(
        "runs are of dates or of whole numbers; this is \(form.words.english)",
        "只有日期或整数才能连续；这里是\(form.words.chinese)"), at: span,
      help: LocalizedText("leave out the step of whole numbers", "整数不写步长"))
  }
}
