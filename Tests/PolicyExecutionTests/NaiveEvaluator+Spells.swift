import PolicyExecution
import PolicyIR
import PolicyTypes

/// Stays on a list, by going through the days on which anything happens.
extension NaiveEvaluator {
  /// The first day after the stay that a row begins; absent where it begins none.
  func spell(_ row: Int, _ domain: DomainID, _ entries: SpellEntries, _ touches: [SpellTouch]) -> Value {
    let subject = ancestor(of: row, in: domain)
    var entering: [(row: Int, day: CalendarDate, until: CalendarDate)] = []
    for other in 0..<batch[domain].count where ancestor(of: other, in: domain) == subject {
      guard columns[entries.mask.index][other].boolean == true, let day = columns[entries.entered.index][other].date,
        let until = columns[entries.until.index][other].date, until > day
      else { continue }
      entering.append((other, day, until))
    }
    entering.sort { ($0.day, $0.row) < ($1.day, $1.row) }
    let happening = happening(touches, to: subject)
    var next = 0
    while next < entering.count {
      let first = entering[next]
      let end = end(of: next, entering, happening, entries)
      if first.row == row { return .date(end) }
      while next < entering.count, entering[next].day < end { next += 1 }
    }
    return .absent
  }

  private func happening(_ touches: [SpellTouch], to subject: Int) -> [SpellEvent: Set<CalendarDate>] {
    var days: [SpellEvent: Set<CalendarDate>] = [:]
    for touch in touches {
      let domain = program[touch.mask].domain
      for row in 0..<batch[domain].count
      where columns[touch.mask.index][row].boolean == true && ancestor(of: row, in: domain) == subject {
        if let day = columns[touch.date.index][row].date { days[touch.event, default: []].insert(day) }
      }
    }
    return days
  }

  private func end(
    of first: Int, _ entering: [(row: Int, day: CalendarDate, until: CalendarDate)],
    _ happening: [SpellEvent: Set<CalendarDate>], _ entries: SpellEntries
  ) -> CalendarDate {
    let start = entering[first].day
    func length(_ id: ValueID, _ place: Int, _ absent: CalendarDuration) -> CalendarDuration {
      columns[id.index][entering[place].row].duration ?? absent
    }
    var members = entering.indices.filter { $0 >= first && entering[$0].day == start }
    var end = members.map { entering[$0].until }.max() ?? start
    var clock = start
    let days = happening.values.reduce(Set(entering.map(\.day))) { $0.union($1) }.filter { $0 > start }.sorted()
    for day in days where day < end {
      if happening[.leave]?.contains(day) == true { return day }
      if happening[.early]?.contains(day) == true {
        end = min(end, max(day, clock.adding(length(entries.minimum, first, .zero))))
        if end == day { return day }
      }
      if happening[.restart]?.contains(day) == true {
        clock = day
        end = members.map { day.adding(length(entries.term, $0, .forever)) }.max() ?? day
        if end <= day { return day }
      }
      members += entering.indices.filter { entering[$0].day == day }
      end = members.filter { entering[$0].day == day }.map { entering[$0].until }.reduce(end, max)
    }
    return end
  }

  private func ancestor(of row: Int, in domain: DomainID) -> Int {
    var (row, domain) = (row, domain)
    while let above = program.schema[domain].parent {
      row = parent(of: row, in: domain)
      domain = above
    }
    return row
  }
}
