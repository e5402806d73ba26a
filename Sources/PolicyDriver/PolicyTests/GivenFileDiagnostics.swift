import PolicyDiagnostics
import PolicySyntax

/// What can be wrong where a case takes its subject from a file of data.
extension Diagnostic {
  /// Returns what is wrong in what a case says of the file; nil where nothing is.
  static func wrongOrigin(of subject: GivenRow) -> Diagnostic? {
    let records = subject.records.first
    switch (subject.origin.file, subject.origin.subject) {
    case (nil, nil): return nil
    case (let file?, nil):
      return halfAnOrigin(file, LocalizedText("`subject`, the id of one of its subjects", "`对象`（其中一个对象的标识）"))
    case (nil, let id?): return halfAnOrigin(id, LocalizedText("`file`, in which it lies", "`文件`（对象所在的数据文件）"))
    case (_?, _?):
      return records.map { record in
        Diagnostic(
          .wrongGivenFile,
          LocalizedText(
            "the records of a subject from a file are those of the file", "取自文件的对象，其记录就是文件中的记录，不能另外给定"),
          at: record.span,
          help: LocalizedText("fields of the subject itself can be given beside the file", "对象本身的字段可以另外给定"))
      }
    }
  }

  private static func halfAnOrigin(_ scalar: YAMLScalar, _ missing: LocalizedText) -> Diagnostic {
    Diagnostic(
      .wrongGivenFile,
      LocalizedText("`\(scalar.text)` needs \(missing.english)", "有 `\(scalar.text)` 时还需要\(missing.chinese)"),
      at: scalar.span,
      help: LocalizedText(
        "a subject from a file is given as `{file: people.jsonl, subject: its id}`",
        "取自文件的对象写作 `{文件: people.jsonl, 对象: 标识}`"))
  }

  static func noSubjectInFile(_ id: YAMLScalar, _ file: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .wrongGivenFile,
      LocalizedText("there is no subject `\(id.text)` in `\(file.text)`", "`\(file.text)` 中没有对象 `\(id.text)`"),
      at: id.span)
  }

  /// - Parameter reason: Why the file cannot be read; nil where no files of data are read at all.
  static func unreadableGivenFile(_ file: YAMLScalar, _ reason: LocalizedText?) -> Diagnostic {
    let message =
      reason.map { LocalizedText("`\(file.text)` cannot be read: \($0.english)", "无法读取 `\(file.text)`：\($0.chinese)") }
      ?? LocalizedText("files of data are not read here: `\(file.text)`", "此处不读取数据文件：`\(file.text)`")
    return Diagnostic(
      .wrongGivenFile, message, at: file.span,
      help: LocalizedText(
        "a path counts from the folder of the file of tests; a folder is one of CSV files",
        "路径从测试文件所在文件夹算起；文件夹按 CSV 文件夹读取"))
  }
}
