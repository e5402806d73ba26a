import PolicyTypes
import Testing

/// Working days as a calendar lays them down.
@Suite struct WorkingCalendarTests {
  private static let calendar = WorkingCalendar(
    name: "test", weekend: [5, 6],
    years: [
      year(2023, off: ["2023-10-02", "2023-10-03", "2023-10-04"], worked: ["2023-10-07", "2023-10-08"]),
      year(2024, off: ["2024-01-01"]), year(2026),
    ])

  private static func year(_ year: Int, off: [String] = [], worked: [String] = []) -> WorkingCalendar.Year {
    WorkingCalendar.Year(
      year: year, holidays: Set(off.compactMap { CalendarDate(text: $0) }),
      makeUpDays: Set(worked.compactMap { CalendarDate(text: $0) }))
  }

  /// Sunday 2023-10-01, holidays from Monday to Wednesday, a weekend that is worked.
  @Test(arguments: [
    ("2023-09-29", 1, "2023-10-05"), ("2023-10-01", 1, "2023-10-05"), ("2023-10-05", 1, "2023-10-06"),
    ("2023-10-06", 1, "2023-10-07"), ("2023-10-06", 3, "2023-10-09"), ("2023-10-05", 0, "2023-10-05"),
    ("2023-10-01", 0, "2023-10-01"), ("2023-12-29", 1, "2024-01-02"), ("2023-10-05", -1, "2023-09-29"),
    ("2023-10-03", -1, "2023-09-29"), ("2023-10-09", -4, "2023-10-05"),
  ])
  func additionCountsFromTheNextDay(from: String, count: Int, expected: String) throws {
    let start = try #require(CalendarDate(text: from))
    let duration = CalendarDuration(workingDays: count)
    #expect(Self.calendar.adding(duration, to: start)?.description == expected)
  }

  @Test func monthsComeBeforeWorkingDays() throws {
    let start = try #require(CalendarDate(text: "2023-09-02"))
    let duration = CalendarDuration(months: 1, workingDays: 1)
    #expect(Self.calendar.adding(duration, to: start)?.description == "2023-10-05")
  }

  @Test(arguments: [("2023-10-01", "2023-10-05"), ("2023-10-07", "2023-10-07"), ("2024-01-01", "2024-01-02")])
  func deadlinesMoveToAWorkingDay(date: String, expected: String) throws {
    let date = try #require(CalendarDate(text: date))
    #expect(Self.calendar.workingDay(from: date)?.description == expected)
  }

  /// 2025 is not laid down, and neither is anything before 2023 or after 2026.
  @Test(arguments: [
    ("2022-12-30", 1), ("2025-06-02", 1), ("2024-12-31", 1), ("2026-12-31", 1), ("2026-01-01", -2), ("2023-01-02", -1),
  ])
  func nothingIsGuessed(from: String, count: Int) throws {
    let start = try #require(CalendarDate(text: from))
    #expect(Self.calendar.adding(CalendarDuration(workingDays: count), to: start) == nil)
  }

  @Test func moreThanAnyCalendarHolds() {
    let start = CalendarDate.earliest
    #expect(Self.calendar.adding(CalendarDuration(workingDays: 100_000), to: start) == nil)
    #expect(Self.calendar.workingDay(from: start) == nil)
  }
}
