package import PolicyIR

extension Batch {
  /// Returns the batch with an absent value in every field that was not read, and no record of a type that was not.
  package func withAbsentFields(of schema: RecordSchema) -> Batch {
    var batch = self
    for (index, domain) in schema.domains.enumerated() {
      if let parent = domain.parent, batch.domains[index].starts.isEmpty {
        batch.domains[index].starts = [Int32](repeating: 0, count: domains[parent.index].count + 1)
      }
      for (field, declared) in domain.fields.enumerated() where batch.domains[index].columns[field].validity.isEmpty {
        batch.domains[index].columns[field].grow(to: domains[index].count, in: declared.kind.lane.storage)
      }
    }
    return batch
  }
}
