import PolicySyntax
import PolicyTypes

// The canonical texts of values: what `string()` gives, and what people read.

extension FEELDate: CustomStringConvertible {
  /// The date as `2017-12-31`.
  package var description: String {
    let (year, month, day) = components
    return (year < 0 ? "-" : "") + padded(Int(year.magnitude), 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }
}

extension FEELTime: CustomStringConvertible {
  /// The time as `10:30:00`, with what relates it to UTC.
  package var description: String {
    let seconds = nanosecondsOfMinute
    return padded(hour, 2) + ":" + padded(minute, 2) + ":" + padded(seconds / 1_000_000_000, 2)
      + fractionText(seconds % 1_000_000_000) + (zone?.description ?? "")
  }
}

extension FEELZone: CustomStringConvertible {
  /// The zone as it follows a time: `Z`, `+02:00` or `@Europe/Paris`.
  package var description: String {
    if let name { return "@" + name }
    guard let offset, offset != 0 else { return "Z" }
    let size = Int(offset.magnitude)
    let seconds = size % 60 == 0 ? "" : ":" + padded(size % 60, 2)
    return (offset < 0 ? "-" : "+") + padded(size / 3600, 2) + ":" + padded(size / 60 % 60, 2) + seconds
  }
}

extension FEELDateTime: CustomStringConvertible {
  package var description: String { "\(date)T\(time)" }
}

extension YearsMonths: CustomStringConvertible {
  /// The duration as `P1Y2M`; none at all is `P0M`.
  package var description: String {
    let size = Int(months.magnitude)
    let years = size / 12 == 0 ? "" : "\(size / 12)Y"
    let rest = size % 12 == 0 && size != 0 ? "" : "\(size % 12)M"
    return (months < 0 ? "-" : "") + "P" + years + rest
  }
}

extension DaysTime: CustomStringConvertible {
  /// The duration as `P1DT2H3M4.5S`; none at all is `PT0S`.
  package var description: String {
    if nanoseconds == 0 { return "PT0S" }
    let size = nanoseconds.magnitude
    let days = Int(size / Self.day.magnitude)
    let rest = Int(size % Self.day.magnitude)
    var time = ""
    if rest / 3_600_000_000_000 > 0 { time += "\(rest / 3_600_000_000_000)H" }
    if rest / 60_000_000_000 % 60 > 0 { time += "\(rest / 60_000_000_000 % 60)M" }
    let seconds = rest % 60_000_000_000
    if seconds > 0 { time += "\(seconds / 1_000_000_000)\(fractionText(seconds % 1_000_000_000))S" }
    return (nanoseconds < 0 ? "-" : "") + "P" + (days > 0 ? "\(days)D" : "") + (time.isEmpty ? "" : "T" + time)
  }
}

extension FEELRange: CustomStringConvertible {
  package var description: String {
    (includesLow ? "[" : "(") + (low?.literal ?? "") + ".." + (high?.literal ?? "") + (includesHigh ? "]" : ")")
  }
}

extension FEELValue: CustomStringConvertible {
  /// The text that `string()` gives: of a text itself, inside lists and contexts its literal.
  package var description: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let value): value.normalizedText
    case .string(let value): value
    case .date(let value): value.description
    case .time(let value): value.description
    case .dateTime(let value): value.description
    case .yearsMonths(let value): value.description
    case .daysTime(let value): value.description
    case .list(let elements): "[" + elements.map(\.literal).joined(separator: ", ") + "]"
    case .context(let context):
      "{" + context.entries.map { "\(keyText($0.key)): \($0.value.literal)" }.joined(separator: ", ") + "}"
    case .range(let range): range.description
    }
  }

  /// The value as FEEL writes it: reading the text gives the value again.
  package var literal: String {
    switch self {
    case .string(let value): quoted(value)
    case .date, .time, .dateTime, .yearsMonths, .daysTime: "@\"\(description)\""
    default: description
    }
  }
}

extension Decimal128 {
  /// The number without needless zeros, in plain notation where that is not too long.
  var normalizedText: String { normalized.description }
}

private func keyText(_ key: String) -> String {
  let isPlain = key.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "_" || $0 == " " }
  return isPlain && !key.isEmpty ? key : quoted(key)
}

private func fractionText(_ nanoseconds: Int) -> String {
  guard nanoseconds > 0 else { return "" }
  var digits = padded(nanoseconds, 9)
  while digits.last == "0" { digits.removeLast() }
  return "." + digits
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
