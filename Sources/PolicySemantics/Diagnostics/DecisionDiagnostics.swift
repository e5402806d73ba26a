import PolicyDiagnostics
import PolicySyntax

/// What can be wrong with decisions of people and with outcomes beside the scale.
extension Diagnostic {
  static func circumstancesNeeded(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .circumstancesNeeded,
      LocalizedText(
        "no decision can find anything, because the policy lists no circumstances", "政策没有列出可由裁定认定的情形"), at: span,
      help: LocalizedText(
        "write `decisions: {circumstances: […]}`", "请写 `人工裁定: {其他情形: […]}`"))
  }

  static func unknownCircumstance(_ name: String, at span: SourceSpan, known: [String]) -> Diagnostic {
    let nearest = nearestName(to: name, among: known)
    return Diagnostic(
      .unknownLabel,
      LocalizedText("`\(name)` is not among the `circumstances`", "`\(name)` 不在 `其他情形` 之中"), at: span,
      help: nearest.map { LocalizedText("did you mean `\($0)`?", "是不是 `\($0)`？") },
      fixIt: nearest.map { FixIt(replacing: span, with: $0) })
  }

  static func decisionsDecideNothing(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unusedDeclaration,
      LocalizedText("there is nothing that a decision could decide", "没有可由人工裁定的内容"), at: span,
      help: LocalizedText(
        "a decision is about the grade, or finds one of the `circumstances`", "裁定针对等级，或认定某项 `其他情形`"))
  }
}
