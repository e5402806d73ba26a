package import PolicyDiagnostics
package import PolicyTypes

/// An indicator: a number with a name.
package struct TypedIndicator: Hashable, Sendable {
  package let clause: Clause
  /// The range, decimals and absence of the result.
  package let type: PolicyType
  package let weight: TypedWeight?
  package let condition: TypedValue?
  /// For which records; `oncePer` of this selection keeps the record with the largest contribution.
  package let selection: SelectionID?
  package let repair: RepairID?
  package let worth: Worth
  /// What records that have something in common add or take away together at most.
  package let keyCaps: [TypedKeyCap]
  /// At most this much in magnitude; never negative.
  package let cap: TypedValue?
  package let clampLow: TypedValue?
  package let clampHigh: TypedValue?
  package let rounding: Rounding?
  package let missing: Missing?

  package enum Worth: Hashable, Sendable {
    case points(TypedValue)
    /// Never negative.
    case deduction(TypedValue)
    case sum(start: TypedValue?, children: [IndicatorIndex])
    case weightedMean(children: [IndicatorIndex])
    /// One of the children that are present, from a start.
    case chosen(PartChoice, start: TypedValue?, children: [IndicatorIndex])
  }

  package enum Missing: Hashable, Sendable {
    case value(TypedValue)
    case leftOut
    /// The whole is missing, up to the score, and so the subject is not rated.
    case notRated
  }

  package struct Rounding: Hashable, Sendable {
    package let digits: Int
    package let mode: RoundingMode
    package let span: SourceSpan

    package init(digits: Int, mode: RoundingMode, span: SourceSpan) {
      self.digits = digits
      self.mode = mode
      self.span = span
    }
  }

  package init(
    clause: Clause, type: PolicyType, weight: TypedWeight?, condition: TypedValue?, selection: SelectionID?,
    repair: RepairID?, worth: Worth, keyCaps: [TypedKeyCap] = [], cap: TypedValue?, clampLow: TypedValue?,
    clampHigh: TypedValue?, rounding: Rounding?, missing: Missing?
  ) {
    self.clause = clause
    self.type = type
    self.weight = weight
    self.condition = condition
    self.selection = selection
    self.repair = repair
    self.worth = worth
    self.keyCaps = keyCaps
    self.cap = cap
    self.clampLow = clampLow
    self.clampHigh = clampHigh
    self.rounding = rounding
    self.missing = missing
  }
}

/// The most that records with equal keys add or take away together.
package struct TypedKeyCap: Hashable, Sendable {
  /// The keys as written.
  package let text: String
  package let span: SourceSpan
  /// Values of a record; none is ever absent.
  package let keys: [TypedExpression]
  /// Never negative; it may differ from record to record.
  package let bound: TypedValue

  package init(text: String, span: SourceSpan, keys: [TypedExpression], bound: TypedValue) {
    self.text = text
    self.span = span
    self.keys = keys
    self.bound = bound
  }
}

/// How much an indicator counts among its siblings; never negative.
package enum TypedWeight: Hashable, Sendable, ExpressibleByIntegerLiteral {
  case number(Decimal128)
  /// A value of the subject.
  case value(TypedValue)

  package init(integerLiteral value: Int) { self = .number(Decimal128(value)) }

  /// The weight that is the same for every subject.
  package var number: Decimal128? {
    if case .number(let number) = self { number } else { nil }
  }
}

/// The grade of a part of the score.
package struct TypedPartGrade: Hashable, Sendable {
  package let indicator: IndicatorIndex
  /// A grade of the policy's scale; it may read the indicator.
  package let value: TypedValue

  package init(indicator: IndicatorIndex, value: TypedValue) {
    self.indicator = indicator
    self.value = value
  }
}
