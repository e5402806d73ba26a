import PolicyTypes

/// What holds after the last transition of a zone: a rule such as `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX `TZ`).
struct ZoneRule {
  private let standard: Int
  private let summer: (offset: Int, start: Change, end: Change)?

  /// A change in each year: the `week`-th `weekday` (0 is Sunday, week 5 the last) of `month`, or a day of the year.
  private struct Change {
    enum Day {
      case weekday(month: Int, week: Int, weekday: Int)
      /// From 1, without the leap day.
      case julian(Int)
      /// From 0, with the leap day.
      case ordinal(Int)
    }
    let day: Day
    let second: Int

    /// Returns the local second of the change in `year`.
    func second(in year: Int) -> Int {
      let newYear = Gregorian.dayNumber(year: year, month: 1, day: 1)
      switch day {
      case .julian(let day):
        let leap = Gregorian.isLeap(year) && day >= 60 ? 1 : 0
        return (newYear + day - 1 + leap) * 86_400 + second
      case .ordinal(let day): return (newYear + day) * 86_400 + second
      case .weekday(let month, let week, let weekday):
        let first = Gregorian.dayNumber(year: year, month: month, day: 1)
        let shift = (weekday - Gregorian.weekday(ofDay: first) % 7 + 7) % 7
        var day = shift + 7 * (week - 1)
        if day >= Gregorian.length(ofMonth: month, year: year) { day -= 7 }
        return (first + day) * 86_400 + second
      }
    }
  }

  init?(_ text: String) {
    var reader = Reader(Array(text.utf8))
    guard reader.readName(), let standard = reader.readTime() else { return nil }
    self.standard = -standard
    guard reader.readName() else {
      summer = nil
      return
    }
    let offset = reader.readTime().map { -$0 } ?? self.standard + 3600
    guard let start = reader.readChange(), let end = reader.readChange() else { return nil }
    summer = (offset, start, end)
  }

  /// Returns the offset when a clock shows `second`.
  func offset(atLocalSecond second: Int) -> Int {
    guard let summer else { return standard }
    let day = second >= 0 ? second / 86_400 : (second - 86_399) / 86_400
    let year = Gregorian.components(ofDay: day).year
    // A clock that jumps over the second still counts by the time before; one that shows it twice means the earlier.
    let start = summer.start.second(in: year) + max(0, summer.offset - standard)
    let end = summer.end.second(in: year)
    let isSummer = start < end ? start <= second && second < end : second >= start || second < end
    return isSummer ? summer.offset : standard
  }

  private struct Reader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func accept(_ sign: Unicode.Scalar) -> Bool {
      guard next == UInt8(ascii: sign) else { return false }
      position += 1
      return true
    }

    mutating func readName() -> Bool {
      let start = position
      if accept("<") {
        while let byte = next, byte != UInt8(ascii: ">") { position += 1 }
        return accept(">")
      }
      while let byte = next, (0x41...0x5A).contains(byte & 0xDF) { position += 1 }
      return position > start
    }

    /// Reads `[+-]hh[:mm[:ss]]`.
    mutating func readTime() -> Int? {
      let isNegative = accept("-")
      if !isNegative { _ = accept("+") }
      guard var seconds = readNumber() else { return nil }
      seconds *= 3600
      if accept(":") { seconds += (readNumber() ?? 0) * 60 }
      if accept(":") { seconds += readNumber() ?? 0 }
      return isNegative ? -seconds : seconds
    }

    mutating func readChange() -> Change? {
      guard accept(","), let day = readDay() else { return nil }
      return Change(day: day, second: accept("/") ? readTime() ?? 7200 : 7200)
    }

    private mutating func readDay() -> Change.Day? {
      if accept("J") { return readNumber().map { .julian($0) } }
      guard accept("M") else { return readNumber().map { .ordinal($0) } }
      guard let month = readNumber(), accept("."), let week = readNumber(), accept("."), let weekday = readNumber(),
        1...12 ~= month, 1...5 ~= week, 0...6 ~= weekday
      else { return nil }
      return .weekday(month: month, week: week, weekday: weekday)
    }

    private mutating func readNumber() -> Int? {
      var value: Int?
      while let byte = next, 0x30...0x39 ~= byte, value ?? 0 < 100_000 {
        value = (value ?? 0) * 10 + Int(byte - 0x30)
        position += 1
      }
      return value
    }
  }
}
