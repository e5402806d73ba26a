package import PolicyTypes

/// A list, and the subject's stays on it.
package struct ListStep: Hashable, Sendable {
  /// The stays, the earliest first.
  package let stays: [Stay]
  /// The stay that has not ended on the as-of date; nil where the subject is not on the list.
  package let current: Stay?

  /// One stay: `entered ≤ day < leaves`.
  package struct Stay: Hashable, Sendable {
    /// The record that began it.
    package let record: RecordReference
    package let entered: CalendarDate
    /// The first day after it; nil while nothing ends it.
    package let leaves: CalendarDate?
    /// What happened, in its order; the first is the entry.
    package let events: [Event]
  }

  /// What one record did to a stay.
  package struct Event: Hashable, Sendable {
    package let kind: Kind
    package let date: CalendarDate
    /// What the record was selected from, and its key.
    package let source: String
    package let record: String
    /// The first day after the stay, as far as was known then; nil while nothing ended it.
    package let leaves: CalendarDate?
  }

  package enum Kind: String, Hashable, Sendable {
    case enters
    /// It came while the subject was on the list, and may keep it there longer.
    case joins
    case restarts
    case removed
    case leavesEarly
  }
}
