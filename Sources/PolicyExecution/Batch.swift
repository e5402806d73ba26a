package import PolicyIR

/// Some subjects with their records, as columns: what one pass of the interpreter works on.
package struct Batch: Sendable {
  /// One entry for each domain of the schema, in its order.
  package var domains: [DomainRows]

  /// The bytes that text columns point into.
  package var text: [UInt8]

  package init(domains: [DomainRows], text: [UInt8]) {
    self.domains = domains
    self.text = text
  }

  /// Makes a batch without rows.
  package init(emptyFor schema: RecordSchema) {
    self.init(
      domains: schema.domains.map { DomainRows(count: 0, starts: [], columns: $0.fields.map { _ in Column() }) },
      text: [])
  }

  package var subjectCount: Int { domains[0].count }

  @inlinable  // Nearly always one column is read, and the rest need not be copied.
  package subscript(id: DomainID) -> DomainRows { domains[id.index] }

  package func text(_ range: TextRange) -> String {
    String(decoding: text[Int(range.start)..<Int(range.start + range.count)], as: UTF8.self)
  }

  /// Takes all rows out and keeps the memory.
  package mutating func removeAll() {
    text.removeAll(keepingCapacity: true)
    for domain in domains.indices {
      domains[domain].count = 0
      domains[domain].starts.removeAll(keepingCapacity: true)
      for column in domains[domain].columns.indices { domains[domain].columns[column].truncate(to: 0) }
    }
  }
}

/// The rows of one domain in one batch.
package struct DomainRows: Sendable {
  package var count: Int

  /// The first row of each parent row, then the count: the children of parent `i` are `starts[i]..<starts[i + 1]`.
  /// Empty for the subject.
  package var starts: [Int32]

  /// One column for each field of the domain; a field that is not read has an empty one.
  package var columns: [Column]

  package init(count: Int, starts: [Int32], columns: [Column]) {
    self.count = count
    self.starts = starts
    self.columns = columns
  }
}
