import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// What can be wrong with reference figures.
extension Diagnostic {
  static func unknownReference(_ name: YAMLScalar, known: [String]) -> Diagnostic {
    Diagnostic(
      .unknownName,
      LocalizedText("there are no reference figures `\(name.text)`", "没有参照数据 `\(name.text)`"), at: name.span,
      help: known.isEmpty
        ? LocalizedText("import a file that begins with `reference:`", "请用 `引用` 导入以 `参照数据:` 开头的文件")
        : nearestHelp(name.text, known), fixIt: nearestFix(name.text, at: name.span, known))
  }

  static func unknownReferenceKey(_ name: YAMLScalar, known: [String]) -> Diagnostic {
    Diagnostic(
      .unknownName,
      LocalizedText("`\(name.text)` is none of the keys", "`\(name.text)` 不是键"), at: name.span,
      help: nearestHelp(name.text, known), fixIt: nearestFix(name.text, at: name.span, known))
  }

  static func wrongReferenceRow(_ span: SourceSpan, count: Int, wanted: Int) -> Diagnostic {
    wrong(
      LocalizedText(
        "a row has \(wanted) cells, the keys and the figure, and this one has \(count)",
        "每行有 \(wanted) 格（键和数据），此行有 \(count) 格"), at: span)
  }

  static func referenceDayExpected(_ cell: YAMLScalar) -> Diagnostic {
    wrong(
      LocalizedText("`\(cell.text)` is not a date, such as `2024-01-01`", "`\(cell.text)` 不是日期，例如 `2024-01-01`"),
      at: cell.span)
  }

  static func figureIsComputed(_ cell: YAMLScalar) -> Diagnostic {
    wrong(
      LocalizedText("a figure is written out, and not computed", "参照数据须直接写出，不能是算式"), at: cell.span)
  }

  static func duplicateReferenceRow(_ row: SourceSpan, earlier: SourceSpan, keys: [String]) -> Diagnostic {
    wrong(
      LocalizedText(
        "there are two figures for \(keys.joined(separator: ", "))", "\(keys.joined(separator: "、")) 有两个数据"), at: row,
      labels: [Label(LocalizedText("the first one", "第一个"), at: earlier)])
  }

  static func wrongReferenceKeys(_ span: SourceSpan, keys: [String], declared: SourceSpan) -> Diagnostic {
    wrong(
      LocalizedText(
        "these figures are looked up by \(keys.joined(separator: ", "))", "这些数据按 \(keys.joined(separator: "、")) 查取"),
      at: span, labels: [Label(LocalizedText("declared here", "在此声明"), at: declared)])
  }

  static func referenceNeedsOtherwise(_ span: SourceSpan) -> Diagnostic {
    wrong(
      LocalizedText("what if there is no figure? `otherwise` is missing", "没有数据时如何处理？缺少 `其余`"), at: span,
      help: LocalizedText(
        "write `otherwise: null` where the value is then absent, or a value", "缺失时写 `其余: null`，或写一个值"))
  }

  private static func wrong(
    _ message: LocalizedText, at span: SourceSpan, labels: [Label] = [], help: LocalizedText? = nil
  ) -> Diagnostic {
    Diagnostic(.wrongReference, message, at: span, labels: labels, help: help)
  }
}
