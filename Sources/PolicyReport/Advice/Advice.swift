package import PolicyTypes

/// What would change one subject's grade.
///
/// Every outcome in it is that of a run: of the same policy, on the subject's data as an action leaves them, as of the
/// date that it names. Nothing is estimated.
package struct Advice: Hashable, Sendable {
  package let now: Outcome
  /// Everything that can still be done, with what it does alone.
  package let actions: [ActionStep]
  /// The records whose repair would give nothing back any more.
  package let lapsed: [RecordReference]
  /// What time alone changes, in the order of the dates; only what moves the score or the grade.
  package let events: [EventStep]
  /// Every better grade, the nearest first.
  package let targets: [TargetStep]

  package init(
    now: Outcome, actions: [ActionStep], lapsed: [RecordReference], events: [EventStep], targets: [TargetStep]
  ) {
    self.now = now
    self.actions = actions
    self.lapsed = lapsed
    self.events = events
    self.targets = targets
  }

  package func action(_ id: String) -> ActionStep? { actions.first { $0.id == id } }
}

/// What a run gives as of a date.
package struct Outcome: Hashable, Sendable {
  package let asOf: CalendarDate
  package let score: Decimal128?
  package let grade: String?

  package init(asOf: CalendarDate, score: Decimal128?, grade: String?) {
    self.asOf = asOf
    self.score = score
    self.grade = grade
  }
}

/// Something that can be done.
package struct ActionStep: Hashable, Sendable {
  package let id: String
  package let kind: Kind
  /// The record that it is about; nil for a field of the subject.
  package let record: RecordReference?
  /// What people call records of its type.
  package let source: String?
  /// The first day on which it counts, where it is done on the as-of date.
  package let countsFrom: CalendarDate
  /// For a repair: what it gives back, depending on the day on which it is done.
  package let terms: [RepairTerm]
  /// What comes out on the day on which it counts, where nothing else is done.
  package let alone: Outcome

  package enum Kind: Hashable, Sendable {
    case repair(Citation, methods: [String], needsAll: Bool)
    /// Data that are missing, and what they are assumed to be.
    case supply(Figure)
    /// A yes or no of the subject that could be put right.
    case change(Figure, to: Value)
    /// The objection to the record is upheld, and it is withdrawn.
    case objection
  }

  package init(
    id: String, kind: Kind, record: RecordReference?, source: String?, countsFrom: CalendarDate, terms: [RepairTerm],
    alone: Outcome
  ) {
    self.id = id
    self.kind = kind
    self.record = record
    self.source = source
    self.countsFrom = countsFrom
    self.terms = terms
    self.alone = alone
  }
}

/// What a repair gives back that is done by a day.
package struct RepairTerm: Hashable, Sendable {
  /// The last day; nil where no last day was found.
  package let lastDay: CalendarDate?
  /// The share, 0 to 1.
  package let share: Decimal128
  /// The points of the record's indicators that come back before any cap.
  package let pointsBack: Decimal128

  package init(lastDay: CalendarDate?, share: Decimal128, pointsBack: Decimal128) {
    self.lastDay = lastDay
    self.share = share
    self.pointsBack = pointsBack
  }
}

/// A day on which the score or the grade changes without anybody doing anything.
package struct EventStep: Hashable, Sendable {
  package let date: CalendarDate
  package let causes: [Cause]
  package let outcome: Outcome

  package enum Cause: Hashable, Sendable {
    /// From this day on the record no longer counts for an indicator or a fact.
    case expiry(RecordReference, of: String)
    /// On this day the stay on a list ends that the record began.
    case departure(RecordReference, from: String)
    /// From this day on a repair that was done counts.
    case repair(RecordReference, Citation)
  }

  package init(date: CalendarDate, causes: [Cause], outcome: Outcome) {
    self.date = date
    self.causes = causes
    self.outcome = outcome
  }
}

/// A better grade, and what leads to it.
package struct TargetStep: Hashable, Sendable {
  package let grade: String
  /// The earliest way first; each later one needs fewer actions.
  package let ways: [WayStep]
  /// Why it cannot be reached at once, all actions taken together.
  package let obstacles: [ObstacleStep]
  /// The last day that was looked at.
  package let lookedUntil: CalendarDate
  /// Whether every day was looked at on which the policy could come to another result by itself, and on each day before
  /// the first way every set of actions that might have led there. Otherwise there may be an earlier way.
  package let isComplete: Bool

  package init(
    grade: String, ways: [WayStep], obstacles: [ObstacleStep], lookedUntil: CalendarDate, isComplete: Bool
  ) {
    self.grade = grade
    self.ways = ways
    self.obstacles = obstacles
    self.lookedUntil = lookedUntil
    self.isComplete = isComplete
  }
}

/// Sets of actions of one size that lead to a grade as of a date.
package struct WayStep: Hashable, Sendable {
  package let date: CalendarDate
  package let sets: [ActionSet]
  /// How many more sets of the same size do.
  package let otherCount: Int
  package let proof: Proof

  package struct ActionSet: Hashable, Sendable {
    /// The ids of the actions; none where waiting is enough.
    package let actions: [String]
    package let outcome: Outcome

    package init(actions: [String], outcome: Outcome) {
      self.actions = actions
      self.outcome = outcome
    }
  }

  package enum Proof: String, Hashable, Sendable {
    /// Every smaller set was run, and none leads there.
    case smallest
    /// No smaller set was found, and not all were tried.
    case smallestFound
  }

  package init(date: CalendarDate, sets: [ActionSet], otherCount: Int, proof: Proof) {
    self.date = date
    self.sets = sets
    self.otherCount = otherCount
    self.proof = proof
  }
}

/// Something that keeps a grade away although everything is done that can be done.
package enum ObstacleStep: Hashable, Sendable {
  /// A rule that holds and moves the grade.
  case rule(Citation, Move)
  /// What the base grade lacks.
  case gap(GapStep)
}
