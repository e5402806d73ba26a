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

/// Reads `2022-07-27` or the same with another separator, eight bytes at a time.
@inline(__always)
private func separatedDate(_ text: borrowing Span<UInt8>, by separator: UInt8) -> CalendarDate? {
  guard text.count == 10 else { return nil }
  // The first eight bytes and the last eight, in each of which all but the separators are digits; what is
  // left of digits are their numbers, and of separators zeros.
  let mark = UInt64(separator)
  let head = UInt64(littleEndian: loadWord(text, at: 0)) ^ (0x0030_3000_3030_3030 | mark << 32 | mark << 56)
  let tail = UInt64(littleEndian: loadWord(text, at: 2)) ^ (0x3030_0030_3000_3030 | mark << 16 | mark << 40)
  // A byte above its limit gets its high bit; where one has it from the start it does not matter what it carries.
  let excess = (head &+ 0x7F76_767F_7676_7676) | head | (tail &+ 0x7676_7F76_767F_7676) | tail
  guard excess & 0x8080_8080_8080_8080 == 0 else { return nil }
  let year = digit(head, 0) * 1000 + digit(head, 1) * 100 + digit(head, 2) * 10 + digit(head, 3)
  let month = digit(head, 5) * 10 + digit(head, 6)
  let day = digit(tail, 6) * 10 + digit(tail, 7)
  return day > 0 ? UsualYears.date(year: year, month: month, day: day) : nil
}

@inline(__always)
private func digit(_ word: UInt64, _ place: Int) -> Int { Int(word >> (UInt64(place) * 8) & 0xFF) }

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

private func date(in text: borrowing Span<UInt8>, year: Int, month: Int, day: Int) -> CalendarDate? {
  guard let century = twoDigits(text, year), let yearOfCentury = twoDigits(text, year + 2),
    let month = twoDigits(text, month), let day = twoDigits(text, day), day > 0
  else { return nil }
  return UsualYears.date(year: century * 100 + yearOfCentury, month: month, day: day)
}

private func twoDigits(_ text: borrowing Span<UInt8>, _ start: Int) -> Int? {
  guard let tens = decimalDigit(text[start]), let ones = decimalDigit(text[start + 1]) else { return nil }
  return tens * 10 + ones
}

/// The calendar of the years that nearly all data lie in, in which every fourth year is a leap year.
private enum UsualYears {
  private static let years = 1901..<2100

  @inline(__always)
  static func date(year: Int, month: Int, day: Int) -> CalendarDate? {
    guard years.contains(year), 1...12 ~= month else { return CalendarDate(year: year, month: month, day: day) }
    let leapDay = year & 3 == 0 ? 1 : 0
    // Months have 31 and 30 days in turn, and again from August on; February lacks two of its 30, or one.
    let length = month == 2 ? 28 + leapDay : 30 + (month + month >> 3) & 1
    guard day <= length else { return nil }
    let daysBeforeYear = 365 * (year - 1970) + (year - 1969) >> 2
    let daysBeforeMonth = (367 * month - 362) / 12 - (month > 2 ? 2 - leapDay : 0)
    return CalendarDate(dayNumber: Int32(truncatingIfNeeded: daysBeforeYear + daysBeforeMonth + day - 1))
  }
}
