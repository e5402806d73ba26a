import PolicyIR
import PolicyTypes

/// How values move that are read out of records.
extension DirectionAnalysis {
  func reduced(_ operation: Operation) -> Course {
    switch operation {
    case .count(let mask), .any(let mask): return Course(taking(part: everyGroup(of: mask)))
    case .sum(let value, let mask): return Course(summed(value, mask))
    case .least(let value, let mask):
      let part = taking(part: mask).joined(self[value].presence)
      return Course(self[value].value.joined(part.opposite), presence: part)
    case .greatest(let value, let mask):
      let part = taking(part: mask).joined(self[value].presence)
      return Course(self[value].value.joined(part), presence: part)
    case .first(let value, let mask):
      let part = taking(part: mask).joined(self[value].presence)
      let isSame = part == .constant || bounds[value].range?.single != nil
      return Course(isSame ? self[value].value : .mixed, presence: part)
    default: return .mixed
    }
  }

  /// How the set of rows that take part below one row of `above`, or of the parent, moves: up where rows are added.
  ///
  /// What is below a record that was there before stays as it is: the new one has records of its own.
  private func taking(part mask: ValueID, below above: DomainID? = nil) -> Direction {
    let domain = program.domain(of: mask)
    let parent = above ?? program.schema[domain].parent
    let grows = growing.contains(domain) && !(parent.map(growing.contains) ?? false)
    return self[mask].value.joined(grows && bounds[mask].range?.upper != .zero ? .up : .constant)
  }

  /// The mask before one row of each group is taken, where it makes no difference which: groups are counted.
  private func everyGroup(of mask: ValueID) -> ValueID {
    guard case .onePer(let keys, let inner, _, _) = program.operation(of: mask),
      keys.allSatisfy({ self[$0].isConstant })
    else { return mask }
    return inner
  }

  private func summed(_ value: ValueID, _ mask: ValueID) -> Direction {
    if let inner = cappedByTheGroup(value, mask) { return summed(inner, mask) }
    let range = bounds[value].range
    // Where the row of each group is taken that weighs most, the sum is one of extremes.
    let rows =
      isByWeight(mask, value) || (range?.single != nil && !bounds[value].mayBeAbsent) ? everyGroup(of: mask) : mask
    let part = taking(part: rows).joined(self[value].presence)
    let isTaken = bounds[mask].range?.upper != .zero
    return isTaken ? self[value].value.joined(part.times(range)) : .constant
  }

  /// The numbers of which each row counts only what caps leave, where the sum goes the way that theirs does: the groups
  /// stay as they are, each lies inside the next or apart from it, and the bounds are the same for all records.
  private func cappedByTheGroup(_ value: ValueID, _ mask: ValueID) -> ValueID? {
    guard case .capped(let inner, let caps, let cappedMask, _, let above) = program[value].operation,
      cappedMask == mask, above == program.schema[program[mask].domain].parent,
      let range = bounds[inner].range, range.isNonNegative || range.isNonPositive,
      caps.allSatisfy({ cap in self[cap.bound].isConstant && isSameForAll(cap.bound) }),
      caps.flatMap(\.keys).allSatisfy({ self[$0].isConstant })
    else { return nil }
    let groups = caps.map { Set($0.keys) }
    let areNested = groups.allSatisfy { a in groups.allSatisfy { a.isSubset(of: $0) || $0.isSubset(of: a) } }
    return areNested ? inner : nil
  }

  /// Whether a value of records is one of the subject, or of nothing.
  private func isSameForAll(_ value: ValueID) -> Bool {
    switch program[value].operation {
    case .literal, .asOf, .dated: true
    case .gather(let above): program[above].domain == .subject
    case .convert(let inner): isSameForAll(inner)
    default: false
    }
  }

  /// Whether a mask keeps, of each group, the row in which `value` is the largest by its magnitude.
  private func isByWeight(_ mask: ValueID, _ value: ValueID) -> Bool {
    guard case .onePer(_, _, let preferences, _) = program.operation(of: mask), let first = preferences.first,
      !first.isLeast, let range = bounds[value].range, range.isNonNegative || range.isNonPositive,
      !bounds[value].mayBeAbsent
    else { return false }
    var weight = first.value
    if case .orElse(let inner, _) = program.operation(of: weight) { weight = inner }
    switch program.operation(of: weight) {
    case .negate(let inner): return inner == value && range.isNonPositive
    case .arithmetic(.maximum, let a, let b):
      return [a, b].contains { $0 == value || program.operation(of: $0) == .negate(value) }
    default: return weight == value && range.isNonNegative
    }
  }

  // MARK: Inside segments

  func segmented(_ operation: Operation) -> Course {
    let operands = operation.operands
    let isSame = operands.allSatisfy { self[$0].isConstant }
    switch operation {
    case .onePer(_, let mask, _, let above), .runLength(_, let mask, _, let above):
      return isSame && taking(part: mask, below: above) == .constant ? .constant : .mixed
    case .capped(_, _, let mask, _, let above):
      return isSame && taking(part: mask, below: above) == .constant ? .constant : .mixed
    case .ordinal(let date, let until, let mask, let above):
      guard self[date].isConstant, self[until].isConstant else { return .mixed }
      return Course(taking(part: mask, below: above))
    default: return .mixed
    }
  }
}

extension RecordSchema {
  /// The domain and everything below it.
  func subtree(of domain: DomainID) -> Set<DomainID> {
    children(of: domain).reduce(into: [domain]) { $0.formUnion(subtree(of: $1)) }
  }
}
