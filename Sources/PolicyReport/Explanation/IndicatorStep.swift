package import PolicyTypes

/// How one indicator came to its number.
package struct IndicatorStep: Hashable, Sendable {
  /// The name with the names above it: `score.compliance.minor`.
  package let id: String
  package let clause: Citation
  package let weight: Decimal128?
  /// Whether it applies at all; nil where it always does.
  package let condition: ValueStep?
  package let worth: Worth
  /// The sum before any limit.
  package let subtotal: Decimal128?
  package let limits: [LimitStep]
  /// What the policy did because something was missing; nil where nothing was.
  package let missing: MissingStep?
  /// The number; nil where it is left out.
  package let result: Decimal128?
  /// The grade of the part; nil where it has none of its own.
  package let grade: ValueStep?

  package enum Worth: Hashable, Sendable {
    /// A value that counts once.
    case value(ValueStep, isDeduction: Bool)
    /// A value for each record.
    case records(RecordsStep)
    /// The sum of the children, from a start.
    case sum(start: ValueStep?, children: [IndicatorStep])
    /// The weighted mean of the children that are present.
    case weightedMean(children: [IndicatorStep])
    /// One of the children that are present, by its place, from a start; nil where none is present.
    case chosen(PartChoice, start: ValueStep?, children: [IndicatorStep], counts: Int?)
  }

  /// Whether the condition, if there is one, holds.
  package var applies: Bool { condition.map { $0.result == .boolean(true) } ?? true }

  package var children: [IndicatorStep] {
    switch worth {
    case .sum(_, let children), .weightedMean(let children), .chosen(_, _, let children, _): children
    case .value, .records: []
    }
  }
}

/// What was done about something missing.
package enum MissingStep: Hashable, Sendable {
  case leftOut
  /// The policy's own value stood in.
  case replaced(ValueStep)
  /// Everything above it is missing as well, and the subject not rated.
  case notRated
}

/// A limit that changed a number, or a rounding.
package struct LimitStep: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// On what repairs give back together.
    case restored
    /// On what records with something in common come to together.
    case perKey
    case cap
    case atLeast
    case atMost
    case round(digits: Int, RoundingMode)
  }

  package let id: String
  package let kind: Kind
  package let bound: ValueStep?
  package let place: Place
  package let before: Decimal128?
  package let after: Decimal128?

  /// Whether the limit changed the number.
  package var bites: Bool { before != after }
}

// MARK: Records

/// The records that an indicator looked at.
package struct RecordsStep: Hashable, Sendable {
  /// What the policy selects from.
  package let source: String
  package let isDeduction: Bool
  package let counted: [RecordStep]
  package let notCounted: [UncountedRecord]
}

/// How a record is named to people.
package struct RecordReference: Hashable, Sendable {
  /// The step id of the record under its indicator.
  package let id: String
  package let key: String
  package let date: CalendarDate?
  /// Whether an objection to the record is open.
  package let isDisputed: Bool
  /// The fields that decided about it.
  package let fields: [Figure]
}

/// What one record added.
package struct RecordStep: Hashable, Sendable {
  package let record: RecordReference
  package let worth: ValueStep
  /// What stood in because the worth was missing; nil where it was not.
  package let missing: MissingStep?
  /// The points before repair; deductions are negative.
  package let points: Decimal128?
  package let repair: RepairStep?
  /// The points after repair.
  package let contribution: Decimal128?
  /// What caps left of that which the record shares with others; nil where they took nothing.
  package let keyCaps: KeyCapsStep?
}

/// What caps took from one record that it shares with others.
package struct KeyCapsStep: Hashable, Sendable {
  /// The caps that earlier records, or this one, had used up.
  package let caps: [KeyCapStep]
  package let before: Decimal128?
  package let after: Decimal128?
}

/// The most that records with something in common come to.
package struct KeyCapStep: Hashable, Sendable {
  /// What they have in common, as written, and the value of each part.
  package let keys: String
  package let figures: [Figure]
  package let bound: ValueStep
  package let place: Place
}

/// What repair did for one record.
package struct RepairStep: Hashable, Sendable {
  package let clause: Citation
  package let state: State
  /// What rules repair out; nil unless it does.
  package let exclusion: ValueStep?
  /// The day on which the repair was done.
  package let done: CalendarDate?
  /// The first day on which a repair counts.
  package let effectiveFrom: CalendarDate?
  /// The share of the points that is given back, 0 to 1; nil unless the repair is in effect.
  package let share: ValueStep?
  /// The points given back; for a deduction positive.
  package let pointsGivenBack: Decimal128?

  /// The place of the repair among those of its budget; nil where there is none, or it is not done.
  package let budget: BudgetStep?

  package enum State: String, Hashable, Sendable {
    case inEffect
    /// Done, but not yet counting.
    case notYetInEffect
    case notDone
    case notRepairable
    /// Done, but what it needs does not hold.
    case needsNotMet
    /// Done, but after as many others as count.
    case beyondBudget
  }
}

/// How many repairs count within a time, and which one this is.
package struct BudgetStep: Hashable, Sendable {
  package let limit: Int
  package let text: String
  package let place: Decimal128
}

/// A record that did not count, and why.
package struct UncountedRecord: Hashable, Sendable {
  package let record: RecordReference
  package let reasons: [Reason]

  package enum Reason: Hashable, Sendable {
    case withdrawn
    /// The condition under which a record is void holds; nil where an invalid value makes it so.
    case void(String?)
    /// The window is over; the date is the first day on which the record no longer counts.
    case windowOver(window: String, since: CalendarDate?)
    /// The record is dated outside the range; `until` is the first day after it.
    case outsideRange(window: String, from: CalendarDate?, until: CalendarDate?)
    case conditionNotMet(String)
    /// Another record with the same keys counts: `instead`, by its key.
    case duplicate(keys: String, instead: String?)
    /// Another record is the one that is kept, such as the latest.
    case notKept(choice: String, instead: String?)
    /// It came while the subject was on the list already.
    case joins(list: String)
    /// It is not in the selection that this one starts from.
    case notSelected(source: String)
  }
}
