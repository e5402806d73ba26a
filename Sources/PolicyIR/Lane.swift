package import PolicyTypes

/// How a value is represented in a column.
package enum Lane: Hashable, Sendable {
  /// One byte, 0 or 1.
  case boolean
  /// One byte, the place of a label in its set.
  case code(LabelSet)
  /// A piece of the batch's text.
  case text
  /// 32 bits, days since 1970-01-01.
  case date
  /// 64 bits: months, days and working days.
  case duration
  /// 64 bits, a number times ten to the power of `decimals`.
  case integer(decimals: Int)
  /// 128 bits, any decimal number.
  case decimal
}

/// The type of an IR value: its lane, and whether rows of it may be absent.
package struct IRType: Hashable, Sendable {
  package let lane: Lane
  package let isOptional: Bool

  package init(_ lane: Lane, isOptional: Bool = false) {
    self.lane = lane
    self.isOptional = isOptional
  }

  package static let boolean = IRType(.boolean)
}

extension FieldKind {
  /// The lane in which a reader stores the field.
  package var lane: Lane {
    switch self {
    case .boolean: .boolean
    case .label(let labels): .code(labels)
    case .text, .identifier: .text
    case .date: .date
    case .number(let type): type.integerLane ?? .decimal
    }
  }
}

extension NumberType {
  /// The scaled-integer lane that holds every number of the type, if one does.
  ///
  /// The bound leaves room for one addition without overflow: magnitudes stay below 4 × 10^18.
  package var integerLane: Lane? {
    guard let decimals, decimals <= 18, let magnitude = range.magnitude,
      let scaled = magnitude.multiplied(by: Decimal128(powerOfTen(decimals))), scaled < Self.integerLimit
    else { return nil }
    return .integer(decimals: decimals)
  }

  private static let integerLimit = Decimal128(4_000_000_000_000_000_000)
}
