package import PolicyTypes

extension RoundingMode {
  /// The Chinese words for the mode; the English ones are its raw value.
  package var chinese: String {
    switch self {
    case .halfUp: "四舍五入"
    case .halfDown: "五舍六入"
    case .halfEven: "四舍六入五成双"
    case .up: "进一"
    case .down: "去尾"
    case .ceiling: "向上"
    case .floor: "向下"
    }
  }

  /// Reads the mode from its words in either language.
  init?(word: String) {
    guard let mode = Self.allCases.first(where: { $0.rawValue == word || $0.chinese == word }) else { return nil }
    self = mode
  }
}
