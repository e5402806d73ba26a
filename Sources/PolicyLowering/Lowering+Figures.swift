import PolicyIR
import PolicySemantics
import PolicyTypes

/// Figures over the records of a selection.
extension Lowering {
  /// Lowers a figure over the records of a selection, for the rows of `above`, which may be several levels up.
  func figure(_ aggregate: Aggregate, _ id: SelectionID, _ value: TypedExpression?, above: DomainID) -> ValueID {
    let mask = selection(id).mask
    guard let value else {
      return aggregate == .count ? builder.count(mask, above: above) : builder.any(mask, above: above)
    }
    switch aggregate {
    case .count: return builder.count(mask, above: above)
    case .exists: return builder.any(builder.and(mask, condition(value)), above: above)
    case .every:
      return builder.not(builder.any(builder.and(mask, builder.not(condition(value))), above: above))
    case .sum: return builder.sum(lower(value), mask: mask, above: above)
    case .least: return builder.extreme(isLeast: true, lower(value), mask: mask, above: above)
    case .greatest: return builder.extreme(isLeast: false, lower(value), mask: mask, above: above)
    case .mean: return mean(lower(value), mask, above)
    case .first: return builder.first(lower(value), mask: mask, above: above)
    case .distinct: return distinct(lower(value), mask, above)
    case .streak: return streak(lower(value), mask, above)
    case .longestRun(let step): return longestRun(lower(value), mask, step, above)
    }
  }

  private func mean(_ value: ValueID, _ mask: ValueID, _ above: DomainID) -> ValueID {
    let count = builder.count(present(value, mask), above: above)
    return builder.arithmetic(.divide, builder.sum(value, mask: mask, above: above), count)
  }

  private func distinct(_ value: ValueID, _ mask: ValueID, _ above: DomainID) -> ValueID {
    let value = builder.aligned(value, to: builder[mask].domain)
    return builder.count(
      builder.onePer([value], mask: present(value, mask), preferences: [], above: above), above: above)
  }

  private func longestRun(_ value: ValueID, _ mask: ValueID, _ step: RunStep, _ above: DomainID) -> ValueID {
    let value = step == .number ? builder.converted(value, to: .integer(decimals: 0)) : value
    let lengths = builder.runLength(value, mask: mask, step: step, above: above)
    return builder.orElse(
      builder.extreme(isLeast: false, lengths, mask: mask, above: above), builder.literal(.zero))
  }

  /// Counted downwards, the numbers 1, 2, 3 and so on make a run that ends at −1.
  private func streak(_ value: ValueID, _ mask: ValueID, _ above: DomainID) -> ValueID {
    let place = builder.converted(builder.negated(value), to: .integer(decimals: 0))
    let lengths = builder.runLength(place, mask: mask, step: .number, above: above)
    let isFirst = builder.definite(builder.compare(.equal, value, builder.literal(.one)))
    let first = builder.and(mask, builder.aligned(isFirst, to: builder[mask].domain))
    return builder.orElse(builder.extreme(isLeast: false, lengths, mask: first, above: above), builder.literal(.zero))
  }

  /// The records of the mask that have a value.
  private func present(_ value: ValueID, _ mask: ValueID) -> ValueID {
    builder.isOptional(value) ? builder.and(mask, builder.isPresent(value)) : mask
  }
}
