import PolicyDiagnostics
import PolicyIR
import PolicySyntax
import PolicyTypes

/// One thing that a test expects of the results.
struct Expectation {
  /// What is written, where a failure points at.
  let written: YAMLScalar
  let kind: Kind

  enum Kind: Hashable {
    case grade(String)
    /// The grade before the rules, or the one that is shown; absent for none.
    case otherGrade(GradeStage, Value)
    /// The number of an indicator, or that it is left out.
    case indicator(IndicatorID, Value)
    /// A number of a measure; absent where the measure is not given. With a key that of one record.
    case measureNumber(MeasureNumberPlace, record: String?, Value)
    /// Whether the record with the key gives a measure.
    case measureOfRecord(Int, record: String, Bool)
    case name(NameKind, String, isIncluded: Bool)
    /// An output by its place; with a key that of one record.
    case output(Int, record: String?, Value)
    /// A person has still to say what the grade, or an indicator's number, must be.
    case gradeToConfirm
    case indicatorToConfirm(IndicatorID)
  }
}

/// A grade beside the result itself.
enum GradeStage: Hashable, CaseIterable {
  case base
  case shown

  var keyword: Keyword { self == .base ? .baseGrade : .shownGrade }

  /// The value that holds it; nil where the policy has none.
  func value(in outline: Outline) -> ValueID? {
    switch self {
    case .base: outline.grade?.base.result
    case .shown: outline.grade?.shown
    }
  }
}

/// The place of a measure's number in an outline.
struct MeasureNumberPlace: Hashable {
  let measure: Int
  let number: Int

  /// The name in expectations and results: `sampling.inspection ratio`.
  func name(in outline: Outline) -> String {
    let measure = outline.measures[measure]
    return "\(measure.clause.name).\(measure.numbers[number].name)"
  }

  static func all(in outline: Outline) -> [MeasureNumberPlace] {
    outline.measures.indices.flatMap { measure in
      outline.measures[measure].numbers.indices.map { MeasureNumberPlace(measure: measure, number: $0) }
    }
  }
}

/// The kinds of results that are lists of names.
enum NameKind: CaseIterable {
  case rules
  case measures
  case alerts
  case tags

  var keyword: Keyword {
    switch self {
    case .rules: .rules
    case .measures: .measures
    case .alerts: .alerts
    case .tags: .tags
    }
  }

  /// Every name of this kind that a policy can give, in its order.
  func names(in outline: Outline) -> [String] {
    switch self {
    case .rules: outline.rules.map(\.clause.name)
    case .measures: outline.measures.map(\.clause.name)
    case .alerts: outline.rules.compactMap(\.alert)
    case .tags: outline.rules.compactMap(\.tag)
    }
  }
}
