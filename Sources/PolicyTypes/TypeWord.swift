package import PolicyDiagnostics

/// A word for the type of a field, or for what identifies a subject: the raw value is the English spelling.
package enum TypeWord: String, CaseIterable, Hashable, Sendable {
  case text
  case date
  case yesOrNo = "yes or no"
  case integer
  /// The unified social credit code of GB 32100-2015.
  case unifiedCode = "uscc"
  /// The citizen identity number of GB 11643-1999.
  case citizenNumber = "citizen id"
  /// The registration number of a business before unified codes, GS 15-2006.
  case registrationNumber = "registration number"

  package var words: LocalizedText {
    switch self {
    case .text: LocalizedText(rawValue, "文本")
    case .date: LocalizedText(rawValue, "日期")
    case .yesOrNo: LocalizedText(rawValue, "是否")
    case .integer: LocalizedText(rawValue, "整数")
    case .unifiedCode: LocalizedText(rawValue, "统一社会信用代码")
    case .citizenNumber: LocalizedText(rawValue, "公民身份号码")
    case .registrationNumber: LocalizedText(rawValue, "注册号")
    }
  }

  /// What may identify a subject.
  package static let identifying: [TypeWord] = [.unifiedCode, .citizenNumber, .registrationNumber, .text]

  package var isIdentifier: Bool { self != .text && Self.identifying.contains(self) }

  package init?(spelling text: String) {
    guard let word = Self.allCases.first(where: { $0.rawValue == text || $0.words.chinese == text }) else { return nil }
    self = word
  }
}
