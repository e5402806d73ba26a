import PolicyDiagnostics
import PolicyTypes

/// What can be wrong with the arguments of functions that make a value of others.
extension Diagnostic {
  static func rootOfNegative(_ span: SourceSpan, _ range: NumberRange) -> Diagnostic {
    Diagnostic(
      .wrongArguments,
      LocalizedText(
        "this is always below 0 (`\(range)`), and has no square root", "这里总小于 0（`\(range)`），没有平方根"), at: span)
  }

  static func placeMustBeLiteral(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongArguments,
      LocalizedText(
        "the place and the length are written out: whole numbers, and not 0", "位置和长度应直接写出，为不等于 0 的整数"), at: span,
      help: LocalizedText(
        "for example `substring(licence, 3, 6)`, or `substring(licence, -4)` for the last four",
        "例如 `截取文本(许可证号, 3, 6)`；末四位写 `截取文本(许可证号, -4)`"))
  }

  static func noSuchDay(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongArguments, LocalizedText("there is no such day", "没有这一天"), at: span,
      help: LocalizedText("a day that is known is written `2024-02-29`", "确定的日期可直接写，例如 `2024-02-29`"))
  }

  static func wholeNumberWanted(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongArguments,
      LocalizedText("year, month and day are whole numbers", "年、月、日应为整数"), at: span,
      help: LocalizedText("round it, or declare it as `integer`", "请取整，或声明为 `整数`"))
  }
}
