package import PolicyTypes

/// A measure, and why the subject gets it or not.
package struct MeasureStep: Hashable, Sendable {
  package let id: String
  package let clause: Citation
  package let kind: String
  package let department: String?
  package let targets: [String]
  /// The grades that it is for; nil means all.
  package let grades: [String]?
  /// Whether the subject's grade is among them.
  package let fitsGrade: Bool
  package let application: MeasureApplicationStep
  /// The records that may give it; nil where the subject gets it.
  package let records: MeasureRecordsStep?
  /// The measures that the subject gets as well, although nobody may get both.
  package let conflicts: [Citation]
  package let discretion: String?
  package let exceptions: String?

  package var isGiven: Bool { application.isGiven }
  package var condition: ValueStep? { application.condition }
  package var numbers: [NumberStep] { application.numbers }
}

/// Whether a measure is given, to the subject or for one record, and why. Of a measure that is given for records the
/// subject's application only tells whether some record gives it.
package struct MeasureApplicationStep: Hashable, Sendable {
  package let isGiven: Bool
  package let condition: ValueStep?
  /// The exception that holds; nil where none does.
  package let exception: ValueStep?
  /// Whether it has ended.
  package let isOver: Bool
  /// What records say has become of it; nil where none does.
  package let followUp: FollowUpStep?
  /// How often the milder measure came, for one that comes instead.
  package let escalation: EscalationStep?
  /// The measures that apply and take its place.
  package let displacedBy: [DisplacerStep]
  /// What the condition lacks; nil where it holds or there is none.
  package let gap: GapStep?
  package let numbers: [NumberStep]
}

/// The records that may give a measure.
package struct MeasureRecordsStep: Hashable, Sendable {
  /// What the policy selects from.
  package let source: String
  package let records: [MeasureRecordStep]
  package let notCounted: [UncountedRecord]
}

/// A record, and whether it gives the measure.
package struct MeasureRecordStep: Hashable, Sendable {
  package let record: RecordReference
  package let application: MeasureApplicationStep
}

/// The latest that records say of a measure.
package struct FollowUpStep: Hashable, Sendable {
  package let state: String
  package let since: CalendarDate
  /// Whether the measure ended with it.
  package let hasEnded: Bool
}

/// The how-manieth time a milder measure came, and from which time on another comes instead.
package struct EscalationStep: Hashable, Sendable {
  package let measure: Citation
  package let count: Int
  /// The time within which they are counted, as written; nil where all are.
  package let text: String?
  package let place: Decimal128
  /// Whether the record itself is one that counts towards the milder measure.
  package let counts: Bool
  package let holds: Bool
}

/// A measure that takes the place of another.
package struct DisplacerStep: Hashable, Sendable {
  package let clause: Citation
  package let kind: MeasureDisplacer.Kind
}

/// A number that the policy gives to a measure.
package struct NumberStep: Hashable, Sendable {
  package let name: String
  package let title: String?
  package let unit: Unit
  package let value: ValueStep
}
