import PolicyDiagnostics
import PolicyTypes

// Outcomes beside the scale, and what people decided, in words.

extension ExplanationText {
  func addHeader(of outcome: OutcomeStep, to lines: inout TextLines) {
    guard outcome.saysWhatIsShown else { return }
    lines.add(pair(DecisionWords.shown, gradeName(outcome.shows)))
  }

  func add(_ outcome: OutcomeStep, to lines: inout TextLines) {
    let facts = [
      outcome.reason, outcome.lastDay.map { word(DecisionWords.lastDay($0)) },
      outcome.saysWhatIsShown ? pair(DecisionWords.shownThen, gradeName(outcome.shows)) : nil,
    ].compactMap(\.self)
    let what = facts.isEmpty ? word(DecisionWords.insteadOfAGrade) : facts.joined(separator: semicolon)
    lines.add(
      outcome.clause.heading + colon + what + bracketed(cited(outcome.clause), at: outcome.clause.place), depth: 1)
  }

  func add(_ decision: DecisionStep, to lines: inout TextLines) {
    let change =
      decision.before == decision.after
      ? word(ExplanationWords.noEffect) : "\(gradeName(decision.before)) → \(gradeName(decision.after))"
    lines.add(
      word(DecisionWords.decision(decision)) + colon + change
        + bracketed(cited(decision.clause), at: decision.clause.place), depth: 1)
    lines.add(pair(DecisionWords.reason, decision.reason), depth: 2)
  }
}

/// The words of outcomes and decisions.
enum DecisionWords {
  static let shown = LocalizedText("Shown meanwhile", "期间显示")
  static let shownThen = LocalizedText("shown meanwhile", "期间显示")
  static let reason = LocalizedText("reason", "理由")
  static let insteadOfAGrade = LocalizedText("instead of a grade", "不定级")

  static func lastDay(_ date: CalendarDate) -> LocalizedText {
    LocalizedText("until \(date)", "至 \(date)")
  }

  /// One line for the head of an explanation.
  static func rests(on decision: DecisionStep) -> LocalizedText {
    let computed = decision.before ?? LabelSet.notRated
    let until = decision.until.map { lastDay($0) } ?? LocalizedText("without an end", "无终止日")
    return decision.before == decision.after
      ? LocalizedText(
        "Decided by \(decision.decider), \(until.english); the computed grade is the same",
        "依据人工裁定：\(decision.decider)，\(until.chinese)；与计算等级相同")
      : LocalizedText(
        "Decided by \(decision.decider), \(until.english), instead of the computed grade \(computed)",
        "依据人工裁定：\(decision.decider)，\(until.chinese)；计算等级为 \(computed == LabelSet.notRated ? "不予评定" : computed)")
  }

  static func decision(_ decision: DecisionStep) -> LocalizedText {
    let date = decision.record.date?.description ?? decision.record.key
    let until = decision.until.map { lastDay($0) } ?? LocalizedText("without an end", "无终止日")
    let what = words(decision.effect, decision.grade ?? "")
    return LocalizedText(
      "decision of \(decision.decider) of \(date), \(until.english): \(what.english)",
      "\(decision.decider) \(date) 裁定（\(until.chinese)）\(what.chinese)")
  }

  private static func words(_ effect: DecisionEffect, _ grade: String) -> LocalizedText {
    switch effect {
    case .exactly: LocalizedText("the grade is \(grade)", "定为 \(grade)")
    case .noBetterThan: LocalizedText("no better than \(grade)", "最高为 \(grade)")
    case .noWorseThan: LocalizedText("no worse than \(grade)", "最低为 \(grade)")
    case .worse(let places): ExplanationWords.move(.worse(places))
    case .better(let places): ExplanationWords.move(.better(places))
    }
  }
}
