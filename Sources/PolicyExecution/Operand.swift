import PolicyTypes

/// The values that a kernel reads: a column, or one constant for all rows.
struct Operand<Element> {
  /// One element where the operand is a constant.
  let elements: [Element]
  let isConstant: Bool
  let presence: Presence

  /// The value of `row`; hot loops use the elements as a span instead.
  subscript(row: Int) -> Element { elements[isConstant ? 0 : row] }
}

/// Which rows of an operand hold a value.
enum Presence {
  case everywhere
  case nowhere
  /// One byte for each row, 1 where the value is present.
  case some([UInt8])

  func contains(_ row: Int) -> Bool {
    switch self {
    case .everywhere: true
    case .nowhere: false
    case .some(let bytes): bytes[row] != 0
    }
  }

  /// The same as an operand of zeros and ones.
  var operand: Operand<UInt8> {
    switch self {
    case .everywhere: Operand(elements: Self.one, isConstant: true, presence: .everywhere)
    case .nowhere: Operand(elements: Self.zero, isConstant: true, presence: .everywhere)
    case .some(let bytes): Operand(elements: bytes, isConstant: false, presence: .everywhere)
    }
  }

  private static let zero: [UInt8] = [0]
  private static let one: [UInt8] = [1]
}

/// An element of one of a column's arrays.
protocol ColumnElement: Sendable {
  /// What an absent row holds.
  static var filler: Self { get }
}

extension UInt8: ColumnElement { static var filler: UInt8 { 0 } }
extension Int32: ColumnElement { static var filler: Int32 { 0 } }
extension Int64: ColumnElement { static var filler: Int64 { 0 } }
extension Decimal128: ColumnElement { static var filler: Decimal128 { .zero } }
extension TextRange: ColumnElement { static var filler: TextRange { .empty } }
