import PolicySyntax
import PolicyTypes

extension Builtin {
  func converted(_ arguments: [FEELValue], _ zones: ZoneRules) -> FEELValue {
    guard let first = arguments.first, !first.isNull else { return .null }
    switch self {
    case .string: return .string(first.description)
    case .number: return number(arguments)
    case .date: return date(arguments)
    case .time: return time(arguments, zones)
    case .dateAndTime: return dateTime(arguments, zones)
    case .duration: return first.string.map { TemporalText.duration($0) ?? .null } ?? first
    default:
      guard let start = arguments[0].day, let end = arguments[1].day else { return .null }
      return YearsMonths(months: start.fullMonths(to: end)).map { .yearsMonths($0) } ?? .null
    }
  }

  // MARK: Numbers

  private func number(_ arguments: [FEELValue]) -> FEELValue {
    guard let text = arguments[0].string else { return arguments[0] }
    let grouping = arguments.count > 1 ? arguments[1].string : nil
    let point = arguments.count > 2 ? arguments[2].string : nil
    if let grouping, ![" ", ",", "."].contains(grouping) { return .null }
    if let point, ![",", "."].contains(point) || point == grouping { return .null }
    // Without a decimal separator of its own, a text has a point; then a point groups nothing.
    if grouping == ".", point == nil { return .null }
    var plain = ""
    for character in text.unicodeScalars {
      if let grouping, String(character) == grouping { continue }
      if let point, String(character) == point {
        plain.append(".")
      } else if character == ".", point != nil, point != "." {
        return .null
      } else {
        plain.unicodeScalars.append(character)
      }
    }
    guard plain.first != "+", plain.isPlainNumber else { return .null }
    return .number(orNull: Decimal128(rounding: plain))
  }

  // MARK: The calendar

  private func date(_ arguments: [FEELValue]) -> FEELValue {
    if arguments.count == 3 {
      let parts = arguments.compactMap { $0.number.flatMap { $0.isInteger ? $0.wholeNumber : nil } }
      guard parts.count == 3 else { return .null }
      return FEELDate(year: parts[0], month: parts[1], day: parts[2]).map { .date($0) } ?? .null
    }
    if let text = arguments[0].string { return TemporalText.date(text).map { .date($0) } ?? .null }
    return arguments[0].day.map { .date($0) } ?? .null
  }

  private func time(_ arguments: [FEELValue], _ zones: ZoneRules) -> FEELValue {
    if arguments.count > 1 { return timeOfParts(arguments) }
    switch arguments[0] {
    case .string(let text): return TemporalText.time(text, zones).map { .time($0) } ?? .null
    case .dateTime(let moment): return .time(moment.time)
    case .date: return FEELTime(nanoseconds: 0, zone: .universal).map { .time($0) } ?? .null
    default: return arguments[0]
    }
  }

  private func timeOfParts(_ arguments: [FEELValue]) -> FEELValue {
    guard let hour = arguments[0].whole, let minute = arguments[1].whole,
      let second = arguments[2].number?.multiplied(by: 1_000_000_000)?.wholeNumber,
      0...23 ~= hour, 0...59 ~= minute, 0..<60_000_000_000 ~= second
    else { return .null }
    var zone: FEELZone?
    if let offset = arguments.count > 3 ? arguments[3].daysTime : nil {
      let seconds = offset.nanoseconds / DaysTime.second
      guard seconds.magnitude <= TemporalText.greatestOffset, seconds * DaysTime.second == offset.nanoseconds else {
        return .null
      }
      zone = FEELZone(offset: Int(seconds))
    }
    let clock = (hour * 60 + minute) * 60_000_000_000 + second
    return FEELTime(nanoseconds: clock, zone: zone).map { .time($0) } ?? .null
  }

  private func dateTime(_ arguments: [FEELValue], _ zones: ZoneRules) -> FEELValue {
    guard arguments.count == 2 else {
      guard let text = arguments[0].string else { return arguments[0] }
      return TemporalText.dateTime(text, zones).map { .dateTime($0) } ?? .null
    }
    guard let date = arguments[0].day, case .time(let time) = arguments[1] else { return .null }
    let local = Int128(date.dayNumber) * DaysTime.day + Int128(time.nanoseconds)
    return FEELDateTime(local: local, zone: time.zone, zones).map { .dateTime($0) } ?? .null
  }
}

extension FEELValue {
  /// The number, if it is whole.
  fileprivate var whole: Int? { number.flatMap { $0.isInteger ? $0.wholeNumber : nil } }
}

extension String {
  /// Whether the text is a number as FEEL writes it: a sign, digits, a fraction, an exponent.
  fileprivate var isPlainNumber: Bool {
    guard let last = utf8.last else { return false }
    return last != UInt8(ascii: ".")
  }
}
