// Steps of one length from an origin: full months, and periods that follow one another. The k-th step is always
// measured from the origin, so that the end of a short month clamps that step alone.

extension CalendarDate {
  /// Returns the day that lies `count` times `step` after this one; before it where `count` is negative.
  ///
  /// A result outside the years 0001 to 9999 is the first or the last day of them.
  package func adding(_ step: CalendarDuration, times count: Int) -> CalendarDate {
    let count = max(-Self.mostSteps, min(Self.mostSteps, count))
    return adding(CalendarDuration(months: step.months * count, days: step.days * count))
  }

  /// Returns how often `step`, which is longer than nothing, goes into the time from this day to `end`: the greatest
  /// count that does not lead past `end`, negative where `end` lies before this day.
  package func steps(of step: CalendarDuration, to end: CalendarDate) -> Int {
    let shortest = step.months * 28 + step.days
    guard step.months >= 0, step.days >= 0, shortest > 0 else { return 0 }
    let days = Int(end.dayNumber) - Int(dayNumber)
    // A step is no shorter than its months of 28 days and no longer than its months of 31.
    let longest = step.months * 31 + step.days
    var low = (days < 0 ? days / shortest : days / longest) - 2
    var high = (days < 0 ? days / longest : days / shortest) + 2
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if adding(step, times: middle) <= end { low = middle } else { high = middle }
    }
    return low
  }

  /// More steps of a day than the calendar has days.
  private static let mostSteps = 4_000_000
}
