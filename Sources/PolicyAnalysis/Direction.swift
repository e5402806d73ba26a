import PolicyIR
import PolicyTypes

/// How a value may move when something changes.
enum Direction: Hashable {
  case constant
  /// It becomes no less: a later date, a label further down its set, yes in place of no.
  case up
  case down
  /// Either way, or nothing is known.
  case mixed

  /// How a value moves that moves with both.
  func joined(_ other: Direction) -> Direction {
    if self == other || other == .constant { return self }
    return self == .constant ? other : .mixed
  }

  var opposite: Direction {
    switch self {
    case .up: .down
    case .down: .up
    case .constant, .mixed: self
    }
  }

  /// How the product with a factor from a range moves.
  func times(_ factor: NumberRange?) -> Direction {
    guard self != .constant, let factor, factor != .zero else { return .constant }
    return factor.isNonNegative ? self : factor.isNonPositive ? opposite : .mixed
  }
}

/// How a value moves, and whether it may appear (`up`) or disappear (`down`).
///
/// The value is about the rows in which it is present both before and after.
struct Course: Hashable {
  var value: Direction
  var presence: Direction

  init(_ value: Direction, presence: Direction = .constant) {
    self.value = value
    self.presence = presence
  }

  static let constant = Course(.constant)
  static let mixed = Course(.mixed, presence: .mixed)

  var isConstant: Bool { self == Self.constant }

  func joined(_ other: Course) -> Course {
    Course(value.joined(other.value), presence: presence.joined(other.presence))
  }

  var opposite: Course { Course(value.opposite, presence: presence) }
}

/// What changes between two subjects that are otherwise alike.
enum Change: Hashable {
  /// The field of one record, or of the subject, is another: further up in the order of its lane.
  case field(FieldPlace)
  /// There is one more record of the type, with records of its own.
  case record(DomainID)
}
