package import PolicyTypes

/// A value of FEEL. Values are exact: a number is a `Decimal128`, a moment counts nanoseconds.
package indirect enum FEELValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  case number(Decimal128)
  case string(String)
  case date(FEELDate)
  case time(FEELTime)
  case dateTime(FEELDateTime)
  case yearsMonths(YearsMonths)
  case daysTime(DaysTime)
  case list([FEELValue])
  case context(FEELContext)
  case range(FEELRange)

  package var isNull: Bool { self == .null }

  package var boolean: Bool? {
    if case .boolean(let value) = self { value } else { nil }
  }

  package var number: Decimal128? {
    if case .number(let value) = self { value } else { nil }
  }

  package var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  package var list: [FEELValue]? {
    if case .list(let value) = self { value } else { nil }
  }

  package var context: FEELContext? {
    if case .context(let value) = self { value } else { nil }
  }

  package var range: FEELRange? {
    if case .range(let value) = self { value } else { nil }
  }

  package var daysTime: DaysTime? {
    if case .daysTime(let value) = self { value } else { nil }
  }

  /// The day of a date or of a date and time.
  package var day: FEELDate? {
    switch self {
    case .date(let date): date
    case .dateTime(let moment): moment.date
    default: nil
    }
  }

  /// A number, or null where an operation has no result.
  static func number(orNull value: Decimal128?) -> FEELValue { value.map { .number($0) } ?? .null }

  /// A yes or no, or null where it cannot be told.
  static func boolean(orNull value: Bool?) -> FEELValue { value.map { .boolean($0) } ?? .null }

  /// A whole number.
  static func integer(_ value: Int) -> FEELValue { .number(Decimal128(value)) }
}

/// A context: its entries in the order in which they were written.
package struct FEELContext: Hashable, Sendable {
  package private(set) var entries: [Entry]

  package struct Entry: Hashable, Sendable {
    package let key: String
    package let value: FEELValue

    package init(_ key: String, _ value: FEELValue) {
      self.key = key
      self.value = value
    }
  }

  package init(_ entries: [Entry] = []) {
    self.entries = entries
  }

  package subscript(key: String) -> FEELValue? {
    entries.first { $0.key == key }?.value
  }

  /// Sets the entry `key`, in its place where there is one.
  package mutating func set(_ key: String, _ value: FEELValue) {
    if let index = entries.firstIndex(where: { $0.key == key }) {
      entries[index] = Entry(key, value)
    } else {
      entries.append(Entry(key, value))
    }
  }
}

/// A range of values; a bound that is nil is open to that side.
package struct FEELRange: Hashable, Sendable {
  package let low: FEELValue?
  package let includesLow: Bool
  package let high: FEELValue?
  package let includesHigh: Bool

  package init(low: FEELValue?, includesLow: Bool, high: FEELValue?, includesHigh: Bool) {
    self.low = low
    self.includesLow = includesLow
    self.high = high
    self.includesHigh = includesHigh
  }
}

// MARK: Types of values

extension FEELValue {
  /// The type of the value alone; a list of values that have no common type has none.
  package var type: FEELType? {
    switch self {
    case .null: return .null
    case .boolean: return .boolean
    case .number: return .number
    case .string: return .string
    case .date: return .date
    case .time: return .time
    case .dateTime: return .dateTime
    case .yearsMonths: return .yearsMonths
    case .daysTime: return .daysTime
    case .list(let elements):
      var element = FEELType.never
      for value in elements {
        guard let joined = value.type.flatMap(element.joined) else { return nil }
        element = joined
      }
      return .list(element)
    case .context(let context):
      var entries: [ContextType.Entry] = []
      for entry in context.entries {
        guard let type = entry.value.type else { return nil }
        entries.append(.init(entry.key, type))
      }
      return .context(ContextType(entries))
    case .range(let range):
      guard let low = (range.low ?? .null).type, let high = (range.high ?? .null).type else { return nil }
      return low.joined(with: high).map { .range($0.optional(false)) }
    }
  }
}

extension FEELValue {
  /// Reads a date, time, date and time or duration, as `name` says; nil where the text is none.
  package init?(temporal text: String, named name: String, zones: ZoneRules) {
    let value: FEELValue? =
      switch name {
      case "date": TemporalText.date(text).map { .date($0) }
      case "time": TemporalText.time(text, zones).map { .time($0) }
      case "dateTime": TemporalText.dateTime(text, zones).map { .dateTime($0) }
      case "duration": TemporalText.duration(text)
      default: nil
      }
    guard let value else { return nil }
    self = value
  }
}
