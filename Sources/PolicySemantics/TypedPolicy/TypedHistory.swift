/// What a policy knows of the results that it gave a subject before.
package struct TypedHistory: Hashable, Sendable {
  /// The record type of the results.
  package let domain: Int
  /// The earlier results that count, one a period.
  package let results: SelectionID?
  /// The previous result, where its absence is a fault of the data; nil where it is not.
  package let required: SelectionID?
  /// What a run keeps in its results for later runs.
  package let remembered: [TypedRemembered]

  package init(domain: Int, results: SelectionID?, required: SelectionID?, remembered: [TypedRemembered]) {
    self.domain = domain
    self.results = results
    self.required = required
    self.remembered = remembered
  }
}

/// A value of the subject that becomes a field of its results.
package struct TypedRemembered: Hashable, Sendable {
  /// The place of the field among those of the results' record type.
  package let field: Int
  package let value: TypedExpression

  package init(field: Int, value: TypedExpression) {
    self.field = field
    self.value = value
  }
}
