import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// What follows from one value alone: parts of dates, questions to texts, numbers without their sign or in a circle.
extension PolicyChecker {
  // MARK: Dates

  /// Reads `paid on.year`; the base is known to be no selection and no record.
  func datePart(of base: Expression, _ member: Identifier, _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard let part = DatePart(member: member.name) else {
      report(.unknownDatePart(member))
      return nil
    }
    return check(base, scope).flatMap { derived(.datePart(part), $0, wanted: .date, at: span) }
  }

  func datePart(
    _ part: DatePart, _ builtin: Builtin, _ values: [Expression], _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    guard takes(1...1, builtin, values, at: span) else { return nil }
    return check(values[0], scope).flatMap { derived(.datePart(part), $0, wanted: .date, at: span) }
  }

  // MARK: Texts

  func textLength(_ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(1...1, .stringLength, values, at: span) else { return nil }
    return check(values[0], scope).flatMap { derived(.textLength, $0, wanted: .text, at: span) }
  }

  /// Checks a question to a text; what it asks for is written out, so that it is known before anything runs.
  func textTest(
    _ builtin: Builtin, _ values: [Expression], _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    guard takes(2...2, builtin, values, at: span), let typed = check(values[0], scope) else { return nil }
    guard case .text(let wanted) = values[1].kind else {
      report(.soughtTextMustBeLiteral(values[1].span))
      return nil
    }
    if builtin == .matches, case .failure(let failure) = Pattern.compile(wanted, flags: "") {
      report(.notAPattern(failure.reason, at: values[1].span))
      return nil
    }
    let test: TextTest =
      switch builtin {
      case .contains: .contains(wanted)
      case .startsWith: .startsWith(wanted)
      case .endsWith: .endsWith(wanted)
      default: .matches(wanted)
      }
    return derived(.textTest(test), typed, wanted: .text, at: span)
  }

  func derived(
    _ derivation: Derivation, _ typed: TypedExpression, wanted: Wanted, at span: SourceSpan
  ) -> TypedExpression? {
    let isDate = if case .datePart = derivation { true } else { false }
    guard typed.type.form == (isDate ? .date : .text) else {
      report(.typeMismatch(typed.span, typed.type.form, wanted: wanted))
      return nil
    }
    let form = derivation.number.map { PolicyType.Form.number($0) } ?? (derivation.givesText ? .text : .boolean)
    return TypedExpression(
      .derived(derivation, typed), PolicyType(form, isOptional: typed.type.isOptional || derivation.mayBeAbsent),
      at: span)
  }

  // MARK: Numbers

  /// The number or its opposite, whichever is greater.
  func magnitude(_ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(1...1, .abs, values, at: span), let typed = number(values[0], scope), let number = typed.type.number
    else { return nil }
    let opposite = NumberType(range: -number.range, decimals: number.decimals, unit: number.unit)
    let negated = TypedExpression(.negation(typed), number: opposite, like: typed, at: span)
    let most = number.range.magnitude
    let least: Decimal128 = [number.range.lower, (-number.range).lower].compactMap(\.self).reduce(.zero, max)
    let type = NumberType(
      range: NumberRange(lower: least, upper: most), decimals: number.decimals, unit: number.unit)
    return TypedExpression(.arithmetic(.maximum, typed, negated), number: type, like: typed, at: span)
  }

  /// `even(n)` and `odd(n)`, by what is left after twos are taken away.
  func parity(_ builtin: Builtin, _ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(1...1, builtin, values, at: span), let typed = number(values[0], scope),
      let rest = remainder(
        of: typed, by: TypedExpression(.literal(.number(2)), .number(NumberType(2)), at: span), at: span)
    else { return nil }
    let wanted: Decimal128 = builtin == .even ? .zero : .one
    let literal = TypedExpression(.literal(.number(wanted)), .number(NumberType(wanted)), at: span)
    return TypedExpression(
      .comparison(.equal, rest, literal), PolicyType(.boolean, isOptional: typed.type.isOptional), at: span)
  }
}

extension TypedExpression {
  /// Makes a number that is absent where `other` is.
  fileprivate init(_ kind: Kind, number: NumberType, like other: TypedExpression, at span: SourceSpan) {
    self.init(kind, PolicyType(.number(number), isOptional: other.type.isOptional), at: span)
  }
}
