import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Years, quarters, months and assessment periods: the one that a date lies in, and its last day.
extension PolicyChecker {
  /// A day on which a year, a quarter and a month begin, and the day before.
  private static let startOfCalendarUnits = CalendarDate(year: 2000, month: 1, day: 1) ?? .earliest
  private static let endOfCalendarUnits = startOfCalendarUnits.adding(days: -1)

  // MARK: Windows

  /// The dates from the start of one calendar unit of so many months to that of another, by their distance from the
  /// as-of date's.
  func calendarRange(of months: Int, from: Int, until: Int = 1, at span: SourceSpan) -> TypedExpression {
    let asOf = TypedExpression(.asOf, .date, at: span)
    return range(
      from: start(ofUnitOf: months, around: asOf, plus: from, at: span),
      until: start(ofUnitOf: months, around: asOf, plus: until, at: span), at: span)
  }

  func calendarYears(_ values: [Expression], at span: SourceSpan) -> TypedExpression? {
    guard takes(1...1, .calendarYears, values, at: span) else { return nil }
    guard case .number(let digits) = values[0].kind, let count = Int(digits), (1...100).contains(count) else {
      report(.notACountOfYears(values[0].span))
      return nil
    }
    return calendarRange(of: 12, from: 1 - count, at: span)
  }

  /// The first day of the calendar unit of so many months that lies `plus` units after that of `date`.
  private func start(
    ofUnitOf months: Int, around date: TypedExpression, plus: Int, at span: SourceSpan
  ) -> TypedExpression {
    let origin = TypedExpression(.literal(.date(Self.startOfCalendarUnits)), .date, at: span)
    return count(ofUnitsOf: months, until: date, at: span)
      .added(to: origin, plus: plus, of: CalendarDuration(months: months))
  }

  private func count(
    ofUnitsOf months: Int, until date: TypedExpression, at span: SourceSpan
  ) -> TypedExpression {
    let origin = TypedExpression(.literal(.date(Self.startOfCalendarUnits)), .date, at: span)
    return .steps(from: origin, to: date, of: CalendarDuration(months: months))
  }

  // MARK: The unit of a date

  /// The first day after the unit that a word names and that `date` lies in; nil where the word names none.
  func endOfUnit(named word: BuiltinName, around date: TypedExpression) -> TypedExpression? {
    switch word {
    case .calendarYear: start(ofUnitOf: 12, around: date, plus: 1, at: date.span)
    case .calendarQuarter: start(ofUnitOf: 3, around: date, plus: 1, at: date.span)
    case .calendarMonth: start(ofUnitOf: 1, around: date, plus: 1, at: date.span)
    case .period: period?.end(around: date)
    default: nil
    }
  }

  /// Checks `last day of month(at)` and its like.
  func lastDay(
    of builtin: Builtin, _ values: [Expression], _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    guard takes(1...1, builtin, values, at: span), let date = check(values[0], scope) else { return nil }
    guard date.type.form == .date else {
      report(.typeMismatch(values[0].span, date.type.form, wanted: .date))
      return nil
    }
    switch builtin {
    case .lastDayOfMonth: return lastDay(ofUnitOf: 1, around: date, at: span)
    case .lastDayOfQuarter: return lastDay(ofUnitOf: 3, around: date, at: span)
    case .lastDayOfYear: return lastDay(ofUnitOf: 12, around: date, at: span)
    default: return lastDayOfPeriod(around: date, at: span)
    }
  }

  /// Counted from the last day of a month, so that each step ends on the last day of one, too.
  private func lastDay(
    ofUnitOf months: Int, around date: TypedExpression, at span: SourceSpan
  ) -> TypedExpression {
    let origin = TypedExpression(.literal(.date(Self.endOfCalendarUnits)), .date, at: span)
    return count(ofUnitsOf: months, until: date, at: span)
      .added(to: origin, plus: 1, of: CalendarDuration(months: months))
  }

  private func lastDayOfPeriod(around date: TypedExpression, at span: SourceSpan) -> TypedExpression? {
    guard let period else {
      if policy.isWhole, policy[.period] == nil { report(.policyHasNoPeriod(span)) }
      return nil
    }
    let end = period.end(around: date).placed(at: span)
    let dayBack = TypedExpression(.literal(.duration(CalendarDuration(days: -1))), .duration, at: span)
    return TypedExpression(.addDuration(end, dayBack), end.type, at: span)
  }
}

extension TypedExpression {
  /// The same expression as it is written at another place.
  func placed(at span: SourceSpan) -> TypedExpression { TypedExpression(kind, type, at: span) }
}
