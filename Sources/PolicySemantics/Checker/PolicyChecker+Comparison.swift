import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Comparisons and tests of membership.
extension PolicyChecker {

  func comparison(
    _ relation: Relation, _ left: Expression, _ right: Expression, _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    if case .null = right.kind { return nullTest(relation, left, scope, at: span) }
    if case .null = left.kind { return nullTest(relation, right, scope, at: span) }
    guard let (first, second) = operands(left, right, scope) else { return nil }
    return comparison(relation, first, second, at: span)
  }

  /// Checks both sides; a bare word that is a label of the other side's type is that label.
  private func operands(
    _ left: Expression, _ right: Expression, _ scope: Scope
  ) -> (TypedExpression, TypedExpression)? {
    if let name = undeclaredWord(left, scope), undeclaredWord(right, scope) == nil {
      guard let second = check(right, scope) else { return nil }
      return label(name, at: left.span, like: second, scope).map { ($0, second) }
    }
    guard let first = check(left, scope) else {
      if undeclaredWord(right, scope) == nil { _ = check(right, scope) }
      return nil
    }
    return operand(right, comparedWith: first, scope).map { (first, $0) }
  }

  /// Checks an expression that is compared with `other`.
  func operand(_ expression: Expression, comparedWith other: TypedExpression, _ scope: Scope) -> TypedExpression? {
    if case .text(let text) = expression.kind, other.type.labels != nil {
      return label(text, at: expression.span, like: other, scope)
    }
    guard let name = undeclaredWord(expression, scope) else { return check(expression, scope) }
    if other.type.form == .boolean, let value = truth(spelled: name) {
      return TypedExpression(.literal(.boolean(value)), .boolean, at: expression.span)
    }
    return label(name, at: expression.span, like: other, scope)
  }

  /// The type is called `yes or no`, and data say 是 or 否, so that a condition may, too.
  private func truth(spelled name: String) -> Bool? {
    switch name {
    case "yes", "是": true
    case "no", "否": false
    default: nil
    }
  }

  private func undeclaredWord(_ expression: Expression, _ scope: Scope) -> String? {
    guard case .name(let name) = expression.kind, !isDeclared(name, in: scope), BuiltinName(spelling: name) == nil
    else {
      return nil
    }
    return name
  }

  private func label(
    _ text: String, at span: SourceSpan, like other: TypedExpression, _ scope: Scope
  ) -> TypedExpression? {
    guard let labels = other.type.labels else {
      report(unknownName(text, scope, at: span))
      return nil
    }
    guard let label = label(text, in: labels) else {
      report(.unknownLabel(text, at: span, in: labels))
      return nil
    }
    return TypedExpression(.literal(.label(label)), .oneOf(labels), at: span)
  }

  /// Returns the label of `labels` that `text` spells; `not rated` has a spelling in either language.
  func label(_ text: String, in labels: LabelSet) -> String? {
    if labels.code(of: text) != nil { return text }
    guard Keyword(spelling: text) == .notRated, labels.code(of: LabelSet.notRated) != nil else { return nil }
    return LabelSet.notRated
  }

  // MARK: Typed operands

  func comparison(
    _ relation: Relation, _ left: TypedExpression, _ right: TypedExpression, at span: SourceSpan
  ) -> TypedExpression? {
    if let elapsed = elapsedComparison(relation, left, right, at: span) { return elapsed }
    guard isComparable(left, right, relation, at: span), isPresentForComparison(left), isPresentForComparison(right)
    else { return nil }
    reportIfDecided(relation, left, right, at: span)
    return plainComparison(relation, left, right, at: span)
  }

  private func plainComparison(
    _ relation: Relation, _ left: TypedExpression, _ right: TypedExpression, at span: SourceSpan
  ) -> TypedExpression {
    reportUnrounded(left, right)
    guard let scale = left.type.labels, relation.isOrdering else {
      return TypedExpression(.comparison(relation, left, right), .boolean, at: span)
    }
    // For authors the better grade is the greater one; for codes, which start at the best, it is the smaller one.
    let comparison = TypedExpression(.comparison(relation.swapped, left, right), .boolean, at: span)
    guard scale.hasBeside else { return comparison }
    return [left, right].filter { !isLiteral($0) }.reduce(comparison) { result, operand in
      TypedExpression(.and(result, isRanked(operand, scale)), .boolean, at: span)
    }
  }

  /// Whether a grade is on the scale and not beside it.
  private func isRanked(_ grade: TypedExpression, _ scale: LabelSet) -> TypedExpression {
    let tests = scale.ranked.map { label in
      let literal = TypedExpression(.literal(.label(label)), .oneOf(scale), at: grade.span)
      return TypedExpression(.comparison(.equal, grade, literal), .boolean, at: grade.span)
    }
    return tests.dropFirst().reduce(tests[0]) { TypedExpression(.or($0, $1), .boolean, at: grade.span) }
  }

