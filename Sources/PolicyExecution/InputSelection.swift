package import PolicyIR

/// Which fields of a schema a reader has to read: those that a plan uses, or all of them for an explanation.
package struct InputSelection: Hashable, Sendable {
  /// For each domain and each of its fields, whether it is read.
  package let isRead: [[Bool]]

  /// For each domain, whether its rows are read, be it only to count them.
  let rowsAreRead: [Bool]

  package init(isRead: [[Bool]]) {
    self.init(isRead: isRead, rowsAreRead: isRead.map { $0.contains(true) })
  }

  package init(isRead: [[Bool]], rowsAreRead: [Bool]) {
    self.isRead = isRead
    self.rowsAreRead = rowsAreRead
  }

  /// Reads everything.
  package init(allOf schema: RecordSchema) {
    self.init(
      isRead: schema.domains.map { $0.fields.map { _ in true } }, rowsAreRead: schema.domains.map { _ in true })
  }

  package func contains(domain: DomainID, field: Int) -> Bool { isRead[domain.index][field] }

  /// The fields of a domain that are read.
  package func readFields(of domain: DomainID) -> [Int] {
    let isRead = isRead[domain.index]
    return isRead.indices.filter { isRead[$0] }
  }

  /// Whether any field of the domain is read, or rows of it are at least counted.
  package func readsRows(of domain: DomainID) -> Bool { rowsAreRead[domain.index] }
}
