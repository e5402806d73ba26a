import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// How a test that fails says what it expected and what came out.
extension Diagnostic {
  static func wrongGrade(_ expected: YAMLScalar, actual: Value) -> Diagnostic {
    failed(
      LocalizedText(
        "expected the grade `\(expected.text)`, but it is \(actual.shown.english)",
        "期望等级为 `\(expected.text)`，实际为 \(actual.shown.chinese)"), at: expected)
  }

  static func wrongNumber(_ written: YAMLScalar, of name: String, _ expected: Value, actual: Value) -> Diagnostic {
    failed(
      LocalizedText(
        "expected `\(name)` to be \(expected.shown.english), but it is \(actual.shown.english)",
        "期望 `\(name)` 为 \(expected.shown.chinese)，实际为 \(actual.shown.chinese)"), at: written)
  }

  static func wrongName(_ name: YAMLScalar, _ kind: NameKind, isIncluded: Bool) -> Diagnostic {
    let (noun, verb) = (kind.noun, kind.verb)
    return failed(
      isIncluded
        ? LocalizedText(
          "expected the \(noun.english) `\(name.text)` to \(verb.english), but it is not",
          "期望\(verb.chinese)\(noun.chinese) `\(name.text)`，实际未\(verb.chinese)")
        : LocalizedText(
          "expected the \(noun.english) `\(name.text)` not to \(verb.english), but it is",
          "期望不\(verb.chinese)\(noun.chinese) `\(name.text)`，实际已\(verb.chinese)"),
      at: name)
  }

  static func noSuchRecord(_ written: YAMLScalar, _ key: String) -> Diagnostic {
    failed(
      LocalizedText("there is no record `\(key)` on the as-of date", "截止日没有记录 `\(key)`"), at: written)
  }

  static func toBeConfirmed(_ written: YAMLScalar, actual: Value) -> Diagnostic {
    Diagnostic(
      .toBeConfirmed,
      LocalizedText(
        "a person has to confirm this: today it comes out as \(actual.shown.english)",
        "须由人确认：目前得出的是 \(actual.shown.chinese)"),
      at: written.span,
      help: LocalizedText(
        "if the source asks for that, write it here; if not, mend the policy", "如与依据文件一致，请写在这里；否则请修改政策"))
  }

  static func noFault(in field: YAMLScalar) -> Diagnostic {
    failed(
      LocalizedText(
        "expected a data fault in `\(field.text)`, but there is none", "期望 `\(field.text)` 有数据问题，实际没有"),
      at: field)
  }

  private static func failed(_ message: LocalizedText, at written: YAMLScalar) -> Diagnostic {
    Diagnostic(.testFailed, message, at: written.span)
  }
}

extension NameKind {
  /// What happens to one thing of the kind that is among the results.
  fileprivate var verb: LocalizedText {
    switch self {
    case .rules: LocalizedText("be met", "适用")
    case .measures: LocalizedText("be given", "采取")
    case .alerts: LocalizedText("be raised", "发出")
    case .tags: LocalizedText("be set", "加上")
    }
  }
}

extension Value {
  /// The value in words, in backticks.
  fileprivate var shown: LocalizedText {
    switch self {
    case .absent: LocalizedText("absent", "缺失")
    case .number(let number): LocalizedText(verbatim: "`\(number.normalized)`")
    default: LocalizedText(verbatim: "`\(self)`")
    }
  }
}
