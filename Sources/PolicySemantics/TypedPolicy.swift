package import PolicyDiagnostics
package import PolicyTypes

/// A policy that has passed the check: every name resolved, every type known, no error left.
///
/// Declarations refer to each other by their places in these lists, so the tree has no cycles of its own; that the policy has
/// none either is part of the check.
package struct TypedPolicy: Hashable, Sendable {
  package let id: String
  package let title: String?
  package let version: String
  package let effectiveFrom: CalendarDate?
  package let effectiveUntil: CalendarDate?
  package let span: SourceSpan

  /// The subject first, then every record type after the one it hangs below.
  package let domains: [TypedDomain]
  package let constants: [TypedConstant]
  package let selections: [TypedSelection]
  package let facts: [TypedFact]
  /// Children come before their parent; the score, if there is one, is last.
  package let indicators: [TypedIndicator]
  package let score: IndicatorIndex?
  package let grade: TypedGrade?
  package let rules: [TypedRule]
  package let repairs: [TypedRepair]
  package let measures: [TypedMeasure]
  package let notEncoded: [NotEncodedClause]

  package init(
    id: String, title: String?, version: String, effectiveFrom: CalendarDate?, effectiveUntil: CalendarDate?,
    span: SourceSpan, domains: [TypedDomain], constants: [TypedConstant], selections: [TypedSelection],
    facts: [TypedFact], indicators: [TypedIndicator], score: IndicatorIndex?, grade: TypedGrade?, rules: [TypedRule],
    repairs: [TypedRepair], measures: [TypedMeasure], notEncoded: [NotEncodedClause]
  ) {
    self.id = id
    self.title = title
    self.version = version
    self.effectiveFrom = effectiveFrom
    self.effectiveUntil = effectiveUntil
    self.span = span
    self.domains = domains
    self.constants = constants
    self.selections = selections
    self.facts = facts
    self.indicators = indicators
    self.score = score
    self.grade = grade
    self.rules = rules
    self.repairs = repairs
    self.measures = measures
    self.notEncoded = notEncoded
  }
}

// MARK: Data

/// The subject, or a record type.
package struct TypedDomain: Hashable, Sendable {
  package let name: String
  package let title: String?
  package let span: SourceSpan
  /// The domain above; nil for the subject.
  package let parent: Int?
  package let fields: [TypedField]
  /// The field that orders and names records.
  package let key: Int?
  /// The field from whose date on a record exists.
  package let date: Int?
  package let limit: Int
  /// The domain of the records' repairs, where they are repairable.
  package let repairs: Int?
  /// The field that tells whether a record is in force, disputed or withdrawn.
  package let status: Int?

  package init(
    name: String, title: String?, span: SourceSpan, parent: Int?, fields: [TypedField], key: Int?, date: Int?, limit: Int,
    repairs: Int?, status: Int?
  ) {
    self.name = name
    self.title = title
    self.span = span
    self.parent = parent
    self.fields = fields
    self.key = key
    self.date = date
    self.limit = limit
    self.repairs = repairs
    self.status = status
  }
}

package struct TypedField: Hashable, Sendable {
  package let name: String
  package let title: String?
  package let span: SourceSpan
  /// The type, optional where the field may be absent.
  package let type: PolicyType
  /// `uscc` or `citizen id`, for an identifier with a check digit.
  package let identifier: String?
  /// Whether a date may lie after the as-of date.
  package let isPlanned: Bool
  /// The condition under which the field must be present, and its text.
  package let requiredWhen: TypedValue?

  package init(
    name: String, title: String?, span: SourceSpan, type: PolicyType, identifier: String?, isPlanned: Bool,
    requiredWhen: TypedValue?
  ) {
    self.name = name
    self.title = title
    self.span = span
    self.type = type
    self.identifier = identifier
    self.isPlanned = isPlanned
    self.requiredWhen = requiredWhen
  }
}

// MARK: Values

/// A value as a policy gives it: one expression, or rows of which the first that holds decides.
package struct TypedValue: Hashable, Sendable {
  package let text: String
  package let span: SourceSpan
  package let type: PolicyType
  package let kind: Kind

  package init(text: String, span: SourceSpan, type: PolicyType, kind: Kind) {
    self.text = text
    self.span = span
    self.type = type
    self.kind = kind
  }

  package indirect enum Kind: Hashable, Sendable {
    case expression(TypedExpression)
    /// A lookup (`by` is what is looked up; absent `by` makes the value absent) or ordered cases (`by` is nil).
    /// Where no row holds and there is no `otherwise`, the check has proved that this cannot be.
    case rows([TypedRow], otherwise: TypedValue?, by: TypedExpression?)
  }
}

package struct TypedRow: Hashable, Sendable {
  package let text: String
  package let span: SourceSpan
  /// Never absent; in a lookup it reads `by` as present.
  package let condition: TypedExpression
  package let value: TypedValue

  package init(text: String, span: SourceSpan, condition: TypedExpression, value: TypedValue) {
    self.text = text
    self.span = span
    self.condition = condition
    self.value = value
  }
}

/// A constant: its values by the date from which each is in force; one without a date has the earliest date there is.
package struct TypedConstant: Hashable, Sendable {
  package let clause: Clause
  package let type: PolicyType
  package let entries: [DatedValue]

  package init(clause: Clause, type: PolicyType, entries: [DatedValue]) {
    self.clause = clause
    self.type = type
    self.entries = entries
  }
}

