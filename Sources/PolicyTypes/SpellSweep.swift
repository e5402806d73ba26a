/// What can happen to a subject's place on a list; the raw values are the order in which several act on one day.
///
/// What ends a stay comes before what begins one, so that a record that removes a subject cannot undo an entry of the
/// same day.
package enum SpellEvent: UInt8, CaseIterable, Hashable, Sendable {
  /// The stay is over.
  case leave
  /// The stay is over as soon as it has lasted as long as it must.
  case early
  /// The term begins again.
  case restart
  case enter
}

/// One thing that happens: a record that enters a list, or one that touches whoever is on it.
package struct SpellMoment: Hashable, Sendable {
  package let day: CalendarDate
  package let event: SpellEvent
  /// Which of the policy's selections the record is from; 0 for those that enter.
  package let source: Int
  package let row: Int
  /// Of an entry: the first day on which it alone would no longer keep the subject on the list.
  package let until: CalendarDate
  /// Of an entry: the term that a restart begins again.
  package let term: CalendarDuration
  /// Of an entry: how long a stay lasts at least, whatever may end it early.
  package let minimum: CalendarDuration

  package init(
    day: CalendarDate, event: SpellEvent, source: Int, row: Int, until: CalendarDate = .latest,
    term: CalendarDuration = .forever, minimum: CalendarDuration = .zero
  ) {
    self.day = day
    self.event = event
    self.source = source
    self.row = row
    self.until = until
    self.term = term
    self.minimum = minimum
  }

  /// Whether it is looked at before another one, whose rows are in the order of their records.
  package func comesBefore(_ other: SpellMoment) -> Bool {
    (day, event.rawValue, source, row) < (other.day, other.event.rawValue, other.source, other.row)
  }
}

/// One stay on a list: `entered ≤ day < leaves`.
package struct Spell: Hashable, Sendable {
  /// The row of the record that began it.
  package let row: Int
  package let entered: CalendarDate
  /// The first day after it, as far as is known; the latest date there is for a stay without an end.
  package fileprivate(set) var leaves: CalendarDate
  /// What ends it; nil where its time is simply over.
  package fileprivate(set) var end: SpellMoment?

  /// The day from which its term runs.
  fileprivate var clock: CalendarDate
  fileprivate var term: CalendarDuration
  /// The terms of the entries that joined it, where they differ from its own.
  fileprivate var otherTerms: [CalendarDuration] = []
  fileprivate let minimum: CalendarDuration

  fileprivate init(_ entry: SpellMoment) {
    row = entry.row
    entered = entry.day
    leaves = entry.until
    clock = entry.day
    term = entry.term
    minimum = entry.minimum
  }

  /// An entry of someone who is on the list already.
  fileprivate mutating func join(_ entry: SpellMoment) {
    if entry.until > leaves { (leaves, end) = (entry.until, nil) }
    if entry.term != term, !otherTerms.contains(entry.term) { otherTerms.append(entry.term) }
  }

  fileprivate mutating func restart(_ moment: SpellMoment) {
    clock = moment.day
    leaves = otherTerms.reduce(max(clock, clock.adding(term))) { max($0, clock.adding($1)) }
    end = nil
  }

  fileprivate mutating func leave(on day: CalendarDate, by moment: SpellMoment) {
    if day < leaves { (leaves, end) = (day, moment) }
  }

  /// The first day on which something may end it early.
  fileprivate var earliestEnd: CalendarDate { clock.adding(minimum) }
}

/// Goes through what happens to one subject, in order, and makes its stays on a list.
package struct SpellSweep: Sendable {
  /// The stay that has begun and not ended so far.
  package private(set) var current: Spell?

  package init() {}

  /// Takes the next moment, none of which `comesBefore` an earlier one; returns the stay that is over by then.
  package mutating func take(_ moment: SpellMoment) -> Spell? {
    if let over = current, over.leaves <= moment.day {
      current = nil
      begin(moment)
      return over
    }
    guard current != nil else {
      begin(moment)
      return nil
    }
    switch moment.event {
    case .enter: current?.join(moment)
    case .restart: current?.restart(moment)
    case .leave: current?.leave(on: moment.day, by: moment)
    case .early:
      let earliest = current?.earliestEnd ?? moment.day
      current?.leave(on: max(moment.day, earliest), by: moment)
    }
    guard let spell = current, spell.leaves <= moment.day else { return nil }
    current = nil
    return spell
  }

  /// Returns the stay that nothing has ended so far, with the day on which it ends if nothing else happens.
  package mutating func finish() -> Spell? {
    defer { current = nil }
    return current
  }

  private mutating func begin(_ moment: SpellMoment) {
    if moment.event == .enter, moment.until > moment.day { current = Spell(moment) }
  }
}
