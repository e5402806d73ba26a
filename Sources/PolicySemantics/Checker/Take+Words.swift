package import PolicyDiagnostics
package import PolicyTypes

extension Take {
  /// The Chinese word for it; the English one is its raw value.
  package var chinese: String {
    switch self {
    case .first: "首行"
    case .highest: "最高"
    case .lowest: "最低"
    case .sum: "合计"
    case .unique: "唯一"
    }
  }

  /// One sentence on what it means.
  package var summary: LocalizedText {
    switch self {
    case .first: LocalizedText("the first row that holds decides; the default", "按书写顺序，首个成立的行；缺省即此")
    case .highest: LocalizedText("the highest value of the rows that hold; the best grade", "成立各行中最高的值；等级取最好的")
    case .lowest: LocalizedText("the lowest value of the rows that hold; the worst grade", "成立各行中最低的值；等级取最差的")
    case .sum: LocalizedText("the sum of the values of the rows that hold", "成立各行的值之和")
    case .unique: LocalizedText("the one row that holds; rows that overlap are an error", "唯一成立的行；各行重叠即为错误")
    }
  }

  /// Reads it from its word in either language.
  init?(word: String) {
    guard let take = Self.allCases.first(where: { $0.rawValue == word || $0.chinese == word }) else { return nil }
    self = take
  }
}
