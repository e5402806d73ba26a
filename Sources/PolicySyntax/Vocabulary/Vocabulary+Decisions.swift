import PolicyDiagnostics

/// The keys of outcomes beside the scale, and of what people decide.
extension Vocabulary {
  static let decisionForms = [
    FormDescription(
      .outcome, LocalizedText("an outcome beside the scale", "等级之外的情形"),
      [
        title,
        KeyDescription(
          .when, .condition, required: true, "when the subject has this outcome instead of a grade",
          "何时不定级而适用此情形"),
        KeyDescription(
          .until, .value, "what ends it: a condition that each run tests, or the last day", "何时终止：每次评价时判断的条件，或最后一天"),
        KeyDescription(
          .shows, .value, "the grade that is shown meanwhile, such as `previous.grade` or `computed grade`",
          "期间显示的等级，例如 `上次结果.等级` 或 `计算等级`"),
        KeyDescription(.reason, .text, "why, in words for the subject", "向对象说明的理由"),
        basis, allow,
      ]),
    FormDescription(
      .decisions, LocalizedText("decisions of people", "人工裁定"),
      [
        title,
        KeyDescription(.atMost, .text, "how many one subject may have", "一个对象最多有多少条"),
        KeyDescription(
          .circumstances, .list(.text), "what only a decision can find, read as `decided(…)`",
          "只能由裁定认定的情形，用 `已认定(…)` 读取"),
        basis, allow,
      ]),
  ]
}
