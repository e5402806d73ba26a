import PolicyTypes

/// What follows from a date, a text or a decimal alone.
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

  /// A part lies where the text does, so that nothing is copied.
  static func textPart(
    _ part: TextPart, _ a: Operand<TextRange>, text: TextPool, rows: Int, into result: inout Column
  ) {
    setValidity(&result.validity, a.presence, rows: rows)
    mapPartially(a, rows: rows, into: &result.texts, validity: &result.validity) { range in
      part.bytes(of: text.bytes(range)).map { piece in
        TextRange(start: range.start + UInt32(piece.lowerBound), count: UInt32(piece.count))
      }
    }
  }

  /// A text that is in the wanted letters already stays where it is.
  static func letterCase(
    _ letters: LetterCase, _ a: Operand<TextRange>, text: inout TextPool, rows: Int, into result: inout Column
  ) {
    setValidity(&result.validity, a.presence, rows: rows)
    mapPartially(a, rows: rows, into: &result.texts, validity: &result.validity) { range in
      let old = text.string(range)
      let new = letters.text(of: old)
      return new == old && new.utf8.elementsEqual(old.utf8) ? range : text.add(new)
    }
  }

  static func squareRoot(_ a: Operand<Decimal128>, rows: Int, into result: inout Column) {
    setValidity(&result.validity, a.presence, rows: rows)
    mapPartially(a, rows: rows, into: &result.decimals, validity: &result.validity, \.squareRoot)
  }
}
