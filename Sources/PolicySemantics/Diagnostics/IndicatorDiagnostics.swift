import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// What can be wrong with weights, claims and the grades of parts.
extension Diagnostic {
  static func weightsOfData(_ span: SourceSpan, group: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .weightsTotal,
      LocalizedText(
        "weights that come from data do not total 100", "来自数据的权重合计不会恰为 100"), at: span,
      labels: [Label(LocalizedText("part of this group", "属于这一组"), at: group.span)],
      help: LocalizedText(
        "write `weights: parts` in the group: each weight is then a share of their total",
        "请在该组写 `权重写法: 按份`，各权重即为占合计的份额"))
  }

  static func rangeNotKept(_ scalar: YAMLScalar, _ range: NumberRange, _ name: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .rangeNotKept,
      LocalizedText(
        "`\(name.text)` \(extent(of: range).english), which is not within `\(scalar.text)`",
        "`\(name.text)` \(extent(of: range).chinese)，不都在 `\(scalar.text)` 之内"), at: scalar.span,
      help: LocalizedText(
        "`clamp` keeps it within a range; where records are added up, `at most` or `cap` bounds the sum",
        "`限定` 可把它限制在范围内；逐条相加的，请用 `最多` 或 `上限`"))
  }

  static func recordsAreNotRated(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .badWord,
      LocalizedText(
        "a record without a value cannot make the subject not rated", "单条记录缺值不能使对象不予评定"), at: span,
      help: LocalizedText("write a value, or `left out`", "请写一个值，或 `不计`"))
  }

  static func partsWithoutGrades(_ span: SourceSpan, _ group: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .unknownName,
      LocalizedText("no part of `\(group.text)` has a grade", "`\(group.text)` 的各部分都没有等级"), at: span,
      labels: [Label(LocalizedText("this group", "这一组"), at: group.span)],
      help: LocalizedText(
        "give its parts one: `grade: {by: score.…, ≥ 90: A, otherwise: B}`", "请为各部分定级：`定级: {按: 评分.…, ≥ 90: A, 其余: B}`"))
  }
}