/// Which records of one type count: those of `base` (or all that are not withdrawn), in the window, meeting the condition,
/// one for each combination of keys.
package struct TypedSelection: Hashable, Sendable {
  package let span: SourceSpan
  package let domain: Int
  /// What the policy calls the thing that it selects from.
  package let source: String
  package let base: SelectionID?
  package let window: TypedWindow?
  package let condition: TypedValue?
  package let oncePer: [TypedExpression]

  package init(
    span: SourceSpan, domain: Int, source: String, base: SelectionID?, window: TypedWindow?, condition: TypedValue?,
    oncePer: [TypedExpression]
  ) {
    self.span = span
    self.domain = domain
    self.source = source
    self.base = base
    self.window = window
    self.condition = condition
    self.oncePer = oncePer
  }
}

/// How long a record counts.
package struct TypedWindow: Hashable, Sendable {
  /// A duration: the record counts while `at ≤ as of < at + duration`. A date: the last day on which it counts.
  package let value: TypedValue

  package init(value: TypedValue) {
    self.value = value
  }
}

/// A named fact: a value of the subject or of each record of a type, or a selection.
package struct TypedFact: Hashable, Sendable {
  package let clause: Clause
  package let kind: Kind

  package enum Kind: Hashable, Sendable {
    case value(TypedValue)
    case selection(SelectionID)
  }

  package init(clause: Clause, kind: Kind) {
    self.clause = clause
    self.kind = kind
  }
}

// MARK: Score

/// An indicator: a number with a name.
package struct TypedIndicator: Hashable, Sendable {
  package let clause: Clause
  /// The range, decimals and absence of the result.
  package let type: PolicyType
  package let weight: Decimal128?
  package let condition: TypedValue?
  /// For which records; `oncePer` of this selection keeps the record with the largest contribution.
  package let selection: SelectionID?
  package let repair: RepairID?
  package let worth: Worth
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
  }

  package enum Missing: Hashable, Sendable {
    case value(TypedValue)
    case leftOut
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
    clause: Clause, type: PolicyType, weight: Decimal128?, condition: TypedValue?, selection: SelectionID?,
    repair: RepairID?, worth: Worth, cap: TypedValue?, clampLow: TypedValue?, clampHigh: TypedValue?, rounding: Rounding?,
    missing: Missing?
  ) {
    self.clause = clause
    self.type = type
    self.weight = weight
    self.condition = condition
    self.selection = selection
    self.repair = repair
    self.worth = worth
    self.cap = cap
    self.clampLow = clampLow
    self.clampHigh = clampHigh
    self.rounding = rounding
    self.missing = missing
  }
}

/// How records are repaired and what that gives back.
package struct TypedRepair: Hashable, Sendable {
  package let clause: Clause
  package let domain: Int
  /// The day on which the repair was done; absent while it is not.
  package let done: Done
  /// The day from which the time taken is counted.
  package let from: TypedExpression
  /// How long after the record's date a repair counts at the earliest.
  package let notBefore: TypedValue?
  /// Whether the record can never be repaired.
  package let never: TypedValue?
  /// The share given back, 0 to 1.
  package let restore: TypedValue

  package enum Done: Hashable, Sendable {
    /// A date of the record itself.
    case date(TypedExpression)
    /// Among the record's repairs that are not revoked, the first by any of the methods, or the last once all are there.
    /// `method` and `done` are fields of the repairs' domain; `isRevoked` is a condition on it.
    case records(
      domain: Int, method: TypedExpression, done: TypedExpression, isRevoked: TypedExpression, methods: [Value],
      needsAll: Bool)
  }

  package init(
    clause: Clause, domain: Int, done: Done, from: TypedExpression, notBefore: TypedValue?, never: TypedValue?,
    restore: TypedValue
  ) {
    self.clause = clause
    self.domain = domain
    self.done = done
    self.from = from
    self.notBefore = notBefore
    self.never = never
    self.restore = restore
  }
}

// MARK: Grade, rules, measures

package struct TypedGrade: Hashable, Sendable {
  package let clause: Clause
  package let scale: LabelSet
  package let base: TypedValue

  package init(clause: Clause, scale: LabelSet, base: TypedValue) {
    self.clause = clause
    self.scale = scale
    self.base = base
  }
}

package struct TypedRule: Hashable, Sendable {
  package let clause: Clause
  package let condition: TypedValue
  package let move: GradeMove?
  package let alert: String?
  package let tag: String?

  package init(clause: Clause, condition: TypedValue, move: GradeMove?, alert: String?, tag: String?) {
    self.clause = clause
    self.condition = condition
    self.move = move
    self.alert = alert
    self.tag = tag
  }
}

package struct TypedMeasure: Hashable, Sendable {
  package let clause: Clause
  package let kind: String
  package let department: String?
  package let targets: [String]
  /// The grades that it is for; nil means all.
  package let grades: [UInt8]?
  package let condition: TypedValue?
  package let numbers: [TypedMeasureNumber]
  package let discretion: String?
  package let exceptions: String?

  package init(
    clause: Clause, kind: String, department: String?, targets: [String], grades: [UInt8]?, condition: TypedValue?,
    numbers: [TypedMeasureNumber], discretion: String?, exceptions: String?
  ) {
    self.clause = clause
    self.kind = kind
    self.department = department
    self.targets = targets
    self.grades = grades
    self.condition = condition
    self.numbers = numbers
    self.discretion = discretion
    self.exceptions = exceptions
  }
}

package struct TypedMeasureNumber: Hashable, Sendable {
  package let name: String
  package let title: String?
  package let unit: Unit
  package let value: TypedValue

  package init(name: String, title: String? = nil, unit: Unit, value: TypedValue) {
    self.name = name
    self.title = title
    self.unit = unit
    self.value = value
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
