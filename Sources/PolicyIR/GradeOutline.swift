package import PolicyTypes

/// How the grade is found: a base grade, then the moves of the rules.
package struct GradeOutline: Sendable {
  package let clause: Clause
  package let scale: LabelSet
  package let base: ValueOutline
  /// The moves in the order in which they act.
  package let groups: [MoveGroup]
  /// The grade after all moves and decisions.
  package let result: ValueID
  /// The outcomes beside the scale that are tried before it, in their order.
  package let outcomes: [OutcomeOutline]
  /// The grade that is shown: the result, or what an outcome shows meanwhile; nil where no outcome says.
  package let shown: ValueID?
  /// What people decided after the moves; nil where the policy knows of no decisions.
  package let decision: DecisionOutline?

  package init(
    clause: Clause, scale: LabelSet, base: ValueOutline, groups: [MoveGroup], result: ValueID,
    outcomes: [OutcomeOutline] = [], shown: ValueID? = nil, decision: DecisionOutline? = nil
  ) {
    self.clause = clause
    self.scale = scale
    self.base = base
    self.groups = groups
    self.result = result
    self.outcomes = outcomes
    self.shown = shown
    self.decision = decision
  }
}

extension GradeOutline {
  /// The base grade but for the outcomes beside the scale.
  package var bands: ValueOutline {
    outcomes.isEmpty ? base : base.rows.last { $0.condition == nil }?.value ?? base
  }
}

/// Moves of one kind that act together.
package struct MoveGroup: Sendable {
  package let kind: MoveKind
  /// The places of their rules among the outline's rules.
  package let rules: [Int]
  /// The grade after them.
  package let result: ValueID

  package init(kind: MoveKind, rules: [Int], result: ValueID) {
    self.kind = kind
    self.rules = rules
    self.result = result
  }
}

/// A rule: a named yes or no with outcomes.
package struct RuleOutline: Sendable {
  package let clause: Clause
  package let condition: ValueOutline
  package let move: GradeMove<ValueOutline>?
  package let alert: String?
  package let tag: String?
  /// The repairs on which the condition depends, other than by what indicators come to.
  package let repairs: [RepairOutline]

  package init(
    clause: Clause, condition: ValueOutline, move: GradeMove<ValueOutline>?, alert: String?, tag: String?,
    repairs: [RepairOutline] = []
  ) {
    self.repairs = repairs
    self.clause = clause
    self.condition = condition
    self.move = move
    self.alert = alert
    self.tag = tag
  }
}
