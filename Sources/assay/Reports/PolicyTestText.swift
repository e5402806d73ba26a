import PolicyDiagnostics
import PolicyDriver
import PolicyReport

/// Writes the outcome of tests for people: a line for each file, and under it what went wrong.
struct PolicyTestText {
  let console: Console

  func text(of reports: [PolicyTestReport]) -> String {
    reports.map { text(of: $0) }.joined()
  }

  private func text(of report: PolicyTestReport) -> String {
    let style = console.outputStyle
    let verdict =
      report.isPassed
      ? style.paint(word("passed", "通过"), as: .good) : style.paint(word("failed", "失败"), as: .error)
    let count = report.cases.count
    let tests = word("\(count) test\(count == 1 ? "" : "s")", "\(count) 个测试")
    let line = "\(verdict)  \(shownText(report.path.text))  \(style.paint(tests, as: .faint))\n"
    let mistakes = report.diagnostics.sorted.filter { $0.severity == .error }
    return line + mistakes.map { diagnostics.text(of: $0) + "\n" }.joined() + report.cases.map { text(of: $0) }.joined()
  }

  private func text(of result: PolicyTestResult) -> String {
    guard case .failed(let failure) = result.outcome else { return "" }
    let name = console.outputStyle.paint("✗ " + shownText(result.name), as: .strong)
    let explained = failure.explanation.map { indented(explanation.text(of: $0)) + "\n" } ?? ""
    return name + "\n" + failure.diagnostics.map { diagnostics.text(of: $0) + "\n" }.joined() + explained
  }

  private var diagnostics: DiagnosticText { console.diagnosticText(for: .output) }

  private var explanation: ExplanationText {
    ExplanationText(
      language: console.language, style: console.outputStyle, width: diagnostics.width - Self.indentation.count)
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : Self.indentation + $0 }
      .joined(separator: "\n")
  }

  private func word(_ english: String, _ chinese: String) -> String {
    LocalizedText(english, chinese).text(in: console.language)
  }

  private static let indentation = "    "
}
