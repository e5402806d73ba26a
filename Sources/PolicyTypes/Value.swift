/// One value of a policy's world: what a record holds, an expression yields, a test expects.
package enum Value: Hashable, Sendable {
  /// Nothing is known; FEEL's `null`.
  case absent
  case boolean(Bool)
  case number(Decimal128)
  case text(String)
  case date(CalendarDate)
  case duration(CalendarDuration)
  /// A label of a one-of type.
  case label(String)

  package var isAbsent: Bool { self == .absent }

  package var number: Decimal128? {
    if case .number(let value) = self { value } else { nil }
  }

  package var boolean: Bool? {
    if case .boolean(let value) = self { value } else { nil }
  }

  package var date: CalendarDate? {
    if case .date(let value) = self { value } else { nil }
  }

  package var duration: CalendarDuration? {
    if case .duration(let value) = self { value } else { nil }
  }

  package var label: String? {
    if case .label(let value) = self { value } else { nil }
  }
}

extension Value: CustomStringConvertible {
  /// The value as a policy would write it.
  package var description: String {
    switch self {
    case .absent: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let value): value.description
    case .text(let value): value
    case .date(let value): value.description
    case .duration(let value): value.description
    case .label(let value): value
    }
  }
}
