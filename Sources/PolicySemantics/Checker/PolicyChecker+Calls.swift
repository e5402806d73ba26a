import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Calls of built-in functions.
extension PolicyChecker {

  func call(
    _ callee: Expression, _ arguments: [Argument], _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    guard case .name(let name) = callee.kind, let builtin = Builtin(policySpelling: name) else {
      report(.unknownFunction(callee))
      return nil
    }
    if let label = arguments.compactMap(\.label).first {
      report(.namedArgument(label))
      return nil
    }
    let values = arguments.map(\.value)
    switch builtin {
    case .count, .exists: return figure(builtin, values, scope, at: span)
    case .sum, .mean: return fieldFigure(builtin, values, scope, at: span)
    case .min where isFieldOfSelection(values, scope), .max where isFieldOfSelection(values, scope):
      return fieldFigure(builtin, values, scope, at: span)
    case .min, .max: return extreme(builtin, values, scope, at: span)
    case .distinctValues:
      report(.wordOnlyInside(name, LocalizedText("`count`", "`计数`"), at: callee.span))
      return nil
    case .longestRun: return longestRun(values, scope, at: span)
    case .repaired: return isRepaired(values, scope, at: span)
    case .listed: return isListed(values, scope, at: span)
    case .decided: return isDecided(values, at: span)
    case .episode: return episode(values, scope, at: span)
    case .lowestPart: return lowestPart(values, scope, at: span)
    case .parts: return countOfParts(values, scope, at: span)
    case .streak: return streak(values, scope, at: span)
    case .better, .worse: return movedGrade(builtin, values, scope, at: span)
    case .not: return negatedTruth(values, scope, at: span)
    case .default: return orElse(values, scope, at: span)
    case .elapsed, .daysBetween: return betweenDates(builtin, values, scope, at: span)
    case .fullMonths: return fullSteps(CalendarDuration(months: 1), builtin, values, scope, at: span)
    case .fullYears: return fullSteps(CalendarDuration(months: 12), builtin, values, scope, at: span)
    case .workingDayFrom: return workingDay(values, scope, at: span)
    case .lastDayOfMonth, .lastDayOfQuarter, .lastDayOfYear, .lastDayOfPeriod:
      return lastDay(of: builtin, values, scope, at: span)
    case .calendarYears: return calendarYears(values, at: span)
    case .nth: return ordinal(values, scope, at: span)
    case .dayOfYear: return datePart(.dayOfYear, builtin, values, scope, at: span)
    case .weekOfYear: return datePart(.weekOfYear, builtin, values, scope, at: span)
    case .stringLength: return textLength(values, scope, at: span)
    case .contains, .startsWith, .endsWith, .matches: return textTest(builtin, values, scope, at: span)
    case .abs: return magnitude(values, scope, at: span)
    case .modulo: return modulo(values, scope, at: span)
    case .even, .odd: return parity(builtin, values, scope, at: span)
    case .sqrt: return squareRoot(values, scope, at: span)
    case .substring: return textPart(values, scope, at: span)
    case .upperCase: return letters(.upper, builtin, values, scope, at: span)
    case .lowerCase: return letters(.lower, builtin, values, scope, at: span)
    case .date: return calendarDay(values, scope, at: span)
    default: return rounded(builtin, values, scope, at: span)
    }
  }

  func takes(_ counts: ClosedRange<Int>, _ builtin: Builtin, _ values: [Expression], at span: SourceSpan)
    -> Bool
  {
    if counts.contains(values.count) { return true }
    report(.wrongArgumentCount(builtin, given: values.count, at: span))
    return false
  }

  // MARK: Truth and absence

  private func negatedTruth(_ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(1...1, .not, values, at: span), let typed = truth(values[0], scope) else { return nil }
    return TypedExpression(.not(typed), typed.type, at: span)
  }

