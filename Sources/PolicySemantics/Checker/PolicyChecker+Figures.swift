import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Figures over the records of a selection: counts, sums, means, extremes, runs.
///
/// A figure is taken of the records below the nearest row that stands above both them and the place of the expression:
/// in a contract `count(incidents)` counts its own, in the score those of all contracts.
extension PolicyChecker {

  // MARK: Counts

  func figure(
    _ builtin: Builtin, _ values: [Expression], _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    guard takes(1...1, builtin, values, at: span) else { return nil }
    if builtin == .count, let inner = distinctArguments(of: values[0]) {
      return distinctCount(inner, scope, at: span)
    }
    if case .filter(let base, let predicate) = values[0].kind, predicate.mentionsThis {
      return others(builtin, base, predicate, scope, at: span)
    }
    guard let id = selection(named: values[0], scope) else { return nil }
    let above = level(above: id, scope)
    guard builtin == .count else {
      return TypedExpression(.aggregate(.exists, id, nil, above: above), .boolean, at: span)
    }
    let type = PolicyType.number(countType(of: selections[id.index].domain, below: above))
    return TypedExpression(.aggregate(.count, id, nil, above: above), type, at: span)
  }

  private func distinctArguments(of expression: Expression) -> [Expression]? {
    guard case .call(let callee, let arguments) = expression.kind, case .name(let name) = callee.kind,
      Builtin(policySpelling: name) == .distinctValues
    else { return nil }
    return arguments.map(\.value)
  }

  private func distinctCount(_ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(1...1, .distinctValues, values, at: span), let source = figureSource(values[0], scope) else {
      return nil
    }
    let type = PolicyType.number(countType(of: source.domain, below: source.above))
    return TypedExpression(
      .aggregate(.distinct, source.selection, source.value, above: source.above), type, at: span)
  }

  func countType(of domain: Int, below above: Int) -> NumberType {
    NumberType(range: NumberRange(lower: .zero, upper: limit(of: domain, below: above)), decimals: 0)
  }

  // MARK: What a figure is taken of

  /// A selection and a value of each of its records.
  private struct FigureSource {
    let selection: SelectionID
    let domain: Int
    let above: Int
    let value: TypedExpression
  }

  func isFieldOfSelection(_ values: [Expression], _ scope: Scope) -> Bool {
    guard values.count == 1 else { return false }
    switch values[0].kind {
    case .path(let base, _): return isSelection(base, scope)
    case .iteration: return true
    default: return false
    }
  }

  private func isSelection(_ expression: Expression, _ scope: Scope) -> Bool {
    switch expression.kind {
    case .name(let name): scope.variables[name] == nil && isSelectionName(name)
    case .filter(let base, _): isSelection(base, scope)
    default: false
    }
  }

  /// Checks `penalties.amount`, or `for p in penalties return p.amount * 2`.
  private func figureSource(_ expression: Expression, _ scope: Scope) -> FigureSource? {
    switch expression.kind {
    case .path(let base, let member):
      guard let id = selection(named: base, scope) else { return nil }
      return memberValue(member, of: selections[id.index].domain, self.scope(scope, inside: id)).map {
        source(id, $0, scope)
      }
    case .iteration(let iterators, let body):
      guard let (id, inner) = iteration(iterators, scope, at: expression.span) else { return nil }
      return check(body, inner).map { source(id, $0, scope) }
    default:
      report(.fieldOfSelectionNeeded(expression.span))
      return nil
    }
  }

  private func source(_ id: SelectionID, _ value: TypedExpression, _ scope: Scope) -> FigureSource {
    FigureSource(
      selection: id, domain: selections[id.index].domain, above: level(above: id, scope), value: value)
  }

  /// The selection that an iterator goes through, and the scope of each of its records.
  private func iteration(_ iterators: [Iterator], _ scope: Scope, at span: SourceSpan) -> (SelectionID, Scope)? {
    guard iterators.count == 1, let iterator = iterators.first else {
      report(.notSupportedInPolicies(span))
      return nil
    }
    guard let id = selection(named: iterator.domain, scope) else { return nil }
    var inner = self.scope(scope, inside: id)
    inner.variables[iterator.variable.name] = selections[id.index].domain
    return (id, inner)
  }

  /// A field, or a fact that each record of the type has.
  func memberValue(_ member: Identifier, of domain: Int, _ scope: Scope) -> TypedExpression? {
    if let field = fieldPlace(member.name, in: domain) {
      return read(FieldReference(domain: domain, field: field), scope, at: member.span)
    }
    if let word = BuiltinName(spelling: member.name), word == .entered || word == .leaves {
      return listWord(word, scope, at: member.span)
    }
    if case .fact = symbols[member.name] { return check(Expression(.name(member.name), at: member.span), scope) }
    if brokenNames.contains(member.name) { return nil }
    report(
      .unknownMember(member.name, at: member.span, in: domains[domain].name, known: domains[domain].fields.map(\.name)))
    return nil
  }

  // MARK: Levels

  /// The domain of the nearest row above the records of a selection that is at hand.
  func level(above id: SelectionID, _ scope: Scope) -> Int {
    var above = domains[selections[id.index].domain].parent ?? 0
    while !isAncestorOrSelf(above, of: scope.domain) { above = domains[above].parent ?? 0 }
    return above
  }

  /// The most records of a type that one row of `above` can have below it.
  func limit(of domain: Int, below above: Int) -> Decimal128 {
    var limit = Decimal128(domains[domain].limit)
    var parent = domains[domain].parent
    while let found = parent, found != above, found != 0 {
      limit = limit.multiplied(by: Decimal128(domains[found].limit)) ?? limit
      parent = domains[found].parent
    }
    return limit
  }

