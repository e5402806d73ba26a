/// What must hold in every program, each rule with its name.
package enum IRInvariant: String, Hashable, Sendable, CaseIterable {
  /// The first domain is the subject's and has a key; every other hangs below an earlier one; keys and dates are
  /// fields.
  case schemaIsTree = "schema-is-tree"
  /// Every operand is an earlier value.
  case operandsComeFirst = "operands-come-first"
  /// Operands and result are in one domain; a gather reads the parent's, a reduction a child's.
  case domainsFit = "domains-fit"
  /// Operands and result have lanes that the operation knows.
  case lanesFit = "lanes-fit"
  /// What may be absent says so; masks and conditions are never absent.
  case absenceIsDeclared = "absence-is-declared"
  /// Literals, codes, digits and fields are inside their bounds.
  case constantsFit = "constants-fit"
  /// The outline names values, indicators, fields and labels that exist, of the type that their part has.
  case outlineFits = "outline-fits"
}

/// A place where a program breaks an invariant.
package struct IRViolation: Hashable, Sendable {
  package let invariant: IRInvariant
  /// The value whose instruction is wrong; nil where it is the schema or the outline.
  package let value: ValueID?

  package init(_ invariant: IRInvariant, at value: ValueID?) {
    self.invariant = invariant
    self.value = value
  }
}

extension IRViolation: CustomStringConvertible {
  package var description: String {
    value.map { "\(invariant.rawValue) at %\($0.index)" } ?? invariant.rawValue
  }
}
