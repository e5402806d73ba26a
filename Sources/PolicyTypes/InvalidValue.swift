package import PolicyDiagnostics

/// What a value in the data means that its field cannot hold. The raw value is the word of policies in English.
package enum InvalidValue: String, Hashable, Sendable, CaseIterable {
  /// The data are wrong, and the subject is set aside.
  case fault
  /// The value counts as absent.
  case missing
  /// The record is void: it is listed and does not count.
  case void

  package var words: LocalizedText {
    switch self {
    case .fault: LocalizedText(rawValue, "视为数据问题")
    case .missing: LocalizedText(rawValue, "视为缺失")
    case .void: LocalizedText(rawValue, "记录作废")
    }
  }

  package init?(spelling text: String) {
    guard let word = Self.allCases.first(where: { $0.rawValue == text || $0.words.chinese == text }) else { return nil }
    self = word
  }
}
