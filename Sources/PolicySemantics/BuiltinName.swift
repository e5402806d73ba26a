package import PolicyDiagnostics

/// A word of the language that stands for a value in expressions: its two spellings and what it gives.
package enum BuiltinName: String, CaseIterable, Hashable, Sendable {
  case asOf = "as of"
  case forever
  case score
  case baseGrade = "base grade"
  case grade
  case age
  case took

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
    case .took: LocalizedText("the time that a repair took, inside `restore`", "修复所用的时间，只用于 `恢复`")
    }
  }

  /// The words that no declaration may take for its name, in both spellings.
  package static let reserved: Set<String> = Set(
    allCases.flatMap { [$0.english, $0.chinese] } + [Builtin.nth.english, Builtin.nth.chinese])

  /// Finds the word that `name` spells in either language.
  package init?(spelling name: String) {
    guard let word = Self.allCases.first(where: { $0.english == name || $0.chinese == name }) else { return nil }
    self = word
  }
}
