import PolicyDiagnostics
import PolicySemantics
import PolicySyntax

/// What can be wrong between a policy and the one that it extends.
extension Diagnostic {
  static func unknownParent(_ name: YAMLScalar, known: [String]) -> Diagnostic {
    let nearest = nearestName(to: name.text, among: known)
    return Diagnostic(
      .unknownParent, LocalizedText("there is no policy `\(name.text)`", "找不到政策 `\(name.text)`"), at: name.span,
      help: nearest == nil
        ? LocalizedText(
          "name a file, or the id of a policy in the package: the nearest folder with a file `assay.yaml`",
          "请写文件，或政策包（最近一个含 `assay.yaml` 的文件夹）内的政策编号")
        : nil,
      fixIt: nearest.map { FixIt(replacing: name.span, with: $0) })
  }

  static func wrongParent(_ name: YAMLScalar, of document: Document) -> Diagnostic {
    let title = document.form.id.description.title
    return Diagnostic(
      .wrongFileKind,
      LocalizedText(
        "`\(name.text)` is \(title.english), and only a policy can be extended",
        "`\(name.text)` 是\(title.chinese)，只有政策可以继承"), at: name.span)
  }

  static func nothingExtended(_ span: SourceSpan, _ keyword: Keyword) -> Diagnostic {
    Diagnostic(
      .keysExclude,
      LocalizedText(
        "`\(keyword.english)` has no meaning in a policy that extends none", "没有继承其他政策时，`\(keyword.chinese)` 没有意义"),
      at: span,
      help: LocalizedText("add `extends`, or edit this policy itself", "请加上 `继承`，或直接修改本政策"))
  }

  static func extendsInACircle(_ circle: [SourcePath], at span: SourceSpan) -> Diagnostic {
    let names = circle.map { "`\($0.text)`" }.joined(separator: " → ")
    return Diagnostic(
      .cycle, LocalizedText("these policies extend one another: \(names)", "这些政策互相继承：\(names)"), at: span)
  }

  static func resultsInACircle(_ circle: [SourcePath], at span: SourceSpan) -> Diagnostic {
    let names = circle.map { "`\($0.text)`" }.joined(separator: " → ")
    return Diagnostic(
      .cycle,
      LocalizedText("these policies read one another's results: \(names)", "这些政策互相引用结果：\(names)"), at: span)
  }

  static func publishedPolicyIsBroken(_ name: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .unknownParent,
      LocalizedText(
        "the policy `\(name.text)` has errors, so that its results have no types", "政策 `\(name.text)` 有错误，其结果的类型无法确定"),
      at: name.span)
  }

  static func outsideParent(_ scalar: YAMLScalar, _ parent: PolicyEdition) -> Diagnostic {
    let label = parent.document?.form[.effective].map {
      Label(LocalizedText("it is in force on these days", "其施行期"), at: $0.span)
    }
    return Diagnostic(
      .outsideParent,
      LocalizedText(
        "the policy that this one extends is not in force on all of these days",
        "所继承的政策在其中一些日期并不施行"), at: scalar.span, labels: label.map { [$0] } ?? [],
      help: LocalizedText(
        "a policy is in force only while the one that it extends is", "政策的施行期须在所继承政策的施行期之内"))
  }

  static func holeNotFilled(_ hole: PolicyHole, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .openHole,
      LocalizedText("`\(hole.path)` is not filled", "`\(hole.path)` 没有填写"), at: span,
      labels: [Label(LocalizedText("left open here", "此处留空"), at: hole.span)],
      help: LocalizedText(
        "write it with `points`, `deduct` or `indicators`; its weight is inherited", "请写出它的 `得分`、`扣分` 或 `指标`；权重已继承"))
  }

  static func openHole(_ hole: PolicyHole) -> Diagnostic {
    Diagnostic(
      .openHole,
      LocalizedText(
        "`\(hole.path)` has a weight and no worth, so that this policy cannot be run",
        "`\(hole.path)` 有权重而没有分值，本政策不能直接运行"), at: hole.span,
      help: LocalizedText(
        "name a policy that extends this one and fills it, or add `points`, `deduct` or `indicators`",
        "请指明继承并填写它的政策，或加上 `得分`、`扣分` 或 `指标`"))
  }

  static func removedButRead(_ path: YAMLScalar, readAt span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .removedButRead,
      LocalizedText("`\(path.text)` is removed but still read", "`\(path.text)` 已删去，但仍被引用"), at: path.span,
      labels: [Label(LocalizedText("it is read here", "在此处被引用"), at: span)],
      help: LocalizedText("remove or change what reads it as well", "请一并删去或修改引用它的内容"))
  }
}
