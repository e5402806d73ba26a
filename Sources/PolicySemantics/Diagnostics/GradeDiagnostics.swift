import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// What can be wrong with the grade and with the moves of rules.
extension Diagnostic {
  static func optionalGrade(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .optionalValue, LocalizedText("the grade may be missing", "等级可能缺失"), at: span,
      help: LocalizedText(
        "say what a missing value means, or end with a case that gives `not rated`",
        "请写明缺失时如何处理，或用一种情形给出 `不予评定`"))
  }

  static func boundBesideScale(_ label: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .badWord,
      LocalizedText(
        "`\(label)` stands beside the scale, so that no grade is better or worse than it",
        "`\(label)` 在等级之外，没有高低之分"), at: span)
  }

  static func badSteps(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .badNumber, LocalizedText("the number of steps is a whole number from 1 up", "升降的档数应为不小于 1 的整数"), at: span)
  }

  static func moveWithoutPlace(_ span: SourceSpan, _ kind: MoveKind, order: SourceSpan) -> Diagnostic {
    Diagnostic(
      .moveWithoutPlace,
      LocalizedText(
        "`moves` does not say when a move of the kind `\(kind.rawValue)` acts",
        "`调整顺序` 没有写明“\(Keyword(rawValue: kind.rawValue)?.chinese ?? "")”何时进行"), at: span,
      labels: [Label(LocalizedText("the order", "顺序写在这里"), at: order)])
  }

  static func moveNeverActs(_ span: SourceSpan, of scale: LabelSet) -> Diagnostic {
    Diagnostic(
      .moveNeverActs,
      LocalizedText("this moves no grade: every grade is within it already", "这不会改变任何等级：所有等级都已在此范围之内"),
      at: span,
      help: LocalizedText(
        "`grades` lists the best first: \(scale.ranked.joined(separator: ", "))",
        "`等级` 从最好到最差排列：\(scale.ranked.joined(separator: "、"))"))
  }

  static func movesContradict(_ span: SourceSpan, rule: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .movesContradict,
      LocalizedText(
        "this contradicts the rule `\(rule.text)`, which holds whenever this one does",
        "与规则 `\(rule.text)` 矛盾，两者条件相同"), at: span,
      labels: [Label(LocalizedText("the other rule", "另一条规则"), at: rule.span)])
  }
}
