import PolicyTypes

extension Kernels {
  static func addDuration(_ a: Operand<Int32>, _ b: Operand<Int64>, rows: Int, into result: inout Column) {
    if b.isConstant {
      add(PackedDuration.unpack(b.elements[0]), to: a, rows: rows, into: &result.dates)
    } else {
      map(a, b, rows: rows, into: &result.dates) {
        CalendarDate(dayNumber: $0).adding(PackedDuration.unpack($1)).dayNumber
      }
    }
    setValidity(&result.validity, a.presence, b.presence, rows: rows)
    clearAbsent(&result.dates, result.validity)
  }

  private static func add(
    _ duration: CalendarDuration, to a: Operand<Int32>, rows: Int, into result: inout [Int32]
  ) {
    guard duration.months == 0 else {
      return map(a, rows: rows, into: &result) { CalendarDate(dayNumber: $0).adding(duration).dayNumber }
    }
    // Days alone need no calendar: `CalendarDate.adding(days:)` with its bounds outside the loop.
    let days = Int32(max(-4_000_000, min(4_000_000, duration.days)))
    let (earliest, latest) = (CalendarDate.earliest.dayNumber, CalendarDate.latest.dayNumber)
    map(a, rows: rows, into: &result) { max(earliest, min(latest, $0 &+ days)) }
  }

  /// The second date minus the first, in days.
  static func daysBetween(_ a: Operand<Int32>, _ b: Operand<Int32>, rows: Int, into result: inout Column) {
    map(a, b, rows: rows, into: &result.integers) { Int64($1) - Int64($0) }
    setValidity(&result.validity, a.presence, b.presence, rows: rows)
    clearAbsent(&result.integers, result.validity)
  }

  /// How often `step` goes into the time from the first date to the second.
  static func steps(
    of step: CalendarDuration, _ a: Operand<Int32>, _ b: Operand<Int32>, rows: Int, into result: inout Column
  ) {
    map(a, b, rows: rows, into: &result.integers) {
      Int64(CalendarDate(dayNumber: $0).steps(of: step, to: CalendarDate(dayNumber: $1)))
    }
    setValidity(&result.validity, a.presence, b.presence, rows: rows)
    clearAbsent(&result.integers, result.validity)
  }

  /// The date moved by a count of steps and `plus` more.
  static func addSteps(
    of step: CalendarDuration, plus: Int, _ a: Operand<Int32>, _ count: Operand<Int64>, rows: Int,
    into result: inout Column
  ) {
    map(a, count, rows: rows, into: &result.dates) {
      CalendarDate(dayNumber: $0).adding(step, times: Int($1) &+ plus).dayNumber
    }
    setValidity(&result.validity, a.presence, count.presence, rows: rows)
    clearAbsent(&result.dates, result.validity)
  }
}
