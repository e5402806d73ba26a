/// What follows from one value alone: a part of a date, something about a text or a part of it, or a root of a number.
package enum Derivation: Hashable, Sendable {
  case datePart(DatePart)
  /// How many characters a text has, as Unicode code points.
  case textLength
  case textTest(TextTest)
  case textPart(TextPart)
  case letterCase(LetterCase)
  /// Correctly rounded to 34 digits, half to even; absent below zero.
  case squareRoot
}

/// A whole number that a date has; the raw value is the word for it.
package enum DatePart: String, CaseIterable, Hashable, Sendable {
  case year
  case month
  case day
  /// From 1, which is Monday, to 7.
  case weekday
  case dayOfYear = "day of year"
  /// The week by ISO 8601.
  case weekOfYear = "week of year"

  package var chinese: String {
    switch self {
    case .year: "年"
    case .month: "月"
    case .day: "日"
    case .weekday: "星期"
    case .dayOfYear: "年内第几天"
    case .weekOfYear: "年内第几周"
    }
  }

  /// The numbers that the part can be.
  package var range: NumberRange {
    switch self {
    case .year: NumberRange(lower: 1, upper: 9999)
    case .month: NumberRange(lower: 1, upper: 12)
    case .day: NumberRange(lower: 1, upper: 31)
    case .weekday: NumberRange(lower: 1, upper: 7)
    case .dayOfYear: NumberRange(lower: 1, upper: 366)
    case .weekOfYear: NumberRange(lower: 1, upper: 53)
    }
  }

  /// Finds the part of a date that `name` spells after a dot, in either language.
  package init?(member name: String) {
    let members: [DatePart] = [.year, .month, .day, .weekday]
    guard let part = members.first(where: { $0.rawValue == name || $0.chinese == name }) else { return nil }
    self = part
  }

  /// Returns the part of `date`.
  package func value(of date: CalendarDate) -> Int {
    let (year, month, day) = date.components
    let dayNumber = Int(date.dayNumber)
    switch self {
    case .year: return year
    case .month: return month
    case .day: return day
    case .weekday: return Gregorian.weekday(ofDay: dayNumber)
    case .dayOfYear: return dayNumber - Gregorian.dayNumber(year: year, month: 1, day: 1) + 1
    case .weekOfYear: return Gregorian.isoWeek(ofDay: dayNumber)
    }
  }
}

/// A question to a text; what is looked for is known before anything runs.
package enum TextTest: Hashable, Sendable {
  case contains(String)
  case startsWith(String)
  case endsWith(String)
  /// Whether the pattern fits somewhere; one that is none fits nothing, which the check does not let happen.
  case matches(String)

  /// What is looked for.
  package var wanted: String {
    switch self {
    case .contains(let text), .startsWith(let text), .endsWith(let text), .matches(let text): text
    }
  }

  /// The name of the function that asks.
  package var name: String {
    switch self {
    case .contains: "contains"
    case .startsWith: "starts with"
    case .endsWith: "ends with"
    case .matches: "matches"
    }
  }

  /// Returns the test made ready for many texts, in UTF-8.
  package var tester: @Sendable ([UInt8]) -> Bool {
    let wanted = Array(wanted.utf8)
    switch self {
    case .startsWith: return { $0.starts(with: wanted) }
    case .endsWith: return { $0.count >= wanted.count && $0.suffix(wanted.count).elementsEqual(wanted) }
    case .contains: return { $0.contains(piece: wanted) }
    case .matches(let text):
      guard let pattern = try? Pattern.compile(text, flags: "").get() else { return { _ in false } }
      return { pattern.isFound(in: String(decoding: $0, as: UTF8.self)) }
    }
  }
}

extension [UInt8] {
  /// Whether the bytes hold `piece`. Of UTF-8 that is the same as whether the characters do.
  fileprivate func contains(piece: [UInt8]) -> Bool {
    guard let first = piece.first else { return true }
    guard count >= piece.count else { return false }
    for start in 0...(count - piece.count) where self[start] == first {
      if self[start..<start + piece.count].elementsEqual(piece) { return true }
    }
    return false
  }
}

extension Derivation {
  /// What is known of the number that it gives; nil where it gives something else.
  package var number: NumberType? {
    switch self {
    case .datePart(let part): NumberType(range: part.range, decimals: 0)
    case .textLength: NumberType(range: NumberRange(lower: 0, upper: 1_000_000_000), decimals: 0)
    case .squareRoot: NumberType(range: NumberRange(lower: .zero, upper: nil), decimals: nil)
    case .textTest, .textPart, .letterCase: nil
    }
  }

  /// Whether it gives a text.
  package var givesText: Bool {
    switch self {
    case .textPart, .letterCase: true
    case .datePart, .textLength, .textTest, .squareRoot: false
    }
  }

  /// Whether it may give nothing for a value that is there.
  package var mayBeAbsent: Bool {
    switch self {
    case .textPart(let part): part.mayBeAbsent
    case .squareRoot: true
    case .datePart, .textLength, .textTest, .letterCase: false
    }
  }
}

extension Derivation {
  /// Returns what follows from `value`; absent where that is absent or of another form.
  package func value(of value: Value) -> Value {
    switch (self, value) {
    case (.datePart(let part), .date(let date)): .number(Decimal128(part.value(of: date)))
    case (.textLength, .text(let text)): .number(Decimal128(text.unicodeScalars.count))
    case (.textTest(let test), .text(let text)): .boolean(test.tester(Array(text.utf8)))
    case (.textPart(let part), .text(let text)): part.text(of: text).map { .text($0) } ?? .absent
    case (.letterCase(let letters), .text(let text)): .text(letters.text(of: text))
    case (.squareRoot, .number(let number)): number.squareRoot.map { .number($0) } ?? .absent
    default: .absent
    }
  }

  /// Returns a value from which `wanted` follows, for those who look for examples; nil where none is at hand.
  package func origin(of wanted: Value) -> Value? {
    switch (self, wanted) {
    case (.datePart(let part), .number(let number)):
      number.scaled(to: 0).flatMap { part.date(with: Int($0)) }.map { .date($0) }
    case (.textLength, .number(let number)):
      number.scaled(to: 0).flatMap { 0...500 ~= $0 ? .text(String(repeating: "x", count: Int($0))) : nil }
    case (.textTest(.matches), _): nil
    case (.textTest(let test), _): .text(test.wanted)
    case (.textPart(let part), .text(let text)): part.origin(of: text).map { .text($0) }
    case (.letterCase, .text): wanted
    case (.squareRoot, .number(let number)): number.multiplied(by: number).map { .number($0) }
    default: nil
    }
  }
}

extension DatePart {
  /// Returns a date with the part, in the leap year 2020 unless the year is asked for.
  fileprivate func date(with number: Int) -> CalendarDate? {
    let monday = CalendarDate(year: 2020, month: 1, day: 6)
    return switch self {
    case .year: CalendarDate(year: number, month: 1, day: 1)
    case .month: CalendarDate(year: 2020, month: number, day: 1)
    case .day: CalendarDate(year: 2020, month: 1, day: number)
    case .weekday: monday?.adding(days: number - 1)
    case .dayOfYear: CalendarDate(year: 2020, month: 1, day: 1)?.adding(days: number - 1)
    // 2020 began on a Wednesday, so that its first week did too.
    case .weekOfYear: monday?.adding(days: 7 * (number - 2))
    }
  }
}
