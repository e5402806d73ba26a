import PolicyIR
import PolicyTypes

/// What rests on a decision that the source leaves to people.
extension Lowering {
  func discretions(
    _ indicators: [IndicatorOutline], _ rules: [RuleOutline], _ measures: [MeasureOutline], _ outputs: [OutputOutline]
  ) -> [DiscretionOutline] {
    indicators.compactMap { indicator in discretion(.indicator, indicator.clause) { counts(indicator) } }
      + rules.compactMap { rule in discretion(.rule, rule.clause) { rule.condition.result } }
      + measures.compactMap { measure in discretion(.measure, measure.clause) { measure.isGiven } }
      + outputs.compactMap { output in discretion(.output, output.clause) { isThere(output) } }
  }

  private func discretion(
    _ kind: DiscretionOutline.Kind, _ clause: Clause, _ rests: () -> ValueID
  ) -> DiscretionOutline? {
    guard let words = clause.discretion else { return nil }
    builder.span = clause.span
    defer { builder.span = nil }
    return DiscretionOutline(
      kind: kind, clause: clause, words: words, rests: builder.aligned(rests(), to: .subject))
  }

  /// Whether an indicator applies and has a number, of some record where it is for records.
  private func counts(_ indicator: IndicatorOutline) -> ValueID {
    var counts = builder.isPresent(indicator.result)
    if let condition = indicator.condition { counts = builder.and(counts, condition.result) }
    if let selection = indicator.selection {
      counts = builder.and(counts, builder.any(selection.mask, above: .subject))
    }
    return counts
  }

  private func isThere(_ output: OutputOutline) -> ValueID {
    let isPresent = builder.isPresent(output.value.result)
    return output.domain == .subject ? isPresent : builder.any(isPresent, above: .subject)
  }
}
