package import PolicyDiagnostics
package import PolicyTypes

/// Why one subject has its grade: the derivation as plain data, from the grade down to the single records.
///
/// Every number that a reader needs to arrive at the same score with a pocket calculator is in it. Steps have ids that
/// stay the same from run to run, such as `score.compliance.minor/penalties[XZCF-001]`.
package struct Explanation: Hashable, Sendable {
  package let policy: PolicyReference
  package let asOf: CalendarDate
  /// The period that was graded; nil where the policy has none, or the subject lacks the date that it starts from.
  package let period: PeriodStep?
  /// The earlier results; nil where the policy reads none.
  package let history: HistoryStep?
  /// The disputed records that count.
  package let disputed: [RecordReference]
  /// The clauses in force here whose words leave the decision to people.
  package let discretion: [DiscretionStep]
  package let subject: SubjectStep
  /// The values that their fields cannot hold and that the policy takes for missing, or for what makes a record void.
  package var invalid: [InvalidValueStep] = []
  package let grade: GradeStep?

  /// The score; nil where the policy has none.
  package let score: ScoreStep?

  /// The trees of indicators; that of the score comes first.
  package let indicators: [IndicatorStep]
  package let facts: [FactStep]
  package let rules: [RuleStep]
  package let measures: [MeasureStep]
  package let outputs: [OutputStep]
  /// How Chinese-speaking readers are shown quotations from the policy, by what is quoted.
  package let readings: [String: String]
  /// What would change the grade; nil where nobody asked.
  package var advice: Advice?
  /// What the grade could be if everything were known; nil where nobody asked, or everything is.
  package var uncertainty: UncertaintyStep?
  /// What the result would be without some records; nil where nobody asked.
  package var without: WithoutStep?
  /// By what the explanation can be checked; nil where nobody asked.
  package var receipt: ExplanationReceipt?

  package init(
    policy: PolicyReference, asOf: CalendarDate, period: PeriodStep? = nil, history: HistoryStep? = nil,
    disputed: [RecordReference] = [], discretion: [DiscretionStep] = [], subject: SubjectStep, grade: GradeStep?,
    score: ScoreStep?, indicators: [IndicatorStep], facts: [FactStep], rules: [RuleStep], measures: [MeasureStep],
    outputs: [OutputStep], readings: [String: String] = [:]
  ) {
    self.policy = policy
    self.asOf = asOf
    self.period = period
    self.history = history
    self.disputed = disputed
    self.discretion = discretion
    self.subject = subject
    self.grade = grade
    self.score = score
    self.indicators = indicators
    self.facts = facts
    self.rules = rules
    self.measures = measures
    self.outputs = outputs
    self.readings = readings
  }
}

/// Which policy gave the grade.
package struct PolicyReference: Hashable, Sendable {
  package let name: String
  package let version: String
  package let title: String?
}

/// The period that was graded.
package struct PeriodStep: Hashable, Sendable {
  package let start: CalendarDate
  /// The first day after it.
  package let end: CalendarDate
}

/// What the policy gave the subject before.
package struct HistoryStep: Hashable, Sendable {
  /// The results that count, one a period, the earliest first.
  package let counted: [RecordReference]
  package let notCounted: [UncountedRecord]
}

/// A clause on which the result rests, and the words of its source that leave the decision to people.
package struct DiscretionStep: Hashable, Sendable {
  /// The id of the clause's step.
  package let id: String
  package let clause: Citation
  package let words: String
}

/// Whom the explanation is about.
package struct SubjectStep: Hashable, Sendable {
  package let id: String
  /// The fields that the policy reads.
  package let fields: [Figure]
}

/// A value in the data that its field cannot hold.
package struct InvalidValueStep: Hashable, Sendable {
  /// The record type and the field, as the data name them; nil for a field of the subject.
  package let record: String?
  package let field: String
  package let value: String
  package let code: DiagnosticCode
  package let reason: LocalizedText
  package let treatment: InvalidValue

  package init(
    record: String?, field: String, value: String, code: DiagnosticCode, reason: LocalizedText,
    treatment: InvalidValue
  ) {
    self.record = record
    self.field = field
    self.value = value
    self.code = code
    self.reason = reason
    self.treatment = treatment
  }
}

/// The score, and which indicator it is.
package struct ScoreStep: Hashable, Sendable {
  package let indicator: String
  /// The number; nil where everything that it is made of is missing.
  package let result: Decimal128?
  /// Whether points speak against the subject, so that fewer lead to a better grade.
  package let lessIsBetter: Bool
}

/// A name and the value that it had.
package struct Figure: Hashable, Sendable {
  package let name: String
  package let title: String?
  package let value: Value
  package let unit: Unit

  package init(name: String, title: String?, value: Value, unit: Unit) {
    self.name = name
    self.title = title
    self.value = value
    self.unit = unit
  }
}

/// A place in a policy file, the file as it is cited.
///
/// Its line is looked for where it is asked for: few places of an explanation are written.
package struct Place: Hashable, Sendable {
  private let span: SourceSpan

  init(_ span: SourceSpan) { self.span = span }

  package var file: String { span.file.citedPath }

  /// The line, counted from one.
  package var line: Int { span.file.lineIndex(at: span.start) + 1 }
}

