/// The type of a value in a policy, and whether the value may be absent.
package struct PolicyType: Hashable, Sendable {
  package let form: Form
  package let isOptional: Bool

  package init(_ form: Form, isOptional: Bool = false) {
    self.form = form
    self.isOptional = isOptional
  }

  package enum Form: Hashable, Sendable {
    case boolean
    /// Indirect, so that the many types that a checked policy holds stay small.
    indirect case number(NumberType)
    case text
    case date
    case duration
    /// The time from one date to another, which only compares with durations.
    case elapsed
    /// A range of dates, which is a window or what stands after `in`.
    case dateRange
    case oneOf(LabelSet)
    /// The type of `null` alone, which fits every optional type.
    case nothing
  }

  package static let boolean = PolicyType(.boolean)
  package static let text = PolicyType(.text)
  package static let date = PolicyType(.date)
  package static let duration = PolicyType(.duration)
  package static let elapsed = PolicyType(.elapsed)
  package static let dateRange = PolicyType(.dateRange)
  package static let nothing = PolicyType(.nothing, isOptional: true)

  package static func number(_ type: NumberType) -> PolicyType { PolicyType(.number(type)) }
  package static func oneOf(_ labels: LabelSet) -> PolicyType { PolicyType(.oneOf(labels)) }

  /// The same type with absence allowed or ruled out.
  package func optional(_ isOptional: Bool = true) -> PolicyType {
    PolicyType(form, isOptional: isOptional)
  }

  package var number: NumberType? {
    if case .number(let type) = form { type } else { nil }
  }

  package var labels: LabelSet? {
    if case .oneOf(let labels) = form { labels } else { nil }
  }
}

/// What is known of a number: where it lies, how many decimals it has at most, and what it counts.
package struct NumberType: Hashable, Sendable {
  package let range: NumberRange

  /// The most digits after the point; nil where there is no such bound, as for a quotient.
  package let decimals: Int?
  package let unit: Unit

  package init(range: NumberRange, decimals: Int?, unit: Unit = .none) {
    self.range = range
    self.decimals = decimals
    self.unit = unit
  }

  /// Makes the type of one known number.
  package init(_ value: Decimal128, unit: Unit = .none) {
    self.init(range: NumberRange(value), decimals: value.decimalPlaces, unit: unit)
  }

  /// Returns the type that covers both, with this one's unit.
  package func union(_ other: NumberType) -> NumberType {
    NumberType(
      range: range.union(other.range), decimals: decimals.flatMap { mine in other.decimals.map { max(mine, $0) } },
      unit: unit)
  }
}

/// What a number counts, so that money is not compared with points.
package enum Unit: Hashable, Sendable {
  case none
  case percent
  /// An amount in a currency, by its ISO 4217 code.
  case money(String)
}
