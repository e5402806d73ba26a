package import PolicyTypes

/// What people decided about the grade: the record that counts, and what it did.
package struct DecisionOutline: Sendable {
  package let clause: Clause
  /// The decisions in force, of which the latest counts.
  package let selection: SelectionOutline
  /// The fields of the records, by their places.
  package let reason: Int
  package let decider: Int
  package let until: Int
  package let grade: Int
  package let effect: Int
  /// Whether any decision counts.
  package let isDecided: ValueID
  /// Its reason, for the results; absent where there is none.
  package let reasonText: ValueID
  /// The grade before and after it.
  package let before: ValueID
  package let result: ValueID

  package init(
    clause: Clause, selection: SelectionOutline, reason: Int, decider: Int, until: Int, grade: Int, effect: Int,
    isDecided: ValueID, reasonText: ValueID, before: ValueID, result: ValueID
  ) {
    self.clause = clause
    self.selection = selection
    self.reason = reason
    self.decider = decider
    self.until = until
    self.grade = grade
    self.effect = effect
    self.isDecided = isDecided
    self.reasonText = reasonText
    self.before = before
    self.result = result
  }
}

/// An outcome beside the scale that is tried before it.
package struct OutcomeOutline: Sendable {
  package let clause: Clause
  package let label: String
  package let applies: ValueOutline
  /// The grade that is shown while it applies; nil for none.
  package let shows: ValueOutline?
  package let lastDay: ValueOutline?
  package let reason: String?

  package init(
    clause: Clause, label: String, applies: ValueOutline, shows: ValueOutline?, lastDay: ValueOutline?, reason: String?
  ) {
    self.clause = clause
    self.label = label
    self.applies = applies
    self.shows = shows
    self.lastDay = lastDay
    self.reason = reason
  }
}
