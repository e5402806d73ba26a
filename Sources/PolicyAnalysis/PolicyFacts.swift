package import PolicyDiagnostics
package import PolicyTypes

/// What can be said of a policy's score and of what decides it, without any data.
package struct PolicyFacts: Sendable {
  package let asOf: CalendarDate
  package let score: AttainedRange
  package let indicators: [IndicatorFacts]

  /// How many of the indicators, thresholds, rules, repairs and measures say what they rest on.
  package let sources: SourceCounts
}

/// Where a number lies, and how far subjects that were made up come.
package struct AttainedRange: Sendable {
  /// What is proved: no subject lies outside.
  package let proved: NumberRange

  /// The least and the greatest that a run has shown.
  package var least: Attained?
  package var greatest: Attained?

  package init(proved: NumberRange) {
    self.proved = proved
  }

  mutating func take(_ number: Decimal128, _ example: @autoclosure () -> String?) {
    if least.map({ number < $0.number }) ?? true { least = Attained(number: number, example: example()) }
    if greatest.map({ number > $0.number }) ?? true { greatest = Attained(number: number, example: example()) }
  }
}

/// A number that a subject has, and that subject as a policy test.
package struct Attained: Sendable {
  package let number: Decimal128
  package let example: String?
}

/// What one indicator can do.
package struct IndicatorFacts: Sendable {
  package let clause: Clause
  package let points: AttainedRange

  /// Its share of the score where everything counts, and where all that may be left out is; nil where its weight is not
  /// fixed or no group above it is a mean.
  package let share: Decimal128?
  package let greatestShare: Decimal128?

  /// Whether a subject's grade can be another because of it alone; nil where the policy gives no grades.
  package let changesGrade: Answer?

  /// Whether it can make the difference between the best grade and the worst, all else being equal.
  package let movesBestToWorst: Answer?

  /// The best grade that is left where it gives the least, and the worst where it gives the most, whatever else there
  /// is; nil where that excludes nothing.
  package let bestAtLeast: String?
  package let worstAtMost: String?

  /// What became of a question about the indicator, with two subjects that show it.
  package struct Answer: Sendable {
    package let verdict: Proof.Verdict
    package let example: String?
  }
}

/// How many clauses of each kind say what they rest on.
package struct SourceCounts: Sendable {
  package let entries: [Entry]

  package struct Entry: Sendable {
    package let kind: Kind
    /// Those that cite a document.
    package let cited: Int
    /// Those that rest on the drafter's own assumption.
    package let assumed: Int
    package let total: Int
  }

  package enum Kind: String, Sendable {
    case indicators
    case thresholds
    case rules
    case repairs
    case measures

    package var words: LocalizedText {
      switch self {
      case .indicators: LocalizedText(rawValue, "指标")
      case .thresholds: LocalizedText(rawValue, "等级界限")
      case .rules: LocalizedText(rawValue, "规则")
      case .repairs: LocalizedText(rawValue, "修复")
      case .measures: LocalizedText(rawValue, "措施")
      }
    }
  }
}
