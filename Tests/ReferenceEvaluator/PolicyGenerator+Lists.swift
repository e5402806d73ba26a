import PolicySemantics
import PolicyTypes

extension PolicyGenerator {
  /// Makes a few lists, each a fact whose records are its stays; one may feed another.
  mutating func makeLists() {
    for _ in 0..<random.below(4) where domains.count > 1 { makeList() }
  }

  private mutating func makeList() {
    let enter = listRecords()
    let domain = selections[enter.index].domain
    let hasTerm = random.chance(70)
    let kinds: [SpellEvent] = hasTerm ? [.restart, .leave, .early] : [.leave, .early]
    let touches = kinds.filter { _ in random.chance(45) }.map { event -> TypedListTouch in
      let records = listRecords()
      return TypedListTouch(event, records: records, list: list(of: records))
    }
    let repair = repairs.indices.filter { repairs[$0].domain == domain && random.chance(40) }.first
    lists.append(
      TypedList(
        clause: clause("l\(lists.count)"), enter: enter, source: list(of: enter),
        after: random.chance(list(of: enter) == nil ? 20 : 70) ? length(at: domain) : nil,
        term: hasTerm ? length(at: domain) : nil,
        until: random.chance(30) ? TypedValue(date(at: domain, depth: 1)) : nil, repair: repair.map { RepairID($0) },
        touches: touches, minimum: random.chance(50) ? length(at: domain) : nil))
    let stays = add(
      TypedSelection(
        span: .nowhere, domain: domain, source: "l\(lists.count - 1)", base: enter, window: nil, condition: nil,
        oncePer: [], list: ListID(lists.count - 1)))
    namedSelections.append(stays)
    addFact(.selection(stays), home: nil)
  }

  /// Records of any type, be they stays on a list.
  private mutating func listRecords() -> SelectionID {
    let stays = namedSelections.filter { selections[$0.index].list != nil }
    if !stays.isEmpty, random.chance(35) { return random.pick(stays) }
    return makeSelection(of: random.integer(in: 1...domains.count - 1), depth: 1)
  }

  private func list(of id: SelectionID) -> ListID? {
    selections[id.index].list ?? selections[id.index].base.flatMap { list(of: $0) }
  }

  /// A length of time in calendar time: one for all, or by a condition on the record.
  private mutating func length(at domain: Int) -> TypedValue {
    if random.chance(60) { return TypedValue(.literal(calendarDuration())) }
    let (first, second) = (calendarDuration(), calendarDuration())
    return TypedValue(.conditional(condition(at: domain, depth: 1), .literal(first), .literal(second)))
  }

  private mutating func calendarDuration() -> CalendarDuration {
    let durations = [
      CalendarDuration(months: 3), CalendarDuration(months: 6), CalendarDuration(months: 12),
      CalendarDuration(months: 24), CalendarDuration(days: 30), CalendarDuration(days: 1),
      CalendarDuration(months: 1, days: 10), .zero, .forever,
    ]
    let duration = random.pick(durations)
    if duration != .forever { hints.durations.append(duration) }
    return duration
  }
}
