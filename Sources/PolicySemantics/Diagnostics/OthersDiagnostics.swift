import PolicyDiagnostics
import PolicySyntax

/// What can be wrong with a filter that reads the record at hand.
extension Diagnostic {
  static func thisOnlyInFilters(_ span: SourceSpan) -> Diagnostic {
    wordOnlyInside(
      span.text,
      LocalizedText(
        "a filter of `count` or `exists` over the same records, as `this.kind`",
        "`计数` 或 `存在` 对同类记录的筛选，例如 `本条.种类`"),
      at: span)
  }

  static func thisNeedsSameRecords(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .outOfScope,
      LocalizedText(
        "`this` compares a record with others of its own type, and there is no such record here",
        "`本条` 用于同类记录之间的比较，此处没有这样的记录"), at: span,
      help: LocalizedText(
        "ask it where a record is at hand, such as in `where` or with `per`", "请用于有当前记录之处，例如 `条件` 或 `每条`"))
  }

  static func notAMatch(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .notSupported,
      LocalizedText(
        "a condition that reads `this` is `=`, `<`, `<=`, `>` or `>=` between the other record and this one",
        "读取 `本条` 的条件只能是另一记录与本条之间的 `=`、`<`、`<=`、`>` 或 `>=`"), at: span,
      help: LocalizedText("join several of them by `and`", "多个条件用 `且` 连接"))
  }

  static func twoBoundedValues(_ span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      .notSupported,
      LocalizedText(
        "only one value of the other records can be compared with `<` and the like", "其他记录只能有一项用 `<` 等比较大小"),
      at: span, labels: [Label(LocalizedText("compared already", "已有比较"), at: first)])
  }
}
