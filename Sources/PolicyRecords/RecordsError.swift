package import PolicyDiagnostics

/// Something about a data set or its results that is wrong as a whole.
package struct RecordsError: Error, Hashable, Sendable {
  package let code: DiagnosticCode
  package let message: LocalizedText
  package let help: LocalizedText?

  init(_ code: DiagnosticCode, _ message: LocalizedText, help: LocalizedText? = nil) {
    self.code = code
    self.message = message
    self.help = help
  }
}

/// The first fault of a strict run, which ended it.
package struct StrictFault: Error, Hashable, Sendable {
  package let fault: RowFault
}

extension RecordsError {
  static func missingColumn(_ column: String, file: String, nearest: String?) -> RecordsError {
    RecordsError(
      .missingColumn,
      LocalizedText("`\(file)` has no column `\(column)`", "`\(file)` 缺少列 `\(column)`"),
      help: nearest.map { LocalizedText("it has a column `\($0)`", "文件中有列 `\($0)`") })
  }

  static func repeatedColumn(_ column: String, file: String) -> RecordsError {
    RecordsError(
      .repeatedColumn,
      LocalizedText("`\(file)` has two columns `\(column)`", "`\(file)` 有两个名为 `\(column)` 的列"))
  }

  static func missingFile(_ file: String, record: String?) -> RecordsError {
    RecordsError(
      .missingDataFile,
      LocalizedText(
        "the folder has no `\(file)`, which the policy reads\(record.map { " for `\($0)`" } ?? "")",
        "文件夹中没有政策要读取的 `\(file)`\(record.map { "(`\($0)`)" } ?? "")"),
      help: LocalizedText("a file with only a header says that there are none", "如果没有此类数据，请提供只有表头的文件"))
  }

  static func noHeader(_ file: String) -> RecordsError {
    RecordsError(
      .missingColumn, LocalizedText("`\(file)` has no header with column names", "`\(file)` 没有列名表头"))
  }

  static func headerNotUTF8(_ file: String) -> RecordsError {
    RecordsError(
      .missingColumn, LocalizedText("the header of `\(file)` is not UTF-8", "`\(file)` 的表头不是 UTF-8 编码"),
      help: LocalizedText(
        "the file may be in GBK, as spreadsheets write it; save it as UTF-8", "文件可能是 GBK 编码（电子表格常如此保存），请另存为 UTF-8"))
  }

  static func otherSeparator(_ file: String, _ mark: String) -> RecordsError {
    let shown = mark == "\t" ? "TAB" : mark
    return RecordsError(
      .missingColumn,
      LocalizedText("the columns of `\(file)` are separated by `\(shown)`", "`\(file)` 的列以 `\(shown)` 分隔"),
      help: LocalizedText("separate them by commas", "请用逗号分隔"))
  }

  static func unknownResultColumn(_ column: String, known: [String]) -> RecordsError {
    RecordsError(
      .unknownResultColumn,
      LocalizedText("there is no result column `\(column)`", "没有名为 `\(column)` 的结果列"),
      help: LocalizedText(
        "there are \(known.map { "`\($0)`" }.joined(separator: ", "))",
        "可用的结果列：\(known.map { "`\($0)`" }.joined(separator: "、"))"))
  }

  static func tooLargeForMemory(_ file: String, readBytes: Int, available: Int) -> RecordsError {
    let (read, available) = (readBytes >> 20, available >> 20)
    return RecordsError(
      .tooLargeForMemory,
      LocalizedText(
        "after \(read) MiB of `\(file)` there are \(available) MiB of memory left, which is too little to go on",
        "读取 `\(file)` \(read) MiB 后，可用内存只剩 \(available) MiB，无法继续"),
      help: LocalizedText(
        "as JSON Lines, each subject with its records on a line, any number of them is read in little memory",
        "改用 JSON Lines（每行一个对象及其全部记录），不论多少都只占很少内存"))
  }

  static let outOfMemory = RecordsError(
    .lineTooLong, LocalizedText("there is not enough memory to read the data", "内存不足，无法读取数据"))
}
