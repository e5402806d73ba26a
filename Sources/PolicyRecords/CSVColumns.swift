import PolicyDiagnostics
import PolicyExecution
import PolicyIR

/// What the columns of one CSV file are to the policy.
struct CSVColumns: Sendable {
  let domain: DomainID
  let columnCount: Int

  /// For each column the number of its field, or −1 where it is not read.
  let fields: [Int]

  /// The column that groups the rows: the subject's own id, or the id of the subject of a record.
  let subjectColumn: Int

  /// The column with the key of the record that a record hangs below, for record types below others.
  let parentColumn: Int?

  /// The column with the record's own key, where others hang below it.
  let keyColumn: Int?

  /// Columns that nothing reads, and those of optional fields that are not there.
  private(set) var unknown: [String] = []
  private(set) var missing: [String] = []

  /// Finds the columns of `domain`; fails where one is missing that must be there.
  init(_ header: CSVHeader, file: String, domain: DomainID, decoder: RecordDecoder) throws(RecordsError) {
    let schema = decoder.schema[domain]
    let mapping = decoder.mapping.domains[domain.index]
    var fields = header.names.map { _ in -1 }
    var used: Set<Int> = []
    var missing: [String] = []
    for field in schema.fields.indices where decoder.isInData(field, of: domain) {
      let name = mapping.fields[field].source
      let isRead = decoder.selection.isRead[domain.index][field]
      let isNeeded = isRead && !schema.fields[field].isOptional
      let column =
        isNeeded
        ? try Self.require(name, header, file) : try header.column(name, file: file)
      guard let column else {
        if isRead { missing.append(name) }
        continue
      }
      used.insert(column)
      if isRead { fields[column] = decoder.number(of: field, in: domain) }
    }
    self.domain = domain
    columnCount = header.names.count
    self.fields = fields
    self.missing = missing

    if domain == .subject {
      guard let key = schema.key else { throw .noHeader(file) }
      subjectColumn = try Self.require(mapping.fields[key].source, header, file)
      parentColumn = nil
    } else {
      subjectColumn = try Self.require(Self.subjectColumnName(of: domain, decoder), header, file)
      parentColumn = try Self.parentColumn(of: domain, header, file, decoder)
    }
    let hasChildren = decoder.schema.children(of: domain).contains { decoder.selection.readsRows(of: $0) }
    if domain != .subject, hasChildren, let key = schema.key {
      keyColumn = try Self.require(mapping.fields[key].source, header, file)
    } else {
      keyColumn = nil
    }
    used.formUnion([subjectColumn, parentColumn ?? subjectColumn])
    unknown = header.names.indices.filter { !used.contains($0) }.map { header.names[$0] }
  }

  /// The column of the subject's id: that of the record type right below the subject, which a record hangs below.
  private static func subjectColumnName(of domain: DomainID, _ decoder: RecordDecoder) -> String {
    var top = domain
    while let parent = decoder.schema[top].parent, parent != .subject { top = parent }
    return decoder.mapping.domains[top.index].parentColumn
  }

  /// The column of the parent's key: the one that the mapping names, else the record type's name or its singular.
  private static func parentColumn(
    of domain: DomainID, _ header: CSVHeader, _ file: String, _ decoder: RecordDecoder
  ) throws(RecordsError) -> Int? {
    guard let parent = decoder.schema[domain].parent, parent != .subject else { return nil }
    let mapped = decoder.mapping.domains[domain.index].parentColumn
    if mapped != subjectColumnName(of: domain, decoder) { return try require(mapped, header, file) }
    let name = decoder.mapping.domains[parent.index].source
    for candidate in [name, singular(name)] {
      if let column = try header.column(candidate, file: file) { return column }
    }
    return try require(singular(name), header, file)
  }

  private static func require(_ name: String, _ header: CSVHeader, _ file: String) throws(RecordsError) -> Int {
    if let column = try header.column(name, file: file) { return column }
    throw .missingColumn(name, file: file, nearest: nearestName(to: name, among: header.names))
  }
}

/// Returns the singular of an English plural: `penalties` is `penalty`, `lists` is `list`.
private func singular(_ plural: String) -> String {
  if plural.hasSuffix("ies") { return plural.dropLast(3) + "y" }
  return plural.hasSuffix("s") ? String(plural.dropLast()) : plural
}
