package import PolicyTypes

/// A named result beside the grade: one value of the subject, or one of each record of a type.
package struct TypedOutput: Hashable, Sendable {
  package let clause: Clause
  /// The subject (0), or the record type of which each record has a value.
  package let domain: Int
  package let value: TypedValue
  package let unit: Unit

  package init(clause: Clause, domain: Int, value: TypedValue, unit: Unit) {
    self.clause = clause
    self.domain = domain
    self.value = value
    self.unit = unit
  }
}
