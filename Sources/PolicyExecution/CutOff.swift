import PolicyIR
import PolicyTypes

/// Turns a comparison of a date plus a duration with a limit into one of the date alone with a cut-off.
///
/// A date plus a fixed duration never decreases when the date grows, even at the ends of months. So the dates for which
/// the sum lies after the limit, or on or after it, are those from some first day on, which a binary search finds.
struct CutOff {
  private let limit: CalendarDate
  private let includesLimit: Bool

  /// How a date compares with its cut-off where its sum compares with the limit as asked.
  let relation: Relation

  /// Fails for equality, which is not a question of before and after.
  init?(_ relation: Relation, limit: CalendarDate) {
    self.limit = limit
    switch relation {
    case .greater, .lessOrEqual: includesLimit = false
    case .greaterOrEqual, .less: includesLimit = true
    case .equal, .notEqual: return nil
    }
    self.relation = relation == .greater || relation == .greaterOrEqual ? .greaterOrEqual : .less
  }

  /// Returns the first day whose sum with `duration` reaches the limit; the day after the calendar's last if none does.
  func bound(for duration: CalendarDuration) -> CalendarDate {
    var low = CalendarDate.earliest.dayNumber
    var high = CalendarDate.latest.dayNumber + 1
    while low < high {
      let middle = low + (high - low) / 2
      let sum = CalendarDate(dayNumber: middle).adding(duration)
      if includesLimit ? sum >= limit : sum > limit { high = middle } else { low = middle + 1 }
    }
    return CalendarDate(dayNumber: low)
  }
}
