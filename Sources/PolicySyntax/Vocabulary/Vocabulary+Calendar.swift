import PolicyDiagnostics

/// The keys of calendars of working days.
extension Vocabulary {
  static let calendarForms = [
    FormDescription(
      .calendarFile, LocalizedText("a calendar of working days", "工作日日历"),
      [
        KeyDescription(.calendar, .text, required: true, "the calendar's id", "日历编号"),
        title,
        KeyDescription(
          .weekends, .list(.text), required: true, "the days of the week that are off, such as `saturday`",
          "每周休息的日子，例如 `周六`"),
        KeyDescription(
          .years, .named(.form(.calendarYear)), required: true, "each year that has been laid down", "已公布安排的各年"),
      ]),
    FormDescription(
      .calendarYear, LocalizedText("the days of a year", "某一年的安排"),
      [
        KeyDescription(
          .holidays, .list(.text), required: true,
          "the days that are off: dates and ranges such as `2019-10-01..2019-10-07`",
          "放假的日期或日期范围，例如 `2019-10-01..2019-10-07`"),
        KeyDescription(.makeUpDays, .list(.text), "days of weekends that are worked", "周末补班的日期"),
        basis,
      ]),
  ]
}
