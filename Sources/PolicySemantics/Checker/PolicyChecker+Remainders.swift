import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// What is left of a division: n less so many times the divisor as go into it whole.
extension PolicyChecker {
  /// `modulo(n, 7)`, which is absent where the divisor is 0.
  func modulo(_ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(2...2, .modulo, values, at: span), let dividend = number(values[0], scope),
      let divisor = number(values[1], scope)
    else { return nil }
    if case .literal(.number(let step)) = divisor.kind, step.isZero {
      report(.divisorIsZero(values[1].span))
      return nil
    }
    return remainder(of: dividend, by: divisor, at: span)
  }

  func number(_ value: Expression, _ scope: Scope) -> TypedExpression? {
    guard let typed = check(value, scope) else { return nil }
    if typed.type.number != nil { return typed }
    report(.typeMismatch(value.span, typed.type.form, wanted: .number))
    return nil
  }

  /// Of numbers that 34 digits might round there is no remainder: both have a range and few decimals.
  func remainder(of dividend: TypedExpression, by divisor: TypedExpression, at span: SourceSpan) -> TypedExpression? {
    guard let (number, size) = bounded(dividend), let (step, greatest) = bounded(divisor),
      let unit = commonUnit(dividend, divisor, at: span)
    else { return nil }
    let places = max(number.decimals ?? 0, step.decimals ?? 0)
    guard places <= 9 else {
      report(.moduloNeedsBounds(dividend.span))
      return nil
    }
    let isOptional = dividend.type.isOptional || divisor.type.isOptional || step.range.contains(.zero)
    func made(_ kind: TypedExpression.Kind, _ range: NumberRange, _ decimals: Int?) -> TypedExpression {
      let type = NumberType(range: range, decimals: decimals, unit: unit)
      return TypedExpression(kind, PolicyType(.number(type), isOptional: isOptional), at: span)
    }
    let quotient = made(.arithmetic(.divide, dividend, divisor), .unbounded, nil)
    let most = size.divided(by: step.range.leastMagnitude(decimals: step.decimals ?? 0))
    let counts = most.flatMap { $0.rounded(toScale: 0, .up) }.map { NumberRange(lower: $0.negated, upper: $0) }
    let count = made(.rounded(quotient, digits: 0, .floor), counts ?? .unbounded, 0)
    // The whole steps are no more than the number and one step beside it.
    let reach = size.adding(greatest).map { NumberRange(lower: $0.negated, upper: $0) } ?? .unbounded
    let product = made(.arithmetic(.multiply, count, divisor), reach, step.decimals)
    let rests = NumberRange(
      lower: min(step.range.lower ?? .zero, .zero), upper: max(step.range.upper ?? .zero, .zero))
    return made(.arithmetic(.subtract, dividend, product), rests, places)
  }

  private func bounded(_ typed: TypedExpression) -> (NumberType, size: Decimal128)? {
    guard let number = typed.type.number, number.decimals != nil, let size = number.range.magnitude,
      size <= 1_000_000_000_000_000
    else {
      report(.moduloNeedsBounds(typed.span))
      return nil
    }
    return (number, size)
  }
}

extension NumberRange {
  /// The least magnitude of a number of the range that is not 0 and has so many decimals.
  fileprivate func leastMagnitude(decimals: Int) -> Decimal128 {
    let unit = Decimal128(coefficient: 1, scale: decimals)
    if let lower, lower > .zero { return lower }
    if let upper, upper < .zero { return upper.negated }
    return unit
  }
}
