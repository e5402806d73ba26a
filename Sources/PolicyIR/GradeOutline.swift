package import PolicyTypes

/// How the grade is found: a base grade, then the moves of the rules.
package struct GradeOutline: Hashable, Sendable {
  package let clause: Clause
  package let scale: LabelSet
  package let base: ValueOutline
  /// The moves in the order in which they act.
  package let groups: [MoveGroup]
  /// The grade after all moves.
  package let result: ValueID

  package init(clause: Clause, scale: LabelSet, base: ValueOutline, groups: [MoveGroup], result: ValueID) {
    self.clause = clause
    self.scale = scale
    self.base = base
    self.groups = groups
    self.result = result
  }
}

/// Moves of one kind that act together.
package struct MoveGroup: Hashable, Sendable {
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
package struct RuleOutline: Hashable, Sendable {
  package let clause: Clause
  package let condition: ValueOutline
  package let move: GradeMove<ValueOutline>?
  package let alert: String?
  package let tag: String?

  package init(
    clause: Clause, condition: ValueOutline, move: GradeMove<ValueOutline>?, alert: String?, tag: String?
  ) {
    self.clause = clause
    self.condition = condition
    self.move = move
    self.alert = alert
    self.tag = tag
  }
}