  private func isComparable(
    _ left: TypedExpression, _ right: TypedExpression, _ relation: Relation, at span: SourceSpan
  ) -> Bool {
    let isOrdering = relation.isOrdering
    switch (left.type.form, right.type.form) {
    case (.number, .number): return !comparesPointsWithPercent(left, right) && commonUnit(left, right, at: span) != nil
    case (.date, .date), (.text, .text): return true
    case (.boolean, .boolean) where !isOrdering: return true
    case (.oneOf(let a), .oneOf(let b)) where a.labels == b.labels:
      if let beside = [left, right].first(where: { isBeside($0, a) }), isOrdering {
        report(.boundBesideScale(beside.span.text, at: beside.span))
        return false
      }
      if !isOrdering || a.isScale { return true }
      report(.labelsHaveNoOrder(span))
    default:
      report(.cannotCompare(span, left.type.form, right.type.form, left: left.span, right: right.span))
    }
    return false
  }

  /// Reports points that are compared with a percentage: `score ≥ 90%` would hold for nearly everybody.
  private func comparesPointsWithPercent(_ left: TypedExpression, _ right: TypedExpression) -> Bool {
    for (points, percent) in [(left, right), (right, left)] {
      guard case .indicator = points.kind, points.type.number?.unit == Unit.none, case .literal = percent.kind,
        percent.type.number?.unit == .percent
      else { continue }
      report(.pointsAsPercent(percent))
      return true
    }
    return false
  }

  /// Whether `expression` is a label beside the scale, which is neither better nor worse than any grade.
  private func isBeside(_ expression: TypedExpression, _ scale: LabelSet) -> Bool {
    guard case .literal(.label(let label)) = expression.kind, let code = scale.code(of: label) else { return false }
    return Int(code) >= scale.rankedCount
  }

  /// Reports an optional value that is compared before anything is known of it.
  func isPresentForComparison(_ expression: TypedExpression) -> Bool {
    guard expression.type.isOptional else { return true }
    report(.optionalCompared(expression.span))
    return false
  }

  /// Lowers the comparison of a time between two dates with a length of time to one of dates.
  private func elapsedComparison(
    _ relation: Relation, _ left: TypedExpression, _ right: TypedExpression, at span: SourceSpan
  ) -> TypedExpression? {
    if case .elapsed(let from, let to) = left.kind, right.type.form == .duration {
      guard isPresentForComparison(from), isPresentForComparison(to) else { return nil }
      let limit = TypedExpression(.addDuration(from, right), .date, at: right.span)
      return TypedExpression(.comparison(relation, to, limit), .boolean, at: span)
    }
    if case .elapsed = right.kind, left.type.form == .duration {
      return elapsedComparison(relation.swapped, right, left, at: span)
    }
    return nil
  }

  /// Warns of a comparison of numbers that their ranges decide.
  private func reportIfDecided(
    _ relation: Relation, _ left: TypedExpression, _ right: TypedExpression, at span: SourceSpan
  ) {
    guard let a = left.type.number?.range, let b = right.type.number?.range,
      let isTrue = decided(relation, a, b), !isLiteral(left) || !isLiteral(right)
    else { return }
    report(isTrue ? .alwaysHolds(span, left.span, a) : .neverHolds(span, left.span, a))
  }

  private func isLiteral(_ expression: TypedExpression) -> Bool {
    if case .literal = expression.kind { true } else { false }
  }

  private func decided(_ relation: Relation, _ a: NumberRange, _ b: NumberRange) -> Bool? {
    let isBelow = a.upper.flatMap { high in b.lower.map { high < $0 } } ?? false
    let isAbove = a.lower.flatMap { low in b.upper.map { low > $0 } } ?? false
    let isAtMost = a.upper.flatMap { high in b.lower.map { high <= $0 } } ?? false
    let isAtLeast = a.lower.flatMap { low in b.upper.map { low >= $0 } } ?? false
    switch relation {
    case .equal: return isBelow || isAbove ? false : nil
    case .notEqual: return isBelow || isAbove ? true : nil
    case .less: return isBelow ? true : isAtLeast ? false : nil
    case .lessOrEqual: return isAtMost ? true : isAbove ? false : nil
    case .greater: return isAbove ? true : isAtMost ? false : nil
    case .greaterOrEqual: return isAtLeast ? true : isBelow ? false : nil
    }
  }

  private func nullTest(
    _ relation: Relation, _ operand: Expression, _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    if let id = oneRecord(operand, scope), relation == .equal || relation == .notEqual {
      let exists = TypedExpression(
        .aggregate(.exists, id, nil, above: selections[id.index].above), .boolean, at: span)
      return relation == .notEqual ? exists : TypedExpression(.not(exists), .boolean, at: span)
    }
    guard let typed = check(operand, scope) else { return nil }
    guard relation == .equal || relation == .notEqual else {
      report(.optionalCompared(span))
      return nil
    }
    guard typed.type.isOptional else {
      report(.neverNull(operand.span))
      return TypedExpression(.literal(.boolean(relation == .notEqual)), .boolean, at: span)
    }
    let isPresent = TypedExpression(.isPresent(typed), .boolean, at: span)
    return relation == .notEqual ? isPresent : TypedExpression(.not(isPresent), .boolean, at: span)
  }

