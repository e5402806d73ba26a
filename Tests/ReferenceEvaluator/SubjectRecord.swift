package import PolicyTypes

/// One subject, or one record below it, as test data give it: nothing is hidden yet and nothing is in order.
package struct SubjectRecord: Hashable, Sendable {
  /// The values by the names of the fields; one that is not there is absent.
  package var fields: [String: Value]

  /// The records below by the name of their type, in the order of arrival.
  package var records: [String: [SubjectRecord]]

  package init(fields: [String: Value] = [:], records: [String: [SubjectRecord]] = [:]) {
    self.fields = fields
    self.records = records
  }
}
