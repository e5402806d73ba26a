import PolicyAnalysis
import PolicyDiagnostics
import PolicyDriver
import PolicyReport
import PolicyTypes

/// Writes for people what the cases of tests have shown of policies, and each outcome that none has.
///
/// ```
/// coverage  policies/shop.yaml  2 of 4 outcomes shown by 1 case
///   band 1/2, grade 1/2
///   policies/shop.yaml:15:15  band `otherwise: 乙` never decides  grade
///   policies/shop.yaml:14:1   grade `乙` never given              grade
/// not counted: 12 outcomes that shared/base.yaml writes; name it to have them counted
/// ```
struct CoverageText {
  let console: Console

  func text(of report: CoverageReport) -> String {
    report.files.map(text).joined() + report.elsewhere.map(text).joined()
  }

  private func text(of file: CoverageReport.Elsewhere) -> String {
    let (path, count) = (shownText(file.path.text), file.outcomeCount)
    let note = word(
      "not counted: \(count) outcome\(count == 1 ? "" : "s") that \(path) writes; name it to have them counted",
      "不计入：继承自 \(path) 的 \(count) 种结果；指明该文件即可计入")
    return console.outputStyle.paint(note, as: .faint) + "\n"
  }

  private func text(of coverage: FileCoverage) -> String {
    let style = console.outputStyle
    let label = style.paint(word("coverage", "覆盖"), as: coverage.uncovered.isEmpty ? .good : .warning)
    let (covered, cases) = (coverage.coveredCount, coverage.caseCount)
    let total = covered + coverage.uncovered.count
    let counts = word(
      "\(covered) of \(total) outcomes shown by \(cases) case\(cases == 1 ? "" : "s")",
      "\(cases) 个用例覆盖了 \(total) 种结果中的 \(covered) 种")
    return "\(label)  \(shownText(coverage.path.text))  \(counts)\n" + byPart(coverage.outcomes)
      + table(coverage.uncovered) + impossible(coverage.impossible)
  }

  /// How many outcomes of each kind of part are shown.
  private func byPart(_ outcomes: [CoverageOutcome]) -> String {
    let parts = PolicyPart.Kind.allCases.compactMap { kind -> String? in
      let possible = outcomes.filter { $0.point.part.kind == kind && $0.isPossible }
      guard !possible.isEmpty else { return nil }
      return "\(kind.words.text(in: console.language)) \(possible.count(where: \.isCovered))/\(possible.count)"
    }
    return console.outputStyle.paint("  " + parts.joined(separator: word(", ", "，")), as: .faint) + "\n"
  }

  private func impossible(_ outcomes: [CoverageOutcome]) -> String {
    if outcomes.isEmpty { return "" }
    let note = word("  not counted, because no subject can show it:", "  不计入（没有任何对象会出现这种结果）：")
    return console.outputStyle.paint(note, as: .faint) + "\n" + table(outcomes)
  }

  private func table(_ outcomes: [CoverageOutcome]) -> String {
    var table = TextTable(columns: ["", "", ""].map { TextTable.Column($0) })
    for outcome in outcomes {
      let point = outcome.point
      let part = point.part.kind.words.text(in: console.language)
      let words = point.neverShown.text(in: console.language)
      table.append([point.span.location, "\(part) `\(shortText(of: point))` \(words)", clause(of: point.part)])
    }
    return table.text(indentation: 2)
  }

  private func shortText(of point: CoveragePoint) -> String {
    let text = point.text.text(in: console.language)
    return text.count <= Self.longestText ? text : text.prefix(Self.longestText) + "…"
  }

  /// What the part belongs to and rests on.
  private func clause(of part: PolicyPart) -> String {
    guard let clause = part.clause else { return "" }
    if let basis = clause.basis { return word("\(clause.name) (\(basis))", "\(clause.name)（\(basis)）") }
    guard let assumption = clause.assumption else { return clause.name }
    return word("\(clause.name) (assumed: \(assumption))", "\(clause.name)（自拟：\(assumption)）")
  }

  private func word(_ english: String, _ chinese: String) -> String {
    LocalizedText(english, chinese).text(in: console.language)
  }

  private static let longestText = 40
}
