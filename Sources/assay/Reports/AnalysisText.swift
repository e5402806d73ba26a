import PolicyAnalysis
import PolicyDiagnostics
import PolicyReport
import PolicyTypes

/// Writes for people what a policy's score can be, what each indicator can do, and what the policy rests on.
///
/// ```
/// shop, as of 2024-06-30
///   score: proved within 0..100; subjects found from 0 to 100
///   indicator   points   found    share  at most  changes the grade  from best to worst  keeps the grade
///   score.late  -40..0   -40..0                   yes                no
///   sources: indicators 1 of 1, thresholds 1 of 1
/// ```
struct AnalysisText {
  let console: Console

  func text(of policy: String, _ facts: PolicyFacts) -> String {
    let title = word("\(policy), as of \(facts.asOf)", "\(policy)，截止日 \(facts.asOf)")
    return console.outputStyle.paint(title, as: .strong) + "\n" + score(facts.score) + table(facts.indicators)
      + sources(facts.sources)
  }

  private func score(_ score: AttainedRange) -> String {
    let proved = word("proved within \(score.proved.words)", "可证范围 \(score.proved.words)")
    guard let least = score.least?.number.normalized, let greatest = score.greatest?.number.normalized else {
      return "  " + word("score: \(proved)", "评分：\(proved)") + "\n"
    }
    return "  "
      + word(
        "score: \(proved); subjects found from \(least) to \(greatest)",
        "评分：\(proved)；找到的对象从 \(least) 到 \(greatest)") + "\n"
  }

  private func table(_ indicators: [IndicatorFacts]) -> String {
    var table = TextTable(columns: [
      .init(word("indicator", "指标")), .init(word("points", "分值范围")), .init(word("found", "已找到")),
      .init(word("share", "权重"), .right), .init(word("at most", "最多"), .right),
      .init(word("changes the grade", "能改变等级")), .init(word("from best to worst", "独自由最好到最差")),
      .init(word("keeps the grade", "限定等级")),
    ])
    for indicator in indicators {
      table.append([
        indicator.clause.name, indicator.points.proved.words, found(indicator.points), percent(indicator.share),
        percent(indicator.greatestShare), word(of: indicator.changesGrade), word(of: indicator.movesBestToWorst),
        limits(of: indicator),
      ])
    }
    return table.text(style: console.outputStyle, indentation: 2)
  }

  private func found(_ range: AttainedRange) -> String {
    guard let least = range.least?.number.normalized, let greatest = range.greatest?.number.normalized else {
      return ""
    }
    return least == greatest ? "\(least)" : "\(least)..\(greatest)"
  }

  private func percent(_ share: Decimal128?) -> String {
    guard let share, let percent = share.multiplied(by: 100), let rounded = percent.rounded(toScale: 1, .halfUp) else {
      return ""
    }
    return "\(rounded.normalized)%"
  }

  private func word(of answer: IndicatorFacts.Answer?) -> String {
    switch answer?.verdict {
    case .proved: word("yes", "能")
    case .refuted: word("no", "不能")
    case .undecided: word("undecided", "未定")
    case nil: ""
    }
  }

  /// What the indicator forces, whatever the others are.
  private func limits(of indicator: IndicatorFacts) -> String {
    let best = indicator.bestAtLeast.map { word("at its worst no better than \($0)", "最差时等级最高为 \($0)") }
    let worst = indicator.worstAtMost.map { word("at its best no worse than \($0)", "最好时等级最低为 \($0)") }
    return [best, worst].compactMap(\.self).joined(separator: word("; ", "；"))
  }

  private func sources(_ counts: SourceCounts) -> String {
    let parts = counts.entries.map { entry in
      let words = entry.kind.words.text(in: console.language)
      let assumed = entry.assumed > 0 ? word(" (\(entry.assumed) assumed)", "（自拟 \(entry.assumed)）") : ""
      return word(
        "\(words) \(entry.cited) of \(entry.total)\(assumed)", "\(words) \(entry.cited)/\(entry.total)\(assumed)")
    }
    return "  " + word("with a source: ", "写明依据：") + parts.joined(separator: word(", ", "，")) + "\n"
  }

  private func word(_ english: String, _ chinese: String) -> String {
    LocalizedText(english, chinese).text(in: console.language)
  }
}

extension NumberRange {
  /// The range as people write it, a single number by itself.
  fileprivate var words: String {
    if let single { return "\(single.normalized)" }
    return "\(lower.map { "\($0.normalized)" } ?? "")..\(upper.map { "\($0.normalized)" } ?? "")"
  }
}
