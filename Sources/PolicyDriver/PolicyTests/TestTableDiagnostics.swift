import PolicyDiagnostics
import PolicySyntax

/// What can be wrong with a table of cases.
extension Diagnostic {
  static func halfATestTable(_ form: Form) -> Diagnostic {
    let there: Keyword = form[.rows] == nil ? .columns : .rows
    let missing: Keyword = there == .rows ? .columns : .rows
    return Diagnostic(
      .wrongTestRow,
      LocalizedText(
        "a table of cases needs `\(missing.english)` beside `\(there.english)`",
        "用例表除 `\(there.chinese)` 外还需要 `\(missing.chinese)`"),
      at: form.keySpan(there),
      help: LocalizedText(
        "`columns: {given: [days late], expect: [score]}`, and rows such as `[30, 90]`",
        "写 `列: {给定: [逾期天数], 期望: [score]}`，各行如 `[30, 90]`"))
  }

  static func testTableWithoutRows(_ table: YAMLNode, at key: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongTestRow,
      table.elements == nil
        ? LocalizedText(
          "the rows of a table are a list, but this is a \(table.kind.english)", "各行应为列表，这里却是\(table.kind.chinese)")
        : LocalizedText("the table has no rows, so nothing is tested", "表中没有行，等于没有测试"),
      at: key, help: LocalizedText("write one list a row, such as `- [30, 90]`", "每行写一个列表，例如 `- [30, 90]`"))
  }

  static func wrongTestRow(_ row: YAMLNode, columnCount: Int) -> Diagnostic {
    let count = row.elements?.count ?? 1
    return Diagnostic(
      .wrongTestRow,
      LocalizedText(
        "the row has \(count) cell\(count == 1 ? "" : "s"), but there are \(columnCount) columns",
        "该行有 \(count) 格，而列有 \(columnCount) 个"),
      at: row.span.firstLine,
      help: LocalizedText(
        "first what is given, then what is expected; `\"-\"` leaves a cell empty", "先写给定，再写期望；空格写作 `\"-\"`"))
  }

  static func wrongTestCell(_ cell: YAMLNode, _ column: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .wrongTestRow,
      LocalizedText(
        "`\(column.text)` expects one value, but this is a \(cell.kind.english)",
        "`\(column.text)` 期望一个值，这里却是\(cell.kind.chinese)"),
      at: cell.span.firstLine, labels: [Label(LocalizedText("the column", "该列"), at: column.span)])
  }
}
