import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Groups of which the highest or the lowest part counts.
extension PolicyChecker {

  /// Checks a group that takes one of its parts; nil where anything is wrong.
  func choice(
    _ start: TypedValue?, _ parts: [(Int, TypedIndicator)], _ draft: IndicatorDraft
  ) -> (kind: TypedIndicator.Worth, type: PolicyType)? {
    guard let scalar = draft.form[.take]?.scalar else { return nil }
    guard let take = Take(word: scalar.text), take == .highest || take == .lowest else {
      report(.badWord(scalar, allowed: [Take.highest, .lowest].flatMap { [$0.rawValue, $0.chinese] }))
      return nil
    }
    guard !reportWeights(of: parts, draft) else { return nil }
    let deducting = parts.filter { isDeduction($0.1) }
    guard deducting.isEmpty || deducting.count == parts.count else {
      let adding = parts.first { !isDeduction($0.1) }!
      report(.partsOfBothKinds(scalar.span, adding: adding.1.clause.span, deducting: deducting[0].1.clause.span))
      return nil
    }
    let choice = PartChoice(take, isOfDeductions: !deducting.isEmpty)
    let isOptional =
      start?.type.isOptional ?? false || parts.contains { isRequired($0.0) } || parts.allSatisfy(\.1.type.isOptional)
    let type = PolicyType(.number(type(of: parts.map(\.1.type), choice, start?.type.number)), isOptional: isOptional)
    return (.chosen(choice, start: start, children: parts.map { IndicatorIndex($0.0) }), type)
  }

  /// What is taken has no weight; whether any part has one.
  private func reportWeights(of parts: [(Int, TypedIndicator)], _ draft: IndicatorDraft) -> Bool {
    let take = draft.form.keySpan(.take)
    if draft.form[.weights] != nil {
      report(.keysExclude(draft.form.keySpan(.weights), .weights, .take, take))
      return true
    }
    guard let weighted = parts.first(where: { $0.1.weight != nil }) else { return false }
    report(.keysExclude(indicators[weighted.0].form.keySpan(.weight), .weight, .take, take))
    return true
  }

  /// Whether an indicator takes away and does nothing else: it deducts, or all that it is made of does.
  private func isDeduction(_ indicator: TypedIndicator) -> Bool {
    switch indicator.worth {
    case .points: false
    case .deduction: true
    case .sum(.some, _), .chosen(_, .some, _): false
    case .sum(nil, let children), .weightedMean(let children), .chosen(_, nil, let children):
      children.allSatisfy { indicators[$0.index].result.map(isDeduction) ?? false }
    }
  }

  /// The numbers that the part that is taken can be, each of the others being no more, or no less.
  private func type(of parts: [PolicyType], _ choice: PartChoice, _ start: NumberType?) -> NumberType {
    let numbers = parts.compactMap(\.number)
    let ranges = zip(numbers, parts).map { number, type in
      (range: choice.takesGreatest ? number.range : -number.range, isOptional: type.isOptional)
    }
    // What may be left out bounds nothing from below.
    let sure = ranges.filter { !$0.isOptional }.map(\.range.lower)
    let lower = sure.contains { $0 != nil } ? sure.compactMap(\.self).max() : least(ranges.map(\.range.lower))
    let taken = NumberRange(lower: lower, upper: least(ranges.map { $0.range.upper.map(\.negated) })?.negated)
    let decimals = numbers.reduce(start.map(\.decimals) ?? 0) { both($0, $1.decimals, max) }
    return NumberType(
      range: (choice.takesGreatest ? taken : -taken) + (start?.range ?? .zero), decimals: decimals)
  }

  /// The least of some bounds, of which none is missing.
  private func least(_ bounds: [Decimal128?]) -> Decimal128? {
    bounds.contains { $0 == nil } ? nil : bounds.compactMap(\.self).min()
  }
}
