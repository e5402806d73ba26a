package import PolicyTypes

/// What stands between a condition and its truth: the tests in it that fail, each with what it saw and what it wants.
package indirect enum GapStep: Hashable, Sendable {
  case test(FailedTest)
  /// All of these must come out otherwise.
  case all([GapStep])
  /// One of these is enough.
  case any([GapStep])

  /// The tests, in the order of the policy.
  package var tests: [FailedTest] {
    switch self {
    case .test(let test): [test]
    case .all(let parts), .any(let parts): parts.flatMap(\.tests)
    }
  }
}

/// One test that came out otherwise than a condition wants.
package struct FailedTest: Hashable, Sendable {
  /// What was tested, as the policy calls it; nil where it has no name of its own.
  package let name: String?
  package let title: String?
  package let unit: Unit
  package let actual: Value
  package let wanted: Wanted

  package enum Wanted: Hashable, Sendable {
    /// That the value is in this relation to another, such as `≥ 75`.
    case relation(Relation, Value)
    case oneOf([String])
    /// That there is a value at all.
    case present
  }

  /// How far the value is from the bound: a number of its own unit, or days between two dates; nil for other values and
  /// where the value is the bound itself, which a strict relation leaves out.
  package var distance: Decimal128? {
    guard case .relation(let relation, let bound) = wanted, relation != .notEqual else { return nil }
    if actual == bound { return nil }
    if let actual = actual.number, let bound = bound.number { return bound.subtracting(actual)?.magnitude }
    if let actual = actual.date, let bound = bound.date {
      return Decimal128(Int64(bound.dayNumber) - Int64(actual.dayNumber)).magnitude
    }
    return nil
  }
}

/// The next better grade than the base grade, and what the policy asks for it.
package struct NextGradeStep: Hashable, Sendable {
  package let grade: String
  /// The row that would give it.
  package let row: RowStep
  package let gap: GapStep
}

extension Relation {
  /// The sign that people write.
  package var sign: String {
    switch self {
    case .equal: "="
    case .notEqual: "≠"
    case .less: "<"
    case .lessOrEqual: "≤"
    case .greater: ">"
    case .greaterOrEqual: "≥"
    }
  }
}