  // MARK: Sums and the like

  func fieldFigure(
    _ builtin: Builtin, _ values: [Expression], _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    guard takes(1...1, builtin, values, at: span), let source = figureSource(values[0], scope) else { return nil }
    guard let (aggregate, type) = figureType(builtin, source) else {
      report(.typeMismatch(source.value.span, source.value.type.form, wanted: .number))
      return nil
    }
    let typed = TypedExpression(
      .aggregate(aggregate, source.selection, source.value, above: source.above), type, at: span)
    return known(typed, source.selection, source.value, scope)
  }

  /// A figure of values that every record has is there as soon as a test before has shown that there is a record.
  private func known(
    _ typed: TypedExpression, _ id: SelectionID, _ value: TypedExpression, _ scope: Scope
  ) -> TypedExpression {
    guard typed.type.isOptional, !value.type.isOptional, scope.present.contains(.anyRecord(id)) else { return typed }
    return TypedExpression(.assumePresent(typed), typed.type.optional(false), at: typed.span)
  }

  private func figureType(_ builtin: Builtin, _ source: FigureSource) -> (Aggregate, PolicyType)? {
    let type = source.value.type
    switch builtin {
    // The better label is the greater one, and stands first.
    case .min: return type.form.hasOrder ? (type.labels == nil ? .least : .greatest, type.optional()) : nil
    case .max: return type.form.hasOrder ? (type.labels == nil ? .greatest : .least, type.optional()) : nil
    case .mean:
      guard let number = type.number else { return nil }
      return (
        .mean, PolicyType(.number(NumberType(range: number.range, decimals: nil, unit: number.unit)), isOptional: true)
      )
    default:
      guard let number = type.number else { return nil }
      let limit = NumberRange(lower: .zero, upper: limit(of: source.domain, below: source.above))
      let range = (number.range * limit).union(.zero)
      return (.sum, .number(NumberType(range: range, decimals: number.decimals, unit: number.unit)))
    }
  }

  // MARK: Runs

  func longestRun(_ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(1...2, .longestRun, values, at: span), let source = figureSource(values[0], scope) else { return nil }
    guard let step = runStep(source.value, values.count == 2 ? values[1] : nil, at: span) else { return nil }
    let type = PolicyType.number(countType(of: source.domain, below: source.above))
    return TypedExpression(
      .aggregate(.longestRun(step), source.selection, source.value, above: source.above), type, at: span)
  }

  private func runStep(_ value: TypedExpression, _ step: Expression?, at span: SourceSpan) -> RunStep? {
    switch (value.type.form, step) {
    case (.number(let number), nil) where number.decimals == 0 && number.integerMagnitudeFits: return .number
    case (.date, let step?):
      if case .duration(let count, let unit) = step.kind, let found = RunStep(count: count, unit) { return found }
      report(.badRunStep(step.span))
    case (.date, nil): report(.runNeedsStep(span))
    default: report(.noRuns(value.span, value.type.form))
    }
    return nil
  }

  // MARK: Some and every

  func quantified(
    _ quantifier: Quantifier, _ iterators: [Iterator], _ condition: Expression, _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    guard let (id, inner) = iteration(iterators, scope, at: span), let test = truth(condition, inner) else {
      return nil
    }
    guard !test.type.isOptional else {
      report(.optionalCondition(condition.span))
      return nil
    }
    let aggregate: Aggregate = quantifier == .some ? .exists : .every
    return TypedExpression(.aggregate(aggregate, id, test, above: level(above: id, scope)), .boolean, at: span)
  }

  // MARK: The one record of a selection

  /// A field of the record that a selection keeps, such as `last inspection.result`; absent where there is none.
  func fieldOfOne(
    _ id: SelectionID, _ member: Identifier, _ expression: Expression, _ scope: Scope
  ) -> TypedExpression? {
    let selection = selections[id.index]
    guard isAncestorOrSelf(selection.above, of: scope.domain) else {
      report(.outOfScope(selection.source, at: expression.span, recordType: domains[selection.above].name))
      return nil
    }
    guard let value = memberValue(member, of: selection.domain, self.scope(scope, inside: id)) else { return nil }
    let typed = TypedExpression(
      .aggregate(.first, id, value, above: selection.above), value.type.optional(), at: expression.span)
    guard scope.holding.contains(expression.presenceTest) else { return known(typed, id, value, scope) }
    return TypedExpression(.assumePresent(typed), value.type.optional(false), at: expression.span)
  }

  /// Whether at most one record is left for each row of the selection's `above`.
  func isOne(_ id: SelectionID) -> Bool {
    let selection = selections[id.index]
    return (selection.keep != nil && selection.oncePer.isEmpty) || (selection.base.map(isOne) ?? false)
  }
}

extension RunStep {
  /// The step of a literal length of time; nil where it is none.
  fileprivate init?(count: String, _ unit: DurationUnit) {
    switch (count, unit) {
    case ("1", .days): self = .day
    case ("1", .weeks), ("7", .days): self = .week
    case ("1", .months): self = .month
    case ("3", .months): self = .quarter
    case ("1", .years), ("12", .months): self = .year
    default: return nil
    }
  }
}

extension NumberType {
  /// Whether every number of the type is small enough to be counted along.
  fileprivate var integerMagnitudeFits: Bool {
    range.magnitude.map { $0 <= Decimal128(1_000_000_000_000_000_000) } ?? false
  }
}

extension Expression {
  /// The canonical text of the test that the expression's value is there.
  var presenceTest: String {
    Expression(.binary(.notEqual, self, Expression(.null, at: span)), at: span).description
  }
}
