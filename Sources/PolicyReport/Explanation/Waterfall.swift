import PolicyTypes

/// The way from nothing to a score in steps that add up to it: starts, points and deductions with the weights above
/// them, then what limits and rounding changed.
struct Waterfall {
  struct Step {
    let label: String
    let change: Decimal128
    let kind: Kind
  }

  enum Kind {
    case start
    case indicator
    case limit
  }

  private(set) var steps: [Step] = []

  /// Follows the tree below `root`.
  init(of root: IndicatorStep) {
    add(root, share: .one)
  }

  private mutating func add(_ indicator: IndicatorStep, share: Decimal128) {
    guard let result = indicator.result else { return }
    let parts = indicator.missing == nil ? indicator.children : []
    if parts.isEmpty || !indicator.applies {
      append(indicator.clause.heading, result, share, .indicator)
      return
    }
    switch indicator.worth {
    case .sum(let start, let children):
      if let number = start?.result.number { append(indicator.clause.heading, number, share, .start) }
      for child in children { add(child, share: share) }
    case .chosen(_, let start, let children, let counts):
      if let number = start?.result.number { append(indicator.clause.heading, number, share, .start) }
      if let counts { add(children[counts], share: share) }
    case .weightedMean(let children):
      let present = children.filter { $0.result != nil }
      let total = present.reduce(Decimal128.zero) { $0.adding($1.weight ?? .zero) ?? $0 }
      for child in present {
        let part = child.weight?.divided(by: total) ?? .zero
        add(child, share: share.multiplied(by: part) ?? .zero)
      }
    case .value, .records: break
    }
    if let subtotal = indicator.subtotal, let change = result.subtracting(subtotal) {
      append(indicator.clause.heading, change, share, .limit)
    }
  }

  private mutating func append(_ label: String, _ number: Decimal128, _ share: Decimal128, _ kind: Kind) {
    guard let change = number.multiplied(by: share), !change.isZero else { return }
    steps.append(Step(label: label, change: change, kind: kind))
  }
}
