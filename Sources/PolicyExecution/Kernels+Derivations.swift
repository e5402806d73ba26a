import PolicyTypes

/// What follows from a date or a text alone.
extension Kernels {
  static func datePart(_ part: DatePart, _ a: Operand<Int32>, rows: Int, into result: inout Column) {
    map(a, rows: rows, into: &result.integers) { Int64(part.value(of: CalendarDate(dayNumber: $0))) }
    setValidity(&result.validity, a.presence, rows: rows)
    clearAbsent(&result.integers, result.validity)
  }

  static func textLength(_ a: Operand<TextRange>, text: TextPool, rows: Int, into result: inout Column) {
    map(a, rows: rows, into: &result.integers) { range in
      // In UTF-8 every character has one byte that continues none.
      Int64(text.bytes(range).count { $0 & 0xC0 != 0x80 })
    }
    setValidity(&result.validity, a.presence, rows: rows)
    clearAbsent(&result.integers, result.validity)
  }

  static func textTest(
    _ test: TextTest, _ a: Operand<TextRange>, text: TextPool, rows: Int, into result: inout Column
  ) {
    let holds = test.tester
    map(a, rows: rows, into: &result.bytes) { holds(text.bytes($0)) ? 1 : 0 }
    setValidity(&result.validity, a.presence, rows: rows)
    clearAbsent(&result.bytes, result.validity)
  }
}
