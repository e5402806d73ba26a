import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Values: an expression, a lookup or ordered cases, wherever a value may stand.
extension PolicyChecker {

  /// Checks a value against what its place wants.
  func value(_ piece: Piece, _ wanted: Wanted, _ scope: Scope) -> TypedValue? {
    switch piece.content {
    case .scalar(let scalar): scalarValue(scalar, wanted, scope)
    case .form(let form): lookup(form, wanted, scope)
    case .list(let cases): orderedCases(cases.compactMap(\.form), at: piece.span, wanted, scope)
    case .named, .node: nil
    }
  }

  /// Checks a condition: a yes or no that is never absent.
  func condition(_ scalar: YAMLScalar, _ scope: Scope) -> TypedValue? {
    guard let value = scalarValue(scalar, .boolean, scope) else { return nil }
    guard !value.type.isOptional else {
      report(.optionalCondition(scalar.span))
      return nil
    }
    return value
  }

  func parsed(_ scalar: YAMLScalar) -> Expression? {
    if let expression = parsedExpressions[scalar.span] { return expression }
    let expression = parseExpression(scalar.expressionSource, into: &diagnostics)
    parsedExpressions[scalar.span] = expression
    return expression
  }

  private func scalarValue(_ scalar: YAMLScalar, _ wanted: Wanted, _ scope: Scope) -> TypedValue? {
    guard let typed = scalarExpression(scalar, wanted, scope) else { return nil }
    guard wanted.accepts(typed.type.form) else {
      report(.typeMismatch(typed.span, typed.type.form, wanted: wanted))
      return nil
    }
    return TypedValue(text: scalar.text, span: scalar.span, type: typed.type, kind: .expression(typed))
  }

  /// Where text or one-of is wanted the scalar is that text; with nothing wanted, quoted is text and plain an
  /// expression.
  private func scalarExpression(_ scalar: YAMLScalar, _ wanted: Wanted, _ scope: Scope) -> TypedExpression? {
    switch wanted {
    case .text: return TypedExpression(.literal(.text(scalar.text)), .text, at: scalar.span)
    case .oneOf(let labels):
      if let label = label(scalar.text, in: labels) {
        return TypedExpression(.literal(.label(label)), .oneOf(labels), at: scalar.span)
      }
      // A bare word here is a label that the set does not have; anything longer is an expression.
      if scalar.isQuoted || isUnknownBareWord(scalar, scope) {
        report(.unknownLabel(scalar.text, at: scalar.span, in: labels))
        return nil
      }
    case .anything where scalar.isQuoted:
      return TypedExpression(.literal(.text(scalar.text)), .text, at: scalar.span)
    default: break
    }
    return parsed(scalar).flatMap { check($0, scope) }
  }

  private func isUnknownBareWord(_ scalar: YAMLScalar, _ scope: Scope) -> Bool {
    guard case .name(let name)? = parsed(scalar)?.kind else { return false }
    return !isDeclared(name, in: scope)
  }

  // MARK: Lookups

  private func lookup(_ form: Form, _ wanted: Wanted, _ scope: Scope) -> TypedValue? {
    guard let by = form[.by]?.scalar, let expression = parsed(by), let looked = check(expression, scope) else {
      checkRowValues(form, wanted, scope)
      return nil
    }
    // A time between two dates exists only as the comparisons of its rows, so it cannot be absent as a whole.
    guard looked.type.form != .elapsed || isPresentForComparison(looked) else { return nil }
    let present =
      looked.type.isOptional
      ? TypedExpression(.assumePresent(looked), looked.type.optional(false), at: looked.span) : looked
    var isSound = true
    let rows = form.others.compactMap { row -> TypedRow? in
      let typed = lookupRow(row, by: present, wanted, scope)
      if typed == nil { isSound = false }
      return typed
    }
    let otherwise = form[.otherwise].map { value($0, wanted, scope) }
    if case .some(.none) = otherwise { isSound = false }
    guard isSound, form.isWhole else { return nil }
    guard !rows.isEmpty || otherwise != nil else {
      report(.noRows(at: form.span))
      return nil
    }
    checkCoverage(of: rows, by: looked, hasOtherwise: otherwise != nil, form, scope)
    return rowsValue(rows, otherwise: otherwise ?? nil, by: looked, at: form.span, text: "by \(by.text)")
  }

  /// Checks the values of a lookup whose `by` is wrong, so that their own mistakes are reported too.
  private func checkRowValues(_ form: Form, _ wanted: Wanted, _ scope: Scope) {
    for row in form.others { _ = value(row.piece, wanted, scope) }
    if let otherwise = form[.otherwise] { _ = value(otherwise, wanted, scope) }
  }

