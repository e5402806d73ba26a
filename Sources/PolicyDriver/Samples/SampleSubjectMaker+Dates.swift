import PolicySemantics
import PolicyTypes

// Dates, relative to the as-of date and to each other, with those at which the policy turns.

extension SampleSubjectMaker {
  /// Returns the date of a record right below the subject, given that of the one before.
  mutating func recordDate(after previous: CalendarDate?, of domain: Int) -> CalendarDate {
    let date = anyRecordDate(after: previous, of: domain)
    guard let field = generator.policy.domains[domain].date else { return date }
    return known(date, for: FieldReference(domain: domain, field: field))
  }

  /// Returns the date, or another one where working days are counted from it and the calendar does not know it.
  private mutating func known(_ date: CalendarDate, for field: FieldReference) -> CalendarDate {
    let asOf = generator.asOf
    guard generator.hints.calendarDates.contains(field), let first = generator.policy.calendar?.firstDay(before: asOf),
      date < first
    else { return date }
    return asOf.adding(days: -random.below(Int(asOf.dayNumber - first.dayNumber) + 1))
  }

  private mutating func anyRecordDate(after previous: CalendarDate?, of domain: Int) -> CalendarDate {
    let asOf = generator.asOf
    switch random.below(100) {
    case 0..<6:
      // The last day of a window, the day after it or the day before.
      guard let window = random.pick(generator.hints.windows[domain] ?? []) else { break }
      return asOf.adding(window.negated).adding(days: random.below(3) - 1)
    case 6..<10:
      guard let previous else { break }
      return previous
    case 10..<16:
      guard let previous, let time = random.pick(generator.hints.recurrences[domain] ?? []) else { break }
      let date = previous.adding(time).adding(days: random.below(3) - 1)
      if date <= asOf { return date }
    case 16:
      return asOf.adding(days: 1 + random.below(60))
    case 17:
      return asOf
    default: break
    }
    return asOf.adding(days: -random.below(reach(of: domain)))
  }

  /// How many days back records lie: longer than the longest window.
  private func reach(of domain: Int) -> Int {
    let days = (generator.hints.windows[domain] ?? []).map { $0.months * 31 + $0.days }.max() ?? 0
    return days == 0 ? 1500 : min(days, 10_000) * 5 / 4
  }

  /// Returns a date that follows another one, as a repair its record.
  mutating func laterDate(than date: CalendarDate, for field: FieldReference) -> CalendarDate {
    if random.chance(200), let delay = random.pick(generator.hints.delays[field] ?? []) {
      return date.adding(delay).adding(days: random.below(3) - 1)
    }
    // Most are quick.
    let span = [30, 90, 180, 400][random.place(in: [30, 30, 25, 15])]
    return date.adding(days: 1 + random.below(span))
  }

  /// Returns a date that is not the one from which a record exists.
  mutating func otherDate(
    for field: FieldReference, recordDate: CalendarDate?, isPlanned: Bool, mayLieAhead: Bool
  ) -> CalendarDate {
    let date = known(anyOtherDate(for: field, recordDate: recordDate, isPlanned: isPlanned), for: field)
    return isPlanned || mayLieAhead ? date : min(date, generator.asOf)
  }

  private mutating func anyOtherDate(
    for field: FieldReference, recordDate: CalendarDate?, isPlanned: Bool
  ) -> CalendarDate {
    let asOf = generator.asOf
    guard let recordDate else {
      return isPlanned ? asOf.adding(days: random.below(730) - 180) : asOf.adding(days: -30 - random.below(9000))
    }
    if generator.hints.lastDays.contains(field), random.chance(60) { return asOf.adding(days: random.below(3) - 1) }
    let date = laterDate(than: recordDate, for: field)
    return date > asOf && !isPlanned && random.chance(850)
      ? max(recordDate, asOf.adding(days: -random.below(30))) : date
  }
}

extension CalendarDuration {
  var negated: CalendarDuration { CalendarDuration(months: -months, days: -days) }
}
