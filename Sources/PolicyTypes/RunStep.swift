/// By how much one value of an unbroken run follows another.
package enum RunStep: String, CaseIterable, Hashable, Sendable {
  /// Whole numbers, each one greater.
  case number
  case day
  /// Weeks begin on Monday.
  case week
  case month
  case quarter
  case year

  /// The place of a day among the steps of this kind: the days of one month share a place, those of the next have the
  /// place after it. A number has none.
  package func place(of date: CalendarDate) -> Int64 {
    switch self {
    case .number: 0
    case .day: Int64(date.dayNumber)
    // The day 0, 1970-01-01, was a Thursday.
    case .week: Int64((Int(date.dayNumber) + 3).flooredQuotient(by: 7))
    case .month: Int64(monthNumber(of: date))
    case .quarter: Int64(monthNumber(of: date).flooredQuotient(by: 3))
    case .year: Int64(date.components.year)
    }
  }

  private func monthNumber(of date: CalendarDate) -> Int {
    let (year, month, _) = date.components
    return year * 12 + month - 1
  }
}

extension Int {
  fileprivate func flooredQuotient(by divisor: Int) -> Int {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
