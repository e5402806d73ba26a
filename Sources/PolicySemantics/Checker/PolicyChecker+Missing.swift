import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// What happens where the worth of an indicator is missing.
extension PolicyChecker {

  /// Whether a missing value makes the whole above it missing: the indicator, or a part of it, says `not rated`.
  func isRequired(_ index: Int) -> Bool {
    guard let indicator = indicators[index].result, indicator.type.isOptional else { return false }
    switch (indicator.missing, indicator.worth) {
    case (.notRated, _): return true
    case (nil, .sum(_, let children)), (nil, .weightedMean(let children)), (nil, .chosen(_, _, let children)):
      return children.contains { isRequired($0.index) }
    default: return false
    }
  }

  /// Reads `missing`, or that of the group above; the inner nil means that it is wrong.
  func missing(_ draft: IndicatorDraft, _ worth: PolicyType, _ scope: Scope) -> TypedIndicator.Missing?? {
    if let piece = draft.form[.missing] { return missing(piece, draft.form, scope) }
    // A group that says nothing is as its parts make it.
    guard let piece = draft.inheritedMissing, worth.isOptional, draft.children.isEmpty else { return nil }
    inheritedMissing.insert(piece.span)
    return missing(piece, draft.form, scope)
  }

  private func missing(_ piece: Piece, _ form: Form, _ scope: Scope) -> TypedIndicator.Missing?? {
    if let word = piece.text.flatMap(Keyword.init(spelling:)), let missing = Self.missingWords[word] {
      return .some(missing)
    }
    let words = Keyword.leftOut.spellings + Keyword.notRated.spellings
    if let scalar = piece.scalar, let near = nearestName(to: scalar.text, among: words) {
      report(.badWord(scalar, allowed: words, nearest: near))
      return .some(nil)
    }
    guard let value = points(piece, scope) else { return .some(nil) }
    guard !value.type.isOptional else {
      report(.optionalValue(piece.span))
      return .some(nil)
    }
    if form[.deduct] != nil, let range = value.type.number?.range, !range.isNonNegative {
      report(.maybeNegative(piece.span, range, .missing))
      return .some(nil)
    }
    return .some(.value(value))
  }

  private static let missingWords: [Keyword: TypedIndicator.Missing] = [.leftOut: .leftOut, .notRated: .notRated]

  /// Follows what stands for a missing worth; false where the policy does not say enough.
  func apply(
    _ missing: TypedIndicator.Missing?, to result: inout IndicatorResult, _ draft: IndicatorDraft
  ) -> Bool {
    if missing != nil, !result.type.isOptional { reportNeverMissing(draft) }
    switch missing {
    case nil:
      guard result.type.isOptional, draft.form[.indicators] == nil else { return true }
      report(.optionalIndicator(draft.form[.points]?.span ?? draft.form[.deduct]?.span ?? draft.name.span, draft.name))
      return false
    case .leftOut:
      let mayBeLeftOut = draft.form[.weight] != nil || draft.isToBeTaken
      guard mayBeLeftOut || draft.form[.each] != nil || !draft.children.isEmpty else {
        report(.leftOutOfSum((draft.form[.missing] ?? draft.inheritedMissing)?.span ?? draft.name.span))
        return false
      }
      if draft.form[.each] != nil { result.type = result.type.optional(false) }
    case .notRated:
      guard scale?.code(of: LabelSet.notRated) != nil else {
        if policy.isWhole, policy[.grades] == nil { report(.policyHasNoGrade(draft.form.keySpan(.missing))) }
        return false
      }
      guard draft.form[.each] == nil else {
        report(.recordsAreNotRated(draft.form.keySpan(.missing)))
        return false
      }
    case .value(let value):
      guard let number = value.type.number else { return false }
      let isDeduction = draft.form[.deduct] != nil
      let standIn = NumberType(range: isDeduction ? -number.range : number.range, decimals: number.decimals)
      result.type = .number(result.number.union(standIn))
    }
    return true
  }

  /// A group may say it for its parts alone.
  private func reportNeverMissing(_ draft: IndicatorDraft) {
    guard let piece = draft.form[.missing], !inheritedMissing.contains(piece.span) else { return }
    report(.missingNeverHappens(draft.form.keySpan(.missing)))
  }
}
