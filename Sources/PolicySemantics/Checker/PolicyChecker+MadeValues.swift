import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Values that functions make of others: roots, parts of texts, days of the calendar.
extension PolicyChecker {
  // MARK: Numbers

  /// `sqrt(n)`, which is absent below 0.
  func squareRoot(_ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(1...1, .sqrt, values, at: span), let typed = number(values[0], scope), let number = typed.type.number
    else { return nil }
    if let upper = number.range.upper, upper < .zero {
      report(.rootOfNegative(values[0].span, number.range))
      return nil
    }
    let roots = NumberRange(
      lower: number.range.lower.flatMap(\.squareRoot) ?? .zero, upper: number.range.upper.flatMap(\.squareRoot))
    let isOptional = typed.type.isOptional || !number.range.isNonNegative
    return TypedExpression(
      .derived(.squareRoot, typed),
      PolicyType(.number(NumberType(range: roots, decimals: nil)), isOptional: isOptional), at: span)
  }

  // MARK: Texts

  /// `substring(text, 3, 6)`: the place and the length are written out, so that it is known what is cut.
  func textPart(_ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(2...3, .substring, values, at: span), let typed = check(values[0], scope) else { return nil }
    guard let start = place(values[1]) else { return nil }
    var length: Int?
    if values.count == 3 {
      guard let given = place(values[2]) else { return nil }
      guard given > 0 else {
        report(.placeMustBeLiteral(values[2].span))
        return nil
      }
      length = given
    }
    return derived(.textPart(TextPart(start: start, length: length)), typed, wanted: .text, at: span)
  }

  /// A place in a text, which is a whole number and not 0.
  private func place(_ expression: Expression) -> Int? {
    let number: Int? =
      switch expression.kind {
      case .number(let text): Int(text)
      case .negation(let inner): if case .number(let text) = inner.kind { Int(text).map { -$0 } } else { nil }
      default: nil
      }
    if let number, number != 0, abs(number) <= 1_000_000 { return number }
    report(.placeMustBeLiteral(expression.span))
    return nil
  }

  func letters(
    _ letters: LetterCase, _ builtin: Builtin, _ values: [Expression], _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    guard takes(1...1, builtin, values, at: span) else { return nil }
    return check(values[0], scope).flatMap { derived(.letterCase(letters), $0, wanted: .text, at: span) }
  }

  // MARK: Dates

  /// `date(year, month, day)`, which is absent where there is no such day.
  func calendarDay(_ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(3...3, .date, values, at: span) else { return nil }
    let parts = values.map { wholeNumber($0, scope) }
    guard let year = parts[0], let month = parts[1], let day = parts[2] else { return nil }
    let literals = [year, month, day].compactMap { part -> Int? in
      if case .literal(.number(let number)) = part.kind { number.scaled(to: 0).map(Int.init) } else { nil }
    }
    if literals.count == 3 {
      guard let date = CalendarDate(year: literals[0], month: literals[1], day: literals[2]) else {
        report(.noSuchDay(span))
        return nil
      }
      return TypedExpression(.literal(.date(date)), .date, at: span)
    }
    return CalendarDay(year: year, month: month, day: day, span: span).expression
  }

  private func wholeNumber(_ value: Expression, _ scope: Scope) -> TypedExpression? {
    guard let typed = number(value, scope) else { return nil }
    if typed.type.number?.decimals == 0 { return typed }
    report(.wholeNumberWanted(value.span))
    return nil
  }
}

/// The day of a year, a month and a day: so many months after the first day of the calendar, and so many days on. It is
/// one where the numbers are those of a day, and the month of what comes out is the one that was wanted.
private struct CalendarDay {
  let year: TypedExpression
  let month: TypedExpression
  let day: TypedExpression
  let span: SourceSpan

  var expression: TypedExpression {
    let months = sum(product(less(year), 12), less(month))
    let first = moved(TypedExpression(.literal(.date(.earliest)), .date, at: span), months, CalendarDuration(months: 1))
    let date = moved(first, less(day), CalendarDuration(days: 1))
    var tests = [(year, 1, 9999), (month, 1, 12), (day, 1, 31)].flatMap { part, least, most in
      [test(part, .greaterOrEqual, least), test(part, .lessOrEqual, most)]
    }.compactMap(\.self)
    if !isBelow(day, 29) { tests.append(monthIsWanted(of: date)) }
    guard let one = tests.first else { return date }
    let all = tests.dropFirst().reduce(one) { all, test in
      TypedExpression(.and(all, test), PolicyType(.boolean, isOptional: isOptional), at: span)
    }
    let nothing = TypedExpression(.literal(.absent), .nothing, at: span)
    return TypedExpression(.conditional(all, then: date, otherwise: nothing), .date.optional(), at: span)
  }

  private var isOptional: Bool { [year, month, day].contains { $0.type.isOptional } }

  private func isBelow(_ part: TypedExpression, _ limit: Decimal128) -> Bool {
    part.type.number?.range.upper.map { $0 < limit } ?? false
  }

  /// A bound of a part, unless its range keeps it.
  private func test(_ part: TypedExpression, _ relation: Relation, _ bound: Decimal128) -> TypedExpression? {
    let range = part.type.number?.range
    let isKept =
      relation == .greaterOrEqual
      ? range?.lower.map { $0 >= bound } ?? false : range?.upper.map { $0 <= bound } ?? false
    return isKept ? nil : compared(part, relation, literal(bound))
  }

  private func monthIsWanted(of date: TypedExpression) -> TypedExpression {
    let found = TypedExpression(
      .derived(.datePart(.month), date),
      PolicyType(.number(NumberType(range: DatePart.month.range, decimals: 0)), isOptional: isOptional), at: span)
    return compared(found, .equal, month)
  }

  private func compared(
    _ a: TypedExpression, _ relation: Relation, _ b: TypedExpression
  ) -> TypedExpression {
    TypedExpression(.comparison(relation, a, b), PolicyType(.boolean, isOptional: isOptional), at: span)
  }

  private func literal(_ number: Decimal128) -> TypedExpression {
    TypedExpression(.literal(.number(number)), .number(NumberType(number)), at: span)
  }

  private func less(_ part: TypedExpression) -> TypedExpression {
    number(.arithmetic(.subtract, part, literal(1)), range(part) - NumberRange(.one))
  }

  private func product(_ part: TypedExpression, _ factor: Decimal128) -> TypedExpression {
    number(.arithmetic(.multiply, part, literal(factor)), range(part) * NumberRange(factor))
  }

  private func sum(_ a: TypedExpression, _ b: TypedExpression) -> TypedExpression {
    number(.arithmetic(.add, a, b), range(a) + range(b))
  }

  private func number(_ kind: TypedExpression.Kind, _ range: NumberRange) -> TypedExpression {
    TypedExpression(
      kind, PolicyType(.number(NumberType(range: range, decimals: 0)), isOptional: isOptional), at: span)
  }

  private func range(_ part: TypedExpression) -> NumberRange { part.type.number?.range ?? .unbounded }

  private func moved(
    _ date: TypedExpression, _ count: TypedExpression, _ step: CalendarDuration
  ) -> TypedExpression {
    TypedExpression(.addSteps(date, count: count, plus: 0, of: step), .date.optional(isOptional), at: span)
  }
}