  /// The selection of one record that a name stands for, such as `previous`.
  private func oneRecord(_ expression: Expression, _ scope: Scope) -> SelectionID? {
    guard case .name(let name) = expression.kind, isSelectionName(name), scope.variables[name] == nil,
      field(named: name, from: scope.domain) == nil, let id = selection(named: expression, scope), isOne(id),
      isAncestorOrSelf(selections[id.index].above, of: scope.domain)
    else { return nil }
    return id
  }

  // MARK: Membership

  /// Checks tests of a value: what stands after `in`, and the keys of a lookup. Any of them may hold.
  func membership(
    of looked: TypedExpression, in tests: [UnaryTest], _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    var result: TypedExpression?
    var isSound = true
    for test in tests {
      guard let typed = self.test(test, of: looked, scope) else {
        isSound = false
        continue
      }
      result = result.map { TypedExpression(.or($0, typed), .boolean, at: span) } ?? typed
    }
    return isSound ? result : nil
  }

  private func test(_ test: UnaryTest, of looked: TypedExpression, _ scope: Scope) -> TypedExpression? {
    switch test.kind {
    case .any: return TypedExpression(.literal(.boolean(true)), .boolean, at: test.span)
    case .comparison(let binary, let right):
      guard let relation = Relation(binary) else {
        report(.notSupportedInPolicies(test.span))
        return nil
      }
      return operand(right, comparedWith: looked, scope).flatMap { boundTest(relation, looked, $0, at: test.span) }
    case .value(let expression): return valueTest(expression, of: looked, scope, at: test.span)
    case .not(let tests):
      return membership(of: looked, in: tests, scope, at: test.span).map {
        TypedExpression(.not($0), .boolean, at: test.span)
      }
    }
  }

  private func valueTest(
    _ expression: Expression, of looked: TypedExpression, _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    switch expression.kind {
    case .range(let range): return inside(range, looked, scope, at: span)
    case .list(let elements):
      return membership(of: looked, in: elements.map { UnaryTest(.value($0), at: $0.span) }, scope, at: span)
    case .boolean(let wanted) where looked.type.form == .boolean:
      guard isPresentForComparison(looked) else { return nil }
      return wanted ? looked : TypedExpression(.not(looked), .boolean, at: span)
    case .binary(.subtract, let low, let high) where low.isNumber && high.isNumber:
      report(.differenceAsRange(low.span.text, high.span.text, at: span))
      return nil
    case .name(let name) where looked.type.form == .boolean && !isDeclared(name, in: scope):
      guard let wanted = truth(spelled: name) else { fallthrough }
      guard isPresentForComparison(looked) else { return nil }
      return wanted ? looked : TypedExpression(.not(looked), .boolean, at: span)
    default:
      return operand(expression, comparedWith: looked, scope).flatMap { boundTest(.equal, looked, $0, at: span) }
    }
  }

  private func inside(
    _ range: RangeExpression, _ looked: TypedExpression, _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    var parts: [TypedExpression] = []
    for (bound, relation) in [
      (range.low, range.includesLow ? Relation.greaterOrEqual : .greater),
      (range.high, range.includesHigh ? .lessOrEqual : .less),
    ] {
      guard let bound else { continue }
      guard let typed = operand(bound, comparedWith: looked, scope),
        let part = boundTest(relation, looked, typed, at: span)
      else { return nil }
      parts.append(part)
    }
    guard let first = parts.first else { return nil }
    return parts.dropFirst().reduce(first) { TypedExpression(.and($0, $1), .boolean, at: span) }
  }

  /// One test of several; that the range of what is looked up decides one of them is no mistake.
  private func boundTest(
    _ relation: Relation, _ looked: TypedExpression, _ bound: TypedExpression, at span: SourceSpan
  ) -> TypedExpression? {
    if let elapsed = elapsedComparison(relation, looked, bound, at: span) { return elapsed }
    if relation == .equal, looked.type.form == .date, bound.type.form == .dateRange {
      return inside(bound, looked, at: span)
    }
    guard isComparable(looked, bound, relation, at: span), isPresentForComparison(looked), isPresentForComparison(bound)
    else { return nil }
    return plainComparison(relation, looked, bound, at: span)
  }

  func between(
    _ operand: Expression, _ low: Expression, _ high: Expression, _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    guard let typed = check(operand, scope) else { return nil }
    let range = RangeExpression(low: low, includesLow: true, high: high, includesHigh: true)
    return inside(range, typed, scope, at: span)
  }
}

extension Relation {
  fileprivate var isOrdering: Bool { self != .equal && self != .notEqual }

  init?(_ binary: BinaryOperator) {
    switch binary {
    case .equal: self = .equal
    case .notEqual: self = .notEqual
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    default: return nil
    }
  }
}

extension Expression {
  fileprivate var isNumber: Bool {
    if case .number = kind { true } else { false }
  }
}
