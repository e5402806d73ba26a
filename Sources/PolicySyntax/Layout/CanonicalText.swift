import PolicyDiagnostics
import PolicyTypes

/// What scalars say, as text on which layout, the language of keywords and the spelling of signs have no influence.
///
/// Two scalars with the same canonical text mean the same; the reverse need not hold.
package struct CanonicalText: Sendable {
  private let table: SpellingTable
  /// Names that were changed, and what they are called now.
  private let renames: [String: String]

  package init(_ table: SpellingTable, renames: [String: String] = [:]) {
    self.table = table.renaming(renames)
    self.renames = renames
  }

  /// Returns the canonical text of a scalar of `shape` under `keyword`.
  package func text(of scalar: YAMLScalar, as shape: Shape, under keyword: Keyword?) -> String {
    if let keyword, let phrase = table.phrase(of: scalar.text, under: keyword, in: .english) {
      // The author's part, such as the number of steps of a move, is an expression.
      let part = phrase.part.map { String(Substring(scalar.text.utf8.dropFirst($0.lowerBound).prefix($0.count))) }
      return withSingleSpaces(phrase.prefix.spelling + (part.map(expression) ?? "") + phrase.suffix.spelling)
    }
    switch shape {
    case .expression, .value, .valueOr, .condition, .rows: return expression(scalar.text)
    case .scalarOr(let inner, _), .oneOrMore(let inner), .list(let inner), .listOr(let inner, _):
      return text(of: scalar, as: inner, under: keyword)
    case .name: return renames[scalar.text] ?? scalar.text
    case .text, .flag, .form, .named, .path, .changes, .anything:
      if let keyword, Self.numbers.contains(keyword), let number = Decimal128(exactly: scalar.text) {
        return number.normalized.description
      }
      return withSingleSpaces(scalar.text)
    }
  }

  /// The keys under which a text is a number; a version is none.
  private static let numbers: Set<Keyword> = [.weight, .atMost, .atLeast, .decimals]

  /// Returns the canonical text of the tests that a lookup has as a key.
  package func tests(of scalar: YAMLScalar) -> String {
    guard let tests = parsedTests(of: scalar) else { return withSingleSpaces(scalar.text) }
    return tests.map(\.description).joined(separator: ", ")
  }

  /// Returns whether the tests are single values, of which no two different ones hold together.
  package func arePlainValues(_ scalar: YAMLScalar) -> Bool {
    guard let tests = parsedTests(of: scalar) else { return false }
    return tests.allSatisfy { test in
      guard case .value(let value) = test.kind else { return false }
      switch value.kind {
      case .number, .percent, .text, .name, .boolean, .date: return true
      default: return false
      }
    }
  }

  private func parsedTests(of scalar: YAMLScalar) -> [UnaryTest]? {
    var ignored = DiagnosticSet()
    return parseUnaryTests(source(of: respelled(scalar.text)), into: &ignored)
  }

  private func expression(_ text: String) -> String {
    let respelled = respelled(text)
    var ignored = DiagnosticSet()
    guard let expression = parseExpression(source(of: respelled), into: &ignored) else {
      return withSingleSpaces(respelled)
    }
    if case .number(let digits) = expression.kind, let number = Decimal128(exactly: digits) {
      return number.normalized.description
    }
    return expression.description
  }

  private func respelled(_ text: String) -> String {
    var respelling = Respelling(.english, table)
    let source = source(of: text)
    respelling.expression(source)
    return respelling.text(of: source.wholeSpan.file)
  }

  private func source(of text: String) -> ExpressionSource {
    ExpressionSource(text, file: SourceFile(path: "", text: text), start: 0)
  }
}

/// Returns `text` with one space wherever white space stands, and none at its ends.
package func withSingleSpaces(_ text: String) -> String {
  text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
