import PolicySyntax
import PolicyTypes

// How points and ranges lie to each other, as DMN defines it end by end.

extension Builtin {
  func related(_ arguments: [FEELValue]) -> FEELValue {
    guard arguments.count == 2 else { return .null }
    return .boolean(orNull: relation(arguments[0], arguments[1]))
  }

  private func relation(_ first: FEELValue, _ second: FEELValue) -> Bool? {
    switch (first.range, second.range) {
    case (nil, nil): points(first, second)
    case (nil, .some(let range)): point(first, range)
    case (.some(let range), nil): rangeAndPoint(range, second)
    case (.some(let a), .some(let b)): ranges(a, b)
    }
  }

  private func points(_ a: FEELValue, _ b: FEELValue) -> Bool? {
    guard let order = a.compare(b) else { return nil }
    switch self {
    case .before: return order < 0
    case .after: return order > 0
    default: return order == 0
    }
  }

  private func point(_ point: FEELValue, _ range: FEELRange) -> Bool? {
    switch self {
    case .before: RangeEnd.low(of: range).isAfter(point)
    case .after: RangeEnd.high(of: range).isBefore(point)
    case .starts: RangeEnd.low(of: range).includes(point)
    case .finishes: RangeEnd.high(of: range).includes(point)
    default: range.contains(point)
    }
  }

  private func rangeAndPoint(_ range: FEELRange, _ point: FEELValue) -> Bool? {
    switch self {
    case .before: RangeEnd.high(of: range).isBefore(point)
    case .after: RangeEnd.low(of: range).isAfter(point)
    case .startedBy: RangeEnd.low(of: range).includes(point)
    case .finishedBy: RangeEnd.high(of: range).includes(point)
    default: range.contains(point)
    }
  }

  private func ranges(_ a: FEELRange, _ b: FEELRange) -> Bool? {
    switch self {
    case .before: RangeEnd.high(of: a).endsBefore(RangeEnd.low(of: b))
    case .after: RangeEnd.high(of: b).endsBefore(RangeEnd.low(of: a))
    case .meets: RangeEnd.high(of: a).touches(RangeEnd.low(of: b))
    case .metBy: RangeEnd.high(of: b).touches(RangeEnd.low(of: a))
    case .overlaps: overlap(a, b)
    case .overlapsBefore: overlapsBefore(a, b)
    case .overlapsAfter: overlapsBefore(b, a)
    case .finishes: ends(a, b)
    case .finishedBy: ends(b, a)
    case .starts: begins(a, b)
    case .startedBy: begins(b, a)
    case .includes: holds(a, b)
    case .during: holds(b, a)
    default: FEELValue.range(a).equals(.range(b))
    }
  }

  /// Whether `a` begins before `b` and ends inside it.
  private func overlapsBefore(_ a: FEELRange, _ b: FEELRange) -> Bool? {
    guard let starts = RangeEnd.low(of: a).order(RangeEnd.low(of: b)),
      let ends = RangeEnd.high(of: a).order(RangeEnd.high(of: b)),
      let isApart = RangeEnd.high(of: a).endsBefore(RangeEnd.low(of: b))
    else { return nil }
    return starts < 0 && !isApart && ends <= 0
  }

  /// Whether `a` ends `b`: both end alike, and `a` begins no earlier.
  private func ends(_ a: FEELRange, _ b: FEELRange) -> Bool? {
    guard let ends = RangeEnd.high(of: a).order(RangeEnd.high(of: b)),
      let starts = RangeEnd.low(of: a).order(RangeEnd.low(of: b))
    else { return nil }
    return ends == 0 && starts >= 0
  }

  private func begins(_ a: FEELRange, _ b: FEELRange) -> Bool? {
    guard let starts = RangeEnd.low(of: a).order(RangeEnd.low(of: b)),
      let ends = RangeEnd.high(of: a).order(RangeEnd.high(of: b))
    else { return nil }
    return starts == 0 && ends <= 0
  }

  private func holds(_ a: FEELRange, _ b: FEELRange) -> Bool? {
    guard let starts = RangeEnd.low(of: a).order(RangeEnd.low(of: b)),
      let ends = RangeEnd.high(of: b).order(RangeEnd.high(of: a))
    else { return nil }
    return starts <= 0 && ends <= 0
  }

  private func overlap(_ a: FEELRange, _ b: FEELRange) -> Bool? {
    let isBefore = RangeEnd.high(of: a).endsBefore(RangeEnd.low(of: b))
    let isAfter = RangeEnd.high(of: b).endsBefore(RangeEnd.low(of: a))
    if isBefore == true || isAfter == true { return false }
    return isBefore == nil || isAfter == nil ? nil : true
  }
}

/// One end of a range; without a value it lies beyond every other.
private struct RangeEnd {
  let value: FEELValue?
  let isIncluded: Bool
  let isLow: Bool

  static func low(of range: FEELRange) -> RangeEnd {
    RangeEnd(value: range.low, isIncluded: range.includesLow, isLow: true)
  }

  static func high(of range: FEELRange) -> RangeEnd {
    RangeEnd(value: range.high, isIncluded: range.includesHigh, isLow: false)
  }

  /// Whether the range that begins here begins after `point`.
  func isAfter(_ point: FEELValue) -> Bool? {
    guard let value else { return false }
    return point.compare(value).map { $0 < 0 || $0 == 0 && !isIncluded }
  }

  /// Whether the range that ends here ends before `point`.
  func isBefore(_ point: FEELValue) -> Bool? {
    guard let value else { return false }
    return point.compare(value).map { $0 > 0 || $0 == 0 && !isIncluded }
  }

  func includes(_ point: FEELValue) -> Bool? {
    guard let value else { return false }
    return point.compare(value).map { $0 == 0 && isIncluded }
  }

  /// Whether the range that ends here ends before another one begins.
  func endsBefore(_ low: RangeEnd) -> Bool? {
    guard let value, let other = low.value else { return false }
    return value.compare(other).map { $0 < 0 || $0 == 0 && !(isIncluded && low.isIncluded) }
  }

  /// Whether the range that ends here and the one that begins at `low` share this one point.
  func touches(_ low: RangeEnd) -> Bool? {
    guard let value, let other = low.value else { return false }
    return value.compare(other).map { $0 == 0 && isIncluded && low.isIncluded }
  }

  /// Returns −1, 0 or 1 as this end lies before, at or after another of the same side; of two at the same value, the
  /// one that takes it in lies further outside.
  func order(_ other: RangeEnd) -> Int? {
    guard let mine = value, let theirs = other.value else {
      let outward = isLow ? -1 : 1
      return value == nil && other.value == nil ? 0 : value == nil ? outward : -outward
    }
    guard let order = mine.compare(theirs) else { return nil }
    if order != 0 || isIncluded == other.isIncluded { return order }
    return isIncluded == isLow ? -1 : 1
  }
}
