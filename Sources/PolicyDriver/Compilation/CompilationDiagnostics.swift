import PolicyDiagnostics
import PolicySyntax

/// What can be wrong with the files of a policy.
extension Diagnostic {
  static func fileNotFound(_ name: YAMLScalar, at path: SourcePath, known: [String]) -> Diagnostic {
    let nearest = nearestName(to: String(path.name), among: known)
    let fixed = nearest.map { String(name.text.dropLast(path.name.count)) + $0 }
    return Diagnostic(
      .fileNotFound,
      LocalizedText("there is no file `\(path.text)`", "找不到文件 `\(path.text)`"), at: name.span,
      help: LocalizedText("a path counts from the folder of the file that names it", "路径从写有该路径的文件所在文件夹算起"),
      fixIt: fixed.map { FixIt(replacing: name.span, with: $0) })
  }

  static func wrongImport(_ name: YAMLScalar, of document: Document) -> Diagnostic {
    let title = document.form.id.description.title
    return Diagnostic(
      .wrongFileKind,
      LocalizedText(
        "`\(name.text)` is \(title.english), which a policy does not import",
        "`\(name.text)` 是\(title.chinese)，不能引用"),
      at: name.span,
      help: LocalizedText(
        "a policy imports files that begin with `subjects`, `records` or `measures`",
        "只能引用以 `对象类型`、`记录类型` 或 `措施` 开头的文件"))
  }

  static func wrongCalendar(_ name: YAMLScalar, of document: Document) -> Diagnostic {
    let title = document.form.id.description.title
    return Diagnostic(
      .wrongFileKind,
      LocalizedText(
        "`\(name.text)` is \(title.english), not a calendar", "`\(name.text)` 是\(title.chinese)，不是日历"),
      at: name.span,
      help: LocalizedText("a calendar is a file that begins with `calendar`", "日历是以 `日历` 开头的文件"))
  }

  static func notAPolicy(_ document: Document) -> Diagnostic {
    wrongFileKind(document, wanted: LocalizedText("a policy", "政策"))
  }

  static func notADataMapping(_ document: Document) -> Diagnostic {
    wrongFileKind(document, wanted: LocalizedText("a data mapping", "数据映射"))
  }

  static func notTests(_ document: Document) -> Diagnostic {
    wrongFileKind(document, wanted: LocalizedText("tests of a policy", "政策测试"))
  }

  static func wrongFileKind(_ document: Document, wanted: LocalizedText) -> Diagnostic {
    let title = document.form.id.description.title
    return Diagnostic(
      .wrongFileKind,
      LocalizedText(
        "this is \(title.english), not \(wanted.english)", "此处需要\(wanted.chinese)，这个文件却是\(title.chinese)"),
      at: document.firstKeySpan)
  }
}

extension Document {
  /// The place of the key that tells what the file is.
  var firstKeySpan: SourceSpan {
    form.entries.values.map(\.key.span).min { $0.start < $1.start } ?? form.span
  }
}
