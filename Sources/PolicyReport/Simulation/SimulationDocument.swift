package import PolicyDiagnostics
package import PolicyImpact
import PolicyTypes

extension ReportDocument {
  /// Makes the report of a simulation as its readers see it.
  package init(_ report: SimulationReport, language: Language) {
    self = SimulationDocument(report: report, language: language).document()
  }
}

/// Lays a simulation report out.
private struct SimulationDocument {
  let report: SimulationReport
  let language: Language

  func document() -> ReportDocument {
    let policy = report.policy
    let name = policy.title.map { "\($0) (`\(policy.id)`)" } ?? "`\(policy.id)`"
    let date = policy.asOf.map(\.description) ?? ""
    var document = ReportDocument(
      language: language, title: word("Candidates for a policy's values", "政策取值测算"),
      subtitles: [
        word(
          "\(name), version \(policy.version), \(policy.file), as of \(date)",
          "\(name)，版本 \(policy.version)，\(policy.file)，截止日 \(date)"),
        word(
          "\(report.subjectsRead) subjects from \(report.source)", "对象 \(report.subjectsRead) 个，来自 \(report.source)"),
      ])
    addSettings(to: &document)
    addDistribution(to: &document)
    addChart(to: &document)
    addWrong(to: &document)
    return document
  }

  private func word(_ english: String, _ chinese: String) -> String {
    LocalizedText(english, chinese).text(in: language)
  }

  private func addSettings(to document: inout ReportDocument) {
    document.add(.heading(word("What is varied", "测算的取值")))
    document.add(
      .list(
        report.settings.map { setting in
          ReportDocument.Item(
            word("`\(setting.path)`, now `\(setting.current)`", "`\(setting.path)`，现为 `\(setting.current)`"),
            place: "\(setting.span.file.path):\(setting.span.startPosition.line)")
        }))
  }

  private var counted: [(candidate: SimulationReport.Candidate, tally: SimulationTally.Candidate, grades: GradePairs)] {
    report.candidates.compactMap { candidate in
      guard case .counted(let tally, let grades) = candidate.outcome else { return nil }
      return (candidate, tally, grades)
    }
  }

  private func name(of candidate: SimulationReport.Candidate) -> String {
    candidate.values.joined(separator: ", ") + (report.isCurrent(candidate) ? word(" (now)", "（现行）") : "")
  }

  private func addDistribution(to document: inout ReportDocument) {
    guard let first = counted.first else { return }
    let labels = first.grades.new.labels
    let numbers = report.subject.numbers
    var columns: [TextTable.Column] = [.init(report.settings.map(\.path).joined(separator: ", "))]
    for label in labels { columns += [.init(shownGrade(label), .right), .init("%", .right)] }
    columns += [
      .init(word("move", "变动"), .right), .init(word("fall", "降级"), .right), .init(word("rise", "升级"), .right),
      .init(word("mean score", "平均分"), .right),
    ]
    columns += numbers.map { .init($0.title ?? $0.name, .right) }
    let rows = counted.map { candidate, tally, grades in
      var row = [name(of: candidate)]
      for label in labels.indices {
        let count = tally.count(grades) { $0 == label }
        row += [String(count), shareText(count, of: tally.compared)]
      }
      row += [
        String(tally.count(grades) { $0 != .same }), String(tally.count(grades) { $0.steps > 0 }),
        String(tally.count(grades) { $0.steps < 0 }), tally.meanScore?.description ?? "–",
      ]
      return row + tally.numbers.map { $0?.normalized.description ?? "–" }
    }
    document.add(.heading(word("What each candidate gives", "各取值的结果")))
    document.add(.table(columns, rows))
    document.add(
      .note(
        word(
          "Who moves is told against the policy as it is. Means are rounded half up to two decimals; the numbers of "
            + "measures are totals.",
          "变动均与现行政策比较；平均分四舍五入到两位小数，措施参数为合计。")))
  }

  private func addChart(to document: inout ReportDocument) {
    guard counted.count > 1, let labels = counted.first?.grades.new.labels, !labels.isEmpty else { return }
    let lines = labels.enumerated().map { place, label in
      LineChart.Line(
        label: shownGrade(label),
        values: counted.map { _, tally, grades in
          tally.compared == 0 ? nil : tally.count(grades) { $0 == place } * 100_000 / tally.compared
        })
    }
    document.add(.heading(word("Share of each grade, in percent", "各等级占比（%）")))
    document.add(
      .lines(
        LineChart(
          title: word("Share of each grade by candidate", "各取值下的等级占比"),
          points: counted.map { $0.candidate.values.joined(separator: ", ") }, lines: lines)))
  }

  private func addWrong(to document: inout ReportDocument) {
    let wrong = report.candidates.compactMap { candidate -> ReportDocument.Item? in
      guard case .wrong(let diagnostic) = candidate.outcome else { return nil }
      let values = candidate.values.joined(separator: ", ")
      let message = "[\(diagnostic.code.rawValue)] \(diagnostic.message.text(in: language))"
      return ReportDocument.Item("`\(values)`: \(message)", place: diagnostic.span.location)
    }
    guard !wrong.isEmpty else { return }
    document.add(.heading(word("Candidates that are no good policy", "不成立的取值")))
    document.add(.list(wrong))
  }

  private func shownGrade(_ grade: String) -> String {
    grade == LabelSet.notRated ? word(LabelSet.notRated, "不予评定") : grade
  }
}

extension SimulationTally.Candidate {
  /// How many subjects get the grade at a place of the scale for which `condition` holds.
  fileprivate func count(_ grades: GradePairs, _ condition: (_ place: Int) -> Bool) -> Int {
    cells.indices.reduce(0) { condition($1 % grades.columnCount) ? $0 + cells[$1] : $0 }
  }

  fileprivate func count(_ grades: GradePairs, _ condition: (GradeMovement) -> Bool) -> Int {
    cells.indices.reduce(0) { condition(grades.movement(ofCell: $1)) ? $0 + cells[$1] : $0 }
  }

  /// The mean of the scores, rounded half up to two decimals; nil for none.
  var meanScore: Decimal128? {
    guard scored > 0 else { return nil }
    return scoreSum?.divided(by: Decimal128(scored))?.rounded(toScale: 2, .halfUp)
  }
}
