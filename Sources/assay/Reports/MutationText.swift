import PolicyDiagnostics
import PolicyDriver
import PolicyReport

/// Writes for people which small changes of policies no test notices.
///
/// ```
/// mutants  policies/shop.yaml  9 of 12 changes noticed, 3 not; 2 refused by the check, 1 without effect
///   policies/shop.yaml:17:18  `≥` to `＞`       grade: {by: score, ＞ 80: 甲, otherwise: 乙}
///   policies/shop.yaml:14:33  `cap: 90` out
/// ```
struct MutationText {
  let console: Console

  func text(of report: MutationReport) -> String {
    let style = console.outputStyle
    let label = style.paint(word("mutants", "变异"), as: report.survivors.isEmpty ? .good : .warning)
    let tried = report.killedCount + report.survivors.count
    var counts = word(
      "\(report.killedCount) of \(tried) changes noticed, \(report.survivors.count) not",
      "\(tried) 处改动中测试察觉 \(report.killedCount) 处，未察觉 \(report.survivors.count) 处")
    counts += word(
      "; \(report.refusedCount) refused by the check, \(report.equalCount) without effect",
      "；检查拒绝 \(report.refusedCount) 处，无影响 \(report.equalCount) 处")
    if report.untriedCount > 0 {
      counts += word(", \(report.untriedCount) not tried", "，未试 \(report.untriedCount) 处")
    }
    return "\(label)  \(shownText(report.path.text))  \(counts)\n" + table(report.survivors)
  }

  private func table(_ mutants: [PolicyMutant]) -> String {
    var table = TextTable(columns: ["", "", ""].map { TextTable.Column($0) })
    for mutant in mutants {
      let was = short(mutant.original)
      table.append(
        mutant.replacement.isEmpty
          ? [mutant.span.location, word("`\(was)` out", "删去 `\(was)`"), ""]
          : [
            mutant.span.location, word("`\(was)` to `\(mutant.replacement)`", "`\(was)` 改为 `\(mutant.replacement)`"),
            short(mutant.changedLine.trimmed),
          ])
    }
    return table.text(indentation: 2)
  }

  private func short(_ text: String) -> String {
    text.count <= Self.longestText ? text : text.prefix(Self.longestText) + "…"
  }

  private func word(_ english: String, _ chinese: String) -> String {
    LocalizedText(english, chinese).text(in: console.language)
  }

  private static let longestText = 72
}
