/// A day of the proleptic Gregorian calendar, as the number of days since 1970-01-01.
///
/// Years 0001 to 9999.
package struct CalendarDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before it.
  package let dayNumber: Int32

  @inlinable  // Read for every date of every record.
  package init(dayNumber: Int32) {
    self.dayNumber = dayNumber
  }

  /// Makes the day, or nil where there is none, such as 2024-02-30.
  package init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), (1...12).contains(month),
      (1...Gregorian.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    self.init(dayNumber: Self.dayNumber(year: year, month: month, day: day))
  }

  /// Reads `2022-07-27`, and nothing else.
  package init?(text: some StringProtocol) {
    let utf8 = Array(text.utf8)
    guard utf8.count == 10, utf8[4] == UInt8(ascii: "-"), utf8[7] == UInt8(ascii: "-"),
      let year = Self.number(utf8[0..<4]), let month = Self.number(utf8[5..<7]), let day = Self.number(utf8[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  package static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.dayNumber < b.dayNumber }

  package static let earliest = CalendarDate(dayNumber: dayNumber(year: 1, month: 1, day: 1))
  package static let latest = CalendarDate(dayNumber: dayNumber(year: 9999, month: 12, day: 31))

  /// The year, the month from 1 and the day from 1.
  package var components: (year: Int, month: Int, day: Int) { Gregorian.components(ofDay: Int(dayNumber)) }

  /// Returns this day plus `duration`: first the months, with the day clamped to the month's end, then the days.
  ///
  /// A result outside the years 0001 to 9999 is the first or the last day of them, so that addition is total and
  /// never decreases when the day or the duration grows.
  package func adding(_ duration: CalendarDuration) -> CalendarDate {
    if duration.months == 0 { return adding(days: duration.days) }
    let (year, month, day) = components
    let monthCount = year * 12 + (month - 1) + duration.months
    let newYear = monthCount >= 0 ? monthCount / 12 : (monthCount - 11) / 12
    guard Self.years.contains(newYear) else { return newYear < 1 ? .earliest : .latest }
    let newMonth = monthCount - newYear * 12 + 1
    let newDay = min(day, Gregorian.length(ofMonth: newMonth, year: newYear))
    return CalendarDate(dayNumber: Self.dayNumber(year: newYear, month: newMonth, day: newDay)).adding(
      days: duration.days)
  }

  /// Returns this day plus `days`, kept inside the years 0001 to 9999.
  package func adding(days: Int) -> CalendarDate {
    let sum = Int(dayNumber) + max(-4_000_000, min(4_000_000, days))
    return CalendarDate(
      dayNumber: Int32(max(Int(Self.earliest.dayNumber), min(Int(Self.latest.dayNumber), sum))))
  }

  private static let years = 1...9999

  private static func dayNumber(year: Int, month: Int, day: Int) -> Int32 {
    Int32(Gregorian.dayNumber(year: year, month: month, day: day))
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }
}

extension CalendarDate: CustomStringConvertible {
  /// The date as `2022-07-27`.
  package var description: String {
    let (year, month, day) = components
    return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
  }

  private func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: width - digits.count) + digits
  }
}
