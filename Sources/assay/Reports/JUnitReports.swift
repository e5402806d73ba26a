import PolicyDiagnostics
import PolicyDriver
import PolicyReport

extension JUnitReport {
  /// The findings of a check: one case for each file, which fails where the file has errors.
  init(checkOf files: [String], _ findings: [Diagnostic], _ console: Console) {
    let found = Dictionary(grouping: findings, by: \.span.file.path)
    let others = found.keys.filter { !files.contains($0) }.sorted()
    self.init(
      name: "assay check",
      suites: (files + others).map { file in
        let findings = found[file] ?? []
        let errors = findings.filter { $0.severity == .error }
        let rest = findings.filter { $0.severity != .error }
        let outcome = console.problem(of: errors).map(Outcome.failed) ?? .passed
        return Suite(file: file, cases: [Case(name: "check", outcome: outcome, notes: console.plainText(of: rest))])
      })
  }

  /// The outcome of tests. What is wrong with a file itself is a case of its own.
  init(_ reports: [PolicyTestReport], _ console: Console) {
    self.init(
      name: "assay test",
      suites: reports.map { report in
        let mistakes = report.diagnostics.sorted.filter { $0.severity == .error }
        let file = console.problem(of: mistakes).map { [Case(name: "file", outcome: .broken($0))] } ?? []
        return Suite(
          file: report.path.text,
          cases: file + report.cases.map { Case(name: $0.name, outcome: console.outcome(of: $0)) })
      })
  }
}

extension Console {
  fileprivate func outcome(of result: PolicyTestResult) -> JUnitReport.Outcome {
    switch result.outcome {
    case .passed: return .passed
    case .broken:
      let message = LocalizedText("the case could not be run", "用例无法运行").text(in: language)
      return .broken(JUnitReport.Problem(type: "broken", message: message, text: result.span.location))
    case .failed(let failure):
      let text = plainText(of: failure.diagnostics) + (failure.explanation.map(plainText(of:)) ?? "")
      guard let problem = problem(of: failure.diagnostics, text: text) else { return .passed }
      return .failed(problem)
    }
  }

  /// What is said about findings, named after the first; nil where there are none.
  fileprivate func problem(of findings: [Diagnostic], text: String? = nil) -> JUnitReport.Problem? {
    guard let first = findings.first else { return nil }
    return JUnitReport.Problem(
      type: first.code.rawValue, message: first.message.text(in: language), text: text ?? plainText(of: findings))
  }

  fileprivate func plainText(of findings: [Diagnostic]) -> String {
    let writer = DiagnosticText(language: language)
    return findings.map { writer.text(of: $0) }.joined(separator: "\n")
  }

  private func plainText(of explanation: Explanation) -> String {
    "\n" + ExplanationText(language: language, style: .plain, width: 100).text(of: explanation)
  }
}
