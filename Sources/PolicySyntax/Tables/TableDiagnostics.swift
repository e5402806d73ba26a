import PolicyDiagnostics

/// What can be wrong with a file of comma-separated values.
extension Diagnostic {
  static func notATableFile(_ name: YAMLScalar) -> Diagnostic {
    wrong(
      LocalizedText("`\(name.text)` is no file of rows", "`\(name.text)` 不是存放各行的文件"), at: name.span,
      help: LocalizedText(
        "write the rows as a list, or name a file `….csv` beside this one", "请逐行写成列表，或写同一文件夹中的 `….csv` 文件"))
  }

  static func tableFileNotFound(_ name: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .fileNotFound, LocalizedText("there is no file `\(name.text)`", "找不到文件 `\(name.text)`"), at: name.span,
      help: LocalizedText("a path counts from the folder of the file that names it", "路径从写有该路径的文件所在文件夹算起"))
  }

  static func emptyTable(_ name: YAMLScalar) -> Diagnostic {
    wrong(
      LocalizedText("`\(name.text)` is empty", "`\(name.text)` 是空的"), at: name.span,
      help: LocalizedText(
        "its first line names the columns: the keys and the figure", "首行应为各列的名称：各个键和数据"))
  }

  static func badTableQuote(_ span: SourceSpan) -> Diagnostic {
    wrong(
      LocalizedText("this quote is not closed, or something follows it", "此引号未闭合，或闭合后还有内容"), at: span,
      help: LocalizedText("inside quotes a quote is written twice: `\"\"`", "引号之内的引号写两次：`\"\"`"))
  }

  static func repeatedTableColumn(_ cell: YAMLScalar) -> Diagnostic {
    wrong(
      LocalizedText("there are two columns `\(cell.text)`", "有两列都叫 `\(cell.text)`"), at: cell.span)
  }

  static func missingTableColumn(_ wanted: YAMLScalar, _ header: SourceSpan, _ names: [String]) -> Diagnostic {
    let nearest = nearestName(to: wanted.text, among: names)
    // A line with another sign between its cells reads as one cell.
    let isOneCell = names.count == 1 && names[0].contains { "，;；\t".contains($0) }
    return wrong(
      LocalizedText("no column is called `\(wanted.text)`", "没有名为 `\(wanted.text)` 的列"), at: header,
      labels: [Label(LocalizedText("wanted here", "此处需要"), at: wanted.span)],
      help: isOneCell
        ? LocalizedText("put a comma `,` between the columns", "各列之间请用英文逗号 `,` 分隔")
        : nearest.map { LocalizedText("did you mean `\($0)`?", "是否应为 `\($0)`？") })
  }

  static func unclearFigureColumn(_ name: YAMLScalar, _ header: SourceSpan, _ others: [String]) -> Diagnostic {
    let english = others.map { "`\($0)`" }.joined(separator: ", ")
    let chinese = others.map { "`\($0)`" }.joined(separator: "、")
    return wrong(
      others.isEmpty
        ? LocalizedText("there is no column beside the keys", "除键以外没有其他列")
        : LocalizedText("which column is the figure: \(english)?", "数据在哪一列：\(chinese)？"), at: header,
      labels: [Label(LocalizedText("named here", "在此引用"), at: name.span)],
      help: others.isEmpty ? nil : LocalizedText("say it with `value: \(others[0])`", "请写明，例如 `值: \(others[0])`"))
  }

  static func wrongTableRow(_ row: SourceSpan, count: Int, _ wanted: Int, header: SourceSpan) -> Diagnostic {
    wrong(
      LocalizedText(
        "this row has \(count) cells where the header has \(wanted)", "此行有 \(count) 格，而首行有 \(wanted) 格"), at: row,
      labels: [Label(LocalizedText("the header", "首行"), at: header)],
      help: count > wanted
        ? LocalizedText("put quotes around a cell with a comma", "含逗号的内容请加引号") : nil)
  }

  static func emptyTableCell(_ span: SourceSpan, _ column: String) -> Diagnostic {
    wrong(
      LocalizedText("`\(column)` is empty in this row", "此行的 `\(column)` 为空"), at: span,
      help: LocalizedText(
        "take the row out where there is no figure: `otherwise` of the lookup says what that means",
        "没有数据的，请删去整行；查表的 `其余` 会说明没有数据时如何处理"))
  }

  static func columnWithoutFile(_ key: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .keysExclude,
      LocalizedText(
        "`value` names the column of a file, and the rows are written here", "`值` 用于指明文件中的列，而各行就写在此处"),
      at: key.span)
  }

  private static func wrong(
    _ message: LocalizedText, at span: SourceSpan, labels: [Label] = [], help: LocalizedText? = nil
  ) -> Diagnostic {
    Diagnostic(.wrongReference, message, at: span, labels: labels, help: help)
  }
}
