package import PolicyDiagnostics

/// What a measure of the catalogue is: the raw value is the English word.
package enum MeasureKind: String, CaseIterable, Hashable, Sendable {
  case incentive
  case supervision
  case penalty
  /// Sets penalties aside.
  case leniency
  case guidance

  package var words: LocalizedText {
    switch self {
    case .incentive: LocalizedText(rawValue, "激励")
    case .supervision: LocalizedText(rawValue, "监管")
    case .penalty: LocalizedText(rawValue, "惩戒")
    case .leniency: LocalizedText(rawValue, "宽宥")
    case .guidance: LocalizedText(rawValue, "指导")
    }
  }

  package init?(spelling text: String) {
    guard let kind = Self.allCases.first(where: { $0.rawValue == text || $0.words.chinese == text }) else { return nil }
    self = kind
  }
}

/// A measure that takes the place of another, by its place in the policy.
package struct MeasureDisplacer: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// A stronger measure.
    case replaces
    /// A leniency that sets a penalty aside.
    case suppresses
    /// A heavier measure that comes after the milder one has come so many times.
    case escalates
  }

  package let measure: Int
  package let kind: Kind

  package init(measure: Int, kind: Kind) {
    self.measure = measure
    self.kind = kind
  }
}
