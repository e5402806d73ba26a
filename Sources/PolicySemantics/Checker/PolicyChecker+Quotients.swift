import PolicyDiagnostics
import PolicyTypes

/// Quotients that nothing rounds, where they meet a bound: 94.666… is not 95, and nobody may notice.
extension PolicyChecker {

  /// Warns where one side is a quotient with decimals without end, and the other a number that somebody wrote.
  func reportUnrounded(_ left: TypedExpression, _ right: TypedExpression) {
    for (value, bound) in [(left, right), (right, left)] where isFixed(bound) {
      if let quotient = unroundedQuotient(in: value) { report(.unroundedQuotient(value.span, quotient: quotient)) }
    }
  }

  private func isFixed(_ bound: TypedExpression) -> Bool {
    guard bound.type.number != nil else { return false }
    switch bound.kind {
    case .literal, .constant: return true
    default: return false
    }
  }

  /// Returns the place of a division whose result reaches the value unrounded.
  private func unroundedQuotient(in expression: TypedExpression) -> SourceSpan? {
    guard let number = expression.type.number, number.decimals == nil else { return nil }
    switch expression.kind {
    case .arithmetic(.divide, _, let divisor): return isExact(divisor) ? nil : expression.span
    case .arithmetic(_, let a, let b), .orElse(let a, let b):
      return unroundedQuotient(in: a) ?? unroundedQuotient(in: b)
    case .conditional(_, let a, let b): return unroundedQuotient(in: a) ?? unroundedQuotient(in: b)
    case .negation(let a), .assumePresent(let a): return unroundedQuotient(in: a)
    case .fact(let id):
      guard case .value(let value)? = facts[id.index].result?.kind else { return nil }
      return unroundedQuotient(in: value)
    case .indicator(let index): return indicators[index.index].result.flatMap(unroundedQuotient)
    default: return nil
    }
  }

  private func unroundedQuotient(in value: TypedValue) -> SourceSpan? {
    switch value.kind {
    case .expression(let expression): return unroundedQuotient(in: expression)
    case .table(let table):
      let values = table.rows.map(\.value) + [table.otherwise].compactMap(\.self)
      return values.lazy.compactMap { self.unroundedQuotient(in: $0) }.first
    }
  }

  private func unroundedQuotient(in indicator: TypedIndicator) -> SourceSpan? {
    guard indicator.rounding == nil else { return nil }
    switch indicator.worth {
    case .points(let value), .deduction(let value): return unroundedQuotient(in: value)
    case .sum(_, let children), .chosen(_, _, let children): return unroundedQuotient(in: children)
    case .weightedMean(let children):
      // With parts left out the mean divides by what is left of the weights; one part that is left stays what it was.
      let mayLackSome = children.contains { indicators[$0.index].result?.type.isOptional == true }
      let isOfData = children.contains { indicators[$0.index].result?.weight?.number == nil }
      return (mayLackSome && children.count > 2) || isOfData ? indicator.clause.span : unroundedQuotient(in: children)
    }
  }

  private func unroundedQuotient(in children: [IndicatorIndex]) -> SourceSpan? {
    children.lazy.compactMap { self.indicators[$0.index].result.flatMap(self.unroundedQuotient) }.first
  }

  /// Whether every number divided by the divisor has an end: 1/40 is 0.025, 1/3 has none.
  private func isExact(_ divisor: TypedExpression) -> Bool {
    guard case .literal(.number(let value)) = divisor.kind else { return false }
    // An inverse without an end fills all digits that there are.
    return Decimal128.one.divided(by: value).map { $0.decimalPlaces <= Decimal128.precision / 2 } ?? false
  }
}
