package import PolicyTypes

/// What the reference evaluator finds for one subject.
package struct ReferenceResult: Hashable, Sendable {
  /// Absent where the policy has no score or the score is missing.
  package let score: Value
  package let baseGrade: Value
  package let grade: Value
  /// The grade that is shown; absent where no outcome beside the scale says what is.
  package let shown: Value
  /// The names of the rules that hold, in the order of the policy.
  package let rules: [String]
  package let measures: [GivenMeasure]
  /// The names of the measures that the subject would have, had records not said that they have ended.
  package let endedMeasures: [String]
  package let outputs: [OutputResult]
  /// The names of the clauses on which the result rests and that leave the decision to people.
  package let discretion: [String]
  package let indicators: [IndicatorResult]
  package let faults: [RequirementFault]
  /// What was found outside of the type that the tree gives it: a mistake of whoever made the tree.
  package let breaches: [String]

  package init(
    score: Value, baseGrade: Value, grade: Value, shown: Value = .absent, rules: [String], measures: [GivenMeasure],
    endedMeasures: [String], outputs: [OutputResult], discretion: [String],
    indicators: [IndicatorResult], faults: [RequirementFault],
    breaches: [String]
  ) {
    self.score = score
    self.baseGrade = baseGrade
    self.grade = grade
    self.shown = shown
    self.rules = rules
    self.measures = measures
    self.endedMeasures = endedMeasures
    self.outputs = outputs
    self.discretion = discretion
    self.indicators = indicators
    self.faults = faults
    self.breaches = breaches
  }
}

/// A measure that the subject gets, with its numbers, or with the records that give it.
package struct GivenMeasure: Hashable, Sendable {
  package let name: String
  package let numbers: [Value]
  package let records: [MeasureOfRecord]

  package init(name: String, numbers: [Value], records: [MeasureOfRecord] = []) {
    self.name = name
    self.numbers = numbers
    self.records = records
  }
}

/// A record that gives a measure, with the measure's numbers.
package struct MeasureOfRecord: Hashable, Sendable {
  /// The place of the record among all of its type that the subject has on the as-of date.
  package let row: Int
  package let numbers: [Value]

  package init(row: Int, numbers: [Value]) {
    self.row = row
    self.numbers = numbers
  }
}

/// What an output comes to: one value for each row of its domain.
package struct OutputResult: Hashable, Sendable {
  package let name: String
  package let values: [Value]

  package init(name: String, values: [Value]) {
    self.name = name
    self.values = values
  }
}

/// What one indicator comes to.
package struct IndicatorResult: Hashable, Sendable {
  package let path: String
  package let value: Value
  /// What each record that counts adds, after repair, in order; empty where the indicator is not for records.
  package let contributions: [Contribution]

  package init(path: String, value: Value, contributions: [Contribution]) {
    self.path = path
    self.value = value
    self.contributions = contributions
  }
}

/// What one record adds to an indicator.
package struct Contribution: Hashable, Sendable {
  /// The place of the record among all of its type that the subject has on the as-of date.
  package let row: Int
  package let amount: Value

  package init(row: Int, amount: Value) {
    self.row = row
    self.amount = amount
  }
}

/// A record that lacks a field which its other fields make necessary.
package struct RequirementFault: Hashable, Sendable {
  package let domain: Int
  package let field: Int
  /// The place of the record among all of its type that the subject has on the as-of date.
  package let row: Int

  package init(domain: Int, field: Int, row: Int) {
    self.domain = domain
    self.field = field
    self.row = row
  }
}
