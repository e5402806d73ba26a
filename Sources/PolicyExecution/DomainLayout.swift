import PolicyIR

/// What a batch builder has to know of a domain for every row, worked out once.
///
/// A class, because every batch goes through all layouts, and a copy of a structure owns each of its lists once more.
final class DomainLayout: Sendable {
  let readFields: [Int]
  /// Where the column of each field keeps its values.
  let storages: [ColumnStorage]
  /// The fields that are read and may not be absent.
  let requiredFields: [Int]
  /// For each field, whether it is a date that reads as absent while it lies after the as-of date.
  let mustHaveHappened: [Bool]
  /// The record's own date and its key, where they are read.
  let date: Int?
  let key: Int?
  /// Whether rows of a segment have an order beside that of their arrival.
  let isOrdered: Bool
  let limit: Int
  let parent: Int?
  let children: [Int]

  init(of id: DomainID, in schema: RecordSchema, selection: InputSelection) {
    let domain = schema[id]
    let isRead = selection.isRead[id.index]
    readFields = domain.fields.indices.filter { isRead[$0] }
    storages = domain.fields.map { $0.kind.lane.storage }
    requiredFields = readFields.filter { !domain.fields[$0].isOptional }
    mustHaveHappened = domain.fields.indices.map { field in
      domain.date != field && domain.fields[field].kind == .date(isPlanned: false)
    }
    date = domain.date.flatMap { isRead[$0] ? $0 : nil }
    key = domain.key.flatMap { isRead[$0] ? $0 : nil }
    isOrdered = date != nil || key != nil
    limit = domain.limit
    parent = domain.parent?.index
    children = schema.children(of: id).map(\.index)
  }
}

/// Where the current subject begins, and where the rows that are open do.
struct SubjectMark: Sendable {
  /// How many rows of each domain belong to earlier subjects.
  var rowCounts: [Int]
  var textCount = 0
  var laterRecordCount = 0
  /// Where the text of the last row of each domain begins.
  var rowTextStarts: [Int]
  /// A domain with a text for which the batch had no room.
  var overfullText: DomainID?

  init(domainCount: Int) {
    rowCounts = Array(repeating: 0, count: domainCount)
    rowTextStarts = rowCounts
  }

  mutating func mark(_ batch: Batch, laterRecordCount: Int) {
    for index in rowCounts.indices { rowCounts[index] = batch.domains[index].count }
    textCount = batch.text.count
    self.laterRecordCount = laterRecordCount
    overfullText = nil
  }
}
