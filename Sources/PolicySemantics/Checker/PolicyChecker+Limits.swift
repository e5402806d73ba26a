import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// What happens to an indicator's number after its worth is known: the sum over records, then cap, clamp and rounding.
extension PolicyChecker {

  func sumRecords(of selection: SelectionID?, condition: Bool, repair: RepairID?, _ result: inout IndicatorResult) {
    var range = result.number.range
    var decimals = result.number.decimals
    if let repair, let restore = repairs[repair.index].result?.restore.type.number {
      range = range.union(.zero)
      decimals = both(decimals, restore.decimals, +)
      if let cap = repairs[repair.index].result?.cap?.type.number {
        decimals = both(decimals, cap.decimals, max)
      }
    }
    if let selection {
      range = (range * NumberRange(Decimal128(domains[selections[selection.index].domain].limit))).union(range).union(
        .zero)
    }
    if condition { range = range.union(.zero) }
    result.replace(range: range, decimals: decimals)
  }

  func applyLimits(
    cap: TypedValue?, clamp: (low: TypedValue?, high: TypedValue?)?, rounding: TypedIndicator.Rounding?,
    _ result: inout IndicatorResult, _ form: Form
  ) {
    if let cap, let bound = cap.type.number { applyCap(bound, &result, form.keySpan(.cap)) }
    if let low = clamp?.low { applyClamp(low, isLow: true, &result) }
    if let high = clamp?.high { applyClamp(high, isLow: false, &result) }
    if let rounding { applyRounding(rounding, &result) }
  }

  private func applyCap(_ bound: NumberType, _ result: inout IndicatorResult, _ span: SourceSpan) {
    let limits = NumberRange(lower: bound.range.upper?.negated, upper: bound.range.upper)
    if let smallest = bound.range.lower, let largest = result.number.range.magnitude, largest <= smallest {
      report(.limitNeverBites(span, result.number.range))
    }
    let range = result.number.range.intersection(limits) ?? .zero
    result.replace(range: range, decimals: both(result.number.decimals, bound.decimals, max))
  }

  private func applyClamp(_ value: TypedValue, isLow: Bool, _ result: inout IndicatorResult) {
    guard let bound = value.type.number else { return }
    let range = result.number.range
    if isLow, let least = range.lower, let limit = bound.range.upper, least >= limit {
      report(.boundNeverBites(value, isLow: true, extreme: least))
    }
    if !isLow, let greatest = range.upper, let limit = bound.range.lower, greatest <= limit {
      report(.boundNeverBites(value, isLow: false, extreme: greatest))
    }
    let clamped =
      isLow ? (-(-range).capped(by: -bound.range)) : range.capped(by: bound.range)
    result.replace(range: clamped, decimals: both(result.number.decimals, bound.decimals, max))
  }

  private func applyRounding(_ rounding: TypedIndicator.Rounding, _ result: inout IndicatorResult) {
    let rounded = roundedType(result.number, digits: rounding.digits)
    result.replace(range: rounded.range, decimals: rounded.decimals)
  }

  // MARK: Reading the keys

  /// Checks a cap, which is never negative.
  func limit(_ piece: Piece, _ scope: Scope, under keyword: Keyword = .cap) -> TypedValue? {
    if let lookup = piece.form, keyword == .cap, lookup.id == .lookup,
      Vocabulary.essentialLookupKeys.allSatisfy({ lookup[$0] == nil })
    {
      report(.capWithKeys(lookup.span))
      return nil
    }
    guard let value = value(piece, .number, scope), let number = value.type.number else { return nil }
    guard !value.type.isOptional else {
      report(.optionalValue(piece.span))
      return nil
    }
    guard number.range.isNonNegative else {
      report(.maybeNegative(piece.span, number.range, keyword))
      return nil
    }
    return value
  }

  /// Reads `0..100`, either side of which may be open.
  func clampBounds(_ scalar: YAMLScalar, _ scope: Scope) -> (low: TypedValue?, high: TypedValue?)? {
    guard let range = range(in: scalar) else { return nil }
    let low = range.low.map { clampBound($0, scope) }
    let high = range.high.map { clampBound($0, scope) }
    if case .some(.none) = low { return nil }
    if case .some(.none) = high { return nil }
    if let a = low??.type.number?.range.lower, let b = high??.type.number?.range.upper, a > b {
      report(.emptyRange(scalar))
      return nil
    }
    return (low ?? nil, high ?? nil)
  }

  private func clampBound(_ expression: Expression, _ scope: Scope) -> TypedValue? {
    guard let typed = check(expression, scope) else { return nil }
    guard typed.type.number != nil, isPresentForComparison(typed) else {
      report(.typeMismatch(expression.span, typed.type.form, wanted: .number))
      return nil
    }
    return TypedValue(text: expression.span.text, span: expression.span, type: typed.type, kind: .expression(typed))
  }

  /// Reads `2 half up`.
  func rounding(_ scalar: YAMLScalar) -> TypedIndicator.Rounding? {
    let words = scalar.text.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2, let digits = Int(words[0]), (0...18).contains(digits),
      let mode = RoundingMode(word: words[1])
    else {
      report(.badRounding(scalar))
      return nil
    }
    return TypedIndicator.Rounding(digits: digits, mode: mode, span: scalar.span)
  }
}
