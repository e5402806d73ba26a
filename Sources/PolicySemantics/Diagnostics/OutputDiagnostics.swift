import PolicyDiagnostics
import PolicySyntax

/// What can be wrong with outputs.
extension Diagnostic {
  static func unknownFact(_ name: YAMLScalar, known: [String]) -> Diagnostic {
    Diagnostic(
      .unknownName,
      LocalizedText("no fact is called `\(name.text)`", "没有名为 `\(name.text)` 的事实"), at: name.span,
      help: nearestHelp(name.text, known), fixIt: nearestFix(name.text, at: name.span, known))
  }

  static func selectionAsOutput(_ name: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .typeMismatch,
      LocalizedText("`\(name.text)` is a selection of records, which is no one value", "`\(name.text)` 是一组记录，不是一个值"),
      at: name.span,
      help: LocalizedText(
        "say what of it is to come out: `outputs: {\(name.text): count(\(name.text))}`",
        "请写明输出其中的什么：`输出: {\(name.text): 计数(\(name.text))}`"))
  }

  static func outputNameTaken(_ name: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .outputNameTaken,
      LocalizedText("results have a column `\(name.text)` already", "结果中已有名为 `\(name.text)` 的列"), at: name.span,
      help: LocalizedText("give the output another name", "请换一个名称"))
  }
}
