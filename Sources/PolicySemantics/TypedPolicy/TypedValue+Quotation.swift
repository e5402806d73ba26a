import PolicyTypes

extension TypedValue {
  /// The value as one line that explanations quote: as it is written, or, of a condition made of others, those joined
  /// by what they are joined by.
  package var quotation: String {
    guard let members else { return text }
    let parts = members.conditions.map { $0.members == nil ? $0.text : "(\($0.quotation))" }
    return switch members.need {
    case .all: parts.joined(separator: " and ")
    case .any: parts.joined(separator: " or ")
    case .atLeast(let count): "at least \(count) of: " + parts.joined(separator: "; ")
    }
  }
}
