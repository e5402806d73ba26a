package import PolicyTypes

extension CalendarDuration {
  /// Makes the length of time that a policy writes as `count` units.
  package init(_ count: Int, _ unit: DurationUnit) {
    switch unit {
    case .years: self.init(months: count * 12)
    case .months: self.init(months: count)
    case .weeks: self.init(days: count * 7)
    case .days: self.init(days: count)
    case .workingDays: self.init(workingDays: count)
    }
  }
}
