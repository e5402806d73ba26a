import PolicyTypes

/// Reads the texts of dates, times and durations, strictly: what is not written to the letter is none.
struct TemporalText {
  private let bytes: [UInt8]
  private let zones: ZoneRules
  private var position = 0

  private init(_ text: String, _ zones: ZoneRules) {
    bytes = Array(text.utf8)
    self.zones = zones
  }

  /// Reads `2017-12-31`: a year of four to nine digits, without a plus sign or needless zeros.
  static func date(_ text: String) -> FEELDate? {
    var reader = TemporalText(text, .none)
    guard let date = reader.readDate(), reader.isAtEnd else { return nil }
    return date
  }

  /// Reads `10:30:00`, with a fraction and with `Z`, `+02:00` or `@Europe/Paris` behind it.
  static func time(_ text: String, _ zones: ZoneRules) -> FEELTime? {
    var reader = TemporalText(text, zones)
    guard let clock = reader.readClock(), let zone = reader.readZone(atLocalDay: nil) else { return nil }
    return FEELTime(nanoseconds: clock % FEELTime.day, zone: zone)
  }

  /// Reads `2017-12-31T10:30:00`, with what a time may have behind it; a date alone means its midnight.
  static func dateTime(_ text: String, _ zones: ZoneRules) -> FEELDateTime? {
    var reader = TemporalText(text, zones)
    guard let date = reader.readDate() else { return nil }
    if reader.isAtEnd { return FEELDateTime(local: Int128(date.dayNumber) * DaysTime.day, zone: nil, zones) }
    guard reader.accept("T"), let clock = reader.readClock(),
      let zone = reader.readZone(atLocalDay: date.dayNumber)
    else { return nil }
    // 24:00:00 is the midnight that ends the day.
    return FEELDateTime(local: Int128(date.dayNumber) * DaysTime.day + Int128(clock), zone: zone, zones)
  }

  /// Reads `P1Y2M` or `P1DT2H3M4.5S`; months and days never mix.
  static func duration(_ text: String) -> FEELValue? {
    var reader = TemporalText(text, .none)
    return reader.readDuration()
  }

  /// Reads whatever the text is by its form, as `@"…"` does.
  static func value(_ text: String, _ zones: ZoneRules) -> FEELValue? {
    if let date = date(text) { return .date(date) }
    if let moment = dateTime(text, zones) { return .dateTime(moment) }
    if let time = time(text, zones) { return .time(time) }
    return duration(text)
  }

  // MARK: Parts

  private var isAtEnd: Bool { position == bytes.count }

