import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Caps that records of an indicator share which have something in common.
extension PolicyChecker {

  /// Checks `cap per` inside a record whose points have a type; nil where anything is wrong.
  func keyCaps(_ form: Form, of points: IndicatorResult, _ scope: Scope) -> [TypedKeyCap]? {
    guard let shared = form[.capPer]?.form else { return [] }
    guard form[.each] != nil else { return nil }
    guard !shared.others.isEmpty else {
      report(.keyCapsWithoutKeys(form.keySpan(.capPer)))
      return nil
    }
    let caps = shared.others.map { keyCap($0, scope) }
    guard !caps.contains(where: { $0 == nil }) else { return nil }
    let range = points.number.range
    guard range.isNonNegative || (-range).isNonNegative else {
      report(.keyCapsOfBothSigns(form.keySpan(.capPer), range))
      return nil
    }
    return caps.compactMap(\.self)
  }

  private func keyCap(_ entry: NamedPiece, _ scope: Scope) -> TypedKeyCap? {
    let bound = limit(entry.piece, scope, under: .capPer)
    guard let tests = parseUnaryTests(entry.name.expressionSource, into: &diagnostics) else { return nil }
    let keys = tests.map { key($0, scope) }
    guard let bound, !keys.contains(where: { $0 == nil }) else { return nil }
    return TypedKeyCap(
      text: entry.name.text, span: entry.name.span, keys: keys.compactMap(\.self), bound: bound)
  }

  /// Checks one thing that records have in common.
  private func key(_ test: UnaryTest, _ scope: Scope) -> TypedExpression? {
    guard case .value(let expression) = test.kind else {
      report(.testAsKey(test.span))
      return nil
    }
    guard let typed = check(expression, scope) else { return nil }
    guard !typed.type.isOptional else {
      report(.optionalKey(typed.span))
      return nil
    }
    guard deepestDomain(of: typed) > 0 else {
      report(.keyOfAllRecords(typed.span))
      return nil
    }
    return typed
  }

  // MARK: What they make of the sum

  func applyKeyCaps(
    _ caps: [TypedKeyCap], whole: TypedValue?, of selection: SelectionID?, _ result: inout IndicatorResult
  ) {
    guard let selection else { return }
    for cap in caps {
      guard let bound = cap.bound.type.number else { continue }
      reportIfItNeverBites(cap, bound.range, whole: whole, result.number.range)
      var range = result.number.range
      if let upper = bound.range.upper {
        let groups = Decimal128(mostGroups(cap.keys, domains[selections[selection.index].domain].limit))
        let most = NumberRange(lower: upper.negated, upper: upper) * NumberRange(groups)
        range = range.intersection(most) ?? .zero
      }
      result.replace(range: range, decimals: both(result.number.decimals, bound.decimals, max))
    }
  }

  private func reportIfItNeverBites(
    _ cap: TypedKeyCap, _ bound: NumberRange, whole: TypedValue?, _ total: NumberRange
  ) {
    guard let least = bound.lower else { return }
    if let largest = total.magnitude, largest <= least {
      report(.limitNeverBites(cap.bound.span, total))
    } else if let whole, let most = whole.type.number?.range.upper, most <= least {
      report(.keyCapBeyondTheWhole(cap.bound.span, most, whole: whole.span))
    }
  }

  /// How many groups the keys can make of so many records.
  private func mostGroups(_ keys: [TypedExpression], _ records: Int) -> Int {
    keys.reduce(1) { groups, key in
      let values = key.type.labels?.labels.count ?? (key.type.form == .boolean ? 2 : records)
      return min(records, groups * max(1, min(values, records)))
    }
  }
}
