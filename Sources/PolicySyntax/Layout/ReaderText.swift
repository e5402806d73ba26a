import PolicyDiagnostics

/// Writes pieces of a policy the way its Chinese-speaking readers know the things in it: with the titles that the
/// policy gives its names, the words of the language in Chinese, and the signs of arithmetic.
///
/// `count(failed tests) >= 2` becomes `计数(一年内抽检不合格) ≥ 2`. What is no expression stays as it is.
package struct ReaderText: Sendable {
  private let table: SpellingTable
  private let titles: [String: String]

  /// `titles` are those of names; a name that several things have with different titles is better left out.
  package init(_ table: SpellingTable, titles: [String: String]) {
    self.table = table
    self.titles = titles
  }

  package func chinese(_ text: String) -> String {
    var respelling = Respelling(.chinese, table, titles: titles)
    let source = ExpressionSource(text, file: SourceFile(path: "", text: text), start: 0)
    respelling.expression(source)
    return respelling.text(of: source.wholeSpan.file)
  }
}

extension ExpressionSign {
  /// The sign as people write it by hand, where that differs.
  var handwritten: String? {
    switch self {
    case .greaterOrEqual: "≥"
    case .lessOrEqual: "≤"
    case .notEqual: "≠"
    case .star: "×"
    case .slash: "÷"
    default: nil
    }
  }
}
