package import PolicyDiagnostics

/// Returns the file that a policy names, whose path counts from the folder of the file that names it; nil where there
/// is none that can be read.
package typealias NamedFileReader = (_ name: YAMLScalar) -> SourceFile?

/// Puts rows where reference figures name a file of comma-separated values that has them: those that an author would
/// write, with their places in that file.
struct TableInclusion {
  private let read: NamedFileReader
  private(set) var diagnostics = DiagnosticSet()

  init(_ read: @escaping NamedFileReader) {
    self.read = read
  }

  /// Returns the entries of a policy, or of a file of reference figures, with the rows of the files that they name.
  mutating func included(_ entries: [YAMLEntry]) -> [YAMLEntry] {
    entries.map { entry in
      guard isReference(entry), let tables = entry.value.entries else { return entry }
      let included = tables.map { table in
        guard let description = table.value.entries else { return table }
        return YAMLEntry(key: table.key, value: table.value.holding(self.table(description)))
      }
      return YAMLEntry(key: entry.key, value: entry.value.holding(included))
    }
  }

  /// Whether the key begins reference figures, if only by a slip, about which the key alone is to be told.
  private func isReference(_ entry: YAMLEntry) -> Bool {
    if let keyword = entry.keyword { return keyword == .reference }
    return nearestName(to: entry.key.text, among: Keyword.reference.spellings) != nil
  }

  /// Returns the keys of reference figures with rows in place of a file.
  private mutating func table(_ entries: [YAMLEntry]) -> [YAMLEntry] {
    let value = entries.first { $0.keyword == .value }
    guard let place = entries.firstIndex(where: { $0.keyword == .rows }), let name = entries[place].value.scalar,
      !name.isMissing
    else {
      if let value { diagnostics.insert(.columnWithoutFile(value.key)) }
      return entries
    }
    let keys = entries.first { $0.keyword == .key }.map { $0.value.elements ?? [$0.value] } ?? []
    let rows = rows(of: name, keys: keys.compactMap(\.scalar), value: value?.value.scalar)
    var entries = entries
    entries[place] = YAMLEntry(
      key: entries[place].key, value: rows ?? YAMLNode(content: .sequence([]), span: name.span))
    // It tells the columns of the file, which the rows have in order.
    entries.removeAll { $0.keyword == .value }
    return entries
  }

  private mutating func rows(of name: YAMLScalar, keys: [YAMLScalar], value: YAMLScalar?) -> YAMLNode? {
    guard name.text.hasSuffix(".csv") else {
      diagnostics.insert(.notATableFile(name))
      return nil
    }
    guard let file = read(name) else {
      diagnostics.insert(.tableFileNotFound(name))
      return nil
    }
    guard let text = TableText(file, into: &diagnostics) else { return nil }
    guard let header = text.rows.first, let last = text.rows.last else {
      diagnostics.insert(.emptyTable(name))
      return nil
    }
    guard let columns = columns(of: header, keys: keys, value: value, named: name) else { return nil }
    let rows = text.rows.dropFirst().compactMap { row($0, columns, header) }
    return YAMLNode(content: .sequence(rows), span: header.span.union(last.span))
  }

  /// Returns the columns of the keys in their order, then that of the figure.
  private mutating func columns(
    of header: TableText.Row, keys: [YAMLScalar], value: YAMLScalar?, named name: YAMLScalar
  ) -> [Int]? {
    let names = header.cells.map(\.text)
    for (place, cell) in header.cells.enumerated() where names[..<place].contains(cell.text) {
      diagnostics.insert(.repeatedTableColumn(cell))
      return nil
    }
    var columns: [Int] = []
    for wanted in keys + (value.map { [$0] } ?? []) {
      guard let column = names.firstIndex(of: wanted.text) else {
        diagnostics.insert(.missingTableColumn(wanted, header.span, names))
        return nil
      }
      columns.append(column)
    }
    guard value == nil else { return columns }
    let others = names.indices.filter { !columns.contains($0) }
    guard others.count == 1 else {
      diagnostics.insert(.unclearFigureColumn(name, header.span, others.map { names[$0] }))
      return nil
    }
    return columns + others
  }

  private mutating func row(_ row: TableText.Row, _ columns: [Int], _ header: TableText.Row) -> YAMLNode? {
    guard row.cells.count == header.cells.count else {
      diagnostics.insert(.wrongTableRow(row.span, count: row.cells.count, header.cells.count, header: header.span))
      return nil
    }
    if let column = columns.first(where: { row.cells[$0].text.isEmpty }) {
      diagnostics.insert(.emptyTableCell(row.cells[column].span, header.cells[column].text))
      return nil
    }
    let cells = columns.map { YAMLNode(content: .scalar(row.cells[$0]), span: row.cells[$0].span) }
    return YAMLNode(content: .sequence(cells), span: row.span)
  }
}
