package import PolicyDiagnostics

/// The page of every kind of mistake: what it is called, what it means, and how it is shown.
package struct DiagnosticReference: Sendable {
  /// A file with the mistake, and what is said about it.
  package struct Example: Sendable {
    let source: String
    let message: LocalizedText

    package init(source: String, message: LocalizedText) {
      self.source = source
      self.message = message
    }
  }

  private let examples: [DiagnosticCode: Example]

  /// Makes the page with at most one example for each code.
  package init(examples: [DiagnosticCode: Example]) {
    self.examples = examples
  }

  /// The Markdown page.
  package var text: String {
    let contents = DiagnosticCode.allCases.map { code in
      ["[\(code.rawValue)](#\(code.rawValue))", severity(of: code), code.title.english, code.title.chinese]
    }
    let table = MarkdownTable(header: ["code", "severity · 程度", "mistake", "问题"], rows: contents).text
    return ([Self.opening + table] + DiagnosticCode.allCases.map(section)).joined(separator: "\n")
  }

  private static let opening = """
    # Messages · 诊断信息

    This page is printed from the table of codes and from `Tests/Corpus/check/bad`; `ASSAY_RECORD=1 swift test` prints it anew.
    A code keeps its meaning for good. 本页自动生成。代码的含义永不改变。

    """ + "\n"

  private func section(_ code: DiagnosticCode) -> String {
    var text = """
      <a id="\(code.rawValue)"></a>

      ## \(code.rawValue) \(code.title.english) · \(code.title.chinese)

      \(severity(of: code)). \(code.meaning.english)

      \(code.meaning.chinese)

      """
    if let example = examples[code] {
      text += fenced("yaml", example.source) + fenced("text", example.message.english)
      text += fenced("text", example.message.chinese)
    }
    return text
  }

  private func fenced(_ language: String, _ text: String) -> String {
    "\n````\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")````\n"
  }

  private func severity(of code: DiagnosticCode) -> String {
    switch code.severity {
    case .note: "note · 提示"
    case .warning: "warning · 警告"
    case .error: "error · 错误"
    }
  }
}
