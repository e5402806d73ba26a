package import PolicyTypes

/// A list that records put a subject on for a time. Its records are its stays, each at the record that begins it.
package struct TypedList: Hashable, Sendable {
  package let clause: Clause
  /// The records that enter, all of one type.
  package let enter: SelectionID
  /// The list whose stays enter, where they do.
  package let source: ListID?
  /// How long after the record, or after the entry on the other list, it enters.
  package let after: TypedValue?
  /// How long each record keeps the subject on the list; nil where only the rest ends a stay.
  package let term: TypedValue?
  /// The last day on which the record does; absent where there is none.
  package let until: TypedValue?
  /// The repair after which it does no longer.
  package let repair: RepairID?
  /// What else begins the term again or ends a stay.
  package let touches: [TypedListTouch]
  /// How long a stay lasts, from its beginning or the last restart, before anything ends it early.
  package let minimum: TypedValue?

  package init(
    clause: Clause, enter: SelectionID, source: ListID? = nil, after: TypedValue? = nil, term: TypedValue? = nil,
    until: TypedValue? = nil, repair: RepairID? = nil, touches: [TypedListTouch] = [], minimum: TypedValue? = nil
  ) {
    self.clause = clause
    self.enter = enter
    self.source = source
    self.after = after
    self.term = term
    self.until = until
    self.repair = repair
    self.touches = touches
    self.minimum = minimum
  }
}

/// Records that touch who is on a list.
package struct TypedListTouch: Hashable, Sendable {
  /// Never `enter`.
  package let event: SpellEvent
  package let records: SelectionID
  /// The list whose stays the records begin, where they do; they count on the day of its entry.
  package let list: ListID?

  package init(_ event: SpellEvent, records: SelectionID, list: ListID? = nil) {
    self.event = event
    self.records = records
    self.list = list
  }
}
