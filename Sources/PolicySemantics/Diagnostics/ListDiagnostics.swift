import PolicyDiagnostics
import PolicySyntax

/// What can be wrong with a list.
extension Diagnostic {
  static func listWithoutEnd(_ name: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .listWithoutEnd,
      LocalizedText("nothing ends a stay on `\(name.text)`", "`\(name.text)` 没有写明何时移出"), at: name.span,
      help: LocalizedText(
        "say how long it lasts with `term`, which may be `forever`, or what ends it with `until`, `leave`, `early` or `repair`",
        "请用 `期限`（可为 `永久`）写明多久，或用 `有效至`、`移出`、`提前移出`、`修复办法` 写明因何移出"))
  }

  static func restartNeedsTerm(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .exitNeverHappens,
      LocalizedText("there is no term that could begin again", "没有可以重新起算的期限"), at: span,
      help: LocalizedText("add `term`, such as `term: 12 months`", "请加上 `期限`，例如 `期限: 12 个月`"))
  }

  static func notBeforeNeedsEarly(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .exitNeverHappens,
      LocalizedText("nothing ends a stay early that would have to wait", "没有需要等待的提前移出"), at: span,
      help: LocalizedText("add `early`, or leave this out", "请加上 `提前移出`，或删去此项"))
  }

  static func earlyNeverHappens(_ span: SourceSpan, term: SourceSpan) -> Diagnostic {
    Diagnostic(
      .earlyNeverHappens,
      LocalizedText(
        "one entry is over before anything may end the stay early", "一次列入在可提前移出之前已经期满"), at: span,
      labels: [Label(LocalizedText("the term", "期限"), at: term)])
  }

  static func listNeverEntered(_ span: SourceSpan, _ source: String, at declaration: SourceSpan) -> Diagnostic {
    Diagnostic(
      .listNeverEntered,
      LocalizedText("nobody stays on `\(source)` so long", "没有对象会在 `\(source)` 中这么久"), at: span,
      labels: [Label(LocalizedText("a stay on this list is over by then", "届时已移出该名单"), at: declaration)])
  }

  static func listForgets(_ span: SourceSpan, window: SourceSpan) -> Diagnostic {
    Diagnostic(
      .listForgets,
      LocalizedText(
        "these records stop counting as time goes by, and the list would forget that they were there",
        "这些记录会因有效期届满而不再计入，名单会随之忘记它们"), at: span,
      labels: [Label(LocalizedText("how long they count", "计入的时长"), at: window)],
      help: LocalizedText(
        "select the records without a length of time; `term` says how long they keep the subject on the list",
        "请选取不限时长的记录；列入多久由 `期限` 写明"))
  }

  static func listInWorkingDays(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .notSupported,
      LocalizedText("the times of a list are not counted in working days", "名单的时间不按工作日计算"), at: span,
      help: LocalizedText(
        "give the last day with `until`, such as `until: decided on + 20 working days`",
        "请用 `有效至` 写明最后一天，例如 `有效至: 决定日期 + 20 个工作日`"))
  }

  static func notAList(_ span: SourceSpan, _ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .notASelection,
      LocalizedText("`\(span.text)` is not a list", "`\(span.text)` 不是名单"), at: span,
      help: known.isEmpty
        ? LocalizedText("declare it under `lists`", "请在 `名单` 中声明")
        : LocalizedText(
          "lists here are \(known.prefix(5).map { "`\($0)`" }.joined(separator: ", "))",
          "此处的名单有 \(known.prefix(5).map { "`\($0)`" }.joined(separator: "、"))"))
  }
}
