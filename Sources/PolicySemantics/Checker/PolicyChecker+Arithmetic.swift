import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Arithmetic on numbers, dates and lengths of time.
extension PolicyChecker {

  func negation(_ operand: Expression, _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard let typed = check(operand, scope) else { return nil }
    guard let number = typed.type.number else {
      report(.typeMismatch(operand.span, typed.type.form, wanted: .number))
      return nil
    }
    if case .literal(.number(let value)) = typed.kind {
      return TypedExpression(
        .literal(.number(value.negated)), .number(NumberType(value.negated, unit: number.unit)), at: span)
    }
    let type = NumberType(range: -number.range, decimals: number.decimals, unit: number.unit)
    return TypedExpression(.negation(typed), PolicyType(.number(type), isOptional: typed.type.isOptional), at: span)
  }

  func operation(
    _ binary: BinaryOperator, _ left: Expression, _ right: Expression, _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    switch binary {
    case .and, .or: return logic(binary, left, right, scope, at: span)
    case .equal: return comparison(.equal, left, right, scope, at: span)
    case .notEqual: return comparison(.notEqual, left, right, scope, at: span)
    case .less: return comparison(.less, left, right, scope, at: span)
    case .lessOrEqual: return comparison(.lessOrEqual, left, right, scope, at: span)
    case .greater: return comparison(.greater, left, right, scope, at: span)
    case .greaterOrEqual: return comparison(.greaterOrEqual, left, right, scope, at: span)
    case .add, .subtract, .multiply, .divide, .power:
      let first = check(left, scope)
      let second = check(right, scope)
      guard let first, let second else { return nil }
      return arithmetic(binary, first, second, at: span)
    }
  }

  private func arithmetic(
    _ binary: BinaryOperator, _ left: TypedExpression, _ right: TypedExpression, at span: SourceSpan
  ) -> TypedExpression? {
    switch (left.type.form, right.type.form) {
    case (.number(let a), .number(let b)): return numeric(binary, left, a, right, b, at: span)
    case (.date, .duration): return shifted(binary, left, right, at: span)
    case (.date, .date) where binary == .subtract: return daysBetween(right, left, at: span)
    default:
      let wrong = left.type.number == nil ? left : right
      report(.typeMismatch(wrong.span, wrong.type.form, wanted: .number))
      return nil
    }
  }

  // MARK: Numbers

  private func numeric(
    _ binary: BinaryOperator, _ left: TypedExpression, _ a: NumberType, _ right: TypedExpression, _ b: NumberType,
    at span: SourceSpan
  ) -> TypedExpression? {
    let isOptional = left.type.isOptional || right.type.isOptional
    switch binary {
    case .add, .subtract:
      guard let unit = commonUnit(left, right, at: span) else { return nil }
      let range = binary == .add ? a.range + b.range : a.range - b.range
      let decimals = both(a.decimals, b.decimals, max)
      return result(binary == .add ? .add : .subtract, left, right, range, decimals, unit, isOptional, at: span)
    case .multiply:
      guard let unit = productUnit(a.unit, b.unit, at: span) else { return nil }
      let decimals = both(a.decimals, b.decimals, +)
      return result(.multiply, left, right, a.range * b.range, decimals, unit, isOptional, at: span)
    case .divide:
      guard let unit = quotientUnit(a.unit, b.unit, at: span) else { return nil }
      let mayBeZero = b.range.contains(.zero)
      return result(.divide, left, right, a.range / b.range, nil, unit, isOptional || mayBeZero, at: span)
    default:
      report(.notSupportedInPolicies(span))
      return nil
    }
  }

  private func result(
    _ arithmetic: ArithmeticOperator, _ left: TypedExpression, _ right: TypedExpression, _ range: NumberRange,
    _ decimals: Int?, _ unit: Unit, _ isOptional: Bool, at span: SourceSpan
  ) -> TypedExpression {
    if !isOptional, let value = folded(arithmetic, left, right) {
      return TypedExpression(.literal(.number(value)), .number(NumberType(value, unit: unit)), at: span)
    }
    let type = NumberType(range: range, decimals: decimals, unit: unit)
    return TypedExpression(
      .arithmetic(arithmetic, left, right), PolicyType(.number(type), isOptional: isOptional), at: span)
  }

