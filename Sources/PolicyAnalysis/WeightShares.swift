import PolicyIR
import PolicyTypes

/// What share of the score an indicator has by the weights above it.
struct WeightShares {
  private let program: IRProgram
  private let bounds: ValueBounds

  init(_ program: IRProgram, _ bounds: ValueBounds) {
    self.program = program
    self.bounds = bounds
  }

  /// Returns the share where everything counts, and where all that may be left out is; nil where no group above the
  /// indicator is a mean, or a weight is not the same for every subject.
  func shares(of place: Int) -> (usual: Decimal128, greatest: Decimal128)? {
    var shares: (usual: Decimal128, greatest: Decimal128) = (.one, .one)
    var isWeighted = false
    var child = place
    while let (parent, siblings, isMean) = parent(of: child) {
      if isMean {
        guard let share = share(of: child, among: siblings), let usual = shares.usual.multiplied(by: share.usual),
          let greatest = shares.greatest.multiplied(by: share.greatest)
        else { return nil }
        shares = (usual, greatest)
        isWeighted = true
      }
      child = parent
    }
    return isWeighted ? shares : nil
  }

  private func parent(of place: Int) -> (parent: Int, siblings: [Int], isMean: Bool)? {
    for (index, indicator) in program.outline.indicators.enumerated() {
      switch indicator.worth {
      case .chosen(_, _, let children, _) where children.contains(IndicatorID(place)):
        return (index, children.map(\.index), false)
      case .sum(_, let children) where children.contains(IndicatorID(place)):
        return (index, children.map(\.index), false)
      case .weightedMean(let children) where children.contains(IndicatorID(place)):
        return (index, children.map(\.index), true)
      default: continue
      }
    }
    return nil
  }

  private func share(of place: Int, among siblings: [Int]) -> (usual: Decimal128, greatest: Decimal128)? {
    guard let own = weight(of: place) else { return nil }
    var all = own
    var required = own
    for sibling in siblings where sibling != place {
      guard let other = weight(of: sibling), let sum = all.adding(other) else { return nil }
      all = sum
      let isAlwaysThere = !bounds[program.outline.indicators[sibling].result].mayBeAbsent
      if isAlwaysThere, let sum = required.adding(other) { required = sum }
    }
    guard let usual = own.divided(by: all), let greatest = own.divided(by: required) else { return nil }
    return (usual, greatest)
  }

  private func weight(of place: Int) -> Decimal128? {
    program.outline.indicators[place].weight.flatMap { bounds[$0].single }
  }
}
