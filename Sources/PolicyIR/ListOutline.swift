package import PolicyTypes

/// A list: which records begin a stay on it, and the values from which `SpellSweep` makes the stays.
package struct ListOutline: Sendable {
  /// The records that begin a stay, and why others do not.
  package let selection: SelectionOutline
  /// The day on which each of them enters.
  package let entered: ValueID
  /// The first day after the stay that a record begins; the latest date there is for one without an end. Absent for
  /// records that begin none.
  package let ends: ValueID
  /// The same, absent for a stay without an end too.
  package let leaves: ValueID
  /// What the stays are made of.
  package let entries: SpellEntries
  package let touches: [ListTouchOutline]

  package init(
    selection: SelectionOutline, entered: ValueID, ends: ValueID, leaves: ValueID, entries: SpellEntries,
    touches: [ListTouchOutline]
  ) {
    self.selection = selection
    self.entered = entered
    self.ends = ends
    self.leaves = leaves
    self.entries = entries
    self.touches = touches
  }
}

/// The records that touch who is on a list, each on its date.
package struct ListTouchOutline: Sendable {
  package let event: SpellEvent
  package let records: SelectionOutline
  package let date: ValueID

  package init(_ event: SpellEvent, records: SelectionOutline, date: ValueID) {
    self.event = event
    self.records = records
    self.date = date
  }
}
