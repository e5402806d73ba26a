/// A rule for giving up digits; the raw value is the words that a policy uses.
@usableFromInline
package enum RoundingMode: String, CaseIterable, Sendable {
  /// To the nearest; a tie goes away from zero.
  case halfUp = "half up"
  /// To the nearest; a tie goes towards zero.
  case halfDown = "half down"
  /// To the nearest; a tie goes to the even neighbour.
  case halfEven = "half even"
  /// Away from zero.
  case up
  /// Towards zero.
  case down
  /// Towards positive infinity.
  case ceiling
  /// Towards negative infinity.
  case floor
}

/// Where a truncated value lies between its two neighbours.
@usableFromInline
package enum Residue: Sendable {
  case exact
  case belowHalf
  case half
  case aboveHalf
}

extension RoundingMode {
  /// Tells whether a magnitude that was cut to a whole number must grow by one.
  // Inlinable, so that a kernel in another module that rounds a column hoists the switch out of its loop.
  @inlinable
  package func roundsAway(isNegative: Bool, isOdd: Bool, residue: Residue) -> Bool {
    guard residue != .exact else { return false }
    switch self {
    case .halfUp: return residue != .belowHalf
    case .halfDown: return residue == .aboveHalf
    case .halfEven: return residue == .aboveHalf || (residue == .half && isOdd)
    case .up: return true
    case .down: return false
    case .ceiling: return !isNegative
    case .floor: return isNegative
    }
  }
}
