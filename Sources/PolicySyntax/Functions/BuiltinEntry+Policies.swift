import PolicyDiagnostics

// What policies alone know: records, absence, and time as they count it.

extension BuiltinEntry {
  static let records = [
    BuiltinEntry(
      .exists, "存在", policy: "exists(listed)", summary: said("whether a selection has any record", "范围内是否有记录")),
    BuiltinEntry(
      .longestRun, "最长连续", policy: "longest run(zero months.month, 1 month) >= 3",
      summary: said(
        "the most days, weeks, months, quarters or years in a row, or whole numbers without a second argument",
        "最多连续多少天、周、月、季、年；不写第二项时为连续的整数")),
    BuiltinEntry(
      .default, "缺省", policy: "default(removed on, as of)",
      summary: said("the first value, or the second where the first is absent", "第一个值；缺失时取第二个值")),
    BuiltinEntry(
      .nth, "第几次", policy: "nth(12 months)",
      summary: said("which one a record is among those less than so long before it", "该记录在此前一段时间内是第几次")),
  ]

  static let results = [
    BuiltinEntry(
      .lowestPart, "最差部分", policy: "lowest part(score)",
      summary: said("the worst grade of the parts that have one", "有等级的各部分中最差的等级")),
    BuiltinEntry(
      .parts, "部分数", policy: "parts(score, grade < B) >= 2",
      summary: said(
        "how many parts have a grade that meets a condition; inside it `grade` is that of the part",
        "等级满足条件的部分有几个；条件中的 `等级` 指该部分的等级")),
    BuiltinEntry(
      .streak, "连续次数", policy: "streak(results, grade = A) >= 2",
      summary: said(
        "how many earlier results in a row, from the previous one back, meet a condition; a gap ends it",
        "从上次结果往前连续多少次满足条件；某期没有结果即中断")),
    BuiltinEntry(
      .better, "更好", policy: "better(previous.grade, 1)",
      summary: said("the grade so many places better, no further than the best", "高若干档的等级，最高到最好一档")),
    BuiltinEntry(
      .worse, "更差", policy: "worse(previous.grade, 1)",
      summary: said("the grade so many places worse, no further than the worst", "低若干档的等级，最低到最差一档")),
    BuiltinEntry(
      .episode, "第几案", policy: "episode(kind = loading, kind = unloading)",
      summary: said(
        "the number of the case that a record belongs to; one begins with each record that meets the condition, and ends after "
          + "a record that meets a second one, or a length of time without any",
        "该记录属于第几案；满足条件的记录开始新的一案，满足第二个条件的记录或一段没有记录的时间结束该案")),
    BuiltinEntry(
      .repaired, "已修复", policy: "exists(acts[not(repaired(standard))])",
      summary: said("whether a repair of the record has taken effect", "该记录按某修复办法是否已修复")),
    BuiltinEntry(
      .listed, "在列", policy: "listed(watch list)",
      summary: said("whether the subject is on a list on the as-of date", "截止日时该对象是否在名单上")),
    BuiltinEntry(
      .decided, "已认定", policy: "decided(other grave circumstances)",
      summary: said("whether a decision in force finds one of the `circumstances`", "是否有生效的裁定认定某项 `其他情形`")),
  ]

  static let times = [
    BuiltinEntry(
      .elapsed, "历时", policy: "elapsed(founded on, as of) >= 3 years",
      summary: said("the time from one date to another, to compare with a length of time", "两个日期之间的时间，用于与时长比较")),
    BuiltinEntry(
      .daysBetween, "相隔天数", policy: "days between(due on, paid on)",
      summary: said("the days from the first date to the second", "从前一日期到后一日期的天数")),
    BuiltinEntry(
      .fullMonths, "满月数", policy: "full months(corrected on, as of)",
      summary: said("how many months have gone by in full from one date to another, never below 0", "两个日期之间已满的月数，不小于 0")
    ),
    BuiltinEntry(
      .fullYears, "满年数", policy: "full years(founded on, as of) >= 3",
      summary: said("how many years have gone by in full from one date to another, never below 0", "两个日期之间已满的年数，不小于 0")),
    BuiltinEntry(
      .calendarYears, "近年度", policy: "calendar years(2)",
      summary: said(
        "the dates of the as-of date's calendar year and those before it, so many in all", "截止日所在日历年及之前各年，共若干年")),
    BuiltinEntry(
      .workingDayFrom, "顺延至工作日", policy: "filed on <= working day from(period end + 15 days)",
      summary: said("the date itself where it is a working day, else the next one", "该日期；不是工作日时顺延至下一个工作日")),
    BuiltinEntry(
      .lastDayOfMonth, "月末", policy: "last day of month(paid on)",
      summary: said("the last day of the calendar month that a date lies in", "某日期所在日历月的最后一天")),
    BuiltinEntry(
      .lastDayOfQuarter, "季末", policy: "day of repair <= last day of quarter(due on)",
      summary: said("the last day of the calendar quarter that a date lies in", "某日期所在日历季度的最后一天")),
    BuiltinEntry(
      .lastDayOfYear, "年末", policy: "day of repair <= last day of year(due on)",
      summary: said("the last day of the calendar year that a date lies in", "某日期所在日历年的最后一天")),
    BuiltinEntry(
      .lastDayOfPeriod, "期末", policy: "day of repair <= last day of period(due on)",
      summary: said(
        "the last day of the assessment period that a date lies in; `period end` is the first day after the one that is graded",
        "某日期所在评价期的最后一天；`评价期结束` 则是所评价周期结束后的第一天")),
  ]
}