  private func orElse(_ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(2...2, .default, values, at: span), let first = check(values[0], scope) else { return nil }
    if case .literal(.duration(.forever)) = check(values[1], scope)?.kind, first.type.form == .date {
      let latest = TypedExpression(.literal(.date(.latest)), .date, at: values[1].span)
      return TypedExpression(.orElse(first, latest), .date, at: span)
    }
    guard let second = operand(values[1], comparedWith: first, scope) else { return nil }
    guard first.type.isOptional else {
      report(.neverNull(values[0].span))
      return first
    }
    guard let type = join(adapted(first.type, second), second.type) else {
      report(.typesDiffer(second.span, second.type.form, earlier: first.span, first.type.form))
      return nil
    }
    return TypedExpression(.orElse(first, second), type.optional(second.type.isOptional), at: span)
  }

  /// The type of an optional value beside a literal fallback, which takes its unit.
  private func adapted(_ type: PolicyType, _ fallback: TypedExpression) -> PolicyType {
    guard let number = type.number, let other = fallback.type.number, other.unit == .none, case .literal = fallback.kind
    else { return type }
    return .number(NumberType(range: number.range, decimals: number.decimals))
  }

  // MARK: Numbers

  private func extreme(
    _ builtin: Builtin, _ values: [Expression], _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    guard takes(2...20, builtin, values, at: span) else { return nil }
    var result: TypedExpression?
    for value in values {
      guard let typed = check(value, scope) else { return nil }
      guard typed.type.form.hasOrder else {
        report(.typeMismatch(value.span, typed.type.form, wanted: .number))
        return nil
      }
      guard isPresentForComparison(typed) else { return nil }
      if let previous = result {
        guard let joined = extreme(builtin, previous, typed, at: span) else { return nil }
        result = joined
      } else {
        result = typed
      }
    }
    return result
  }

  private func extreme(
    _ builtin: Builtin, _ left: TypedExpression, _ right: TypedExpression, at span: SourceSpan
  ) -> TypedExpression? {
    let isLeast = builtin == .min
    guard let a = left.type.number, let b = right.type.number else {
      guard let type = join(left.type, right.type) else {
        report(.typesDiffer(right.span, right.type.form, earlier: left.span, left.type.form))
        return nil
      }
      // The better label is the greater one, and stands first.
      let isFirst = isLeast == (type.labels == nil)
      return TypedExpression(.arithmetic(isFirst ? .minimum : .maximum, left, right), type, at: span)
    }
    guard let unit = commonUnit(left, right, at: span) else { return nil }
    let range = isLeast ? a.range.capped(by: b.range) : (-(-a.range).capped(by: -b.range))
    let type = NumberType(range: range, decimals: both(a.decimals, b.decimals, Swift.max), unit: unit)
    return TypedExpression(.arithmetic(isLeast ? .minimum : .maximum, left, right), .number(type), at: span)
  }

  private func rounded(
    _ builtin: Builtin, _ values: [Expression], _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    let isWhole = builtin == .floor || builtin == .ceiling
    guard takes(isWhole ? 1...2 : 2...2, builtin, values, at: span), let typed = check(values[0], scope) else {
      return nil
    }
    guard let number = typed.type.number else {
      report(.typeMismatch(values[0].span, typed.type.form, wanted: .number))
      return nil
    }
    guard let digits = values.count == 2 ? literalDigits(values[1]) : 0 else { return nil }
    let type = roundedType(number, digits: digits)
    let kind = TypedExpression.Kind.rounded(typed, digits: digits, builtin.roundingMode)
    return TypedExpression(kind, PolicyType(.number(type), isOptional: typed.type.isOptional), at: span)
  }

  private func literalDigits(_ expression: Expression) -> Int? {
    if case .number(let text) = expression.kind, let digits = Int(text), digits <= 18 { return digits }
    report(.digitsMustBeLiteral(expression.span))
    return nil
  }

