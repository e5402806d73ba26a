/// Which days are working days, for the years that somebody has laid down.
///
/// A day is one unless it lies on a weekend or is a holiday; a make-up day is one although it lies on a weekend. Of a
/// year that is not laid down nothing is known, so that every question that touches it has no answer.
package struct WorkingCalendar: Hashable, Sendable {
  package let name: String
  /// Years that follow one another without a gap, in order.
  private let stretches: [Stretch]

  /// What is laid down for one year.
  package struct Year: Hashable, Sendable {
    package let year: Int
    package let holidays: Set<CalendarDate>
    package let makeUpDays: Set<CalendarDate>

    package init(year: Int, holidays: Set<CalendarDate>, makeUpDays: Set<CalendarDate>) {
      self.year = year
      self.holidays = holidays
      self.makeUpDays = makeUpDays
    }
  }

  private struct Stretch: Hashable, Sendable {
    let first: CalendarDate
    var last: CalendarDate
    /// Every working day, in order.
    var days: [Int32]
  }

  /// Makes a calendar of `years`, of which each comes once; `weekend` are days of the week, Monday being 0.
  package init(name: String, weekend: Set<Int>, years: [Year]) {
    self.name = name
    var stretches: [Stretch] = []
    for year in years.sorted(by: { $0.year < $1.year }) {
      guard let first = CalendarDate(year: year.year, month: 1, day: 1),
        let last = CalendarDate(year: year.year, month: 12, day: 31)
      else { continue }
      let days = (first.dayNumber...last.dayNumber).filter { number in
        let day = CalendarDate(dayNumber: number)
        if weekend.contains(day.dayOfWeek) { return year.makeUpDays.contains(day) }
        return year.holidays.isEmpty || !year.holidays.contains(day)
      }
      // Nothing else may hold on to the days while they grow.
      if stretches.last?.last.adding(days: 1) == first {
        stretches[stretches.count - 1].last = last
        stretches[stretches.count - 1].days += days
      } else {
        stretches.append(Stretch(first: first, last: last, days: days))
      }
    }
    self.stretches = stretches
  }

  /// Returns the day that `duration` after `date` is: its months and days first, then its working days, of which the
  /// first is the next one after that day; before it where they are negative. Nil where the calendar does not reach.
  package func adding(_ duration: CalendarDuration, to date: CalendarDate) -> CalendarDate? {
    let start = date.adding(CalendarDuration(months: duration.months, days: duration.days))
    if duration.workingDays == 0 { return start }
    guard let stretch = stretch(of: start) else { return nil }
    let next = stretch.days.firstIndex(after: start.dayNumber)
    let place: Int
    if duration.workingDays > 0 {
      place = next + duration.workingDays - 1
    } else {
      let isItself = next > 0 && stretch.days[next - 1] == start.dayNumber
      place = next + duration.workingDays - (isItself ? 1 : 0)
    }
    if stretch.days.indices.contains(place) { return CalendarDate(dayNumber: stretch.days[place]) }
    // The years 0001 to 9999 are all there are: addition ends with them.
    if place >= stretch.days.count, stretch.last == .latest { return .latest }
    return place < 0 && stretch.first == .earliest ? .earliest : nil
  }

  /// Returns the first day of the years that are laid down without a gap up to that of `date`; nil where `date` lies in
  /// none of them.
  package func firstDay(before date: CalendarDate) -> CalendarDate? { stretch(of: date)?.first }

  /// Returns `date` where it is a working day, else the next one; nil where the calendar does not reach.
  package func workingDay(from date: CalendarDate) -> CalendarDate? {
    guard let stretch = stretch(of: date) else { return nil }
    let next = stretch.days.firstIndex(after: date.dayNumber - 1)
    return next < stretch.days.count ? CalendarDate(dayNumber: stretch.days[next]) : nil
  }

  private func stretch(of date: CalendarDate) -> Stretch? {
    stretches.first { $0.first <= date && date <= $0.last }
  }

  // Two calendars that differ have other ends or other counts of days, nearly always.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    for stretch in stretches {
      hasher.combine(stretch.first)
      hasher.combine(stretch.days.count)
    }
  }
}

extension CalendarDate {
  /// The day of the week; Monday is 0.
  package var dayOfWeek: Int {
    // The day 0, 1970-01-01, was a Thursday.
    let day = (Int(dayNumber) + 3) % 7
    return day < 0 ? day + 7 : day
  }
}

extension [Int32] {
  /// The place of the first day after `day`, among days in order.
  fileprivate func firstIndex(after day: Int32) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
