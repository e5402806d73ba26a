package import PolicyTypes

/// The records of a selection that match a record of the same type, itself left out.
///
/// In each pair the first value is that of the other record, the second that of the record at hand; a pair of which one
/// is absent does not match.
package struct TypedOthers: Hashable, Sendable {
  package let selection: SelectionID
  /// What both have in common.
  package let equal: [TypedPair]
  /// A number or a date of the other record that lies within bounds, one pair for each bound; all have the same first
  /// value.
  package let bounds: [TypedBound]
  /// The domain of the row below which the others are.
  package let above: Int

  package init(selection: SelectionID, equal: [TypedPair], bounds: [TypedBound], above: Int) {
    self.selection = selection
    self.equal = equal
    self.bounds = bounds
    self.above = above
  }

  package var values: [TypedExpression] {
    equal.flatMap { [$0.other, $0.own] } + bounds.flatMap { [$0.other, $0.own] }
  }
}

package struct TypedPair: Hashable, Sendable {
  package let other: TypedExpression
  package let own: TypedExpression

  package init(other: TypedExpression, own: TypedExpression) {
    self.other = other
    self.own = own
  }
}

/// `other relation own`, of numbers or dates.
package struct TypedBound: Hashable, Sendable {
  package let other: TypedExpression
  package let relation: Relation
  package let own: TypedExpression

  package init(other: TypedExpression, _ relation: Relation, own: TypedExpression) {
    self.other = other
    self.relation = relation
    self.own = own
  }
}
