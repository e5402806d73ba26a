import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Periods, calendar windows and ranges of dates.
extension PolicyChecker {

  func declarePeriod() {
    guard let form = policy[.period]?.form else { return }
    let every = form[.every]?.scalar.flatMap(length)
    let from = form[.from]?.scalar.flatMap(origin)
    let offset = form[.use]?.scalar.flatMap(offset)
    guard let every, let from, let offset else { return }
    period = TypedPeriod(from: from, every: every, offset: offset)
  }

  private func length(_ scalar: YAMLScalar) -> CalendarDuration? {
    guard let expression = parsed(scalar), let typed = check(expression, Scope()) else { return nil }
    guard typed.type.form == .duration else {
      report(.typeMismatch(scalar.span, typed.type.form, wanted: .duration))
      return nil
    }
    guard case .literal(.duration(let length)) = typed.kind, length.months > 0 || length.days > 0,
      length.workingDays == 0, length != .forever
    else {
      report(.notALengthOfPeriod(scalar))
      return nil
    }
    return length
  }

  /// Reads the day on which a period begins: a date, or a date of the subject.
  private func origin(_ scalar: YAMLScalar) -> TypedExpression? {
    guard let expression = parsed(scalar), let typed = check(expression, Scope()) else { return nil }
    guard typed.type.form == .date else {
      report(.typeMismatch(scalar.span, typed.type.form, wanted: .date))
      return nil
    }
    switch typed.kind {
    case .literal, .field: return typed
    default:
      report(.notAnOriginOfPeriods(scalar))
      return nil
    }
  }

  private func offset(_ scalar: YAMLScalar) -> Int? {
    switch scalar.text {
    case "current", "本期": return 0
    case "last complete", "上一完整期": return -1
    default:
      report(.badWord(scalar, allowed: ["current", "last complete"]))
      return nil
    }
  }

  // MARK: Words

  func calendarWord(_ name: BuiltinName, at span: SourceSpan) -> TypedExpression? {
    switch name {
    case .calendarYear: return calendarRange(of: 12, from: 0, at: span)
    case .calendarQuarter: return calendarRange(of: 3, from: 0, at: span)
    case .calendarMonth: return calendarRange(of: 1, from: 0, at: span)
    case .yearBefore: return calendarRange(of: 12, from: -1, until: 0, at: span)
    default: break
    }
    guard let period else {
      if policy.isWhole, policy[.period] == nil { report(.policyHasNoPeriod(span)) }
      return nil
    }
    switch name {
    case .periodStart: return period.start.placed(at: span)
    case .periodEnd: return period.end.placed(at: span)
    default: return range(from: period.start, until: period.end, at: span)
    }
  }

  /// How many months or years have gone by in full; none where the second date lies before the first.
  func fullSteps(
    _ step: CalendarDuration, _ builtin: Builtin, _ values: [Expression], _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    guard let (from, to) = twoDates(builtin, values, scope, at: span) else { return nil }
    let count = TypedExpression.steps(from: from, to: to, of: step)
    let none = TypedExpression(.literal(.number(.zero)), .number(NumberType(.zero)), at: span)
    let type = NumberType(range: NumberRange(lower: .zero, upper: Decimal128(120_000 / step.months)), decimals: 0)
    return TypedExpression(
      .arithmetic(.maximum, count, none), PolicyType(.number(type), isOptional: count.type.isOptional), at: span)
  }

  // MARK: Ranges

  /// A range of dates: `2022-01-01..2022-12-31`, or between any two dates.
  func dateRange(_ range: RangeExpression, _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    let low = range.low.map { check($0, scope) }
    let high = range.high.map { check($0, scope) }
    for (bound, typed) in [(range.low, low), (range.high, high)] {
      guard let bound, let typed else { continue }
      guard let typed else { return nil }
      guard typed.type.form == .date else {
        report(.notSupportedInPolicies(bound.span))
        return nil
      }
    }
    return self.range(
      from: (low ?? nil).map { range.includesLow ? $0 : dayAfter($0) },
      until: (high ?? nil).map { range.includesHigh ? dayAfter($0) : $0 }, at: span)
  }

  func range(from: TypedExpression?, until: TypedExpression?, at span: SourceSpan) -> TypedExpression {
    let isOptional = [from, until].contains { $0?.type.isOptional == true }
    return TypedExpression(
      .dateRange(from: from, until: until), PolicyType(.dateRange, isOptional: isOptional), at: span)
  }

  private func dayAfter(_ date: TypedExpression) -> TypedExpression {
    let day = TypedExpression(.literal(.duration(CalendarDuration(days: 1))), .duration, at: date.span)
    return TypedExpression(.addDuration(date, day), date.type, at: date.span)
  }

  /// Tests whether a date lies in a range of dates.
  func inside(_ range: TypedExpression, _ date: TypedExpression, at span: SourceSpan) -> TypedExpression? {
    guard isPresentForComparison(date), isPresentForComparison(range), case .dateRange(let from, let until) = range.kind
    else { return nil }
    let tests = [
      from.map { TypedExpression(.comparison(.greaterOrEqual, date, $0), .boolean, at: span) },
      until.map { TypedExpression(.comparison(.less, date, $0), .boolean, at: span) },
    ].compactMap(\.self)
    guard let first = tests.first else { return TypedExpression(.literal(.boolean(true)), .boolean, at: span) }
    return tests.dropFirst().reduce(first) { TypedExpression(.and($0, $1), .boolean, at: span) }
  }
}
