/// The proleptic Gregorian calendar over any year, as days since 1970-01-01.
///
/// The conversions are Howard Hinnant's `days_from_civil` and `civil_from_days`
/// (https://howardhinnant.github.io/date_algorithms.html), in which a year begins in March so that the leap day is
/// last. They are exact while a year stays within ±10^15.
package enum Gregorian {
  /// Returns the number of the day; the month and the day must exist.
  package static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Returns the year, the month from 1 and the day from 1 of a day.
  package static func components(ofDay dayNumber: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// Returns how many days a month has.
  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: isLeap(year) ? 29 : 28
    default: 31
    }
  }

  /// Whether the year has a 29th of February.
  package static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// Returns the day of the week from 1, which is Monday, to 7.
  package static func weekday(ofDay dayNumber: Int) -> Int {
    // 1970-01-01 was a Thursday.
    (dayNumber + 3) % 7 + ((dayNumber + 3) % 7 < 0 ? 7 : 0) + 1
  }

  /// Returns the number of the week by ISO 8601: week 1 has the year's first Thursday.
  package static func isoWeek(ofDay dayNumber: Int) -> Int {
    let thursday = dayNumber + 4 - weekday(ofDay: dayNumber)
    let year = components(ofDay: thursday).year
    return (thursday - Self.dayNumber(year: year, month: 1, day: 1)) / 7 + 1
  }
}
