import PolicyDiagnostics
import PolicyIR
import PolicySemantics
import PolicyTypes

/// Lists: the days on which records enter and how long each keeps the subject there, from which the stays are made.
extension Lowering {
  func list(_ id: ListID) -> ListOutline {
    if let known = lists[id] { return known }
    let outer = builder.span
    builder.span = policy.lists[id.index].clause.span
    defer { builder.span = outer }
    let outline = lowered(policy.lists[id.index], id)
    lists[id] = outline
    return outline
  }

  /// The records of a list among those that enter it: the ones that begin a stay.
  func begins(on id: ListID) -> SelectionFilter {
    SelectionFilter(
      kind: .begins, text: policy.lists[id.index].clause.name, passes: builder.isPresent(stays(id).ends))
  }

  /// The list whose stays the records of a selection begin.
  func listed(_ selection: TypedSelection) -> ListID? {
    selection.list ?? selection.base.flatMap { listed(policy.selections[$0.index]) }
  }

  private func lowered(_ list: TypedList, _ id: ListID) -> ListOutline {
    let stays = stays(id)
    let latest = builder.literal(.date(.latest), .date)
    let hasEnd = builder.definite(builder.compare(.less, stays.ends, latest))
    let leaves = builder.select(hasEnd, stays.ends, builder.literal(.absent))
    var selection = selection(list.enter)
    let begins = begins(on: id)
    selection = SelectionOutline(
      domain: selection.domain, source: selection.source, mask: builder.and(selection.mask, begins.passes),
      filters: selection.filters + [begins])
    return ListOutline(
      selection: selection, entered: stays.entries.entered, ends: stays.ends, leaves: leaves, entries: stays.entries,
      touches: stays.touches)
  }

  // MARK: Stays

  private struct Stays {
    let ends: ValueID
    let entries: SpellEntries
    let touches: [ListTouchOutline]
  }

  /// Adds the stays, which are the same instruction however often they are asked for.
  private func stays(_ id: ListID) -> Stays {
    let list = policy.lists[id.index]
    let entries = entries(list)
    let touches = list.touches.map { touch in
      let records = selection(touch.records)
      return ListTouchOutline(
        touch.event, records: records, date: touch.list.map { self.list($0).entered } ?? date(of: records.domain))
    }
    let ends = builder.add(
      .spells(entries, touches.map { SpellTouch($0.event, date: $0.date, mask: $0.records.mask) }),
      in: builder[entries.mask].domain, IRType(.date, isOptional: true))
    return Stays(ends: ends, entries: entries, touches: touches)
  }

  private func entries(_ list: TypedList) -> SpellEntries {
    let records = selection(list.enter)
    let domain = records.domain
    let source = list.source.map { self.list($0) }
    var entered = source?.entered ?? date(of: domain)
    if let after = list.after { entered = builder.addDuration(entered, lower(after)) }
    // A day that is still to come has put nobody on the list.
    var mask = builder.and(records.mask, builder.definite(builder.compare(.lessOrEqual, entered, builder.asOf())))
    if let source {
      mask = builder.and(mask, builder.definite(builder.compare(.less, entered, source.ends)))
    }
    let term = list.term.map { lower($0) } ?? builder.literal(.duration(.forever), .duration)
    let minimum = list.minimum.map { lower($0) } ?? builder.literal(.duration(.zero), .duration)
    return SpellEntries(
      entered: builder.aligned(entered, to: domain), until: builder.aligned(until(list, entered, term), to: domain),
      term: builder.aligned(term, to: domain), minimum: builder.aligned(minimum, to: domain),
      mask: builder.aligned(mask, to: domain))
  }

  /// The first day on which a record alone no longer keeps the subject on the list.
  private func until(_ list: TypedList, _ entered: ValueID, _ term: ValueID) -> ValueID {
    var until = builder.addDuration(entered, term)
    if let last = list.until {
      let day = builder.literal(.duration(CalendarDuration(days: 1)), .duration)
      let next = builder.addDuration(lower(last), day)
      until = builder.orElse(builder.least(until, next), until)
    }
    guard let id = list.repair else { return until }
    let repair = repair(id)
    let repaired = builder.select(repair.isRepaired, repair.effectiveFrom, builder.literal(.absent))
    return builder.orElse(builder.least(until, repaired), until)
  }
}
