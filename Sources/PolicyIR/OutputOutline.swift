package import PolicyTypes

/// A named result beside the grade.
package struct OutputOutline: Sendable {
  package let clause: Clause
  /// The subject, or the record type of which each record has a value; the value's result is of this domain.
  package let domain: DomainID
  package let value: ValueOutline
  package let unit: Unit

  package init(clause: Clause, domain: DomainID, value: ValueOutline, unit: Unit) {
    self.clause = clause
    self.domain = domain
    self.value = value
    self.unit = unit
  }
}

extension Outline {
  /// The record types whose records have outputs, in the order of the schema.
  package var outputDomains: [DomainID] {
    Set(outputs.map(\.domain)).subtracting([.subject]).sorted()
  }

  /// The record types whose records stand in results by their keys.
  package var keyedDomains: [DomainID] {
    Set(outputDomains + measures.compactMap(\.records?.selection.domain)).sorted()
  }
}
