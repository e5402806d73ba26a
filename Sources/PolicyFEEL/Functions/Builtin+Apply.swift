import PolicySyntax
import PolicyTypes

extension Builtin {
  /// Returns the value of a call with checked arguments; an optional one that is left out is null.
  ///
  /// Null where one may not stand makes the result null. Which functions give null a meaning, their own code tells.
  func apply(_ arguments: [FEELValue], _ zones: ZoneRules) -> FEELValue {
    switch self {
    case .not: arguments[0].boolean.map { .boolean(!$0) } ?? .null
    case .all, .any, .is: truth(arguments)
    case .abs, .floor, .ceiling, .decimal, .roundHalfUp, .roundHalfDown, .roundHalfEven, .roundUp, .roundDown, .modulo,
      .sqrt, .log, .exp, .even, .odd:
      numeric(arguments)
    case .stringLength, .substring, .substringBefore, .substringAfter, .upperCase, .lowerCase, .contains, .startsWith,
      .endsWith, .matches, .replace, .split, .stringJoin:
      textual(arguments)
    case .number, .string, .date, .time, .duration, .dateAndTime, .yearsAndMonthsDuration:
      converted(arguments, zones)
    case .dayOfYear, .dayOfWeek, .monthOfYear, .weekOfYear: calendarPart(arguments[0].day)
    case .count, .sum, .min, .max, .mean, .median, .stddev, .mode, .product: figure(arguments)
    case .listContains, .indexOf, .sublist, .append, .concatenate, .union, .flatten, .reverse, .remove, .sort,
      .insertBefore, .listReplace, .distinctValues:
      listed(arguments)
    case .getEntries, .contextPut, .contextMerge: entered(arguments)
    case .before, .after, .meets, .overlaps, .finishes, .includes, .during, .starts, .coincides, .metBy,
      .overlapsBefore, .overlapsAfter, .finishedBy, .startedBy:
      related(arguments)
    case .getValue, .exists, .longestRun, .default, .elapsed, .daysBetween, .fullMonths, .fullYears, .calendarYears,
      .workingDayFrom, .lastDayOfMonth, .lastDayOfQuarter, .lastDayOfYear, .lastDayOfPeriod, .nth, .lowestPart, .parts,
      .streak, .better, .worse, .episode, .repaired, .listed, .decided:
      // The checker puts an entry in place of the first, and strict FEEL does not know the others.
      .null
    }
  }

  private func truth(_ arguments: [FEELValue]) -> FEELValue {
    guard self != .is else { return .boolean(arguments[0] == arguments[1]) }
    // One argument may be the list itself.
    let values = arguments.count == 1 ? arguments[0].list ?? arguments : arguments
    let decisive = FEELValue.boolean(self == .any)
    if values.contains(decisive) { return decisive }
    return values.contains(.null) ? .null : .boolean(self == .all)
  }

  private func calendarPart(_ date: FEELDate?) -> FEELValue {
    guard let date else { return .null }
    let (year, month, _) = date.components
    switch self {
    case .dayOfYear: return .integer(date.dayNumber - Gregorian.dayNumber(year: year, month: 1, day: 1) + 1)
    case .weekOfYear: return .integer(Gregorian.isoWeek(ofDay: date.dayNumber))
    case .dayOfWeek: return .string(Self.weekdays[Gregorian.weekday(ofDay: date.dayNumber) - 1])
    default: return .string(Self.months[month - 1])
    }
  }

  private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  private func entered(_ arguments: [FEELValue]) -> FEELValue {
    switch self {
    case .getEntries:
      guard let context = arguments[0].context else { return .null }
      return .list(
        context.entries.map { entry in
          .context(FEELContext([.init("key", .string(entry.key)), .init("value", entry.value)]))
        })
    case .contextPut:
      guard var context = arguments[0].context, let key = arguments[1].string else { return .null }
      context.set(key, arguments[2])
      return .context(context)
    default:
      guard let list = arguments[0].list else { return .null }
      var merged = FEELContext()
      for value in list {
        guard let context = value.context else { return .null }
        for entry in context.entries { merged.set(entry.key, entry.value) }
      }
      return .context(merged)
    }
  }
}