  private func lookupRow(_ row: NamedPiece, by looked: TypedExpression, _ wanted: Wanted, _ scope: Scope) -> TypedRow? {
    let value = value(row.piece, wanted, scope)
    guard let condition = rowCondition(row.name, by: looked, scope), let value else { return nil }
    return TypedRow(text: row.name.text, span: row.name.span, condition: condition, value: value)
  }

  private func rowCondition(_ key: YAMLScalar, by looked: TypedExpression, _ scope: Scope) -> TypedExpression? {
    if let labels = looked.type.labels, let text = label(key.text, in: labels) {
      let label = TypedExpression(.literal(.label(text)), .oneOf(labels), at: key.span)
      return TypedExpression(.comparison(.equal, looked, label), .boolean, at: key.span)
    }
    if looked.type.form == .text {
      let text = TypedExpression(.literal(.text(key.text)), .text, at: key.span)
      return TypedExpression(.comparison(.equal, looked, text), .boolean, at: key.span)
    }
    guard let tests = parseUnaryTests(key.expressionSource, into: &diagnostics) else { return nil }
    return membership(of: looked, in: tests, scope, at: key.span)
  }

  // MARK: Cases

  private func orderedCases(_ forms: [Form], at span: SourceSpan, _ wanted: Wanted, _ scope: Scope) -> TypedValue? {
    var rows: [TypedRow] = []
    var otherwise: TypedValue?
    var isSound = true
    var scope = scope
    for (index, form) in forms.enumerated() {
      if let piece = form[.otherwise] {
        guard index == forms.count - 1, form[.when] == nil, form[.then] == nil else {
          report(.misplacedOtherwise(form.keySpan(.otherwise)))
          return nil
        }
        otherwise = value(piece, wanted, scope)
        isSound = isSound && otherwise != nil
      } else if let row = caseRow(form, wanted, &scope) {
        rows.append(row)
      } else {
        isSound = false
      }
    }
    guard isSound else { return nil }
    guard let otherwise else {
      report(.casesNeedOtherwise(at: forms.last?.span ?? span))
      return nil
    }
    return rowsValue(rows, otherwise: otherwise, by: nil, at: span, text: "")
  }

  /// Checks one case; afterwards `scope` knows that its condition did not hold.
  private func caseRow(_ form: Form, _ wanted: Wanted, _ scope: inout Scope) -> TypedRow? {
    guard let when = form[.when]?.scalar, let then = form[.then] else {
      if form.isWhole { report(.caseNeedsWhenAndThen(form)) }
      return nil
    }
    let condition = condition(when, scope)
    let (ifTrue, ifFalse) = parsed(when).map { knowledge(from: $0, scope) } ?? (Knowledge(), Knowledge())
    let value = value(then, wanted, scope.knowing(ifTrue))
    scope = scope.knowing(ifFalse)
    guard let condition, let value, case .expression(let typed) = condition.kind else { return nil }
    return TypedRow(text: when.text, span: form.span, condition: typed, value: value)
  }

  // MARK: Types of rows

  private func rowsValue(
    _ rows: [TypedRow], otherwise: TypedValue?, by looked: TypedExpression?, at span: SourceSpan, text: String
  ) -> TypedValue? {
    let values = rows.map(\.value) + (otherwise.map { [$0] } ?? [])
    guard var type = values.first?.type else {
      report(.noRows(at: span))
      return nil
    }
    for value in values.dropFirst() {
      guard let joined = join(type, value.type) else {
        report(.typesDiffer(value.span, value.type.form, earlier: values[0].span, type.form))
        return nil
      }
      type = joined
    }
    if looked?.type.isOptional == true { type = type.optional() }
    return TypedValue(text: text, span: span, type: type, kind: .rows(rows, otherwise: otherwise, by: looked))
  }

  /// Returns the type that covers both, or nil where there is none.
  func join(_ a: PolicyType, _ b: PolicyType) -> PolicyType? {
    let isOptional = a.isOptional || b.isOptional
    switch (a.form, b.form) {
    case (.nothing, let form), (let form, .nothing): return PolicyType(form, isOptional: true)
    case (.number(let first), .number(let second)):
      guard first.unit == second.unit || first.range == .zero || second.range == .zero else { return nil }
      let union = first.union(second)
      let unit = first.range == .zero ? second.unit : first.unit
      return PolicyType(
        .number(NumberType(range: union.range, decimals: union.decimals, unit: unit)), isOptional: isOptional)
    case (.oneOf(let first), .oneOf(let second)):
      return first.labels == second.labels ? PolicyType(a.form, isOptional: isOptional) : nil
    default: return a.form == b.form ? PolicyType(a.form, isOptional: isOptional) : nil
    }
  }
}
