import PolicyTypes

// How values compare. What FEEL cannot tell is nil: a local time against one with an offset, or null in an order.

extension FEELValue {
  /// Tells whether two values are equal; null equals null alone.
  func equals(_ other: FEELValue) -> Bool? {
    switch (self, other) {
    case (.null, .null): return true
    case (.null, _), (_, .null): return false
    case (.string(let a), .string(let b)): return a.unicodeScalars.elementsEqual(b.unicodeScalars)
    case (.time(let a), .time(let b)): return a.equals(b)
    case (.dateTime(let a), .dateTime(let b)): return a.equals(b)
    case (.list(let a), .list(let b)):
      guard a.count == b.count else { return false }
      return all(zip(a, b)) { $0.equals($1) }
    case (.context(let a), .context(let b)):
      guard a.entries.count == b.entries.count, a.entries.allSatisfy({ b[$0.key] != nil }) else { return false }
      return all(a.entries.map { ($0.value, b[$0.key] ?? .null) }) { $0.equals($1) }
    case (.range(let a), .range(let b)):
      guard a.includesLow == b.includesLow, a.includesHigh == b.includesHigh else { return false }
      return all([(a.low ?? .null, b.low ?? .null), (a.high ?? .null, b.high ?? .null)]) { $0.equals($1) }
    default: return self == other
    }
  }

  private func all(_ pairs: some Sequence<(FEELValue, FEELValue)>, _ test: (FEELValue, FEELValue) -> Bool?) -> Bool? {
    var isKnown = true
    for (a, b) in pairs {
      guard let result = test(a, b) else {
        isKnown = false
        continue
      }
      if !result { return false }
    }
    return isKnown ? true : nil
  }

  /// Returns −1, 0 or 1 as this value is less than, equal to or greater than another; nil where they have no order.
  func compare(_ other: FEELValue) -> Int? {
    switch (self, other) {
    case (.number(let a), .number(let b)): a.compare(b)
    case (.string(let a), .string(let b)): textOrder(a, b)
    case (.date(let a), .date(let b)): order(a, b)
    case (.yearsMonths(let a), .yearsMonths(let b)): order(a, b)
    case (.daysTime(let a), .daysTime(let b)): order(a, b)
    case (.time(let a), .time(let b)): a.compare(b)
    case (.dateTime(let a), .dateTime(let b)): a.compare(b)
    default: nil
    }
  }

  private func order<T: Comparable>(_ a: T, _ b: T) -> Int { a == b ? 0 : a < b ? -1 : 1 }

  /// Texts are ordered by the numbers of their characters, the same everywhere.
  private func textOrder(_ a: String, _ b: String) -> Int {
    if a.unicodeScalars.elementsEqual(b.unicodeScalars) { return 0 }
    return a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars) ? -1 : 1
  }
}

extension FEELTime {
  /// Equality counts whole seconds, as the cases of the TCK do; the order and `is` see their fractions, too.
  func equals(_ other: FEELTime) -> Bool? {
    if let (mine, theirs) = clocks(with: other) { return mine.wholeSeconds == theirs.wholeSeconds }
    // Times in two places on a day that is not known are not the same; a local time and one in a zone cannot be told.
    return zone == nil || other.zone == nil ? nil : false
  }

  func compare(_ other: FEELTime) -> Int? {
    clocks(with: other).map { mine, theirs in (mine - theirs).signum() }
  }

  /// Returns both times by one clock, in nanoseconds; nil where they have none in common.
  func clocks(with other: FEELTime) -> (Int, Int)? {
    if zone == other.zone { return (nanoseconds, other.nanoseconds) }
    guard let mine = universal, let theirs = other.universal else { return nil }
    return (mine, theirs)
  }
}

extension FEELDateTime {
  /// Equality counts whole seconds, as that of times does.
  func equals(_ other: FEELDateTime) -> Bool? {
    clocks(with: other).map { mine, theirs in mine.wholeSeconds == theirs.wholeSeconds }
  }

  func compare(_ other: FEELDateTime) -> Int? {
    clocks(with: other).map { mine, theirs in Int((mine - theirs).signum()) }
  }

  /// Returns both moments by one clock, in nanoseconds; nil between a local time and one with an offset.
  func clocks(with other: FEELDateTime) -> (Int128, Int128)? {
    if time.zone == nil, other.time.zone == nil { return (local, other.local) }
    guard let mine = instant, let theirs = other.instant else { return nil }
    return (mine, theirs)
  }
}

extension BinaryInteger {
  /// The seconds that have gone by in full, of so many nanoseconds.
  fileprivate var wholeSeconds: Self {
    let second: Self = 1_000_000_000
    return self >= 0 ? self / second : (self - second + 1) / second
  }
}

extension FEELRange {
  /// Tells whether a value lies inside; nil where that cannot be told.
  func contains(_ value: FEELValue) -> Bool? {
    var isKnown = true
    if let low {
      guard let order = value.compare(low) else { return nil }
      if order < 0 || order == 0 && !includesLow { return false }
    }
    if let high {
      if let order = value.compare(high) {
        if order > 0 || order == 0 && !includesHigh { return false }
      } else {
        isKnown = false
      }
    }
    return isKnown ? true : nil
  }
}

extension Relation {
  /// Tells whether the relation holds for two values; nil where that cannot be told.
  func holds(_ a: FEELValue, _ b: FEELValue) -> Bool? {
    switch self {
    case .equal: a.equals(b)
    case .notEqual: a.equals(b).map { !$0 }
    case .less: a.compare(b).map { $0 < 0 }
    case .lessOrEqual: a.compare(b).map { $0 <= 0 }
    case .greater: a.compare(b).map { $0 > 0 }
    case .greaterOrEqual: a.compare(b).map { $0 >= 0 }
    }
  }
}