  /// The value of an operation on two literals, such as the `0 - 5` of a constant.
  private func folded(
    _ arithmetic: ArithmeticOperator, _ left: TypedExpression, _ right: TypedExpression
  ) -> Decimal128? {
    guard case .literal(.number(let a)) = left.kind, case .literal(.number(let b)) = right.kind else { return nil }
    switch arithmetic {
    case .add: return a.adding(b)
    case .subtract: return a.subtracting(b)
    case .multiply: return a.multiplied(by: b)
    case .divide: return a.divided(by: b)
    case .minimum: return min(a, b)
    case .maximum: return max(a, b)
    }
  }

  func both(_ a: Int?, _ b: Int?, _ combine: (Int, Int) -> Int) -> Int? {
    guard let a, let b else { return nil }
    return combine(a, b)
  }

  // MARK: Units

  /// The unit of a sum or a comparison: both sides count the same; a bare literal counts what the other side does.
  func commonUnit(_ left: TypedExpression, _ right: TypedExpression, at span: SourceSpan) -> Unit? {
    guard let a = left.type.number?.unit, let b = right.type.number?.unit else { return Unit.none }
    if a == b || adapts(right) { return a }
    if adapts(left) { return b }
    if a != .percent, b != .percent, a != .none, b != .none { return reportUnits(left, right, at: span) }
    if case .money = a { return reportUnits(left, right, at: span) }
    if case .money = b { return reportUnits(left, right, at: span) }
    return a == .none ? a : b
  }

  private func reportUnits(_ left: TypedExpression, _ right: TypedExpression, at span: SourceSpan) -> Unit? {
    report(.unitsDiffer(span, left.type.form, right.type.form))
    return nil
  }

  /// Tells whether the number is a bare literal or constant without a unit.
  private func adapts(_ expression: TypedExpression) -> Bool {
    guard expression.type.number?.unit == Unit.none else { return false }
    switch expression.kind {
    case .literal, .constant: return true
    case .negation(let inner): return adapts(inner)
    default: return false
    }
  }

  private func productUnit(_ a: Unit, _ b: Unit, at span: SourceSpan) -> Unit? {
    switch (a, b) {
    case (.money, .money):
      report(.moneyTimesMoney(span))
      return nil
    case (.money, _): return a
    case (_, .money): return b
    case (.percent, .percent): return .percent
    default: return Unit.none
    }
  }

  private func quotientUnit(_ a: Unit, _ b: Unit, at span: SourceSpan) -> Unit? {
    if a == b { return Unit.none }
    if case .money = b {
      report(.divisionByMoney(span))
      return nil
    }
    return a == .percent ? Unit.none : a
  }

  // MARK: Dates

  private func shifted(
    _ binary: BinaryOperator, _ date: TypedExpression, _ duration: TypedExpression, at span: SourceSpan
  ) -> TypedExpression? {
    var duration = duration
    switch binary {
    case .add: break
    case .subtract:
      guard case .literal(.duration(let length)) = duration.kind else {
        report(.subtractedDurationMustBeLiteral(duration.span))
        return nil
      }
      let negative = CalendarDuration(
        months: -length.months, days: -length.days, workingDays: -length.workingDays)
      duration = TypedExpression(.literal(.duration(negative)), .duration, at: duration.span)
    default:
      report(.typeMismatch(date.span, .date, wanted: .number))
      return nil
    }
    let isOptional = date.type.isOptional || duration.type.isOptional
    return TypedExpression(.addDuration(date, duration), PolicyType(.date, isOptional: isOptional), at: span)
  }

  func daysBetween(_ from: TypedExpression, _ to: TypedExpression, at span: SourceSpan) -> TypedExpression {
    let bound = Decimal128(3_660_000)
    let type = NumberType(range: NumberRange(lower: bound.negated, upper: bound), decimals: 0)
    let isOptional = from.type.isOptional || to.type.isOptional
    return TypedExpression(.daysBetween(from, to), PolicyType(.number(type), isOptional: isOptional), at: span)
  }
}
