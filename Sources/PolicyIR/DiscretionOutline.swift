package import PolicyTypes

/// A clause whose source leaves the decision to people, and whether a subject's result rests on it.
package struct DiscretionOutline: Sendable {
  /// What kind of clause it is; the raw value begins the id of its step.
  package enum Kind: String, Hashable, Sendable {
    /// An indicator, whose name is the whole path.
    case indicator = ""
    case rule = "rules."
    case measure = "measures."
    case output = "outputs."
  }

  package let kind: Kind
  package let clause: Clause
  package let words: String
  /// Whether the indicator or the output has a value, the rule holds, or the measure is given.
  package let rests: ValueID

  package init(kind: Kind, clause: Clause, words: String, rests: ValueID) {
    self.kind = kind
    self.clause = clause
    self.words = words
    self.rests = rests
  }
}
