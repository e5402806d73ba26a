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

  private func derived(
    _ derivation: Derivation, _ typed: TypedExpression, wanted: Wanted, at span: SourceSpan
  ) -> TypedExpression? {
    let isDate = if case .datePart = derivation { true } else { false }
    guard typed.type.form == (isDate ? .date : .text) else {
      report(.typeMismatch(typed.span, typed.type.form, wanted: wanted))
      return nil
    }
    let form = derivation.number.map { PolicyType.Form.number($0) } ?? .boolean
    return TypedExpression(
      .derived(derivation, typed), PolicyType(form, isOptional: typed.type.isOptional), at: span)
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

  /// `modulo(n, 7)`: n less 7 times the whole sevens in it. The divisor is written out and not 0, so that there always
  /// is a result; of numbers that 34 digits might round there is none.
  func modulo(_ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(2...2, .modulo, values, at: span), let dividend = number(values[0], scope) else { return nil }
    guard let divisor = check(values[1], scope), case .literal(.number(let step)) = divisor.kind, !step.isZero else {
      report(.divisorMustBeLiteral(values[1].span))
      return nil
    }
    return remainder(of: dividend, by: step, at: span)
  }

  /// `even(n)` and `odd(n)`, by what is left after twos are taken away.
  func parity(_ builtin: Builtin, _ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(1...1, builtin, values, at: span), let typed = number(values[0], scope),
      let rest = remainder(of: typed, by: 2, at: span)
    else { return nil }
    let wanted: Decimal128 = builtin == .even ? .zero : .one
    let literal = TypedExpression(.literal(.number(wanted)), .number(NumberType(wanted)), at: span)
    return TypedExpression(
      .comparison(.equal, rest, literal), PolicyType(.boolean, isOptional: typed.type.isOptional), at: span)
  }

  private func number(_ value: Expression, _ scope: Scope) -> TypedExpression? {
    guard let typed = check(value, scope) else { return nil }
    if typed.type.number != nil { return typed }
    report(.typeMismatch(value.span, typed.type.form, wanted: .number))
    return nil
  }

  private func remainder(of dividend: TypedExpression, by step: Decimal128, at span: SourceSpan) -> TypedExpression? {
    guard let number = dividend.type.number, let decimals = number.decimals, let size = number.range.magnitude,
      decimals + step.decimalPlaces <= 9, size <= 1_000_000_000_000_000
    else {
      report(.moduloNeedsBounds(dividend.span))
      return nil
    }
    let unit = number.unit
    let whole = NumberType(range: .unbounded, decimals: nil, unit: unit)
    let literal = TypedExpression(.literal(.number(step)), .number(NumberType(step)), at: span)
    let quotient = TypedExpression(.arithmetic(.divide, dividend, literal), number: whole, like: dividend, at: span)
    let most = size.divided(by: step.magnitude)?.rounded(toScale: 0, .up) ?? size
    let counts = NumberType(range: NumberRange(lower: most.negated, upper: most), decimals: 0, unit: unit)
    let count = TypedExpression(.rounded(quotient, digits: 0, .floor), number: counts, like: dividend, at: span)
    let places = max(decimals, step.decimalPlaces)
    let taken = NumberType(range: counts.range * NumberRange(step), decimals: step.decimalPlaces, unit: unit)
    let product = TypedExpression(.arithmetic(.multiply, count, literal), number: taken, like: dividend, at: span)
    let rests =
      step.isNegative ? NumberRange(lower: step, upper: .zero) : NumberRange(lower: .zero, upper: step)
    return TypedExpression(
      .arithmetic(.subtract, dividend, product), number: NumberType(range: rests, decimals: places, unit: unit),
      like: dividend, at: span)
  }
}

extension TypedExpression {
  /// Makes a number that is absent where `other` is.
  fileprivate init(_ kind: Kind, number: NumberType, like other: TypedExpression, at span: SourceSpan) {
    self.init(kind, PolicyType(.number(number), isOptional: other.type.isOptional), at: span)
  }
}
