package import PolicyTypes

/// How the grade is found: a base grade, then the moves of the rules.
package struct TypedGrade: Hashable, Sendable {
  package let clause: Clause
  package let scale: LabelSet
  /// Optional only where the scale has `not rated`, which a missing grade then becomes.
  package let base: TypedValue
  package let order: MoveOrder
  /// The outcomes beside the scale that are tried before it, which `base` has as its first rows.
  package let outcomes: [TypedOutcome]
  /// The base grade without them.
  package let computed: TypedValue

  package init(
    clause: Clause, scale: LabelSet, base: TypedValue, order: MoveOrder = .standard, outcomes: [TypedOutcome] = [],
    computed: TypedValue? = nil
  ) {
    self.clause = clause
    self.scale = scale
    self.base = base
    self.order = order
    self.outcomes = outcomes
    self.computed = computed ?? base
  }
}

/// An outcome beside the scale, with what is shown meanwhile.
package struct TypedOutcome: Hashable, Sendable {
  package let clause: Clause
  package let label: String
  /// Whether it applies: its condition holds, and nothing has ended it.
  package let applies: TypedValue
  /// The grade that is shown while it does; nil for none.
  package let shows: TypedValue?
  /// Its last day, where it has one.
  package let lastDay: TypedValue?
  package let reason: String?

  package init(
    clause: Clause, label: String, applies: TypedValue, shows: TypedValue? = nil, lastDay: TypedValue? = nil,
    reason: String? = nil
  ) {
    self.clause = clause
    self.label = label
    self.applies = applies
    self.shows = shows
    self.lastDay = lastDay
    self.reason = reason
  }
}

package struct TypedRule: Hashable, Sendable {
  package let clause: Clause
  package let condition: TypedValue
  /// Grades are of the policy's scale, steps whole numbers that are not negative; neither is ever absent where the rule
  /// holds.
  package let move: GradeMove<TypedValue>?
  package let alert: String?
  package let tag: String?

  package init(clause: Clause, condition: TypedValue, move: GradeMove<TypedValue>?, alert: String?, tag: String?) {
    self.clause = clause
    self.condition = condition
    self.move = move
    self.alert = alert
    self.tag = tag
  }
}
