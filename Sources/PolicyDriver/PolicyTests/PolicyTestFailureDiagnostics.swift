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
    let noun = kind.noun
    return failed(
      isIncluded
        ? LocalizedText(
          "expected the \(noun.english) `\(name.text)`, but it is not there",
          "期望有\(noun.chinese) `\(name.text)`，实际没有")
        : LocalizedText(
          "expected no \(noun.english) `\(name.text)`, but it is there",
          "期望没有\(noun.chinese) `\(name.text)`，实际有"),
      at: name)
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

extension Value {
  /// The value in words, in backticks.
  fileprivate var shown: LocalizedText {
    switch self {
    case .absent: LocalizedText("absent", "缺失")
    default: LocalizedText(verbatim: "`\(self)`")
    }
  }
}
