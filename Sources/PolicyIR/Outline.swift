package import PolicyDiagnostics
package import PolicyTypes

/// What the values of a program mean to people: the policy's parts, each with the values that tell what became of it.
///
/// The outline is read, never executed: results take their columns from it, and explanations are the values of a run
/// read out in its order.
package struct Outline: Sendable {
  package let title: String?
  /// The dates on which the policy is in force; an absent end is open.
  package let effectiveFrom: CalendarDate?
  package let effectiveUntil: CalendarDate?
  package let facts: [FactOutline]
  package let indicators: [IndicatorOutline]
  /// The place of the score among the indicators.
  package let score: IndicatorID?
  package let grade: GradeOutline?
  package let rules: [RuleOutline]
  package let measures: [MeasureOutline]
  package let outputs: [OutputOutline]
  /// Fields that must be present in some records; a record that lacks one is a fault of the data.
  package let requirements: [Requirement]
  /// The period that is graded; nil where the policy has none.
  package let period: PeriodOutline?
  /// What results keep for later runs; nil where the policy reads no earlier results.
  package let history: HistoryOutline?
  /// The records that can be disputed; nil where the policy reads none.
  package let disputes: DisputeOutline?
  /// The clauses that leave something to people.
  package let discretions: [DiscretionOutline]
  /// The pieces of the policy's text that explanations quote, and the domains in whose scope they stand.
  package let quotations: [String: Set<DomainID>]

  package init(
    title: String?, effectiveFrom: CalendarDate?, effectiveUntil: CalendarDate?, facts: [FactOutline],
    indicators: [IndicatorOutline], score: IndicatorID?, grade: GradeOutline?, rules: [RuleOutline],
    measures: [MeasureOutline], outputs: [OutputOutline] = [], requirements: [Requirement],
    period: PeriodOutline? = nil, history: HistoryOutline? = nil, disputes: DisputeOutline? = nil,
    discretions: [DiscretionOutline] = [], quotations: [String: Set<DomainID>] = [:]
  ) {
    self.title = title
    self.effectiveFrom = effectiveFrom
    self.effectiveUntil = effectiveUntil
    self.facts = facts
    self.indicators = indicators
    self.score = score
    self.grade = grade
    self.rules = rules
    self.measures = measures
    self.outputs = outputs
    self.requirements = requirements
    self.period = period
    self.history = history
    self.disputes = disputes
    self.discretions = discretions
    self.quotations = quotations
  }

  /// The same outline with further requirements.
  package func requiring(_ more: [Requirement]) -> Outline {
    Outline(
      title: title, effectiveFrom: effectiveFrom, effectiveUntil: effectiveUntil, facts: facts, indicators: indicators,
      score: score, grade: grade, rules: rules, measures: measures, outputs: outputs,
      requirements: requirements + more, period: period, history: history, disputes: disputes,
      discretions: discretions, quotations: quotations)
  }

  @inlinable @inline(__always)  // Nearly always one part of the indicator is read, and the rest need not be copied.
  package subscript(id: IndicatorID) -> IndicatorOutline { indicators[id.index] }
}

/// The period that is graded, by its first day and the first day after it; both may be absent.
package struct PeriodOutline: Sendable {
  package let start: ValueID
  package let end: ValueID

  package init(start: ValueID, end: ValueID) {
    self.start = start
    self.end = end
  }
}

/// The place of an indicator in an outline; children come before their parent.
package struct IndicatorID: Hashable, Sendable {
  package let index: Int

  package init(_ index: Int) {
    self.index = index
  }
}

/// A named fact of the policy.
package struct FactOutline: Sendable {
  package let clause: Clause
  package let kind: Kind

  package init(clause: Clause, kind: Kind) {
    self.clause = clause
    self.kind = kind
  }

  package enum Kind: Sendable {
    case value(ValueOutline)
    case selection(SelectionOutline)
    case list(ListOutline)
  }

  /// The records that a selection or a list counts; nil for a value.
  package var selection: SelectionOutline? {
    switch kind {
    case .value: nil
    case .selection(let selection): selection
    case .list(let list): list.selection
    }
  }
}

/// Which records count.
package struct SelectionOutline: Sendable {
  package let domain: DomainID
  /// The name of the record type or of the fact that the selection starts from.
  package let source: String
  /// The records that count.
  package let mask: ValueID
  /// Each reason for which a record may not count, with the mask of the records that pass it.
  package let filters: [SelectionFilter]

  package init(domain: DomainID, source: String, mask: ValueID, filters: [SelectionFilter]) {
    self.domain = domain
    self.source = source
    self.mask = mask
    self.filters = filters
  }
}

