import PolicyDiagnostics
import PolicySyntax

/// What can be wrong with calendars of working days.
extension Diagnostic {
  static func workingDaysNeedCalendar(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .calendarNeeded, LocalizedText("working days need a calendar", "按工作日计算需要日历"), at: span,
      help: LocalizedText(
        "name the file that says which days are working days: `calendar: ../common/china-workdays.yaml`",
        "请写明工作日日历文件：`日历: ../common/china-workdays.yaml`"))
  }

  static func notACalendarYear(_ name: YAMLScalar) -> Diagnostic {
    Diagnostic(.badDate, LocalizedText("`\(name.text)` is not a year", "`\(name.text)` 不是年份"), at: name.span)
  }

  static func notDays(_ scalar: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .badDate,
      LocalizedText("`\(scalar.text)` is neither a date nor a range of dates", "`\(scalar.text)` 不是日期或日期范围"),
      at: scalar.span,
      help: LocalizedText(
        "write `2019-10-01`, or `2019-10-01..2019-10-07`", "请写 `2019-10-01` 或 `2019-10-01..2019-10-07`"))
  }

  static func dayOfAnotherYear(_ scalar: YAMLScalar, year: Int) -> Diagnostic {
    Diagnostic(
      .wrongCalendarDay,
      LocalizedText("this is not a day of \(year)", "这不是 \(year) 年的日期"), at: scalar.span,
      help: LocalizedText("put each day under its own year", "请把日期写在它所属的年份下"))
  }

  static func noMakeUpDay(_ scalar: YAMLScalar, isHoliday: Bool) -> Diagnostic {
    Diagnostic(
      .wrongCalendarDay,
      isHoliday
        ? LocalizedText("this day is a holiday as well", "这一天同时又是放假日")
        : LocalizedText("this day is no weekend, so that it is worked anyway", "这一天不是周末，本来就是工作日"),
      at: scalar.span)
  }
}
