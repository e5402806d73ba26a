package import PolicyDiagnostics

/// A function that expressions of a policy may call: its names, its form and what it does.
package enum Builtin: String, CaseIterable, Hashable, Sendable {
  case not
  case count
  case exists
  case sum
  case min
  case max
  case mean
  case distinctValues = "distinct values"
  case longestRun = "longest run"
  case `default`
  case elapsed
  case daysBetween = "days between"
  case fullMonths = "full months"
  case fullYears = "full years"
  case calendarYears = "calendar years"
  case workingDayFrom = "working day from"
  case nth
  case roundHalfUp = "round half up"
  case roundHalfDown = "round half down"
  case roundHalfEven = "round half even"
  case roundUp = "round up"
  case roundDown = "round down"
  case floor
  case ceiling

  package var english: String { rawValue }

  package var chinese: String {
    switch self {
    case .not: "非"
    case .count: "计数"
    case .exists: "存在"
    case .sum: "合计"
    case .min: "最小"
    case .max: "最大"
    case .mean: "平均"
    case .distinctValues: "不同值"
    case .longestRun: "最长连续"
    case .default: "缺省"
    case .elapsed: "历时"
    case .daysBetween: "相隔天数"
    case .fullMonths: "满月数"
    case .fullYears: "满年数"
    case .calendarYears: "近年度"
    case .workingDayFrom: "顺延至工作日"
    case .nth: "第几次"
    case .roundHalfUp: "四舍五入"
    case .roundHalfDown: "五舍六入"
    case .roundHalfEven: "四舍六入五成双"
    case .roundUp: "进一"
    case .roundDown: "去尾"
    case .floor: "向下取整"
    case .ceiling: "向上取整"
    }
  }

  /// How it is called, by example.
  package var example: String {
    switch self {
    case .not: "not(annual report filed)"
    case .count: "count(recent minor) >= 5"
    case .exists: "exists(listed)"
    case .sum: "sum(penalties.amount)"
    case .min: "min(11, late days)"
    case .max: "max(0, late days - 30)"
    case .mean: "mean(sections.marks)"
    case .distinctValues: "count(distinct values(penalties.department)) >= 2"
    case .longestRun: "longest run(zero months.month, 1 month) >= 3"
    case .default: "default(removed on, as of)"
    case .elapsed: "elapsed(founded on, as of) >= 3 years"
    case .daysBetween: "days between(due on, paid on)"
    case .fullMonths: "full months(corrected on, as of)"
    case .fullYears: "full years(founded on, as of) >= 3"
    case .calendarYears: "calendar years(2)"
    case .workingDayFrom: "filed on <= working day from(period end + 15 days)"
    case .nth: "nth(12 months)"
    case .roundHalfUp, .roundHalfDown, .roundHalfEven, .roundUp, .roundDown: "\(rawValue)(amount / 10000, 1)"
    case .floor, .ceiling: "\(rawValue)(late days / 30)"
    }
  }

  /// What it gives.
  package var summary: LocalizedText {
    switch self {
    case .not: LocalizedText("the opposite of a condition", "条件的否定")
    case .count: LocalizedText("how many records a selection has", "范围内的记录条数")
    case .exists: LocalizedText("whether a selection has any record", "范围内是否有记录")
    case .sum: LocalizedText("the sum of a field over a selection; 0 for no record", "范围内某字段之和；没有记录时为 0")
    case .min: LocalizedText("the least of several numbers, or of a field over a selection", "几个数或某字段的最小值")
    case .max: LocalizedText("the greatest of several numbers, or of a field over a selection", "几个数或某字段的最大值")
    case .mean:
      LocalizedText("the mean of a field over the records that have it; absent for none", "有值的记录中某字段的平均值；都没有时缺失")
    case .distinctValues:
      LocalizedText("the different values of a field over a selection; only inside `count`", "范围内某字段的不同值；只用于 `计数`")
    case .longestRun:
      LocalizedText(
        "the most days, weeks, months, quarters or years in a row, or whole numbers without a second argument",
        "最多连续多少天、周、月、季、年；不写第二项时为连续的整数")
    case .default: LocalizedText("the first value, or the second where the first is absent", "第一个值；缺失时取第二个值")
    case .elapsed:
      LocalizedText("the time from one date to another, to compare with a length of time", "两个日期之间的时间，用于与时长比较")
    case .daysBetween: LocalizedText("the days from the first date to the second", "从前一日期到后一日期的天数")
    case .fullMonths:
      LocalizedText("how many months have gone by in full from one date to another, never below 0", "两个日期之间已满的月数，不小于 0")
    case .fullYears:
      LocalizedText("how many years have gone by in full from one date to another, never below 0", "两个日期之间已满的年数，不小于 0")
    case .calendarYears:
      LocalizedText(
        "the dates of the as-of date's calendar year and those before it, so many in all", "截止日所在日历年及之前各年，共若干年")
    case .workingDayFrom:
      LocalizedText("the date itself where it is a working day, else the next one", "该日期；不是工作日时顺延至下一个工作日")
    case .nth: LocalizedText("which one a record is among those less than so long before it", "该记录在此前一段时间内是第几次")
    case .roundHalfUp: LocalizedText("rounded to so many decimals, halves away from zero", "四舍五入到指定小数位")
    case .roundHalfDown: LocalizedText("rounded to so many decimals, halves towards zero", "五舍六入到指定小数位")
    case .roundHalfEven: LocalizedText("rounded to so many decimals, halves to the even digit", "四舍六入五成双到指定小数位")
    case .roundUp: LocalizedText("rounded to so many decimals, away from zero", "远离零取整到指定小数位")
    case .roundDown: LocalizedText("rounded to so many decimals, towards zero", "向零取整到指定小数位")
    case .floor: LocalizedText("the greatest whole number that is not greater", "不大于它的最大整数")
    case .ceiling: LocalizedText("the least whole number that is not less", "不小于它的最小整数")
    }
  }

  /// Finds the function that `name` spells in either language.
  init?(spelling name: String) {
    guard let builtin = Self.allCases.first(where: { $0.english == name || $0.chinese == name }) else { return nil }
    self = builtin
  }
}
