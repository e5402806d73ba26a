import PolicyIR

extension Operation {
  /// Returns the same operation on other operands.
  func replacingOperands(_ new: (ValueID) -> ValueID) -> Operation {
    switch self {
    case .input, .literal, .asOf, .dated: self
    case .arithmetic(let operation, let a, let b): .arithmetic(operation, new(a), new(b))
    case .negate(let a): .negate(new(a))
    case .convert(let a): .convert(new(a))
    case .round(let a, let digits, let mode): .round(new(a), digits: digits, mode)
    case .divideRounded(let a, let b, let digits, let mode): .divideRounded(new(a), new(b), digits: digits, mode)
    case .compare(let relation, let a, let b): .compare(relation, new(a), new(b))
    case .and(let a, let b): .and(new(a), new(b))
    case .or(let a, let b): .or(new(a), new(b))
    case .not(let a): .not(new(a))
    case .isOneOf(let a, let codes): .isOneOf(new(a), codes: codes)
    case .isPresent(let a): .isPresent(new(a))
    case .orElse(let a, let b): .orElse(new(a), new(b))
    case .assumePresent(let a): .assumePresent(new(a))
    case .select(let condition, let a, let b): .select(new(condition), then: new(a), otherwise: new(b))
    case .addDuration(let a, let b): .addDuration(new(a), new(b))
    case .working(let operation, let operands, let calendar): .working(operation, operands.map(new), calendar)
    case .daysBetween(let a, let b): .daysBetween(new(a), new(b))
    case .steps(let a, let b, let step): .steps(new(a), new(b), of: step)
    case .addSteps(let a, let count, let plus, let step): .addSteps(new(a), count: new(count), plus: plus, of: step)
    case .derive(let a, let derivation): .derive(new(a), derivation)
    case .gather(let a): .gather(new(a))
    case .count(let mask): .count(mask: new(mask))
    case .any(let mask): .any(mask: new(mask))
    case .sum(let a, let mask): .sum(new(a), mask: new(mask))
    case .least(let a, let mask): .least(new(a), mask: new(mask))
    case .greatest(let a, let mask): .greatest(new(a), mask: new(mask))
    case .first(let a, let mask): .first(new(a), mask: new(mask))
    case .onePer(let keys, let mask, let preferences, let above):
      .onePer(
        keys: keys.map(new), mask: new(mask),
        preferences: preferences.map { Preference(new($0.value), isLeast: $0.isLeast) }, above: above)
    case .ordinal(let date, let until, let mask, let above):
      .ordinal(date: new(date), until: new(until), mask: new(mask), above: above)
    case .runLength(let a, let mask, let step, let above):
      .runLength(new(a), mask: new(mask), step: step, above: above)
    case .others(let equal, let bounds, let mask, let above):
      .others(
        equal: equal.map { MatchPair(other: new($0.other), own: new($0.own)) },
        bounds: bounds.map { MatchBound(other: new($0.other), $0.relation, own: new($0.own)) }, mask: new(mask),
        above: above)
    case .capped(let a, let caps, let mask, let date, let above):
      .capped(
        new(a), caps: caps.map { KeyCap(keys: $0.keys.map(new), bound: new($0.bound)) }, mask: new(mask),
        date: date.map(new), above: above)
    case .spells(let entries, let touches):
      .spells(
        SpellEntries(
          entered: new(entries.entered), until: new(entries.until), term: new(entries.term),
          minimum: new(entries.minimum), mask: new(entries.mask)),
        touches.map { SpellTouch($0.event, date: new($0.date), mask: new($0.mask)) })
    }
  }

  /// The mask of a reduction that can be made code by code.
  var mask: ValueID? {
    switch self {
    case .count(let mask), .any(let mask), .sum(_, let mask): mask
    default: nil
    }
  }

  /// Whether the result follows from the operands row by row.
  var isElementWise: Bool {
    switch self {
    case .input, .count, .any, .sum, .least, .greatest, .first, .onePer, .ordinal, .runLength, .spells, .others,
      .capped:
      false
    default: true
    }
  }

  /// Whether the result is absent as soon as an operand is.
  var isStrict: Bool {
    switch self {
    case .arithmetic, .negate, .convert, .round, .divideRounded, .compare, .not, .isOneOf, .addDuration, .daysBetween,
      .working, .steps, .addSteps, .derive, .gather:
      true
    default: false
    }
  }

  /// Whether the result depends on the order of the rows in a segment.
  func readsOrder(of lane: Lane) -> Bool {
    switch self {
    case .first, .onePer, .ordinal, .spells, .capped: true
    // A sum of decimals is rounded at every step.
    case .sum: lane == .decimal
    default: false
    }
  }
}
