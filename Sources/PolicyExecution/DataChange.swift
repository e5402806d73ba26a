package import PolicyIR
package import PolicyTypes

/// One row of one domain in a batch.
package struct RowPlace: Hashable, Sendable {
  package let domain: DomainID
  package let row: Int

  package init(domain: DomainID, row: Int) {
    self.domain = domain
    self.row = row
  }
}

/// One change of the data of a subject.
package enum DataChange: Hashable, Sendable {
  /// A field gets another value, or none.
  case set(RowPlace, field: Int, Value)
  /// A record with some fields comes below a row.
  case insert(DomainID, below: RowPlace, fields: [Int: Value])
  /// A record goes, with all below it.
  case remove(RowPlace)
}
