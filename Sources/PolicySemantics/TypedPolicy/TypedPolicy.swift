package import PolicyDiagnostics
package import PolicyTypes

/// A policy that has passed the check: every name resolved, every type known, no error left.
///
/// Declarations refer to each other by their places in these lists, so the tree has no cycles of its own; that the
/// policy has none either is part of the check.
package struct TypedPolicy: Hashable, Sendable {
  package let id: String
  package let title: String?
  package let version: String
  package let effectiveFrom: CalendarDate?
  package let effectiveUntil: CalendarDate?
  /// The period that a run grades; nil where the policy has no periods.
  package let period: TypedPeriod?
  /// Which days are working days; there where the policy counts in them.
  package let calendar: WorkingCalendar?
  /// What the policy knows of its earlier results; nil where it reads none.
  package let history: TypedHistory?
  package let span: SourceSpan

  /// The subject first, then every record type after the one it hangs below.
  package let domains: [TypedDomain]
  package let constants: [TypedConstant]
  package let selections: [TypedSelection]
  package let facts: [TypedFact]
  package let lists: [TypedList]
  /// What people may decide; nil where the policy knows of no decisions.
  package let decisions: TypedDecisions?
  /// Children come before their parent; the score, if there is one, is last.
  package let indicators: [TypedIndicator]
  package let score: IndicatorIndex?
  package let partGrades: [TypedPartGrade]
  package let grade: TypedGrade?
  package let rules: [TypedRule]
  package let repairs: [TypedRepair]
  package let measures: [TypedMeasure]
  /// The record types that say what became of measures.
  package let followUps: [TypedFollowUp]
  package let combinations: [TypedCombination]
  package let outputs: [TypedOutput]
  package let notEncoded: [NotEncodedClause]

  package init(
    id: String, title: String?, version: String, effectiveFrom: CalendarDate?, effectiveUntil: CalendarDate?,
    span: SourceSpan, domains: [TypedDomain], constants: [TypedConstant], selections: [TypedSelection],
    facts: [TypedFact], indicators: [TypedIndicator], score: IndicatorIndex?, grade: TypedGrade?, rules: [TypedRule],
    repairs: [TypedRepair], measures: [TypedMeasure], outputs: [TypedOutput] = [],
    notEncoded: [NotEncodedClause], period: TypedPeriod? = nil, calendar: WorkingCalendar? = nil,
    history: TypedHistory? = nil, partGrades: [TypedPartGrade] = [], followUps: [TypedFollowUp] = [],
    combinations: [TypedCombination] = [], lists: [TypedList] = [],
    decisions: TypedDecisions? = nil
  ) {
    self.id = id
    self.title = title
    self.version = version
    self.effectiveFrom = effectiveFrom
    self.effectiveUntil = effectiveUntil
    self.period = period
    self.calendar = calendar
    self.history = history
    self.partGrades = partGrades
    self.span = span
    self.domains = domains
    self.constants = constants
    self.selections = selections
    self.facts = facts
    self.lists = lists
    self.decisions = decisions
    self.indicators = indicators
    self.score = score
    self.grade = grade
    self.rules = rules
    self.repairs = repairs
    self.measures = measures
    self.followUps = followUps
    self.combinations = combinations
    self.outputs = outputs
    self.notEncoded = notEncoded
  }
}

/// A clause of the source that the policy leaves out, and why.
package struct NotEncodedClause: Hashable, Sendable {
  package let clause: String
  package let reason: String
  package let span: SourceSpan

  package init(clause: String, reason: String, span: SourceSpan) {
    self.clause = clause
    self.reason = reason
    self.span = span
  }
}
