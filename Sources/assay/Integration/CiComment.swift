import PolicyDiagnostics
import PolicyReport

/// What `assay ci` found, as one document for a comment on a merge request: the steps, what failed and where, and for
/// each policy that changes what the change means and whom it moves.
struct CiComment {
  let console: Console

  /// The most findings of one step that are listed.
  private static let mostFindings = 20

  func document(of steps: [CiRun.Step]) -> ReportDocument {
    let failed = steps.filter { $0.outcome.status != .clean }.map { $0.name.text(in: console.language) }
    let title =
      failed.isEmpty
      ? word("Policies: everything passed", "政策检查：全部通过")
      : word(
        "Policies: \(failed.joined(separator: ", ")) failed", "政策检查：\(failed.joined(separator: "、"))未通过")
    var document = ReportDocument(language: console.language, title: title, subtitles: [])
    document.add(summary(of: steps))
    // What the check finds, the tests find as well.
    var known: Set<Diagnostic> = []
    for step in steps { addFindings(of: step, besides: &known, to: &document) }
    for report in steps.flatMap(\.journal.documents) { add(report, to: &document) }
    return document
  }

  private func summary(of steps: [CiRun.Step]) -> ReportDocument.Block {
    let columns = [word("step", "步骤"), word("outcome", "结果"), ""].map { TextTable.Column($0) }
    let rows = steps.map { step in
      let reason = step.outcome.reason.text(in: console.language)
      let remarks = step.journal.remarks.map { $0.text(in: console.language) } + step.journal.failedGates
      let mark = step.outcome.isSkipped ? "" : step.outcome.status == .clean ? "✅ " : "❌ "
      return [
        step.name.text(in: console.language), mark + step.outcome.word(console),
        reason.isEmpty ? remarks.joined(separator: word("; ", "；")) : reason,
      ]
    }
    return .table(columns, rows)
  }

  private func addFindings(
    of step: CiRun.Step, besides known: inout Set<Diagnostic>, to document: inout ReportDocument
  ) {
    let findings = step.journal.findings.filter { known.insert($0).inserted }
    let items =
      findings.map { finding in
        let message = finding.message.text(in: console.language)
        return ReportDocument.Item("\(finding.code.rawValue) \(message)", place: finding.span.location)
      } + step.journal.files.map { ReportDocument.Item("`\($0)`") }
    guard !items.isEmpty else { return }
    document.add(.heading(heading(of: step)))
    document.add(.list(Array(items.prefix(Self.mostFindings))))
    let rest = items.count - Self.mostFindings
    if rest > 0 { document.add(.note(word("and \(rest) more", "另有 \(rest) 项"))) }
  }

  private func heading(of step: CiRun.Step) -> String {
    let name = step.name.text(in: console.language)
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  /// Adds the report of a comparison with everything that it shows.
  private func add(_ report: ReportDocument, to document: inout ReportDocument) {
    document.add(.heading(report.title))
    for subtitle in report.subtitles { document.add(.note(subtitle)) }
    for block in report.blocks { document.add(block) }
  }

  private func word(_ english: String, _ chinese: String) -> String {
    LocalizedText(english, chinese).text(in: console.language)
  }
}

extension Journal {
  /// The gates of the reports that hold a change back.
  fileprivate var failedGates: [String] {
    documents.flatMap(\.blocks).compactMap { block in
      if case .verdict(let verdict, isPassed: false) = block { verdict } else { nil }
    }
  }
}

extension CiRun.Outcome {
  fileprivate var isSkipped: Bool {
    if case .skipped = self { true } else { false }
  }
}
