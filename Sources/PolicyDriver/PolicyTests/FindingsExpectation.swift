import PolicyDiagnostics
import PolicySyntax

/// What a file of tests expects the check to find in the policy: these codes, each as often as it is named, no more.
struct FindingsExpectation {
  let key: SourceSpan
  let codes: [YAMLScalar]

  /// What the check found.
  let found: DiagnosticSet

  /// The name of the case.
  static let name = "diagnostics"

  /// Returns what is not as expected.
  var mismatches: [Diagnostic] {
    var rest = found.sorted
    var mismatches: [Diagnostic] = []
    for code in codes {
      if let place = rest.firstIndex(where: { $0.code.rawValue == code.text }) {
        rest.remove(at: place)
      } else if DiagnosticCode(rawValue: code.text) != nil {
        mismatches.append(.noFinding(code))
      }
    }
    return mismatches + rest.map { .unexpectedFinding($0, at: key) }
  }

  /// The expected codes that no finding can have.
  var unknownCodes: [Diagnostic] {
    codes.filter { DiagnosticCode(rawValue: $0.text) == nil }.map { .unknownFindingCode($0) }
  }
}

extension Diagnostic {
  fileprivate static func noFinding(_ code: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .testFailed,
      LocalizedText("expected the check to find `\(code.text)`, but it does not", "期望检查发现 `\(code.text)`，实际没有"),
      at: code.span)
  }

  fileprivate static func unexpectedFinding(_ finding: Diagnostic, at key: SourceSpan) -> Diagnostic {
    let code = finding.code.rawValue
    return Diagnostic(
      .testFailed,
      LocalizedText("the check finds `\(code)`, which is not expected", "检查发现了 `\(code)`，不在期望之中"), at: key,
      labels: [Label(finding.message, at: finding.span)])
  }

  fileprivate static func unknownFindingCode(_ code: YAMLScalar) -> Diagnostic {
    let nearest = nearestName(to: code.text, among: DiagnosticCode.allCases.map(\.rawValue))
    return Diagnostic(
      .badWord,
      LocalizedText("`\(code.text)` is not the code of a finding", "`\(code.text)` 不是检查问题的代码"), at: code.span,
      help: LocalizedText("a finding shows its code, such as `R102`", "检查结果前写有代码，例如 `R102`"),
      fixIt: nearest.map { FixIt(replacing: code.span, with: $0) })
  }
}
