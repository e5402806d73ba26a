import PolicyDiagnostics
import PolicySyntax

/// What can be wrong with `assay.yaml`.
extension Diagnostic {
  static func configurationWantsFlag(_ scalar: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .configurationWantsFlag,
      LocalizedText("`\(scalar.text)` is neither `true` nor `false`", "`\(scalar.text)` 既不是 `是` 也不是 `否`"),
      at: scalar.span, help: LocalizedText("write `true` or `false`", "请写 `是` 或 `否`"))
  }

  static func configurationWantsCount(_ scalar: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .configurationWantsCount,
      LocalizedText("`\(scalar.text)` is no whole number from 0 on", "`\(scalar.text)` 不是非负整数"), at: scalar.span,
      help: LocalizedText(
        "a gate counts and never rounds: write `0`, or how many are let through", "门槛按个数计，不按比例：请写 `0` 或允许的个数"))
  }

  static func halfAPopulation(_ form: Form, missing: Keyword) -> Diagnostic {
    let there: Keyword = form[.data] != nil ? .data : form[.asOf] != nil ? .asOf : .failIf
    return Diagnostic(
      .halfAPopulation,
      LocalizedText(
        "`\(there.english)` needs `\(missing.english)` beside it", "有 `\(there.chinese)` 时还需要 `\(missing.chinese)`"),
      at: form.keySpan(there),
      help: LocalizedText(
        "whom a change moves is seen with `data` and `as of`", "要看修改影响到谁，须写明 `数据` 和 `截止日`"))
  }

  static func notAConfiguration(_ document: Document) -> Diagnostic {
    wrongFileKind(document, wanted: LocalizedText("the configuration of a package", "政策包配置"))
  }
}
