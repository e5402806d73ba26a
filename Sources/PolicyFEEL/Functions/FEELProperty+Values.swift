import PolicyTypes

extension FEELProperty {
  /// Returns the part of a value; null where it has none.
  func value(of value: FEELValue) -> FEELValue {
    switch value {
    case .date(let date): calendarPart(of: date)
    case .time(let time): clockPart(of: time)
    case .dateTime(let moment):
      switch self {
      case .year, .month, .day, .weekday: calendarPart(of: moment.date)
      default: clockPart(of: moment.time)
      }
    case .yearsMonths(let duration): monthsPart(of: duration)
    case .daysTime(let duration): daysPart(of: duration)
    case .range(let range): rangePart(of: range)
    default: .null
    }
  }

  private func calendarPart(of date: FEELDate) -> FEELValue {
    let (year, month, day) = date.components
    switch self {
    case .year: return .integer(year)
    case .month: return .integer(month)
    case .day: return .integer(day)
    case .weekday: return .integer(Gregorian.weekday(ofDay: date.dayNumber))
    default: return .null
    }
  }

  private func clockPart(of time: FEELTime) -> FEELValue {
    switch self {
    case .hour: .integer(time.hour)
    case .minute: .integer(time.minute)
    case .second: .number(Decimal128(coefficient: Int64(time.nanosecondsOfMinute), scale: 9).normalized)
    case .timezone: time.zone?.name.map { .string($0) } ?? .null
    case .timeOffset:
      time.zone?.offset.flatMap { DaysTime(nanoseconds: Int128($0) * DaysTime.second) }.map { .daysTime($0) } ?? .null
    default: .null
    }
  }

  private func monthsPart(of duration: YearsMonths) -> FEELValue {
    switch self {
    case .years: .integer(duration.months / 12)
    case .months: .integer(duration.months % 12)
    default: .null
    }
  }

  private func daysPart(of duration: DaysTime) -> FEELValue {
    let rest = duration.nanosecondsOfDay
    return switch self {
    case .days: .integer(duration.days)
    case .hours: .integer(rest / 3_600_000_000_000)
    case .minutes: .integer(rest / 60_000_000_000 % 60)
    case .seconds: .number(Decimal128(coefficient: Int64(rest % 60_000_000_000), scale: 9).normalized)
    default: .null
    }
  }

  private func rangePart(of range: FEELRange) -> FEELValue {
    switch self {
    case .start: range.low ?? .null
    case .end: range.high ?? .null
    case .startIncluded: .boolean(range.includesLow)
    case .endIncluded: .boolean(range.includesHigh)
    default: .null
    }
  }
}
