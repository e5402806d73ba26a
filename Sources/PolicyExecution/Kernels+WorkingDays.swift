import PolicyTypes

// Dates by a calendar of working days.

extension Kernels {
  /// The date plus a duration that may count working days; absent where the calendar does not reach.
  static func addWorking(
    _ a: Operand<Int32>, _ b: Operand<Int64>, _ calendar: WorkingCalendar, rows: Int, into result: inout Column
  ) {
    setValidity(&result.validity, a.presence, b.presence, rows: rows)
    fill(&result, rows: rows) { row in
      calendar.adding(
        PackedDuration.unpack(b.elements[b.isConstant ? 0 : row]),
        to: CalendarDate(dayNumber: a.elements[a.isConstant ? 0 : row]))
    }
  }

  /// The date, or the next working day; absent where the calendar does not reach.
  static func workingDay(
    from a: Operand<Int32>, _ calendar: WorkingCalendar, rows: Int, into result: inout Column
  ) {
    setValidity(&result.validity, a.presence, rows: rows)
    fill(&result, rows: rows) { calendar.workingDay(from: CalendarDate(dayNumber: a.elements[a.isConstant ? 0 : $0])) }
  }

  /// Fills the rows that are present so far, of which those without a date become absent.
  private static func fill(_ result: inout Column, rows: Int, _ date: (_ row: Int) -> CalendarDate?) {
    result.dates.resize(to: rows, filler: 0)
    if result.validity.isEmpty { result.validity = Array(repeating: 1, count: rows) }
    for row in 0..<rows where result.validity[row] != 0 {
      if let day = date(row) { result.dates[row] = day.dayNumber } else { result.validity[row] = 0 }
    }
    clearAbsent(&result.dates, result.validity)
  }
}
