/// The days on which a policy is in force, both ends included; nil is an open end.
package struct EffectiveDates: Hashable, Sendable {
  package let from: CalendarDate?
  package let until: CalendarDate?

  package init(from: CalendarDate? = nil, until: CalendarDate? = nil) {
    self.from = from
    self.until = until
  }

  package var first: CalendarDate { from ?? .earliest }
  package var last: CalendarDate { until ?? .latest }

  package func contains(_ date: CalendarDate) -> Bool { first <= date && date <= last }

  /// Returns the days of both; nil where there are none.
  package func intersection(_ other: EffectiveDates) -> EffectiveDates? {
    guard max(first, other.first) <= min(last, other.last) else { return nil }
    let from = self.from.map { max($0, other.first) } ?? other.from
    let until = self.until.map { min($0, other.last) } ?? other.until
    return EffectiveDates(from: from, until: until)
  }
}

extension EffectiveDates: CustomStringConvertible {
  /// The dates as a policy writes them: `2022-07-27..`.
  package var description: String { "\(from?.description ?? "")..\(until?.description ?? "")" }
}