/// One condition that a record must meet to count.
package struct SelectionFilter: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case inForce
    /// No invalid value makes it void.
    case readable
    /// It is not void; the text is the condition under which it is.
    case valid
    case within
    case condition
    case oncePer
    /// One record of all is kept.
    case kept
    /// It begins a stay on a list, rather than fall into one that had begun.
    case begins
  }

  package let kind: Kind
  package let text: String
  package let passes: ValueID
  /// The first day on which the record no longer counts, for a window that measures from the record's date.
  package let expires: ValueID?
  /// The first day of a range of dates, and the first day after it, for a window that is one; nil for an open end.
  package let from: ValueID?
  package let until: ValueID?
  /// What records of one group have in common, where one of each group is kept, and the domain of the row below which.
  package let keys: [ValueID]
  package let above: DomainID

  package init(
    kind: Kind, text: String, passes: ValueID, expires: ValueID? = nil, from: ValueID? = nil, until: ValueID? = nil,
    keys: [ValueID] = [], above: DomainID = .subject
  ) {
    self.kind = kind
    self.text = text
    self.passes = passes
    self.expires = expires
    self.from = from
    self.until = until
    self.keys = keys
    self.above = above
  }
}

/// An indicator: a node of the tree whose root is the score.
package struct IndicatorOutline: Sendable {
  package let clause: Clause
  package let worth: Worth
  /// How it enters its parent; nil where the parent adds its children up.
  package let weight: ValueID?
  /// Whether it applies at all.
  package let condition: ValueOutline?
  /// For which records; nil where it counts once for the subject.
  package let selection: SelectionOutline?
  package let repair: RepairOutline?
  /// What each record, or the subject, adds after repair; deductions are negative.
  package let contribution: ValueID?
  /// What records share; nil where nothing limits them together.
  package let keyCaps: KeyCapsOutline?
  /// The sum before any limit.
  package let subtotal: ValueID
  package let limits: [LimitOutline]
  /// What happens when it is missing, as written.
  package let missing: ValueOutline?
  package let isLeftOutWhenMissing: Bool
  /// The indicator's number; absent where it is left out.
  package let result: ValueID
  /// Its grade, for a part of the score that has one of its own.
  package private(set) var grade: ValueOutline?

  package init(
    clause: Clause, worth: Worth, weight: ValueID?, condition: ValueOutline?, selection: SelectionOutline?,
    repair: RepairOutline?, contribution: ValueID?, keyCaps: KeyCapsOutline? = nil, subtotal: ValueID,
    limits: [LimitOutline], missing: ValueOutline?, isLeftOutWhenMissing: Bool, result: ValueID
  ) {
    self.clause = clause
    self.worth = worth
    self.weight = weight
    self.condition = condition
    self.selection = selection
    self.repair = repair
    self.contribution = contribution
    self.keyCaps = keyCaps
    self.subtotal = subtotal
    self.limits = limits
    self.missing = missing
    self.isLeftOutWhenMissing = isLeftOutWhenMissing
    self.result = result
  }

  /// Returns the indicator with a grade, which may be read out of its own number.
  package func graded(_ grade: ValueOutline?) -> IndicatorOutline {
    var indicator = self
    indicator.grade = grade
    return indicator
  }

  package enum Worth: Sendable {
    case points(ValueOutline)
    case deduction(ValueOutline)
    /// The sum of the children, from a start.
    case sum(start: ValueOutline?, children: [IndicatorID])
    /// The weighted mean of the children that are present.
    case weightedMean(children: [IndicatorID])
    /// One of the children that are present, from a start; for each child whether it is the one.
    case chosen(PartChoice, start: ValueOutline?, children: [IndicatorID], counts: [ValueID])

    /// What a group begins with.
    package var start: ValueOutline? {
      switch self {
      case .sum(let start, _), .chosen(_, let start, _, _): start
      case .points, .deduction, .weightedMean: nil
      }
    }

    /// The value of an indicator without parts.
    package var ownValue: ValueOutline? {
      switch self {
      case .points(let value), .deduction(let value): value
      case .sum, .weightedMean, .chosen: nil
      }
    }

    package var children: [IndicatorID] {
      switch self {
      case .sum(_, let children), .weightedMean(let children), .chosen(_, _, let children, _): children
      case .points, .deduction: []
      }
    }
  }
}

/// A limit on an indicator, in the order in which it is applied.
package struct LimitOutline: Sendable {
  package enum Kind: Hashable, Sendable {
    /// What repairs give back together is at most the bound.
    case restored
    /// What records with equal keys come to is at most a bound; the bounds are those of the indicator's `keyCaps`.
    case perKey
    /// The magnitude is at most the bound.
    case cap
    case atLeast
    case atMost
    case round(digits: Int, RoundingMode)
  }

  package let kind: Kind
  package let bound: ValueOutline?
  package let text: String
  package let span: SourceSpan
  /// The number after the limit.
  package let result: ValueID

  package init(kind: Kind, bound: ValueOutline?, text: String, span: SourceSpan, result: ValueID) {
    self.kind = kind
    self.bound = bound
    self.text = text
    self.span = span
    self.result = result
  }
}
