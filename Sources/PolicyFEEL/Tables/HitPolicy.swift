package import PolicyTypes

/// What a decision table of DMN makes of the rules that hold; the raw value is DMN's letter.
///
/// Those that give one value are the takes of policies' lookups. Those that give a list, count, or look at the declared
/// order of outputs exist here alone.
package enum HitPolicy: String, CaseIterable, Sendable {
  case unique = "U"
  case any = "A"
  case priority = "P"
  case first = "F"
  case ruleOrder = "R"
  case outputOrder = "O"
  case collect = "C"
  case sum = "C+"
  case least = "C<"
  case greatest = "C>"
  case count = "C#"

  /// The take of a policy's lookup that does the same.
  package var take: Take? {
    switch self {
    case .unique: .unique
    case .first: .first
    case .sum: .sum
    case .least: .lowest
    case .greatest: .highest
    case .any, .priority, .ruleOrder, .outputOrder, .collect, .count: nil
    }
  }

  /// Whether the outputs of all rules that hold come out as a list.
  package var givesList: Bool { self == .ruleOrder || self == .outputOrder || self == .collect }

  /// Whether the declared order of outputs decides.
  package var readsOrder: Bool { self == .priority || self == .outputOrder }
}
