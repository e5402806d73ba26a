import PolicyDiagnostics
import PolicySyntax

/// What reading one expression gave.
struct ExpressionReading {
  let expression: Expression?
  let diagnostics: [Diagnostic]

  /// Reads `text` as the whole of a file, or after `prefix` in it.
  init(_ text: String, mode: ExpressionMode = .policy, knownNames: Set<String> = [], after prefix: String = "") {
    var found = DiagnosticSet()
    let source = expressionSource(text, after: prefix)
    expression = parseExpression(source, mode: mode, knownNames: knownNames, into: &found)
    diagnostics = found.sorted
  }

  /// The canonical text, or the codes of the mistakes.
  var result: String {
    diagnostics.isEmpty ? expression?.description ?? "nothing" : marks.joined(separator: "; ")
  }

  /// The codes and the texts that they underline, in order.
  var marks: [String] {
    diagnostics.map { "\($0.code.rawValue) \($0.span.text)" }
  }
}

/// What reading tests of a value gave.
struct UnaryTestsReading {
  let tests: [UnaryTest]?
  let diagnostics: [Diagnostic]

  init(_ text: String, mode: ExpressionMode = .policy) {
    var found = DiagnosticSet()
    tests = parseUnaryTests(expressionSource(text), mode: mode, into: &found)
    diagnostics = found.sorted
  }

  /// The canonical text, or the codes of the mistakes.
  var result: String {
    guard diagnostics.isEmpty, let tests else {
      return diagnostics.map { "\($0.code.rawValue) \($0.span.text)" }.joined(separator: "; ")
    }
    return tests.map(\.description).joined(separator: ", ")
  }
}

func expressionSource(_ text: String, after prefix: String = "") -> ExpressionSource {
  ExpressionSource(text, file: SourceFile(path: "test.yaml", text: prefix + text), start: prefix.utf8.count)
}
