package import PolicyTypes

/// A day of FEEL's calendar, years −999,999,999 to 999,999,999.
///
/// The dates of policies (`CalendarDate`) lie in the years 1 to 9999; what lies beyond has no meaning for them but is
/// FEEL all the same. Both count days in `Gregorian`.
package struct FEELDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  package let dayNumber: Int

  package static let years = -999_999_999...999_999_999

  /// Makes the day, or nil where it lies beyond the years.
  package init?(dayNumber: Int) {
    guard Self.days.contains(dayNumber) else { return nil }
    self.dayNumber = dayNumber
  }

  /// Makes the day, or nil where there is none, such as 2024-02-30.
  package init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), (1...12).contains(month),
      (1...Gregorian.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    dayNumber = Gregorian.dayNumber(year: year, month: month, day: day)
  }

  private static let days =
    Gregorian.dayNumber(
      year: years.lowerBound, month: 1, day: 1)...Gregorian.dayNumber(
      year: years.upperBound, month: 12, day: 31)

  package static func < (a: FEELDate, b: FEELDate) -> Bool { a.dayNumber < b.dayNumber }

  package var components: (year: Int, month: Int, day: Int) { Gregorian.components(ofDay: dayNumber) }

  /// Returns the day so many months later, in a shorter month its last day; nil beyond the years.
  package func adding(months: Int) -> FEELDate? {
    let (year, month, day) = components
    let (count, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow else { return nil }
    let newYear = count >= 0 ? count / 12 : (count - 11) / 12
    guard Self.years.contains(newYear) else { return nil }
    let newMonth = count - newYear * 12 + 1
    return FEELDate(
      year: newYear, month: newMonth, day: min(day, Gregorian.length(ofMonth: newMonth, year: newYear)))
  }

  /// Returns the whole months from this day to `end`, towards zero.
  package func fullMonths(to end: FEELDate) -> Int {
    let (startYear, startMonth, startDay) = components
    let (endYear, endMonth, endDay) = end.components
    let months = (endYear - startYear) * 12 + endMonth - startMonth
    if months > 0, endDay < startDay { return months - 1 }
    if months < 0, endDay > startDay { return months + 1 }
    return months
  }
}

/// A duration in months.
package struct YearsMonths: Hashable, Comparable, Sendable {
  package let months: Int

  /// Makes the duration, or nil beyond 10^12 months, which no date reaches.
  package init?(months: Int) {
    guard months.magnitude <= 1_000_000_000_000 else { return nil }
    self.months = months
  }

  package static func < (a: YearsMonths, b: YearsMonths) -> Bool { a.months < b.months }
}

/// A duration in days, hours, minutes and seconds, to the nanosecond.
package struct DaysTime: Hashable, Comparable, Sendable {
  package let nanoseconds: Int128

  package static let second: Int128 = 1_000_000_000
  package static let day: Int128 = 86_400 * second

  /// Makes the duration, or nil beyond 10^13 days, which no date reaches.
  package init?(nanoseconds: Int128) {
    guard nanoseconds.magnitude <= (10_000_000_000_000 * Self.day).magnitude else { return nil }
    self.nanoseconds = nanoseconds
  }

  package static func < (a: DaysTime, b: DaysTime) -> Bool { a.nanoseconds < b.nanoseconds }

  /// The days and what is left of a day, both with the sign of the duration.
  package var days: Int { Int(nanoseconds / Self.day) }
  package var nanosecondsOfDay: Int { Int(nanoseconds % Self.day) }

  /// The seconds, exactly.
  package var seconds: Decimal128? { Decimal128(wideCoefficient: nanoseconds, scale: 9) }
}
