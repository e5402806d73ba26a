package import PolicyTypes

/// How the grade is found: a base grade, then the moves of the rules.
package struct TypedGrade: Hashable, Sendable {
  package let clause: Clause
  package let scale: LabelSet
  /// Optional only where the scale has `not rated`, which a missing grade then becomes.
  package let base: TypedValue
  package let order: MoveOrder

  package init(clause: Clause, scale: LabelSet, base: TypedValue, order: MoveOrder = .standard) {
    self.clause = clause
    self.scale = scale
    self.base = base
    self.order = order
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
