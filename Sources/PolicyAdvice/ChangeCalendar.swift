import PolicyExecution
import PolicyIR
import PolicyReport
import PolicyTypes

/// The days after the as-of date on which something changes by itself, and what does.
struct ChangeCalendar {
  let dates: [CalendarDate]
  /// Whether these are all the days on which the policy can come to another result by itself.
  let isComplete: Bool
  private let causesByDate: [CalendarDate: [EventStep.Cause]]

  /// How many days are looked at; a subject with more open records than this is looked at for a shorter time.
  static let mostDates = 150

  init(reader: SubjectReader, actions: [OpenAction], asOf: CalendarDate) {
    var collector = Collector(reader: reader, asOf: asOf)
    collector.collectExpiries()
    collector.collectRepairs()
    for action in actions { collector.add(action.countsFrom, nil) }
    collector.collectConstants()
    let readsAge = collector.collectMonths()
    let all = collector.causes.keys.sorted()
    dates = Array(all.prefix(Self.mostDates))
    isComplete = !readsAge && all.count <= Self.mostDates
    causesByDate = collector.causes
  }

  func causes(on date: CalendarDate) -> [EventStep.Cause] { causesByDate[date] ?? [] }

  private struct Collector {
    let reader: SubjectReader
    let asOf: CalendarDate
    var causes: [CalendarDate: [EventStep.Cause]] = [:]

    private var outline: Outline { reader.program.outline }
    private static let lastYear = CalendarDuration(months: 1200)

    mutating func add(_ date: CalendarDate, _ cause: EventStep.Cause?) {
      // What lies a hundred years ahead is never.
      guard date > asOf, date < asOf.adding(Self.lastYear) else { return }
      causes[date, default: []] += cause.map { [$0] } ?? []
    }

    /// Windows that end: of the records of an indicator and of those of a fact.
    mutating func collectExpiries() {
      var known: Set<Known> = []
      for indicator in outline.indicators {
        guard let selection = indicator.selection else { continue }
        collect(selection, title: Citation(indicator.clause).heading, &known) { reader, place in
          reader.reference(to: place, of: indicator)
        }
      }
      for fact in outline.facts {
        guard let selection = fact.selection else { continue }
        collect(selection, title: Citation(fact.clause).heading, &known) { $0.reference(to: $1) }
        if case .list(let list) = fact.kind { collect(list, title: Citation(fact.clause).heading) }
      }
    }

    private struct Known: Hashable {
      let place: RowPlace
      let date: CalendarDate
    }

    private mutating func collect(
      _ selection: SelectionOutline, title: String, _ known: inout Set<Known>,
      _ reference: (SubjectReader, RowPlace) -> RecordReference
    ) {
      for place in reader.rows(of: selection.domain) where reader.isTrue(selection.mask, at: place) {
        for filter in selection.filters {
          for end in [filter.expires, filter.until].compactMap(\.self) {
            guard let date = reader.value(of: end, at: place).date else { continue }
            let isNew = known.insert(Known(place: place, date: date)).inserted
            add(date, isNew && filter.expires != nil ? .expiry(reference(reader, place), of: title) : nil)
          }
        }
      }
    }

    /// Stays on a list that end, and entries that are still to come.
    private mutating func collect(_ list: ListOutline, title: String) {
      for place in reader.rows(of: list.selection.domain) {
        if reader.isTrue(list.selection.mask, at: place), let date = reader.value(of: list.leaves, at: place).date {
          add(date, .departure(reader.reference(to: place), from: title))
        }
        if let date = reader.value(of: list.entered, at: place).date { add(date, nil) }
      }
    }

    /// Constants that get another value.
    mutating func collectConstants() {
      for instruction in reader.program.instructions {
        guard case .dated(let entries) = instruction.operation else { continue }
        for entry in entries { add(entry.from, nil) }
      }
    }

    /// The first day of each month, where the policy measures the time up to the as-of date other than by windows;
    /// returns whether it does.
    mutating func collectMonths() -> Bool {
      let program = reader.program
      let readsAge = program.instructions.contains { instruction in
        switch instruction.operation {
        case .daysBetween(let a, let b), .steps(let a, let b, _): reads(asOfIn: a) || reads(asOfIn: b)
        default: false
        }
      }
      guard readsAge else { return false }
      let first = asOf.adding(days: 1 - asOf.components.day)
      for month in 1...36 { add(first.adding(CalendarDuration(months: month)), nil) }
      return true
    }

    private func reads(asOfIn id: ValueID) -> Bool {
      switch reader.program.operation(of: id) {
      case .asOf: true
      case .convert(let a), .gather(let a), .assumePresent(let a): reads(asOfIn: a)
      default: false
      }
    }

    /// Repairs that are done and do not count yet.
    mutating func collectRepairs() {
      for indicator in outline.indicators {
        guard let repair = indicator.repair, let selection = indicator.selection else { continue }
        for place in reader.rows(of: selection.domain) where reader.isTrue(selection.mask, at: place) {
          collect(repair, at: place, reader.reference(to: place, of: indicator))
        }
      }
      for repair in outline.rules.flatMap(\.repairs) {
        for place in reader.rows(of: reader.program.domain(of: repair.done)) {
          collect(repair, at: place, reader.reference(to: place))
        }
      }
    }

    private mutating func collect(_ repair: RepairOutline, at place: RowPlace, _ record: RecordReference) {
      guard repair.isRepairable.map({ reader.isTrue($0.result, at: place) }) ?? true,
        !reader.value(of: repair.done, at: place).isAbsent,
        let date = reader.value(of: repair.effectiveFrom, at: place).date
      else { return }
      let clause = Citation(repair.clause)
      let isKnown = causes[date]?.contains { cause in
        if case .repair(let known, clause) = cause { known.key == record.key } else { false }
      }
      add(date, isKnown == true ? nil : .repair(record, clause))
    }
  }
}
