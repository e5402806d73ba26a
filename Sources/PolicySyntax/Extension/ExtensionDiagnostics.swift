import PolicyDiagnostics

/// What can be wrong with how a policy extends another.
extension Diagnostic {
  static func alreadyInherited(_ key: YAMLScalar, earlier: SourceSpan, path: String) -> Diagnostic {
    Diagnostic(
      .alreadyInherited,
      LocalizedText(
        "`\(key.text)` stands in the policy that this one extends", "所继承的政策已写有 `\(key.text)`"),
      at: key.span, labels: [Label(LocalizedText("it says so here", "原政策写在这里"), at: earlier)],
      help: writeBelowChange(path))
  }

  static func changesInherited(_ key: YAMLScalar, _ name: String, earlier: SourceSpan, path: String) -> Diagnostic {
    Diagnostic(
      .alreadyInherited,
      LocalizedText(
        "`\(name)` stands in the policy that this one extends, and `\(key.text)` would change it",
        "`\(name)` 是所继承政策的内容，`\(key.text)` 会改变它"),
      at: key.span, labels: [Label(LocalizedText("it says so here", "原政策写在这里"), at: earlier.firstLine)],
      help: writeBelowChange(path))
  }

  private static func writeBelowChange(_ path: String) -> LocalizedText {
    LocalizedText(
      "outside `change` a policy only adds; to change it, write `\(path)` with the new content below `change`",
      "`修改` 之外只能增加内容；要改动它，请在 `修改` 下写 `\(path)` 和新内容")
  }

  static func unknownPath(_ text: String, at span: SourceSpan, known: [String]) -> Diagnostic {
    let near = nearestName(to: text, among: known)
    let list = known.prefix(12).map { "`\($0)`" }
    let possible =
      list.isEmpty
      ? nil
      : LocalizedText("possible: \(list.joined(separator: ", "))", "可用：\(list.joined(separator: "、"))")
    return Diagnostic(
      .unknownPath,
      LocalizedText(
        "the policy that this one extends has no `\(text)` here", "所继承的政策在此处没有 `\(text)`"), at: span,
      help: near == nil ? possible : nil, fixIt: near.map { FixIt(replacing: span, with: $0) })
  }

  static func headerIsNotInherited(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .headerIsNotInherited,
      LocalizedText("`\(text)` is each policy's own", "`\(text)` 由各政策自行写明，不能修改或删去"), at: span,
      help: LocalizedText("write it at the top level of this policy", "请直接写在本政策的顶层"))
  }
}
