/// A length of time as policies state it: whole months and whole days, kept apart.
///
/// Three months are not ninety days, so the two never convert into each other; years are twelve months and weeks seven
/// days.
package struct CalendarDuration: Hashable, Sendable {
  package let months: Int
  package let days: Int

  package init(months: Int = 0, days: Int = 0) {
    self.months = months
    self.days = days
  }

  package static let zero = CalendarDuration()

  /// Longer than the calendar: a window of this length never ends.
  package static let forever = CalendarDuration(months: 12 * 10_000)
}

extension CalendarDuration: CustomStringConvertible {
  /// The duration as a policy writes it, such as `3 months` or `1 year`; years where the months are whole years.
  package var description: String {
    if self == .forever { return "forever" }
    var parts: [String] = []
    if months != 0 {
      parts.append(months % 12 == 0 ? counted(months / 12, "year") : counted(months, "month"))
    }
    if days != 0 || months == 0 { parts.append(counted(days, "day")) }
    return parts.joined(separator: " ")
  }

  private func counted(_ count: Int, _ unit: String) -> String {
    count == 1 ? "1 \(unit)" : "\(count) \(unit)s"
  }
}
