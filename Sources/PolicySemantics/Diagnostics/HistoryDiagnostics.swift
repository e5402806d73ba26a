import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// What can be wrong with earlier results.
extension Diagnostic {
  static func historyNeeded(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .historyNeeded,
      LocalizedText(
        "this reads earlier results, and the policy does not say what it means that there are none",
        "这里读取以前的评价结果，但政策没有写明没有以前结果时如何处理"), at: span,
      help: LocalizedText(
        "write `history: {missing: none}` where a subject without earlier results is graded for the first time, or "
          + "`history: {missing: fault}` where the data must have them",
        "没有以前结果即为首次评价的，请写 `历史: {缺失: 视为没有}`；数据中必须有的，请写 `历史: {缺失: 视为数据问题}`"))
  }

  static func unknownRemembered(_ name: YAMLScalar, known: [String]) -> Diagnostic {
    let near = nearestName(to: name.text, among: known)
    return Diagnostic(
      .unknownName,
      LocalizedText("`\(name.text)` is neither a rule nor a fact", "`\(name.text)` 既不是规则也不是事实"), at: name.span,
      help: near.map { LocalizedText("did you mean `\($0)`?", "是否应为 `\($0)`？") },
      fixIt: near.map { FixIt(replacing: name.span, with: $0) })
  }

  static func rememberedTypeDiffers(
    _ span: SourceSpan, _ type: PolicyType, declared name: YAMLScalar, _ wanted: PolicyType
  ) -> Diagnostic {
    let (given, kept) = (type.rangeWords, wanted.rangeWords)
    return Diagnostic(
      .rememberedTypeDiffers,
      LocalizedText(
        "`\(name.text)` is kept as \(kept.english), but it is \(given.english)",
        "`\(name.text)` 保存为\(kept.chinese)，但它是\(given.chinese)"), at: span,
      help: LocalizedText(
        "write a type that takes every value of it, as for the field of a record: `remember: {\(name.text): {…}}`",
        "请写明能容纳其所有值的类型，写法与记录字段相同：`记住: {\(name.text): {…}}`"))
  }

  static func badPlaces(_ span: SourceSpan, ofScale count: Int) -> Diagnostic {
    Diagnostic(
      .badNumber,
      LocalizedText(
        "on a scale of \(count) grades a grade moves by a whole number of places, \(count - 1) at most",
        "共有 \(count) 个等级，升降的档数应为整数，最多 \(count - 1) 档"), at: span)
  }

  static func streakOfOtherRecords(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongArguments,
      LocalizedText("a streak is one of `results`, from the previous one back", "`连续次数` 只能数 `历次结果`，从上次往前数"),
      at: span,
      help: LocalizedText(
        "write `streak(results, condition)`; of other records take `longest run`",
        "请写 `连续次数(历次结果, 条件)`；其他记录请用 `最长连续`"))
  }
}

extension PolicyType {
  /// What a value of the type is, in words, with the range and decimals of a number.
  fileprivate var rangeWords: LocalizedText {
    let absence = isOptional ? LocalizedText(" that may be absent", "（可能缺失）") : LocalizedText("", "")
    var words = form.words
    if let number {
      let kind = number.decimals == 0 ? LocalizedText("a whole number", "整数") : words
      words = LocalizedText("\(kind.english) in `\(number.range)`", "`\(number.range)` 范围内的\(kind.chinese)")
    }
    return LocalizedText(words.english + absence.english, words.chinese + absence.chinese)
  }
}