  private func isDigit(_ position: Int) -> Bool {
    position < bytes.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position])
  }

  private mutating func accept(_ sign: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: sign) else { return false }
    position += 1
    return true
  }

  /// Reads digits, of which there are `counts`.
  private mutating func readNumber(_ counts: ClosedRange<Int>) -> Int? {
    let start = position
    var value = 0
    while isDigit(position), position - start < counts.upperBound {
      value = value * 10 + Int(bytes[position] - UInt8(ascii: "0"))
      position += 1
    }
    return counts.contains(position - start) && !isDigit(position) ? value : nil
  }

  private mutating func readDate() -> FEELDate? {
    let isNegative = accept("-")
    let start = position
    guard let year = readNumber(4...9) else { return nil }
    if position - start > 4, bytes[start] == UInt8(ascii: "0") { return nil }
    guard accept("-"), let month = readNumber(2...2), accept("-"), let day = readNumber(2...2) else { return nil }
    return FEELDate(year: isNegative ? -year : year, month: month, day: day)
  }

  /// Reads a time of day in nanoseconds; 24:00:00 is a whole day.
  private mutating func readClock() -> Int? {
    guard let hour = readNumber(2...2), accept(":"), let minute = readNumber(2...2), accept(":"),
      let second = readNumber(2...2), let fraction = readFraction(atLeast: 1)
    else { return nil }
    let clock = ((hour * 60 + minute) * 60 + second) * 1_000_000_000 + fraction
    guard minute < 60, second < 60, hour < 24 || clock == FEELTime.day else { return nil }
    return clock
  }

  /// Reads a fraction of a second in nanoseconds; 0 where there is none.
  private mutating func readFraction(atLeast minimum: Int) -> Int? {
    guard accept(".") else { return 0 }
    let start = position
    guard let digits = readNumber(minimum...9) else { return nil }
    return (position - start..<9).reduce(digits) { value, _ in value * 10 }
  }

  /// Reads the zone up to the end of the text; the inner nil is a local time.
  private mutating func readZone(atLocalDay day: Int?) -> FEELZone?? {
    if isAtEnd { return .some(nil) }
    if accept("Z") { return isAtEnd ? .universal : nil }
    if accept("@") {
      let name = String(decoding: bytes[position...], as: UTF8.self)
      return zones.zone(named: name, atLocalSecond: day.map { $0 * 86_400 }).map { .some($0) } ?? nil
    }
    let isWest = accept("-")
    guard isWest || accept("+"), let hours = readNumber(2...2), accept(":"), let minutes = readNumber(2...2) else {
      return nil
    }
    var seconds = 0
    if accept(":") {
      guard let read = readNumber(2...2) else { return nil }
      seconds = read
    }
    let offset = hours * 3600 + minutes * 60 + seconds
    guard isAtEnd, minutes < 60, seconds < 60, offset <= Self.greatestOffset else { return nil }
    return FEELZone(offset: isWest ? -offset : offset)
  }

  /// No place is further than 18 hours from UTC.
  static let greatestOffset = 18 * 3600

  // MARK: Durations

  private mutating func readDuration() -> FEELValue? {
    let isNegative = accept("-")
    guard accept("P") else { return nil }
    var months = 0
    var nanoseconds: Int128 = 0
    var parts: Set<Character> = []
    if !readDateParts(&months, &nanoseconds, &parts) { return nil }
    if accept("T") {
      let before = parts.count
      guard readTimeParts(&nanoseconds, &parts), parts.count > before else { return nil }
    }
    guard isAtEnd, !parts.isEmpty else { return nil }
    if parts.isSubset(of: ["Y", "M"]) {
      return YearsMonths(months: isNegative ? -months : months).map { .yearsMonths($0) }
    }
    guard parts.isDisjoint(with: ["Y", "M"]) else { return nil }
    return DaysTime(nanoseconds: isNegative ? -nanoseconds : nanoseconds).map { .daysTime($0) }
  }

  private mutating func readDateParts(
    _ months: inout Int, _ nanoseconds: inout Int128, _ parts: inout Set<Character>
  ) -> Bool {
    for (sign, weight) in [("Y" as Unicode.Scalar, 12), ("M", 1), ("D", 0)] {
      let start = position
      guard isDigit(position) else { continue }
      guard let count = readNumber(1...12) else { return false }
      guard accept(sign) else {
        position = start
        continue
      }
      parts.insert(Character(sign))
      months += count * weight
      if sign == "D" { nanoseconds += Int128(count) * DaysTime.day }
    }
    return true
  }

  private mutating func readTimeParts(_ nanoseconds: inout Int128, _ parts: inout Set<Character>) -> Bool {
    for (sign, weight) in [("H" as Unicode.Scalar, 3600), ("M", 60), ("S", 1)] {
      let start = position
      guard isDigit(position) else { continue }
      guard let count = readNumber(1...15) else { return false }
      var fraction = 0
      if sign == "S" {
        guard let read = readFraction(atLeast: 0) else { return false }
        fraction = read
      }
      guard accept(sign) else {
        position = start
        continue
      }
      // A minute is told from a month by another name.
      parts.insert(sign == "M" ? "m" : Character(sign))
      nanoseconds += Int128(count) * Int128(weight) * DaysTime.second + Int128(fraction)
    }
    return true
  }
}
