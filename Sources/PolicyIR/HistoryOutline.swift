/// The earlier results of a policy, and what a run adds to them.
package struct HistoryOutline: Sendable {
  /// The record type of the results.
  package let domain: DomainID
  /// Those that count, one a period.
  package let selection: SelectionOutline?
  /// The values of the subject that become fields of its results, by the names of the fields.
  package let remembered: [NamedValue]

  package init(domain: DomainID, selection: SelectionOutline?, remembered: [NamedValue]) {
    self.domain = domain
    self.selection = selection
    self.remembered = remembered
  }
}
