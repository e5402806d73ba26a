/// A length of time as policies state it: whole months, whole days and whole working days, kept apart.
///
/// Three months are not ninety days, so they never convert into each other; years are twelve months and weeks seven
/// days. How long working days are only a calendar knows.
package struct CalendarDuration: Hashable, Sendable {
  package let months: Int
  package let days: Int
  package let workingDays: Int

  package init(months: Int = 0, days: Int = 0, workingDays: Int = 0) {
    self.months = months
    self.days = days
    self.workingDays = workingDays
  }

  package static let zero = CalendarDuration()

  /// Longer than the calendar: a window of this length never ends.
  package static let forever = CalendarDuration(months: 12 * 10_000)
}

// How much room a duration takes in a column: days, months and, in what is left of 64 bits, working days.
extension CalendarDuration {
  package static let dayBits = 24
  package static let monthBits = 20

  /// Whether each part fits its room.
  package var isRepresentable: Bool {
    func fits(_ number: Int, _ bits: Int) -> Bool { (-(1 << (bits - 1))..<(1 << (bits - 1))).contains(number) }
    return fits(days, Self.dayBits) && fits(months, Self.monthBits)
      && fits(workingDays, 64 - Self.dayBits - Self.monthBits)
  }
}

extension CalendarDuration: CustomStringConvertible {
  /// The duration as a policy writes it, such as `3 months` or `1 year`; years where the months are whole years.
  package var description: String {
    if self == .forever { return "forever" }
    var parts: [String] = []
    if months != 0 {
      parts.append(months % 12 == 0 ? counted(months / 12, "year") : counted(months, "month"))
    }
    if days != 0 || (months == 0 && workingDays == 0) { parts.append(counted(days, "day")) }
    if workingDays != 0 { parts.append(counted(workingDays, "working day")) }
    return parts.joined(separator: " ")
  }

  private func counted(_ count: Int, _ unit: String) -> String {
    count == 1 ? "1 \(unit)" : "\(count) \(unit)s"
  }
}
