import PolicyDiagnostics
import PolicyIR
import PolicySyntax
import PolicyTypes

/// One thing that a test expects of the results.
struct Expectation {
  /// What is written, where a failure points at.
  let written: YAMLScalar
  let kind: Kind

  enum Kind: Hashable {
    case grade(String)
    /// The number of an indicator, or that it is left out.
    case indicator(IndicatorID, Value)
    case name(NameKind, String, isIncluded: Bool)
  }
}

/// The kinds of results that are lists of names.
enum NameKind: CaseIterable {
  case rules
  case measures
  case alerts
  case tags

  var keyword: Keyword {
    switch self {
    case .rules: .rules
    case .measures: .measures
    case .alerts: .alerts
    case .tags: .tags
    }
  }

  /// Every name of this kind that a policy can give, in its order.
  func names(in outline: Outline) -> [String] {
    switch self {
    case .rules: outline.rules.map(\.clause.name)
    case .measures: outline.measures.map(\.clause.name)
    case .alerts: outline.rules.compactMap(\.alert)
    case .tags: outline.rules.compactMap(\.tag)
    }
  }
}
