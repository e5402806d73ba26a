package import PolicyDiagnostics
package import PolicyTypes

/// A value as a policy gives it: one expression, or a table of rows.
package struct TypedValue: Hashable, Sendable {
  package let text: String
  package let span: SourceSpan
  package let type: PolicyType
  package let kind: Kind
  /// The conditions that a condition is made of, for those who explain it; its expression already joins them.
  package let members: TypedMembers?

  package init(text: String, span: SourceSpan, type: PolicyType, kind: Kind, members: TypedMembers? = nil) {
    self.text = text
    self.span = span
    self.type = type
    self.kind = kind
    self.members = members
  }

  package indirect enum Kind: Hashable, Sendable {
    case expression(TypedExpression)
    case table(TypedTable)
  }
}

/// The rows of a lookup or of ordered cases.
package struct TypedTable: Hashable, Sendable {
  /// What is looked up; where one of these is absent, so is the value. Cases have none.
  package let inputs: [TypedExpression]
  package let rows: [TypedRow]
  /// The value where no row holds; without it the check has proved that one always does.
  package let otherwise: TypedValue?
  package let take: Take
  /// What people call the reference figures that the rows are; nil for rows of the policy's own.
  package let reference: String?

  package init(
    inputs: [TypedExpression], rows: [TypedRow], otherwise: TypedValue?, take: Take = .first, reference: String? = nil
  ) {
    self.reference = reference
    self.inputs = inputs
    self.rows = rows
    self.otherwise = otherwise
    self.take = take
  }
}

/// The conditions that a condition is made of, and how many of them must hold.
package struct TypedMembers: Hashable, Sendable {
  package let need: MemberNeed
  package let conditions: [TypedValue]

  package init(need: MemberNeed, conditions: [TypedValue]) {
    self.need = need
    self.conditions = conditions
  }
}

package struct TypedRow: Hashable, Sendable {
  package let text: String
  package let span: SourceSpan
  /// Never absent; in a lookup it reads what is looked up as present.
  package let condition: TypedExpression
  /// What the condition is made of, as in `TypedValue`.
  package let members: TypedMembers?
  package let value: TypedValue

  package init(
    text: String, span: SourceSpan, condition: TypedExpression, members: TypedMembers? = nil, value: TypedValue
  ) {
    self.text = text
    self.span = span
    self.condition = condition
    self.members = members
    self.value = value
  }
}

/// A constant: its values by the date from which each is in force; one without a date has the earliest date there is.
package struct TypedConstant: Hashable, Sendable {
  package let clause: Clause
  package let type: PolicyType
  package let entries: [DatedValue]

  package init(clause: Clause, type: PolicyType, entries: [DatedValue]) {
    self.clause = clause
    self.type = type
    self.entries = entries
  }
}
