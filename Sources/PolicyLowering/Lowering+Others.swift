import PolicyIR
import PolicySemantics
import PolicyTypes

/// How many other records match the one at hand.
extension Lowering {
  func others(_ others: TypedOthers) -> ValueID {
    let mask = selection(others.selection).mask
    let domain = builder[mask].domain
    let equal = others.equal.map { pair(lower($0.other), lower($0.own), domain) }
    // The bounded value is the same in all bounds, and so is its lane.
    let bounded = others.bounds.prefix(1).map { lower($0.other) } + others.bounds.map { lower($0.own) }
    let values = bounded.isEmpty ? [] : builder.unified(bounded).values.map { builder.aligned($0, to: domain) }
    let bounds = others.bounds.enumerated().map { place, bound in
      MatchBound(other: values[0], bound.relation, own: values[place + 1])
    }
    return builder.others(equal: equal, bounds: bounds, mask: mask, above: DomainID(others.above))
  }

  /// Both values for the rows of the records, in one lane.
  private func pair(_ other: ValueID, _ own: ValueID, _ domain: DomainID) -> MatchPair {
    let unified = builder.unified([other, own])
    return MatchPair(
      other: builder.aligned(unified.values[0], to: domain), own: builder.aligned(unified.values[1], to: domain))
  }
}

extension ProgramBuilder {
  mutating func others(equal: [MatchPair], bounds: [MatchBound], mask: ValueID, above: DomainID) -> ValueID {
    let limit = Decimal128(schema[self[mask].domain].limit)
    return add(
      .others(equal: equal, bounds: bounds, mask: mask, above: above), in: self[mask].domain,
      IRType(.integer(decimals: 0)),
      number: NumberType(range: NumberRange(lower: .zero, upper: max(.one, limit)), decimals: 0))
  }
}
