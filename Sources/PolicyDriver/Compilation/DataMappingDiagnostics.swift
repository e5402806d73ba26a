import PolicyDiagnostics
import PolicyIR
import PolicySyntax

/// What can be wrong with a `data:` section.
extension Diagnostic {
  static func unknownMappedRecords(_ name: YAMLScalar, known: [String]) -> Diagnostic {
    let nearest = nearestName(to: name.text, among: known)
    return Diagnostic(
      .unknownName,
      LocalizedText(
        "the policy has no record type `\(name.text)`", "政策没有名为 `\(name.text)` 的记录类型"),
      at: name.span, help: nearest == nil ? listOfNames(known) : nil,
      fixIt: nearest.map { FixIt(replacing: name.span, with: $0) })
  }

  static func unknownMappedField(_ name: YAMLScalar, of records: String, known: [String]) -> Diagnostic {
    let nearest = nearestName(to: name.text, among: known)
    return Diagnostic(
      .unknownName,
      LocalizedText("`\(records)` has no field `\(name.text)`", "`\(records)` 没有字段 `\(name.text)`"),
      at: name.span, help: nearest == nil ? listOfNames(known) : nil,
      fixIt: nearest.map { FixIt(replacing: name.span, with: $0) })
  }

  static func unknownMappedLabel(_ label: YAMLScalar, of field: YAMLScalar, known: [String]) -> Diagnostic {
    let nearest = nearestName(to: label.text, among: known)
    return Diagnostic(
      .unknownLabel,
      LocalizedText(
        "`\(label.text)` is not a value of `\(field.text)`", "`\(field.text)` 没有取值 `\(label.text)`"),
      at: label.span, labels: [Label(LocalizedText("the codes of this field", "该字段的代码"), at: field.span)],
      help: nearest == nil ? listOfNames(known) : nil, fixIt: nearest.map { FixIt(replacing: label.span, with: $0) })
  }

  static func codesWithoutLabels(_ field: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .typeMismatch,
      LocalizedText(
        "codes stand for labels, and `\(field.text)` has none", "代码用于表示取值，而 `\(field.text)` 没有固定取值"),
      at: field.span,
      help: LocalizedText(
        "fields with codes are those with `one of` and those that are `yes or no`", "只有“取值”字段和“是否”字段可以有代码"))
  }

  static func unknownDateFormat(_ format: YAMLScalar) -> Diagnostic {
    let known = DateFormat.allCases.map(\.rawValue)
    let nearest = nearestName(to: format.text, among: known)
    return Diagnostic(
      .badWord,
      LocalizedText("`\(format.text)` is not a form of dates", "`\(format.text)` 不是可用的日期格式"), at: format.span,
      help: listOfNames(known), fixIt: nearest.map { FixIt(replacing: format.span, with: $0) })
  }

  /// The names that are possible, the first of them where there are many.
  static func listOfNames(_ known: [String]) -> LocalizedText? {
    guard !known.isEmpty else { return nil }
    let shown = known.prefix(12).map { "`\($0)`" }
    let more = known.count > shown.count
    return LocalizedText(
      "possible: \(shown.joined(separator: ", "))\(more ? ", …" : "")",
      "可用：\(shown.joined(separator: "、"))\(more ? "……" : "")")
  }
}
