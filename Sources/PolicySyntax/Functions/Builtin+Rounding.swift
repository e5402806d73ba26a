package import PolicyTypes

extension Builtin {
  /// How a rounding function rounds; half-even for functions that do not.
  package var roundingMode: RoundingMode {
    switch self {
    case .roundHalfUp: .halfUp
    case .roundHalfDown: .halfDown
    case .roundUp: .up
    case .roundDown: .down
    case .floor: .floor
    case .ceiling: .ceiling
    default: .halfEven
    }
  }
}
