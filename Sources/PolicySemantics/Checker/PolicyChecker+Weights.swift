import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// The weights of the parts of a group, and the range that an indicator claims.
extension PolicyChecker {

  /// Reads a weight: a number, or a value of the subject that is never negative.
  func weight(_ piece: Piece, _ scope: Scope) -> TypedWeight? {
    if let scalar = piece.scalar, let weight = Decimal128(exactly: scalar.text) {
      if weight > .zero { return .number(weight) }
      report(.badWeight(scalar))
      return nil
    }
    guard let value = value(piece, .number, scope), let number = value.type.number else { return nil }
    guard !value.type.isOptional else {
      report(.optionalValue(piece.span))
      return nil
    }
    guard number.range.isNonNegative else {
      report(.maybeNegative(piece.span, number.range, .weight))
      return nil
    }
    return .value(value)
  }

  /// Checks that the weights total 100, unless they are said to be parts; those from data always are.
  func checkWeights(_ parts: [(Int, TypedIndicator)], _ draft: IndicatorDraft) -> Bool {
    if let scalar = draft.form[.weights]?.scalar {
      if Keyword(spelling: scalar.text) == .parts { return true }
      report(.badWord(scalar, allowed: Keyword.parts.spellings))
      return false
    }
    if let computed = parts.first(where: { $0.1.weight?.number == nil }) {
      report(.weightsOfData(indicators[computed.0].form.keySpan(.weight), group: draft.name))
      return false
    }
    let total = parts.compactMap { $0.1.weight?.number }.reduce(Decimal128.zero) { $0.adding($1) ?? $0 }
    if total == Decimal128(100) { return true }
    report(.weightsTotal(total, at: draft.form.keySpan(.indicators), parts: parts.map(\.1.clause.span)))
    return false
  }

  /// Whether the parts that are present may weigh nothing together.
  func mayHaveNoWeight(_ parts: [(Int, TypedIndicator)]) -> Bool {
    parts.allSatisfy { _, part in
      guard !part.type.isOptional else { return true }
      switch part.weight {
      case .number, nil: return false
      case .value(let value): return value.type.number?.range.lower.map { $0 <= .zero } ?? true
      }
    }
  }

  // MARK: Ranges

  /// Proves that an indicator lies in the range that it claims.
  func checkRange(_ scalar: YAMLScalar, _ result: IndicatorResult, _ name: YAMLScalar) {
    guard let bounds = clampBounds(scalar, Scope()) else { return }
    let claim = NumberRange(
      lower: bounds.low?.type.number?.range.upper, upper: bounds.high?.type.number?.range.lower)
    if result.number.range.intersection(claim) != result.number.range {
      report(.rangeNotKept(scalar, result.number.range, name))
    }
  }
}
