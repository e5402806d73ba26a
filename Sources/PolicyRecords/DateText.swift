import PolicyIR
import PolicyTypes

/// Reads a date in exactly the given form; nil for anything else, such as 2024-02-30.
@inline(__always)
func parseDate(_ text: borrowing Span<UInt8>, format: DateFormat) -> CalendarDate? {
  switch format {
  case .iso: separatedDate(text, by: UInt8(ascii: "-"))
  case .slashes: separatedDate(text, by: UInt8(ascii: "/"))
  case .dots: separatedDate(text, by: UInt8(ascii: "."))
  case .compact: compactDate(text)
  case .chinese: chineseDate(text)
  }
}

@inline(__always)
func decimalDigit(_ byte: UInt8) -> Int? {
  let digit = byte &- UInt8(ascii: "0")
  return digit < 10 ? Int(digit) : nil
}

@inline(__always)
private func separatedDate(_ text: borrowing Span<UInt8>, by separator: UInt8) -> CalendarDate? {
  guard text.count == 10, text[4] == separator, text[7] == separator else { return nil }
  return date(in: text, year: 0, month: 5, day: 8)
}

private func compactDate(_ text: borrowing Span<UInt8>) -> CalendarDate? {
  guard text.count == 8 else { return nil }
  return date(in: text, year: 0, month: 4, day: 6)
}

/// `2022年07月27日`, where each sign takes three bytes.
private func chineseDate(_ text: borrowing Span<UInt8>) -> CalendarDate? {
  guard text.count == 17, has(text, "年", at: 4), has(text, "月", at: 9), has(text, "日", at: 14) else { return nil }
  return date(in: text, year: 0, month: 7, day: 12)
}

private func has(_ text: borrowing Span<UInt8>, _ sign: StaticString, at place: Int) -> Bool {
  for offset in 0..<3 where unsafe sign.utf8Start[offset] != text[place + offset] { return false }
  return true
}

@inline(__always)
private func date(in text: borrowing Span<UInt8>, year: Int, month: Int, day: Int) -> CalendarDate? {
  guard let century = twoDigits(text, year), let yearOfCentury = twoDigits(text, year + 2),
    let month = twoDigits(text, month), let day = twoDigits(text, day), day > 0
  else { return nil }
  return MonthTable.date(year: century * 100 + yearOfCentury, month: month, day: day)
}

@inline(__always)
private func twoDigits(_ text: borrowing Span<UInt8>, _ start: Int) -> Int? {
  guard let tens = decimalDigit(text[start]), let ones = decimalDigit(text[start + 1]) else { return nil }
  return tens * 10 + ones
}

/// The first days of the months of the years that nearly all data lie in, because a table costs less than the calendar.
private enum MonthTable {
  private static let years = 1900..<2101

  /// For each month of `years` and one more, the number of its first day.
  private static let starts: [Int32] =
    years.flatMap { year in
      (1...12).map { CalendarDate(year: year, month: $0, day: 1)?.dayNumber ?? 0 }
    } + [CalendarDate(year: years.upperBound, month: 1, day: 1)?.dayNumber ?? 0]

  @inline(__always)
  static func date(year: Int, month: Int, day: Int) -> CalendarDate? {
    guard years.contains(year), 1...12 ~= month else { return CalendarDate(year: year, month: month, day: day) }
    let place = (year - years.lowerBound) * 12 + month - 1
    let start = starts[place]
    let number = start + Int32(day) - 1
    return number < starts[place + 1] ? CalendarDate(dayNumber: number) : nil
  }
}
