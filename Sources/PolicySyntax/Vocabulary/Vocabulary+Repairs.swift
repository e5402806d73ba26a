import PolicyDiagnostics

/// The keys of repairs.
extension Vocabulary {
  static let repairForms = [
    FormDescription(
      .repair, LocalizedText("a repair", "修复办法"),
      [
        title,
        KeyDescription(.methods, .form(.methods), "the methods that repair", "修复方式"),
        KeyDescription(
          .done, .expression,
          "the date field that says when it was repaired, where records have no repairs of their own", "记录自身的修复完成日期"),
        KeyDescription(.from, .expression, "the day from which the time taken counts", "用时的起算日"),
        KeyDescription(.notBefore, .value, "how long after the record a repair counts at the earliest", "最早多久后可修复"),
        KeyDescription(.never, .condition, "which records are never repaired", "不得修复的情形"),
        KeyDescription(
          .needs, .condition, "what must hold for a repair to count, besides that it was done", "修复生效还须满足的前提"),
        KeyDescription(
          .budget, .form(.budget), "how many repairs count within a time, the earliest first", "一定期间内计入的修复次数，先修复的优先"),
        KeyDescription(.restore, .value, required: true, "the share of the points that comes back", "恢复的比例"),
        KeyDescription(.cap, .value, "the most points that come back in one indicator", "每个指标最多恢复的分数"),
        basis, allow,
      ]),
    FormDescription(
      .budget, LocalizedText("a budget of repairs", "修复次数限额"),
      [
        KeyDescription(.atMost, .text, required: true, "how many repairs count", "计入几次"),
        KeyDescription(
          .within, .expression, required: true,
          "the time: `calendar year`, `calendar quarter`, `calendar month` or `period`, that of the day of repair; a length "
            + "such as `12 months`, from each repair on; or `forever`",
          "期间：修复之日所在的 `本年度`、`本季度`、`本月` 或 `评价期`；或自每次修复起的时长（例如 `12 个月`）；或 `永久`"),
        KeyDescription(
          .where, .condition, "of which records the repairs are counted; without this of all of the type",
          "计算哪些记录的修复次数；不写则为该类全部记录"),
      ]),
    FormDescription(
      .methods, LocalizedText("methods of repair", "修复方式"),
      [
        KeyDescription(.anyOf, .list(.text), "one of these is enough", "任一即可"),
        KeyDescription(.allOf, .list(.text), "all of these are needed", "须全部完成"),
      ]),
  ]
}
