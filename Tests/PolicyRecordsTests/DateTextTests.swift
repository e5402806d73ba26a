import PolicyIR
import PolicyTypes
import Testing

@testable import PolicyRecords

struct DateTextTests {
  @Test(arguments: [1899, 1900, 1901, 1999, 2000, 2023, 2024, 2099, 2100, 2101])
  func readsEveryDayOfAYearAndNoOther(year: Int) {
    var count = 0
    for month in 0...13 {
      for day in 0...32 {
        let expected = CalendarDate(year: year, month: month, day: day)
        count += expected == nil ? 0 : 1
        for (format, separator) in [(DateFormat.iso, "-"), (.slashes, "/"), (.compact, "")] {
          let text = [String(year), twoDigits(month), twoDigits(day)].joined(separator: separator)
          #expect(parseDate(text.utf8.span, format: format) == expected, "\(text)")
        }
      }
    }
    let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    #expect(count == (isLeapYear ? 366 : 365))
  }

  private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
