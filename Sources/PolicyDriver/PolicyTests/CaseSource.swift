import PolicyDiagnostics
import PolicySyntax

/// One case as a file writes it: a case of its own, one of its as-of dates, or one row of a table of cases.
struct CaseSource {
  let form: Form
  let name: String

  /// The name of the case, or the row of the table.
  let span: SourceSpan
  let asOf: YAMLScalar

  /// What the row gives, beside what the whole table does.
  var given: [YAMLEntry] = []

  /// What the row expects, beside what the whole table does.
  var expected: [(column: YAMLScalar, cell: YAMLNode)] = []
}

/// Reads the cases of one entry under `cases`.
struct CaseSourceReader {
  let fileDate: YAMLScalar?
  private(set) var diagnostics = DiagnosticSet()

  init(fileDate: YAMLScalar?) {
    self.fileDate = fileDate
  }

  /// Returns the cases of an entry that has a name; none where its table is wrong.
  mutating func cases(of form: Form, named name: YAMLScalar) -> [CaseSource] {
    let dates = form[.asOf]?.elements.compactMap(\.scalar) ?? fileDate.map { [$0] } ?? []
    let table = form[.rows]?.node
    guard (form[.columns] != nil) == (table != nil) else {
      if form.isWhole { diagnostics.insert(.halfATestTable(form)) }
      return []
    }
    return dates.flatMap { date -> [CaseSource] in
      let title = dates.count > 1 ? "\(name.text) [\(date.text)]" : name.text
      guard let table, let columns = form[.columns]?.form else {
        return [CaseSource(form: form, name: title, span: name.span, asOf: date)]
      }
      return rows(of: table, columns, form, title, date)
    }
  }

  private mutating func rows(
    of table: YAMLNode, _ columns: Form, _ form: Form, _ title: String, _ date: YAMLScalar
  ) -> [CaseSource] {
    guard let rows = table.elements, !rows.isEmpty else {
      diagnostics.insert(.testTableWithoutRows(table, at: form.keySpan(.rows)))
      return []
    }
    let given = columns[.given]?.elements.compactMap(\.scalar) ?? []
    let expected = columns[.expect]?.elements.compactMap(\.scalar) ?? []
    return rows.compactMap { row in
      guard let cells = row.elements, cells.count == given.count + expected.count else {
        if columns.isWhole { diagnostics.insert(.wrongTestRow(row, columnCount: given.count + expected.count)) }
        return nil
      }
      let pairs = Array(zip(given + expected, cells))
      return source(form, title, date, row, given: pairs.prefix(given.count), expected: pairs.dropFirst(given.count))
    }
  }

  private func source(
    _ form: Form, _ title: String, _ date: YAMLScalar, _ row: YAMLNode, given: ArraySlice<(YAMLScalar, YAMLNode)>,
    expected: ArraySlice<(YAMLScalar, YAMLNode)>
  ) -> CaseSource {
    let dates = given.filter { Keyword(spelling: $0.0.text) == .asOf }.compactMap(\.1.scalar)
    let written = given.map { column, cell in cell.isLeftEmpty ? "-" : "\(column.text) \(cell.span.text)" }
    var source = CaseSource(
      form: form, name: "\(title) [\(written.joined(separator: ", "))]", span: row.span.firstLine,
      asOf: dates.first ?? date)
    source.given = given.filter { !$0.1.isLeftEmpty && Keyword(spelling: $0.0.text) != .asOf }.map {
      YAMLEntry(key: $0, value: $1)
    }
    source.expected = expected.filter { !$0.1.isLeftEmpty }.map { ($0, $1) }
    return source
  }
}

extension YAMLNode {
  /// Whether a cell says `-`: nothing is given, or nothing expected.
  fileprivate var isLeftEmpty: Bool { scalar?.text == "-" }
}
