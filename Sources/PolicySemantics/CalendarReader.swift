package import PolicyDiagnostics
package import PolicySyntax
package import PolicyTypes

/// Reads a calendar of working days; nil, with what is wrong in `diagnostics`, where it has errors.
package func readCalendar(_ form: Form, into diagnostics: inout DiagnosticSet) -> WorkingCalendar? {
  var reader = CalendarReader()
  let calendar = reader.calendar(form)
  diagnostics.formUnion(reader.diagnostics)
  return reader.diagnostics.containsError || !form.isWhole ? nil : calendar
}

private struct CalendarReader {
  var diagnostics = DiagnosticSet()

  mutating func calendar(_ form: Form) -> WorkingCalendar {
    var weekend: Set<Int> = []
    for scalar in (form[.weekends]?.elements ?? []).compactMap(\.scalar) {
      guard let day = Weekday(spelling: scalar.text) else {
        diagnostics.insert(.badWord(scalar, allowed: Weekday.allCases.map(\.english)))
        continue
      }
      weekend.insert(day.place)
    }
    let years = (form[.years]?.named ?? []).compactMap { year($0, weekend) }
    return WorkingCalendar(name: form[.calendar]?.text ?? "", weekend: weekend, years: years)
  }

  private mutating func year(_ entry: NamedPiece, _ weekend: Set<Int>) -> WorkingCalendar.Year? {
    guard let form = entry.piece.form else { return nil }
    guard let year = Int(entry.name.text), (1...9999).contains(year) else {
      diagnostics.insert(.notACalendarYear(entry.name))
      return nil
    }
    var holidays: Set<CalendarDate> = []
    for scalar in (form[.holidays]?.elements ?? []).compactMap(\.scalar) { holidays.formUnion(days(scalar, in: year)) }
    var makeUpDays: Set<CalendarDate> = []
    for scalar in (form[.makeUpDays]?.elements ?? []).compactMap(\.scalar) {
      for day in days(scalar, in: year) {
        if holidays.contains(day) || !weekend.contains(day.dayOfWeek) {
          diagnostics.insert(.noMakeUpDay(scalar, isHoliday: holidays.contains(day)))
        }
        makeUpDays.insert(day)
      }
    }
    return WorkingCalendar.Year(year: year, holidays: holidays, makeUpDays: makeUpDays)
  }

  /// Reads a date, or a range of dates of which both ends count.
  private mutating func days(_ scalar: YAMLScalar, in year: Int) -> [CalendarDate] {
    let ends = scalar.text.split(separator: ".", omittingEmptySubsequences: true).map {
      CalendarDate(text: $0.trimmed)
    }
    guard (1...2).contains(ends.count), scalar.text.contains("..") == (ends.count == 2), let first = ends[0],
      let last = ends[ends.count - 1], first <= last
    else {
      diagnostics.insert(.notDays(scalar))
      return []
    }
    guard first.components.year == year, last.components.year == year else {
      diagnostics.insert(.dayOfAnotherYear(scalar, year: year))
      return []
    }
    return (first.dayNumber...last.dayNumber).map { CalendarDate(dayNumber: $0) }
  }
}

extension Substring {
  /// The text without blanks around it.
  fileprivate var trimmed: Substring {
    var rest = drop { $0 == " " }
    while rest.last == " " { rest.removeLast() }
    return rest
  }
}

/// A day of the week, as calendars write it.
enum Weekday: String, CaseIterable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday

  var english: String { rawValue }

  var chinese: String { ["周一", "周二", "周三", "周四", "周五", "周六", "周日"][place] }

  /// Monday is 0.
  var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  init?(spelling text: String) {
    guard let day = Self.allCases.first(where: { $0.english == text || $0.chinese == text }) else { return nil }
    self = day
  }
}
