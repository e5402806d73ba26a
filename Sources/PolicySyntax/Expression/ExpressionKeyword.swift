/// A word that has a meaning of its own in expressions, and so is no part of a name.
///
/// Each has exactly one English and one Chinese spelling; strict FEEL knows the English ones alone.
package enum ExpressionKeyword: Hashable, Sendable, CaseIterable {
  case and, or, not
  case `if`, then, `else`
  case `for`, `in`, `return`
  case some, every, satisfies
  case between, instanceOf
  case `true`, `false`, null
  case function

  /// The English spelling.
  package var english: String { Self.english[self, default: ""] }

  /// The Chinese spelling.
  package var chinese: String { Self.chinese[self, default: ""] }

  /// Returns the keyword spelled `word`, if there is one in `mode`.
  package static func spelled(_ word: String, in mode: ExpressionMode = .policy) -> ExpressionKeyword? {
    byEnglish[word] ?? (mode == .policy ? byChinese[word] : nil)
  }

  /// Every keyword with its English and its Chinese spelling.
  package static let spellings: [(keyword: ExpressionKeyword, english: String, chinese: String)] = [
    (.and, "and", "且"),
    (.or, "or", "或"),
    (.not, "not", "非"),
    (.if, "if", "如果"),
    (.then, "then", "则"),
    (.else, "else", "否则"),
    (.for, "for", "遍历"),
    (.in, "in", "属于"),
    (.return, "return", "返回"),
    (.some, "some", "存在某个"),
    (.every, "every", "每个都"),
    (.satisfies, "satisfies", "满足"),
    (.between, "between", "介于"),
    (.instanceOf, "instance of", "类型为"),
    (.true, "true", "真"),
    (.false, "false", "假"),
    (.null, "null", "空"),
    (.function, "function", "函数"),
  ]

  private static let english = Dictionary(uniqueKeysWithValues: spellings.map { ($0.keyword, $0.english) })
  private static let chinese = Dictionary(uniqueKeysWithValues: spellings.map { ($0.keyword, $0.chinese) })
  private static let byEnglish = Dictionary(uniqueKeysWithValues: spellings.map { ($0.english, $0.keyword) })
  private static let byChinese = Dictionary(uniqueKeysWithValues: spellings.map { ($0.chinese, $0.keyword) })
}

extension DurationUnit {
  /// Every unit with its English spelling, the English singular and its Chinese spelling.
  package static let spellings: [(unit: DurationUnit, english: String, singular: String, chinese: String)] = [
    (.years, "years", "year", "年"),
    (.months, "months", "month", "个月"),
    (.weeks, "weeks", "week", "周"),
    (.days, "days", "day", "天"),
    (.workingDays, "working days", "working day", "个工作日"),
  ]

  /// Returns the English spelling for `count`: singular for `1`.
  package func english(for count: String) -> String {
    guard count == "1", let row = Self.spellings.first(where: { $0.unit == self }) else { return rawValue }
    return row.singular
  }

  /// Every spelling of every unit as words, the longest first.
  static let phrases: [(words: [String], unit: DurationUnit)] =
    spellings
    .flatMap { row in [row.english, row.singular, row.chinese].map { (words(of: $0), row.unit) } }
    .sorted { $0.0.count > $1.0.count }

  private static func words(of phrase: String) -> [String] {
    phrase.split(separator: " ").map(String.init)
  }
}

/// Names of FEEL that contain a keyword as a word; they are names only where what follows tells.
enum ExpressionPhrase {
  /// Functions, recognised before `(`.
  static let functions = [["date", "and", "time"], ["years", "and", "months", "duration"]]

  /// A function of policies alone; strict FEEL reads `days between (…)` as a test of `days`.
  static let policyFunctions = functions + [["days", "between"]]

  /// Types, recognised after `instance of` and the colon of a parameter.
  static let types = functions + [["days", "and", "time", "duration"]]
}
