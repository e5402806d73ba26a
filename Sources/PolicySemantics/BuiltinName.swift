package import PolicyDiagnostics
import PolicySyntax

/// A word of the language that stands for a value in expressions: its two spellings and what it gives.
package enum BuiltinName: String, CaseIterable, Hashable, Sendable {
  case asOf = "as of"
  case forever
  case score
  case baseGrade = "base grade"
  case grade
  case age
  case took
  case dayOfRepair = "day of repair"
  case period
  case periodStart = "period start"
  case periodEnd = "period end"
  case calendarYear = "calendar year"
  case calendarQuarter = "calendar quarter"
  case calendarMonth = "calendar month"
  case yearBefore = "year before"
  case results
  case previous
  case periodsAgo = "periods ago"
  case gradedOn = "graded on"
  case sincePreviousResult = "since previous result"
  case entered, leaves
  case computedGrade = "computed grade"
  case this

  package var english: String { rawValue }

  package var chinese: String {
    switch self {
    case .asOf: "截止日"
    case .forever: "永久"
    case .score: "评分"
    case .baseGrade: "基础等级"
    case .grade: "等级"
    case .age: "已过时间"
    case .took: "用时"
    case .dayOfRepair: "修复之日"
    case .period: "评价期"
    case .periodStart: "评价期开始"
    case .periodEnd: "评价期结束"
    case .calendarYear: "本年度"
    case .calendarQuarter: "本季度"
    case .calendarMonth: "本月"
    case .yearBefore: "上年度"
    case .results: "历次结果"
    case .previous: "上次结果"
    case .periodsAgo: "距今期数"
    case .gradedOn: "评定日期"
    case .sincePreviousResult: "上次结果以来"
    case .entered: "列入日"
    case .leaves: "移出日"
    case .computedGrade: "计算等级"
    case .this: "本条"
    }
  }

  /// What it gives.
  package var summary: LocalizedText {
    switch self {
    case .asOf: LocalizedText("the as-of date of the run", "本次评价的截止日")
    case .forever: LocalizedText("a window without an end", "没有终点的有效期")
    case .score: LocalizedText("the score; `score.a.b` is the indicator `b` of `a`", "评分；`评分.甲.乙` 是指标“甲”之下的“乙”")
    case .baseGrade: LocalizedText("the grade before rules move it", "规则调整之前的等级")
    case .grade: LocalizedText("the grade after rules have moved it", "规则调整之后的等级")
    case .age: LocalizedText("the time from the record's date to the as-of date", "从记录日期到截止日的时间")
    case .took:
      LocalizedText("the time that a repair took, inside `restore` and `needs`", "修复所用的时间，只用于 `恢复` 和 `前提`")
    case .dayOfRepair:
      LocalizedText("the day on which a repair was done, inside `restore` and `needs`", "修复完成的日期，只用于 `恢复` 和 `前提`")
    case .period:
      LocalizedText("the dates of the period that is graded, as a window or after `in`", "所评价的周期，用作有效期或写在 `属于` 之后")
    case .periodStart: LocalizedText("the first day of the period that is graded", "所评价周期的第一天")
    case .periodEnd: LocalizedText("the first day after the period that is graded", "所评价周期结束后的第一天")
    case .calendarYear: LocalizedText("the dates of the as-of date's calendar year", "截止日所在的日历年")
    case .calendarQuarter: LocalizedText("the dates of the as-of date's calendar quarter", "截止日所在的日历季度")
    case .calendarMonth: LocalizedText("the dates of the as-of date's calendar month", "截止日所在的日历月")
    case .yearBefore: LocalizedText("the dates of the calendar year before the as-of date's", "截止日所在日历年的上一年")
    case .results: LocalizedText("what the policy gave the subject before, one record a period", "该对象以前的评价结果，每期一条")
    case .previous:
      LocalizedText("the result of the period before, or without periods the latest", "上一期的结果；没有评价期时为最近一次的结果")
    case .periodsAgo:
      LocalizedText("how many periods lie from a result to the one graded, inside `results`", "某次结果距本期的期数，只用于 `历次结果`")
    case .gradedOn: LocalizedText("the day on which a result was given, inside `results`", "某次结果的评定日期，只用于 `历次结果`")
    case .sincePreviousResult:
      LocalizedText(
        "a window: the dates after the previous result was given; all of them where there is none",
        "有效期：上次结果评定之后的日期；没有上次结果时为全部日期")
    case .this:
      LocalizedText(
        "the record at hand, inside a filter of `count` or `exists`: `penalties[kind = this.kind]` are the others of its kind",
        "当前记录，用于 `计数` 或 `存在` 的筛选之内：`处罚[种类 = 本条.种类]` 是同种类的其他记录")
    case .computedGrade:
      LocalizedText(
        "the grade that the rules would give but for the outcomes, inside `shows`", "不考虑等级之外的情形时应定的等级，只用于 `显示`")
    case .entered:
      LocalizedText("the day on which a stay on a list began, inside its records", "某次列入名单的起始日，只用于名单的记录")
    case .leaves:
      LocalizedText(
        "the first day after a stay on a list, inside its records; absent while nothing ends it",
        "某次列入名单后移出的第一天，只用于名单的记录；尚无终点时缺失")
    }
  }

  /// The words that no declaration may take for its name, in both spellings.
  package static let reserved: Set<String> = Set(
    allCases.flatMap { [$0.english, $0.chinese] } + [Builtin.nth.english, Builtin.nth.chinese])

  /// Finds the word that `name` spells in either language.
  package init?(spelling name: String) {
    guard let word = Self.bySpelling[name] else { return nil }
    self = word
  }

  private static let bySpelling = Dictionary(
    allCases.flatMap { [($0.english, $0), ($0.chinese, $0)] }, uniquingKeysWith: { first, _ in first })
}