  /// The type of a number after rounding, whose bounds may move outwards by less than one unit of the last digit.
  func roundedType(_ number: NumberType, digits: Int) -> NumberType {
    NumberType(
      range: NumberRange(
        lower: number.range.lower.flatMap { $0.rounded(toScale: digits, .floor) },
        upper: number.range.upper.flatMap { $0.rounded(toScale: digits, .ceiling) }), decimals: digits,
      unit: number.unit)
  }

  // MARK: Dates

  private func betweenDates(
    _ builtin: Builtin, _ values: [Expression], _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    guard let (from, to) = twoDates(builtin, values, scope, at: span) else { return nil }
    if builtin == .daysBetween { return daysBetween(from, to, at: span) }
    let isOptional = from.type.isOptional || to.type.isOptional
    return TypedExpression(.elapsed(from: from, to: to), PolicyType(.elapsed, isOptional: isOptional), at: span)
  }

  /// Checks the two dates that a function takes.
  func twoDates(
    _ builtin: Builtin, _ values: [Expression], _ scope: Scope, at span: SourceSpan
  ) -> (TypedExpression, TypedExpression)? {
    guard takes(2...2, builtin, values, at: span) else { return nil }
    guard let from = check(values[0], scope), let to = check(values[1], scope) else { return nil }
    for (typed, value) in [(from, values[0]), (to, values[1])] where typed.type.form != .date {
      report(.typeMismatch(value.span, typed.type.form, wanted: .date))
      return nil
    }
    return (from, to)
  }

  private func ordinal(_ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(1...1, .nth, values, at: span), let within = check(values[0], scope) else { return nil }
    guard within.type.form == .duration else {
      report(.typeMismatch(values[0].span, within.type.form, wanted: .duration))
      return nil
    }
    guard deepestDomain(of: within) == 0 else {
      report(.sameForEveryRecord(values[0].span))
      return nil
    }
    guard let selection = scope.ordinalSelection, domains[scope.domain].date != nil else {
      report(
        .wordOnlyInside(
          "nth", LocalizedText("an indicator with `each` over dated records", "带 `逐条` 且记录有日期的指标"), at: span))
      return nil
    }
    let limit = limit(of: scope.domain, below: selections[selection.index].above)
    let type = NumberType(range: NumberRange(lower: 1, upper: limit), decimals: 0)
    return TypedExpression(.ordinal(selection, within: within), .number(type), at: span)
  }
}

extension PolicyChecker {
  /// The number of the case that a record belongs to: one begins with each record that meets the condition. Absent
  /// before the first.
  fileprivate func episode(_ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(1...2, .episode, values, at: span) else { return nil }
    guard let all = scope.ordinalSelection, domains[scope.domain].date != nil else {
      report(
        .wordOnlyInside(
          span.text, LocalizedText("a selection of dated records", "对有日期的记录的选取"), at: span))
      return nil
    }
    guard let opens = truth(values[0], scope) else { return nil }
    guard !opens.type.isOptional else {
      report(.optionalCondition(values[0].span))
      return nil
    }
    let openers = add(
      TypedSelection(
        span: span, domain: scope.domain, source: selections[all.index].source, base: all, window: nil,
        condition: TypedValue(
          text: values[0].span.text, span: values[0].span, type: .boolean, kind: .expression(opens)),
        oncePer: [], above: selections[all.index].above))
    let limit = limit(of: scope.domain, below: selections[all.index].above)
    let forever = TypedExpression(.literal(.duration(.forever)), .duration, at: span)
    let number = NumberType(range: NumberRange(lower: .zero, upper: limit), decimals: 0)
    // The place among the openers: for one of them its own, for any other record that of the next.
    let next = TypedExpression(
      .ordinal(openers, within: forever),
      .number(NumberType(range: NumberRange(lower: 1, upper: limit), decimals: 0)), at: span)
    let one = TypedExpression(.literal(.number(.one)), .number(NumberType(.one)), at: span)
    let last = TypedExpression(.arithmetic(.subtract, next, one), .number(number), at: span)
    let place = TypedExpression(.conditional(opens, then: next, otherwise: last), .number(number), at: span)
    let isInside = TypedExpression(.comparison(.greaterOrEqual, place, one), .boolean, at: span)
    let nothing = TypedExpression(.literal(.absent), .nothing, at: span)
    let type = PolicyType(.number(number), isOptional: true)
    let inCase = TypedExpression(.conditional(isInside, then: place, otherwise: nothing), type, at: span)
    guard values.count == 2 else { return inCase }
    guard let closed = closed(values[1], opens: opens, inCase, all, scope) else { return nil }
    return TypedExpression(.conditional(closed, then: nothing, otherwise: inCase), type, at: span)
  }