/// The piece of the policy that a step rests on.
package struct Citation: Hashable, Sendable {
  private let clause: Clause

  package init(_ clause: Clause) { self.clause = clause }

  package var name: String { clause.name }
  package var title: String? { clause.title }
  package var place: Place { Place(clause.span) }
  /// The source document and article.
  package var basis: String? { clause.basis }
  /// The full name of the source document, where the basis cites it by a short one.
  package var source: String? { clause.source }
  /// What the basis says after that short name, such as the article.
  package var article: String? { clause.article }
  /// Why the drafter chose a number that the source does not give.
  package var assumption: String? { clause.assumption }
  /// The clause in the policy's own words: its first line, and those below it that are further in.
  package var excerpt: Excerpt { Excerpt(span: clause.span) }

  /// The title, or the last part of the name.
  package var heading: String {
    title ?? name.split(separator: ".").last.map(String.init) ?? name
  }
}

/// How one value came about.
package struct ValueStep: Hashable, Sendable {
  /// The value as the policy writes it.
  package let text: String
  package let place: Place
  package let result: Value
  package let inputs: [Figure]
  /// The rows that decided, the outermost first; empty where the value has no rows.
  package let rows: [RowStep]
  /// The rows that decided together, below the last of `rows`; nil where one row decides.
  package let tally: TallyStep?
  /// What the condition is made of; nil where it is not made of others.
  package let members: MembersStep?
  /// The calculation in numbers, such as `min(20, 2 × 3)`; nil where there is nothing to calculate.
  package let arithmetic: String?

  /// The place of the row that decided, or of the value itself.
  package var decidingPlace: Place { rows.last?.place ?? place }
}

/// The rows of a lookup that hold, where several decide together.
package struct TallyStep: Hashable, Sendable {
  package let take: Take
  package let rows: [TallyRow]
}

/// A row that holds, and what it gives.
package struct TallyRow: Hashable, Sendable {
  package let row: RowStep
  package let value: ValueStep
  /// Whether its value is, or is part of, what was taken.
  package let isTaken: Bool
}

/// The conditions that a condition is made of.
package struct MembersStep: Hashable, Sendable {
  package let need: MemberNeed
  /// Each condition; whether it holds is its result.
  package let conditions: [ValueStep]

  /// How many of the conditions must hold.
  package var neededCount: Int {
    switch need {
    case .all: conditions.count
    case .any: 1
    case .atLeast(let count): count
    }
  }

  package var holdingCount: Int { conditions.count { $0.result == .boolean(true) } }
}

/// The row of a lookup, or the case, that decided.
package struct RowStep: Hashable, Sendable {
  /// The place of the row among its siblings, from one.
  package let number: Int
  /// The test as written; nil for `otherwise`.
  package let test: String?
  /// What the row gives, as written.
  package let text: String
  package let place: Place
  /// What the test is made of; nil where it is not made of others.
  package let members: MembersStep?
  /// What people call the reference figures that the row is one of; nil for a row of the policy's own.
  package let reference: String?
}

// MARK: Grade, facts, rules

/// How the grade was found.
package struct GradeStep: Hashable, Sendable {
  package let clause: Citation
  package let base: ValueStep
  /// The next better grade that the base could be; nil where the policy does not say it in rows, or there is none.
  package let next: NextGradeStep?
  /// The moves of the rules that hold, in the order in which they act.
  package let moves: [MoveStep]
  /// The grade; nil where there is none.
  package let result: String?
  /// What people decided about it; nil where nobody did.
  package let decision: DecisionStep?
  /// The outcome beside the scale that the subject has instead of a grade; nil for none.
  package let outcome: OutcomeStep?

  package static let id = "grade"
}

/// What people decided about the grade.
package struct DecisionStep: Hashable, Sendable {
  package let clause: Citation
  package let record: RecordReference
  package let effect: DecisionEffect
  /// The grade that the decision names, and those before and after it.
  package let grade: String?
  package let before: String?
  package let after: String?
  package let reason: String
  package let decider: String
  /// Its last day; nil where it has none.
  package let until: CalendarDate?
}

/// An outcome beside the scale that a subject has.
package struct OutcomeStep: Hashable, Sendable {
  package let clause: Citation
  package let reason: String?
  /// The grade that is shown meanwhile; nil for none.
  package let shows: String?
  /// Whether the policy says what is shown.
  package let saysWhatIsShown: Bool
  /// Its last day; nil where it has none.
  package let lastDay: CalendarDate?
}

/// What a rule did to the grade.
package struct MoveStep: Hashable, Sendable {
  /// The id of the rule's step.
  package let rule: String
  package let clause: Citation
  package let move: Move
  /// The grade before and after all moves of the same kind.
  package let before: String?
  package let after: String?
  /// Whether this move made the difference.
  package let isEffective: Bool
}

/// A move of the grade, in words of the scale.
package enum Move: Hashable, Sendable {
  case exactly(String)
  case noBetterThan(String)
  case noWorseThan(String)
  case worse(Int)
  case better(Int)
}

/// A named fact and what it was.
package struct FactStep: Hashable, Sendable {
  package let id: String
  package let clause: Citation
  package let kind: Kind

  package enum Kind: Hashable, Sendable {
    case value(ValueStep)
    /// The keys of the records that the selection holds.
    case selection(source: String, records: [String])
    case list(ListStep)
  }
}

/// A rule and whether it holds.
package struct RuleStep: Hashable, Sendable {
  package let id: String
  package let clause: Citation
  package let holds: Bool
  package let condition: ValueStep
  /// What the condition lacks; nil where it holds.
  package let gap: GapStep?
  package let move: Move?
  package let alert: String?
  package let tag: String?
  /// What was repaired of the records that the condition looks at.
  package let repairs: [RepairedRecord]
}

/// A record that was repaired, whether or not that counts.
package struct RepairedRecord: Hashable, Sendable {
  package let record: RecordReference
  package let repair: RepairStep
}
