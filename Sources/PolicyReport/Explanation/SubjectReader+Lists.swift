import PolicyExecution
import PolicyIR
import PolicyTypes

/// Reads the stays on a list: the same sweep as in a run, with a note of what each record did.
extension SubjectReader {
  func step(for list: ListOutline, asOf: CalendarDate) -> ListStep {
    var log = StayLog(list: list, reader: self)
    for moment in moments(of: list) { log.take(moment) }
    log.finish()
    return ListStep(
      stays: log.stays, current: log.stays.first { $0.entered <= asOf && $0.leaves.map { asOf < $0 } ?? true })
  }

  private func moments(of list: ListOutline) -> [SpellMoment] {
    let entries = rows(of: list.selection.domain).compactMap { place -> SpellMoment? in
      guard isTrue(list.entries.mask, at: place), let day = value(of: list.entries.entered, at: place).date,
        let until = value(of: list.entries.until, at: place).date
      else { return nil }
      return SpellMoment(
        day: day, event: .enter, source: 0, row: place.row, until: until,
        term: value(of: list.entries.term, at: place).duration ?? .forever,
        minimum: value(of: list.entries.minimum, at: place).duration ?? .zero)
    }
    let touches = list.touches.enumerated().flatMap { source, touch in
      rows(of: touch.records.domain).compactMap { place -> SpellMoment? in
        guard isTrue(touch.records.mask, at: place), let day = value(of: touch.date, at: place).date else { return nil }
        return SpellMoment(day: day, event: touch.event, source: source + 1, row: place.row)
      }
    }
    return (entries + touches).sorted { $0.comesBefore($1) }
  }
}

/// Notes what each record does to the stays on a list.
private struct StayLog {
  let list: ListOutline
  let reader: SubjectReader
  private(set) var stays: [ListStep.Stay] = []
  private var sweep = SpellSweep()
  private var events: [ListStep.Event] = []

  init(list: ListOutline, reader: SubjectReader) {
    self.list = list
    self.reader = reader
  }

  mutating func take(_ moment: SpellMoment) {
    let before = sweep.current
    let over = sweep.take(moment)
    // What ends a stay on its own day is part of it; what comes after its end is not.
    if let over, before?.leaves != over.leaves { note(moment, leaves: over.leaves) }
    if let over { close(over) }
    guard let current = sweep.current else { return }
    if over != nil || before == nil || moment.event == .restart || moment.event == .enter
      || before?.leaves != current.leaves
    {
      note(moment, leaves: current.leaves)
    }
  }

  mutating func finish() {
    if let last = sweep.finish() { close(last) }
  }

  private mutating func note(_ moment: SpellMoment, leaves: CalendarDate) {
    let records = moment.source == 0 ? list.selection : list.touches[moment.source - 1].records
    events.append(
      ListStep.Event(
        kind: kind(of: moment.event), date: moment.day, source: reader.title(of: records),
        record: reader.key(of: RowPlace(domain: records.domain, row: moment.row)), leaves: leaves.orNever))
  }

  private func kind(of event: SpellEvent) -> ListStep.Kind {
    switch event {
    case .enter: events.isEmpty ? .enters : .joins
    case .restart: .restarts
    case .leave: .removed
    case .early: .leavesEarly
    }
  }

  private mutating func close(_ spell: Spell) {
    let place = RowPlace(domain: list.selection.domain, row: spell.row)
    stays.append(
      ListStep.Stay(
        record: reader.reference(to: place), entered: spell.entered, leaves: spell.leaves.orNever, events: events))
    events = []
  }
}

extension CalendarDate {
  /// The date; nil for the latest there is, which stands for no end.
  fileprivate var orNever: CalendarDate? { self == .latest ? nil : self }
}
