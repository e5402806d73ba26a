import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Operators and tests.
extension FEELEvaluator {
  mutating func operation(_ node: FEELNode) throws(FEELFailure) -> FEELValue {
    switch node.kind {
    case .negation(let operand): return try value(of: operand).negated
    case .arithmetic(let operation, let left, let right):
      let a = try value(of: left)
      let b = try value(of: right)
      if case .string(let text) = a { try work(text.utf8.count / 16, at: node.span) }
      let result = operation.apply(a, b, zones)
      // Nothing but its size keeps such a result from being a value, and no type could tell.
      if result.isNull, !node.type.isOptional { throw .outOfRange(at: node.span) }
      return result
    case .comparison(let relation, let left, let right):
      let a = try value(of: left)
      let b = try value(of: right)
      try countWhole(a, at: node.span)
      return .boolean(orNull: relation.holds(a, b))
    case .conjunction(let left, let right): return try conjunction(left, right)
    case .disjunction(let left, let right): return try disjunction(left, right)
    case .membership(let operand, let tests):
      let tested = try value(of: operand)
      return .boolean(orNull: try passes(tested, tests))
    case .conditional(let condition, let then, let otherwise):
      // A condition that cannot be told takes the other branch, as FEEL has it.
      return try value(of: value(of: condition) == .boolean(true) ? then : otherwise)
    default: return .null
    }
  }

  private mutating func conjunction(_ left: FEELNode, _ right: FEELNode) throws(FEELFailure) -> FEELValue {
    let a = try value(of: left)
    if a == .boolean(false) { return a }
    let b = try value(of: right)
    return b == .boolean(false) ? b : a.isNull || b.isNull ? .null : .boolean(true)
  }

  private mutating func disjunction(_ left: FEELNode, _ right: FEELNode) throws(FEELFailure) -> FEELValue {
    let a = try value(of: left)
    if a == .boolean(true) { return a }
    let b = try value(of: right)
    return b == .boolean(true) ? b : a.isNull || b.isNull ? .null : .boolean(false)
  }

  // MARK: Tests

  /// Tells whether one of the tests holds; nil where that cannot be told.
  mutating func passes(_ value: FEELValue, _ tests: [FEELTest]) throws(FEELFailure) -> Bool? {
    var isKnown = true
    for test in tests {
      guard let result = try passes(value, test) else {
        isKnown = false
        continue
      }
      if result { return true }
    }
    return isKnown ? false : nil
  }

  private mutating func passes(_ value: FEELValue, _ test: FEELTest) throws(FEELFailure) -> Bool? {
    switch test {
    case .any: return true
    case .comparison(let relation, let bound): return relation.holds(value, try self.value(of: bound))
    case .equal(let other):
      try countWhole(value, at: other.span)
      return value.equals(try self.value(of: other))
    case .holds(let condition): return try self.value(of: condition).boolean
    case .not(let tests): return try passes(value, tests).map { !$0 }
    case .anyOf(let tests): return try passes(value, tests)
    case .within(let ranges):
      switch try self.value(of: ranges) {
      case .range(let range): return range.contains(value)
      case .list(let elements):
        try work(elements.count, at: ranges.span)
        return anyHolds(elements) { $0.range?.contains(value) }
      default: return nil
      }
    case .oneOf(let list):
      guard let elements = try self.value(of: list).list else { return nil }
      try countWhole(.list(elements), at: list.span)
      return anyHolds(elements) { value.equals($0) }
    }
  }

  private func anyHolds(_ values: [FEELValue], _ test: (FEELValue) -> Bool?) -> Bool? {
    var isKnown = true
    for value in values {
      guard let result = test(value) else {
        isKnown = false
        continue
      }
      if result { return true }
    }
    return isKnown ? false : nil
  }
}

extension FEELValue {
  fileprivate var negated: FEELValue {
    switch self {
    case .number(let number): .number(number.negated)
    case .yearsMonths(let duration): YearsMonths(months: -duration.months).map { .yearsMonths($0) } ?? .null
    case .daysTime(let duration): DaysTime(nanoseconds: -duration.nanoseconds).map { .daysTime($0) } ?? .null
    default: .null
    }
  }
}
