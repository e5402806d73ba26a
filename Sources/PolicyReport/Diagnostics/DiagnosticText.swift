package import PolicyDiagnostics

/// Writes diagnostics for people, with the source lines that they speak of.
///
/// ```
/// error[K203]: `严重` is not a key of a selection
///   --> policies/a.yaml:12:9
///    |
/// 12 |   where: {严重: 一般}
///    |           ^^^^
///    = help: write `严重程度`
/// ```
package struct DiagnosticText: Hashable, Sendable {
  package let language: Language
  package let style: TextStyle

  /// The cells of a terminal's line; longer source lines are cut around what is underlined.
  package let width: Int

  package init(language: Language, style: TextStyle = .plain, width: Int = 100) {
    self.language = language
    self.style = style
    self.width = width
  }

  /// Returns every diagnostic in the order of the source, and a line that counts them.
  package func text(of set: DiagnosticSet) -> String {
    set.sorted.map { text(of: $0) + "\n" }.joined() + summary(of: set) + "\n"
  }

  /// Returns `2 errors, 1 warning` or `2 个错误，1 个警告`.
  package func summary(of set: DiagnosticSet) -> String {
    let parts = [Severity.error, .warning, .note].compactMap { counted(set.count(of: $0), $0) }
    if parts.isEmpty { return Words.nothingFound.text(in: language) }
    return parts.joined(separator: language == .english ? ", " : "，")
  }

  /// Returns one diagnostic, with a line end after each of its lines.
  package func text(of diagnostic: Diagnostic) -> String {
    let snippets = snippets(of: diagnostic)
    let fix = diagnostic.fixIt.map(MendedLines.init)
    let lastLine = max(snippets.map(\.lastLineNumber).max() ?? 1, fix?.lastLineNumber ?? 1)
    let renderer = SnippetRenderer(style: style, width: width, gutter: String(lastLine).count)
    var text = header(of: diagnostic)
    for (index, snippet) in snippets.enumerated() {
      text += location(of: snippet, in: diagnostic, isFirst: index == 0, renderer)
      text += renderer.text(of: snippet)
    }
    if let help = diagnostic.help { text += helpLine(help, renderer) }
    if let fix { text += fix.text(renderer) }
    if let example = diagnostic.example { text += exampleLines(example, renderer) }
    return text
  }

  // MARK: Parts

  private func header(of diagnostic: Diagnostic) -> String {
    let severity = Words.severity(diagnostic.severity).text(in: language)
    let code = style.paint("\(severity)[\(diagnostic.code.rawValue)]", as: diagnostic.severity.role)
    return code + style.paint(colon + shown(diagnostic.message), as: .strong) + "\n"
  }

  private func helpLine(_ help: LocalizedText, _ renderer: SnippetRenderer) -> String {
    let margin = String(repeating: " ", count: renderer.gutter + 1)
    let label = style.paint(Words.help.text(in: language) + colon, as: .note)
    return margin + style.paint("=", as: .gutter) + " " + label + shown(help) + "\n"
  }

  private func exampleLines(_ example: String, _ renderer: SnippetRenderer) -> String {
    let margin = String(repeating: " ", count: renderer.gutter + 1)
    let label = style.paint(Words.example.text(in: language), as: .note)
    let lines = example.split(separator: "\n").map { "\(margin)  \(shownText($0))\n" }
    return margin + style.paint("=", as: .gutter) + " " + label + "\n" + lines.joined()
  }

  /// Returns the line that names the file: for the first one as a link to the place itself.
  private func location(
    of snippet: SourceSnippet, in diagnostic: Diagnostic, isFirst: Bool, _ renderer: SnippetRenderer
  ) -> String {
    let label = diagnostic.labels.first { $0.span.file == snippet.file }
    let place = isFirst ? diagnostic.span.location : label?.span.location ?? snippet.file.path
    let arrow = style.paint(isFirst ? "-->" : ":::", as: .gutter)
    return String(repeating: " ", count: renderer.gutter) + arrow + " " + shownText(place) + "\n"
  }

  /// Returns a snippet for each file that the diagnostic points at, its own file first.
  private func snippets(of diagnostic: Diagnostic) -> [SourceSnippet] {
    var first = SourceSnippet(file: diagnostic.span.file)
    first.add(diagnostic.span, sign: "^", role: diagnostic.severity.role, message: nil)
    var snippets = [first]
    for label in diagnostic.labels {
      let index = snippets.firstIndex { $0.file == label.span.file } ?? snippets.count
      if index == snippets.count { snippets.append(SourceSnippet(file: label.span.file)) }
      snippets[index].add(label.span, sign: "-", role: .gutter, message: shown(label.message))
    }
    return snippets
  }

  private func shown(_ text: LocalizedText) -> String {
    shownText(text.text(in: language).prefix(Self.longestMessage))
  }

  private func counted(_ count: Int, _ severity: Severity) -> String? {
    if count == 0 { return nil }
    let word = Words.severity(severity).text(in: language)
    return language == .english ? "\(count) \(word)\(count == 1 ? "" : "s")" : "\(count) 个\(word)"
  }

  private var colon: String { language == .english ? ": " : "：" }

  /// The characters of a message that are shown: a name in it may be a million characters long.
  private static let longestMessage = 2_000
}

extension Severity {
  fileprivate var role: TextRole {
    switch self {
    case .note: .note
    case .warning: .warning
    case .error: .error
    }
  }
}

private enum Words {
  static let help = LocalizedText("help", "建议")
  static let example = LocalizedText("for example, as a policy test:", "例如（写成政策测试）：")
  static let nothingFound = LocalizedText("no errors, no warnings", "没有错误，没有警告")

  static func severity(_ severity: Severity) -> LocalizedText {
    switch severity {
    case .note: LocalizedText("note", "提示")
    case .warning: LocalizedText("warning", "警告")
    case .error: LocalizedText("error", "错误")
    }
  }
}
