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

  static func partsOfBothKinds(_ span: SourceSpan, adding: SourceSpan, deducting: SourceSpan) -> Diagnostic {
    Diagnostic(
      .partsOfBothKinds,
      LocalizedText(
        "of parts that add and parts that take away none is the highest", "加分的部分与扣分的部分无法比较高低"), at: span,
      labels: [
        Label(LocalizedText("this adds", "这一部分加分"), at: adding),
        Label(LocalizedText("this takes away", "这一部分扣分"), at: deducting),
      ],
      help: LocalizedText(
        "make a group of those that take away, and one of the others", "请把扣分的部分单独分为一组"))
  }

  // MARK: Caps that records share

  static func capWithKeys(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingKey,
      LocalizedText("`cap` is one value for all records together", "`上限` 是全部记录合计的一个值"), at: span.firstLine,
      help: LocalizedText(
        "what records with something in common come to is limited beside it: `cap per: {case number: 8}`; a lookup needs `by`",
        "同一事项的记录合计的上限另写一行：`每项上限: {案号: 8}`；查表须有 `按`"))
  }

  static func keyCapsWithoutKeys(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingKey,
      LocalizedText("`cap per` names nothing that records have in common", "`每项上限` 没有写明按什么事项设上限"), at: span,
      help: LocalizedText("write what it is, and how much: `cap per: {case number: 8}`", "请写明事项和上限：`每项上限: {案号: 8}`"))
  }

  static func keyCapsOfBothSigns(_ span: SourceSpan, _ range: NumberRange) -> Diagnostic {
    Diagnostic(
      .maybeNegative,
      LocalizedText(
        "records that share a cap all add or all take away, but what each adds here \(extent(of: range).english)",
        "共用一个上限的记录须都加分或都扣分，而这里每条记录的得分\(extent(of: range).chinese)"), at: span,
      help: LocalizedText(
        "make two indicators of it, one for what adds and one for what takes away", "请分成两个指标：一个加分，一个扣分"))
  }

  static func testAsKey(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .badWord,
      LocalizedText("this is a test, and nothing that records have in common", "这是一个条件，不是各记录可能相同的事项"), at: span,
      help: LocalizedText(
        "write a field or an expression, such as `case number`; which records count is said by `where`",
        "请写字段或算式，例如 `案号`；哪些记录计入请用 `条件`"))
  }

  static func optionalKey(_ span: SourceSpan) -> Diagnostic {
    let text = span.text
    return Diagnostic(
      .optionalValue,
      LocalizedText(
        "`\(text)` may be absent: do all records without it share one cap?", "`\(text)` 可能缺失：缺失的记录是否共用一个上限？"), at: span,
      help: LocalizedText(
        "say what stands for it: `default(\(text), …)`, with one value where they share a cap, and with the record's own "
          + "key where each has its own",
        "请指定缺省值 `缺省(\(text), …)`：写同一个值则共用一个上限，写记录自身的编号则各有上限"))
  }

  static func keyOfAllRecords(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .badWord, LocalizedText("this is the same for all records", "这对所有记录都相同"), at: span,
      help: LocalizedText(
        "what all records come to together is limited by `cap`; here stands a field of the record",
        "全部记录合计的上限请写 `上限`；这里应写记录的字段"))
  }

  static func keyCapBeyondTheWhole(_ bound: SourceSpan, _ most: Decimal128, whole: SourceSpan) -> Diagnostic {
    Diagnostic(
      .limitNeverBites,
      LocalizedText(
        "this limit has no effect: all records together come to at most \(most.normalized)",
        "这个限定不起作用：全部记录合计本来最多为 \(most.normalized)"), at: bound,
      labels: [Label(LocalizedText("by this", "由此限定"), at: whole)])
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
