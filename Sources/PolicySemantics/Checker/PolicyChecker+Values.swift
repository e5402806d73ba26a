import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Values: an expression, a lookup, ordered cases or values by date, wherever a value may stand.
extension PolicyChecker {

  /// Checks a value against what its place wants.
  func value(_ piece: Piece, _ wanted: Wanted, _ scope: Scope) -> TypedValue? {
    switch piece.content {
    case .scalar(let scalar): scalarValue(scalar, wanted, scope)
    case .form(let form) where form.id == .combination: combination(form, wanted, scope)
    case .form(let form): lookup(form, wanted, scope)
    case .list(let cases): orderedCases(cases.compactMap(\.form), at: piece.span, wanted, scope)
    case .named(let entries): datedValue(entries, at: piece.span, wanted, scope)
    case .node: nil
    }
  }

  /// Checks a condition: a yes or no that is never absent.
  func condition(_ piece: Piece, _ scope: Scope) -> TypedValue? {
    guard let value = value(piece, .boolean, scope) else { return nil }
    guard !value.type.isOptional else {
      report(.optionalCondition(piece.span))
      return nil
    }
    return value
  }

  func parsed(_ scalar: YAMLScalar) -> Expression? {
    if let expression = parsedExpressions[scalar.span] { return expression }
    if namesWithKeywords.contains(where: scalar.text.contains) { return nil }
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
      if isLikelyAnExpression(scalar, scope) { report(.textLikeAnExpression(scalar)) }
      return TypedExpression(.literal(.text(scalar.text)), .text, at: scalar.span)
    default: break
    }
    return parsed(scalar).flatMap { check($0, scope) }
  }

  /// Whether a text in quotes reads as an expression over names that are declared here.
  private func isLikelyAnExpression(_ scalar: YAMLScalar, _ scope: Scope) -> Bool {
    var ignored = DiagnosticSet()
    guard let expression = parseExpression(scalar.expressionSource, into: &ignored), ignored.isEmpty,
      let names = expression.readNames, !names.isEmpty
    else { return false }
    // A word of the language alone, such as `grade`, is more likely to be meant as a word.
    if case .name(let name) = expression.kind, BuiltinName(spelling: name) != nil { return false }
    return names.allSatisfy { isDeclared($0, in: scope) }
  }

  private func isUnknownBareWord(_ scalar: YAMLScalar, _ scope: Scope) -> Bool {
    guard case .name(let name)? = parsed(scalar)?.kind else { return false }
    return !isDeclared(name, in: scope)
  }

  // MARK: Types of rows

  /// Makes the value of a table whose rows are checked.
  func tableValue(_ table: TypedTable, at span: SourceSpan, text: String) -> TypedValue? {
    guard let joined = joinedType(of: table, at: span) else { return nil }
    guard canTake(table.take, joined, at: span) else { return nil }
    var type = table.take == .sum ? sumType(of: table) ?? joined : joined
    if table.inputs.contains(where: \.type.isOptional) { type = type.optional() }
    return TypedValue(text: text, span: span, type: type, kind: .table(table))
  }

  private func joinedType(of table: TypedTable, at span: SourceSpan) -> PolicyType? {
    let values = table.rows.map(\.value) + (table.otherwise.map { [$0] } ?? [])
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
    return type
  }

  /// Only numbers have a sum; what has no order has no highest.
  private func canTake(_ take: Take, _ type: PolicyType, at span: SourceSpan) -> Bool {
    let fits =
      switch (take, type.form) {
      case (.first, _), (.unique, _), (_, .number), (.highest, .date), (.lowest, .date): true
      case (.highest, .oneOf(let labels)), (.lowest, .oneOf(let labels)): labels.isScale
      default: false
      }
    if !fits { report(.cannotTake(take, type.form, at: span)) }
    return fits
  }

  /// The type of the sum of any of the rows, or of what stands for it where none holds.
  private func sumType(of table: TypedTable) -> PolicyType? {
    let numbers = table.rows.compactMap(\.value.type.number)
    guard let first = numbers.first else { return nil }
    let range = numbers.reduce(NumberRange.zero) { $0 + $1.range.union(.zero) }
    let decimals = numbers.reduce(0 as Int?) { both($0, $1.decimals, max) }
    let sum = NumberType(range: range, decimals: decimals, unit: first.unit)
    let isOptional = (table.rows.map(\.value) + [table.otherwise].compactMap(\.self)).contains(where: \.type.isOptional)
    return PolicyType(.number(table.otherwise?.type.number.map(sum.union) ?? sum), isOptional: isOptional)
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
      if first.covers(second) { return PolicyType(a.form, isOptional: isOptional) }
      return second.covers(first) ? PolicyType(b.form, isOptional: isOptional) : nil
    default: return a.form == b.form ? PolicyType(a.form, isOptional: isOptional) : nil
    }
  }
}
