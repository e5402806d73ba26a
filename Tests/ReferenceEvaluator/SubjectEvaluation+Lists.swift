import PolicySemantics
import PolicyTypes

/// A stay on a list: the record that begins it, and the first day after it; nil where nothing ends it.
struct ReferenceStay {
  let record: ReferenceRow
  let leaves: CalendarDate?
}

/// A record that enters a list, with what the list says of it.
private struct ReferenceEntry {
  let record: ReferenceRow
  let day: CalendarDate
  let until: CalendarDate
  let term: CalendarDuration
  let minimum: CalendarDuration
}

extension SubjectEvaluation {
  func begins(_ row: ReferenceRow, on list: ListID) -> Bool { stays(on: list).contains { $0.record === row } }

  /// The list whose stays a selection is made of.
  func list(of selection: TypedSelection) -> ListID? {
    selection.list ?? selection.base.flatMap { list(of: policy.selections[$0.index]) }
  }

  /// The day on which a record enters, or would.
  func entered(_ id: ListID, at row: ReferenceRow) -> CalendarDate? {
    let list = policy.lists[id.index]
    let record = row.ancestor(in: policy.selections[list.enter.index].domain)
    let day = list.source.map { entered($0, at: record) } ?? date(of: record)
    guard let after = list.after else { return day }
    return day.flatMap { day in value(of: after, at: record).duration.map { day.adding($0) } }
  }

  func leaves(_ id: ListID, at row: ReferenceRow) -> Value {
    let record = row.ancestor(in: policy.selections[policy.lists[id.index].enter.index].domain)
    return stays(on: id).first { $0.record === record }?.leaves.map { .date($0) } ?? .absent
  }

  // MARK: Stays

  private func stays(on id: ListID) -> [ReferenceStay] {
    stayMemory.recall(id.index) { foundStays(on: id) }
  }

  /// Finds one stay after the other: each begins with the first entry that the one before does not hold.
  private func foundStays(on id: ListID) -> [ReferenceStay] {
    let list = policy.lists[id.index]
    let entries = entries(list, id)
    var stays: [ReferenceStay] = []
    var free = CalendarDate.earliest
    while let first = entries.first(where: { entry in
      entry.day >= free && !stays.contains { $0.record === entry.record }
    }) {
      let end = end(of: first, list, entries)
      stays.append(ReferenceStay(record: first.record, leaves: end == .latest ? nil : end))
      free = end
    }
    return stays
  }

  /// The entries that count, in the order of their days, then of the records.
  private func entries(_ list: TypedList, _ id: ListID) -> [ReferenceEntry] {
    let entries = records(of: list.enter, below: subject).compactMap { record -> ReferenceEntry? in
      guard let day = entered(id, at: record), day <= asOf else { return nil }
      if let source = list.source {
        guard let stay = stays(on: source).first(where: { $0.record === record }), stay.leaves.map({ day < $0 }) ?? true
        else { return nil }
      }
      let term = list.term.flatMap { value(of: $0, at: record).duration }
      let ends = [
        term.map { day.adding($0) }, list.until.flatMap { value(of: $0, at: record).date?.adding(days: 1) },
        list.repair.flatMap { repairTime($0, of: record) },
      ]
      let until = ends.compactMap(\.self).min() ?? .latest
      guard day < until else { return nil }
      return ReferenceEntry(
        record: record, day: day, until: until, term: term ?? .forever,
        minimum: list.minimum.flatMap { value(of: $0, at: record).duration } ?? .zero)
    }
    let place = Dictionary(
      uniqueKeysWithValues: rows[policy.selections[list.enter.index].domain].enumerated().map {
        (ObjectIdentifier($1), $0)
      })
    return entries.sorted { a, b in
      (a.day, place[ObjectIdentifier(a.record)] ?? 0) < (b.day, place[ObjectIdentifier(b.record)] ?? 0)
    }
  }

  private func repairTime(_ id: RepairID, of record: ReferenceRow) -> CalendarDate? {
    let repair = policy.repairs[id.index]
    return isRepaired(record, repair) ? effectiveFrom(repair, of: record) : nil
  }

  /// Looks day by day at what happens after the first entry.
  private func end(of first: ReferenceEntry, _ list: TypedList, _ entries: [ReferenceEntry]) -> CalendarDate {
    let touches = Dictionary(
      SpellEvent.allCases.map { ($0, Set(touchDays(of: $0, list))) }, uniquingKeysWith: { $1 })
    func happens(_ event: SpellEvent, on day: CalendarDate) -> Bool { touches[event]?.contains(day) ?? false }
    var members = entries.filter { $0.day == first.day }
    var end = members.map(\.until).max() ?? first.until
    var clock = first.day
    let later = Set(entries.map(\.day) + touches.values.flatMap(\.self)).filter { $0 > first.day }.sorted()
    for day in later where day < end {
      if happens(.leave, on: day) { return day }
      if happens(.early, on: day) {
        end = min(end, max(day, clock.adding(first.minimum)))
        if end == day { return day }
      }
      if happens(.restart, on: day) {
        clock = day
        end = members.map { day.adding($0.term) }.max() ?? end
        // A term of no length ends at once, and what enters on that day begins anew.
        if end == day { return day }
      }
      let joining = entries.filter { $0.day == day }
      members += joining
      end = ([end] + joining.map(\.until)).max() ?? end
    }
    return end
  }

  private func touchDays(of event: SpellEvent, _ list: TypedList) -> [CalendarDate] {
    list.touches.filter { $0.event == event }.flatMap { touch in
      records(of: touch.records, below: subject).compactMap { record in
        touch.list.map { entered($0, at: record) } ?? date(of: record)
      }
    }
  }
}
