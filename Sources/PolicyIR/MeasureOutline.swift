package import PolicyTypes

/// A measure of the catalogue as this policy gives it.
package struct MeasureOutline: Sendable {
  package let clause: Clause
  /// incentive, supervision, penalty, leniency or guidance.
  package let kind: String
  package let department: String?
  package let targets: [String]
  /// The grades that it is for; nil means all.
  package let grades: [String]?
  package let condition: ValueOutline?
  /// Where this holds, it is not given.
  package let exception: ValueOutline?
  /// Whether it has ended, or does not count any more; nil where it cannot.
  package let isOver: ValueID?
  /// Whether it would be given but for the measures that take its place.
  package let applies: ValueID
  /// The measures that take its place where they apply.
  package let displacers: [MeasureDisplacer]
  /// The measures that nobody may get together with it, by their places.
  package let conflicts: [Int]
  /// Whether the subject gets it, be it for one of its records.
  package let isGiven: ValueID
  /// The records that may give it; nil where the subject gets it. Conditions, `applies` and numbers are then of each
  /// record.
  package let records: MeasureRecords?
  package let escalation: EscalationOutline?
  /// What became of it by the records; nil where none could say.
  package let followUp: FollowUpOutline?
  /// Its numbers, and after them what time makes of it: `from`, `term`, `ends`, `due`.
  package let numbers: [MeasureNumber]
  /// The words of the source that leave a decision to people.
  package let discretion: String?
  package let exceptions: String?

  package init(
    clause: Clause, kind: String, department: String?, targets: [String], grades: [String]?, condition: ValueOutline?,
    exception: ValueOutline? = nil, isOver: ValueID? = nil, applies: ValueID? = nil,
    displacers: [MeasureDisplacer] = [], conflicts: [Int] = [], isGiven: ValueID, numbers: [MeasureNumber],
    discretion: String?, exceptions: String?, records: MeasureRecords? = nil, escalation: EscalationOutline? = nil,
    followUp: FollowUpOutline? = nil
  ) {
    self.clause = clause
    self.kind = kind
    self.department = department
    self.targets = targets
    self.grades = grades
    self.condition = condition
    self.exception = exception
    self.isOver = isOver
    self.applies = applies ?? isGiven
    self.displacers = displacers
    self.conflicts = conflicts
    self.isGiven = isGiven
    self.records = records
    self.escalation = escalation
    self.followUp = followUp
    self.numbers = numbers
    self.discretion = discretion
    self.exceptions = exceptions
  }
}

/// The records that may give a measure, and those that do.
package struct MeasureRecords: Sendable {
  package let selection: SelectionOutline
  /// Whether a record gives it.
  package let isGiven: ValueID

  package init(selection: SelectionOutline, isGiven: ValueID) {
    self.selection = selection
    self.isGiven = isGiven
  }
}

/// How a measure follows a milder one.
package struct EscalationOutline: Sendable {
  /// The milder measure, by its place.
  package let measure: Int
  package let count: Int
  /// The time within which the records are counted, as written; nil where all of them are.
  package let text: String?
  /// The place of a record among those that count towards the milder measure.
  package let place: ValueID
  /// Whether the record itself is one that counts towards the milder measure.
  package let counts: ValueID
  package let holds: ValueID
  /// Whether the measure comes instead of the milder one, even if it has ended by now.
  package private(set) var takesPlace: ValueID

  package init(measure: Int, count: Int, text: String?, place: ValueID, counts: ValueID, holds: ValueID) {
    takesPlace = holds
    self.measure = measure
    self.count = count
    self.text = text
    self.place = place
    self.counts = counts
    self.holds = holds
  }

  package func takingPlace(where applies: ValueID) -> EscalationOutline {
    var outline = self
    outline.takesPlace = applies
    return outline
  }
}

/// What records say of a measure, at the subject or at the record that gives it.
package struct FollowUpOutline: Sendable {
  /// The latest state, and its day; absent where no record tells of the measure.
  package let state: ValueID
  package let since: ValueID
  /// Whether the measure ended with it.
  package let hasEnded: ValueID
  /// Whether the subject would have the measure if it had not ended so.
  package let isEnded: ValueID

  package init(state: ValueID, since: ValueID, hasEnded: ValueID, isEnded: ValueID) {
    self.state = state
    self.since = since
    self.hasEnded = hasEnded
    self.isEnded = isEnded
  }
}

/// A number that a policy gives to a measure, such as an inspection ratio or a term.
package struct MeasureNumber: Sendable {
  package let name: String
  package let title: String?
  package let unit: Unit
  package let value: ValueOutline

  package init(name: String, title: String? = nil, unit: Unit, value: ValueOutline) {
    self.name = name
    self.title = title
    self.unit = unit
    self.value = value
  }
}
