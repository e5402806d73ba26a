package import PolicyDiagnostics
package import PolicyTypes

/// A value as a policy gives it: one expression, or rows of which the first that holds decides.
package struct TypedValue: Hashable, Sendable {
  package let text: String
  package let span: SourceSpan
  package let type: PolicyType
  package let kind: Kind

  package init(text: String, span: SourceSpan, type: PolicyType, kind: Kind) {
    self.text = text
    self.span = span
    self.type = type
    self.kind = kind
  }

  package indirect enum Kind: Hashable, Sendable {
    case expression(TypedExpression)
    /// A lookup (`by` is what is looked up; absent `by` makes the value absent) or ordered cases (`by` is nil).
    /// Where no row holds and there is no `otherwise`, the check has proved that this cannot be.
    case rows([TypedRow], otherwise: TypedValue?, by: TypedExpression?)
  }
}

package struct TypedRow: Hashable, Sendable {
  package let text: String
  package let span: SourceSpan
  /// Never absent; in a lookup it reads `by` as present.
  package let condition: TypedExpression
  package let value: TypedValue

  package init(text: String, span: SourceSpan, condition: TypedExpression, value: TypedValue) {
    self.text = text
    self.span = span
    self.condition = condition
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
