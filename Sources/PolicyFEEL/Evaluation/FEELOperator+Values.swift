import PolicyTypes

// Arithmetic. Where a value has no result, as for a divisor of 0 or a date beyond the years, it is null.

extension FEELOperator {
  func apply(_ left: FEELValue, _ right: FEELValue, _ zones: ZoneRules) -> FEELValue {
    switch self {
    case .add: sum(left, right, zones) ?? sum(right, left, zones) ?? .null
    case .subtract: difference(left, right, zones) ?? .null
    case .multiply: product(left, right) ?? product(right, left) ?? .null
    case .divide: quotient(left, right) ?? .null
    case .power: power(left, right)
    }
  }

  private func sum(_ left: FEELValue, _ right: FEELValue, _ zones: ZoneRules) -> FEELValue? {
    switch (left, right) {
    case (.number(let a), .number(let b)): .number(orNull: a.adding(b))
    case (.string(let a), .string(let b)): .string(a + b)
    case (.yearsMonths(let a), .yearsMonths(let b)):
      YearsMonths(months: a.months + b.months).map { .yearsMonths($0) } ?? .null
    case (.daysTime(let a), .daysTime(let b)):
      DaysTime(nanoseconds: a.nanoseconds + b.nanoseconds).map { .daysTime($0) } ?? .null
    case (.date(let date), .yearsMonths(let duration)):
      date.adding(months: duration.months).map { .date($0) } ?? .null
    case (.date(let date), .daysTime(let duration)): date.adding(duration).map { .date($0) } ?? .null
    case (.dateTime(let moment), .yearsMonths(let duration)):
      moment.adding(months: duration.months, zones).map { .dateTime($0) } ?? .null
    case (.dateTime(let moment), .daysTime(let duration)):
      moment.adding(duration, zones).map { .dateTime($0) } ?? .null
    case (.time(let time), .daysTime(let duration)): time.adding(duration).map { .time($0) } ?? .null
    default: nil
    }
  }

  private func difference(_ left: FEELValue, _ right: FEELValue, _ zones: ZoneRules) -> FEELValue? {
    switch (left, right) {
    case (.number(let a), .number(let b)): return .number(orNull: a.subtracting(b))
    case (.time(let a), .time(let b)):
      guard let (first, second) = a.clocks(with: b) else { return .null }
      return DaysTime(nanoseconds: Int128(first - second)).map { .daysTime($0) }
    case (.date, .date), (.date, .dateTime), (.dateTime, .date), (.dateTime, .dateTime):
      guard let a = left.moment, let b = right.moment else { return .null }
      guard let (first, second) = a.clocks(with: b) else { return .null }
      return DaysTime(nanoseconds: first - second).map { .daysTime($0) } ?? .null
    case (_, .yearsMonths(let duration)):
      return YearsMonths(months: -duration.months).flatMap { sum(left, .yearsMonths($0), zones) }
    case (_, .daysTime(let duration)):
      return DaysTime(nanoseconds: -duration.nanoseconds).flatMap { sum(left, .daysTime($0), zones) }
    default: return nil
    }
  }

  private func product(_ left: FEELValue, _ right: FEELValue) -> FEELValue? {
    switch (left, right) {
    case (.number(let a), .number(let b)): .number(orNull: a.multiplied(by: b))
    case (.yearsMonths(let duration), .number(let factor)): duration.scaled { $0.multiplied(by: factor) }
    case (.daysTime(let duration), .number(let factor)): duration.scaled { $0.multiplied(by: factor) }
    default: nil
    }
  }

  private func quotient(_ left: FEELValue, _ right: FEELValue) -> FEELValue? {
    switch (left, right) {
    case (.number(let a), .number(let b)): .number(orNull: a.divided(by: b))
    case (.yearsMonths(let duration), .number(let divisor)): duration.scaled { $0.divided(by: divisor) }
    case (.daysTime(let duration), .number(let divisor)): duration.scaled { $0.divided(by: divisor) }
    case (.yearsMonths(let a), .yearsMonths(let b)):
      .number(orNull: Decimal128(a.months).divided(by: Decimal128(b.months)))
    case (.daysTime(let a), .daysTime(let b)):
      .number(orNull: a.seconds.flatMap { first in b.seconds.flatMap { first.divided(by: $0) } })
    default: nil
    }
  }

  /// A power with a fraction is the number that `exp` and `log` lead to.
  private func power(_ left: FEELValue, _ right: FEELValue) -> FEELValue {
    guard let base = left.number, let exponent = right.number else { return .null }
    if exponent.isInteger {
      guard let whole = exponent.scaled(to: 0) else {
        // Beyond 64 bits only 0, 1 and −1 have a power.
        return base.magnitude == .one || base.isZero ? .number(orNull: base.power(exponent.isNegative ? -2 : 2)) : .null
      }
      return .number(orNull: base.power(Int(whole)))
    }
    return .number(orNull: base.power(exponent))
  }
}

extension FEELDate {
  /// Returns the day on which a clock that began at this midnight stands after `duration`.
  func adding(_ duration: DaysTime) -> FEELDate? {
    let nanoseconds = Int128(dayNumber) * DaysTime.day + duration.nanoseconds
    let day = nanoseconds >= 0 ? nanoseconds / DaysTime.day : (nanoseconds - DaysTime.day + 1) / DaysTime.day
    return Int(exactly: day).flatMap(FEELDate.init(dayNumber:))
  }
}

extension FEELValue {
  /// A date and time, or the midnight of a date in UTC.
  var moment: FEELDateTime? {
    switch self {
    case .dateTime(let moment): moment
    case .date(let date): FEELTime(nanoseconds: 0, zone: .universal).map { FEELDateTime(date: date, time: $0) }
    default: nil
    }
  }
}

extension YearsMonths {
  /// Returns the duration after `change`, its fraction of a month cut off.
  fileprivate func scaled(_ change: (Decimal128) -> Decimal128?) -> FEELValue {
    let months = change(Decimal128(months)).flatMap(\.wholeNumber)
    return months.flatMap(YearsMonths.init(months:)).map { .yearsMonths($0) } ?? .null
  }
}

extension DaysTime {
  /// Returns the duration after `change`, its fraction of a nanosecond cut off.
  fileprivate func scaled(_ change: (Decimal128) -> Decimal128?) -> FEELValue {
    guard let exact = Decimal128(wideCoefficient: nanoseconds, scale: 0), let changed = change(exact),
      let whole = changed.truncatedQuotient(dividingBy: .one)?.wideScaled(to: 0)
    else { return .null }
    return DaysTime(nanoseconds: whole).map { .daysTime($0) } ?? .null
  }
}
