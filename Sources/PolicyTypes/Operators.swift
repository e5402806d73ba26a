/// What is done with two numbers.
package enum ArithmeticOperator: String, Hashable, Sendable, CaseIterable {
  case add
  case subtract
  case multiply
  /// Rounds once, at 34 digits half-even; absent where the divisor is zero.
  case divide
  case minimum
  case maximum
}

/// How two values of one form compare. Labels of a scale compare by rank, best first: the best is the least.
package enum Relation: String, Hashable, Sendable, CaseIterable {
  case equal
  case notEqual
  case less
  case lessOrEqual
  case greater
  case greaterOrEqual

  /// The relation that holds for `b` and `a` where this one holds for `a` and `b`.
  package var swapped: Relation {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  /// The relation that holds exactly where this one does not.
  package var opposite: Relation {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }
}
