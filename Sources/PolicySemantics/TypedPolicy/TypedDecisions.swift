package import PolicyTypes

/// What people may decide instead of the rules: a record type of the language's own, and which of its records are in
/// force.
package struct TypedDecisions: Hashable, Sendable {
  package let clause: Clause
  package let domain: Int
  /// The latest decision about the grade that is in force; nil where the policy gives no grade.
  package let ofGrade: SelectionID?
  /// The fields of the records, by their places.
  package let fields: DecisionFields

  package init(clause: Clause, domain: Int, ofGrade: SelectionID?, fields: DecisionFields) {
    self.clause = clause
    self.domain = domain
    self.ofGrade = ofGrade
    self.fields = fields
  }
}

/// Where the fields of a decision stand among those of its record type; nil for those that a policy does not have.
package struct DecisionFields: Hashable, Sendable {
  package let decidedOn: Int
  package let reason: Int
  package let decider: Int
  /// The last day on which it is in force; absent where it has none.
  package let until: Int
  package let grade: Int?
  /// How the grade counts, one of `DecisionEffect`; absent for `exactly`.
  package let effect: Int?
  package let circumstance: Int?

  package init(
    decidedOn: Int, reason: Int, decider: Int, until: Int, grade: Int?, effect: Int?, circumstance: Int?
  ) {
    self.decidedOn = decidedOn
    self.reason = reason
    self.decider = decider
    self.until = until
    self.grade = grade
    self.effect = effect
    self.circumstance = circumstance
  }
}
