package import PolicyIR
import PolicyTypes

/// How results are written.
package enum ResultFormat: String, Hashable, Sendable, CaseIterable {
  /// One JSON object a line, with lists and objects inside.
  case jsonLines = "jsonl"
  /// RFC 4180 with a header; names in lists are joined with `|`.
  case csv
}

/// A column of the results.
package enum ResultColumn: Hashable, Sendable {
  case id
  /// The first day of the period that is graded, and the as-of date: what dates a result for later runs to read.
  case periodStart
  case gradedOn
  case score
  case grade
  /// The grade before any rule moved it.
  case baseGrade
  /// The grade that is shown, where an outcome beside the scale says what is meanwhile.
  case shownGrade
  /// The reason of the decision that the result rests on; only where a policy chooses the column.
  case decision
  /// What the policy keeps for later runs, each in a column of its own name.
  case remembered
  /// Whether the result rests on disputed records.
  case disputed
  /// The names of the rules that hold.
  case rules
  case alerts
  case tags
  /// The measures given, with their numbers. In CSV each number is a column of its own, `measure.number`.
  case measures
  /// The measures that the subject would have, had records not said that they are carried out or lifted.
  case ended
  /// The clauses on which the result rests and whose source leaves the decision to people.
  case discretion
  /// The indicators that cost most points, where a run gives reasons.
  case reasons
  /// The rule that made the last difference to the grade, where a run gives reasons.
  case decidedBy
  /// The digest of what the policy reads of the subject, where a run gives digests.
  case inputDigest
  /// The digest of the row as it is written, without this column.
  case rowDigest
  /// An output of the subject, by its place in the outline.
  case output(Int)
  /// The outputs of the records of a type: a list of JSON objects in either format, each with the record's key.
  case records(DomainID)

  /// The columns in the order in which they stand where the policy does not choose: a policy without a score or a grade
  /// has no columns for them.
  ///
  /// A run that gives reasons adds them at the end.
  static func all(of program: IRProgram, withReasons: Bool) -> [ResultColumn] {
    let outline = program.outline
    let graded: [ResultColumn] = outline.grade == nil ? [] : [.grade, .baseGrade] + shown(of: outline)
    return [.id] + dates(of: outline) + (outline.score == nil ? [] : [.score]) + graded + marks(of: outline)
      + outputs(of: program) + [.rules, .alerts, .tags, .measures] + endings(of: outline)
      + (withReasons ? reasonColumns : [])
  }

  /// What became of measures, and what rests on people, where there can be any.
  private static func endings(of outline: Outline) -> [ResultColumn] {
    (outline.measures.contains { $0.followUp != nil } ? [.ended] : [])
      + (outline.discretions.isEmpty ? [] : [.discretion])
  }

  static let reasonColumns: [ResultColumn] = [.reasons, .decidedBy]

  /// Every column that may be chosen, those that are always empty as well.
  static func choices(of program: IRProgram, withReasons: Bool) -> [ResultColumn] {
    [.id] + (program.outline.period == nil ? [] : [.periodStart]) + [.gradedOn] + [.score, .grade, .baseGrade]
      + shown(of: program.outline) + (program.outline.grade?.decision == nil ? [] : [.decision])
      + marks(of: program.outline)
      + outputs(of: program) + [.rules, .alerts, .tags, .measures] + endings(of: program.outline)
      + (withReasons ? reasonColumns : [])
  }

  /// What dates a result for later runs, where the policy reads earlier ones.
  private static func dates(of outline: Outline) -> [ResultColumn] {
    guard outline.history != nil else { return [] }
    return outline.period == nil ? [.gradedOn] : [.periodStart, .gradedOn]
  }

  /// What later runs read beside score and grade, and whether records that can be disputed are.
  private static func marks(of outline: Outline) -> [ResultColumn] {
    (outline.history == nil ? [] : [.remembered]) + (outline.disputes == nil ? [] : [.disputed])
  }

  private static func shown(of outline: Outline) -> [ResultColumn] {
    outline.grade?.shown == nil ? [] : [.shownGrade]
  }

  private static func outputs(of program: IRProgram) -> [ResultColumn] {
    let outline = program.outline
    let own = outline.outputs.indices.filter { outline.outputs[$0].domain == .subject }
    return own.map(ResultColumn.output) + outline.outputDomains.map(ResultColumn.records)
  }

  func name(in program: IRProgram) -> String {
    switch self {
    case .id: "id"
    case .periodStart: "period start"
    case .gradedOn: "graded on"
    case .remembered: "remembered"
    case .disputed: "disputed"
    case .score: "score"
    case .grade: "grade"
    case .baseGrade: "base grade"
    case .shownGrade: "shown grade"
    case .decision: "decision"
    case .rules: "rules"
    case .alerts: "alerts"
    case .tags: "tags"
    case .measures: "measures"
    case .ended: "measures ended"
    case .discretion: "discretion"
    case .reasons: "reasons"
    case .decidedBy: "decided by"
    case .inputDigest: "input digest"
    case .rowDigest: "row digest"
    case .output(let place): program.outline.outputs[place].clause.name
    case .records(let domain): program.schema[domain].name
    }
  }
}