  /// Whether the case of a record was closed before it: by an earlier record of the case that meets a condition, or by
  /// a pause in which there was none.
  private func closed(
    _ closing: Expression, opens: TypedExpression, _ inCase: TypedExpression, _ all: SelectionID, _ scope: Scope
  ) -> TypedExpression? {
    let span = closing.span
    guard let typed = check(closing, scope) else { return nil }
    let limit = limit(of: scope.domain, below: selections[all.index].above)
    let placeType = PolicyType.number(NumberType(range: NumberRange(lower: 1, upper: limit), decimals: 0))
    func place(within length: TypedExpression) -> TypedExpression {
      TypedExpression(.ordinal(all, within: length), placeType, at: span)
    }
    let ends: TypedExpression
    switch typed.type.form {
    case .duration:
      guard deepestDomain(of: typed) == 0 else {
        report(.sameForEveryRecord(span))
        return nil
      }
      let one = TypedExpression(.literal(.number(.one)), .number(NumberType(.one)), at: span)
      let isAlone = TypedExpression(.comparison(.equal, place(within: typed), one), .boolean, at: span)
      ends = TypedExpression(.and(isAlone, TypedExpression(.not(opens), .boolean, at: span)), .boolean, at: span)
    case .boolean where !typed.type.isOptional: ends = typed
    case .boolean:
      report(.optionalCondition(span))
      return nil
    default:
      report(.typeMismatch(span, typed.type.form, wanted: .boolean))
      return nil
    }
    let enders = add(
      TypedSelection(
        span: span, domain: scope.domain, source: selections[all.index].source, base: all, window: nil,
        condition: TypedValue(text: span.text, span: span, type: .boolean, kind: .expression(ends)), oncePer: [],
        above: selections[all.index].above))
    let forever = TypedExpression(.literal(.duration(.forever)), .duration, at: span)
    let rank = place(within: forever)
    let earlier = TypedOthers(
      selection: enders, equal: [TypedPair(other: inCase, own: inCase)],
      bounds: [TypedBound(other: rank, .less, own: rank)], above: selections[all.index].above)
    let count = NumberType(range: NumberRange(lower: .zero, upper: limit), decimals: 0)
    let zero = TypedExpression(.literal(.number(.zero)), .number(NumberType(.zero)), at: span)
    let wasClosed = TypedExpression(
      .comparison(.greater, TypedExpression(.others(earlier), .number(count), at: span), zero), .boolean, at: span)
    // What comes after the pause is outside itself; what meets a closing condition still belongs to the case.
    guard typed.type.form == .duration else { return wasClosed }
    return TypedExpression(.or(wasClosed, ends), .boolean, at: span)
  }
}

extension NumberRange {
  /// The range of the lesser of a number of this range and one of `other`.
  func capped(by other: NumberRange) -> NumberRange {
    let lower = lower.flatMap { low in other.lower.map { Swift.min(low, $0) } }
    let bounds = [upper, other.upper].compactMap(\.self)
    return NumberRange(lower: lower, upper: bounds.min())
  }
}

extension PolicyType.Form {
  /// Whether one of two values is the lesser: of numbers, dates and the labels of a scale.
  var hasOrder: Bool {
    switch self {
    case .number, .date: true
    case .oneOf(let labels): labels.isScale && !labels.hasBeside
    default: false
    }
  }
}
