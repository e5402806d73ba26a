import PolicyExecution
import PolicyIR
import PolicyTypes

/// Reads what caps that records share left of single records.
extension SubjectReader {
  /// Returns what the caps of an indicator took from one record; nil where they took nothing.
  func keyCaps(of indicator: IndicatorOutline, at place: RowPlace) -> KeyCapsStep? {
    guard let shared = indicator.keyCaps, let selection = indicator.selection else { return nil }
    let (before, after) = (value(of: shared.before, at: place).number, value(of: shared.counted, at: place).number)
    guard before != after else { return nil }
    let earlier = rowsUpTo(place, in: selection)
    let spent = shared.caps.filter { isSpent($0, shared, by: earlier, at: place) }
    return KeyCapsStep(caps: spent.map { step(for: $0, at: place) }, before: before, after: after)
  }

  private func step(for cap: KeyCapOutline, at place: RowPlace) -> KeyCapStep {
    KeyCapStep(
      keys: cap.text, figures: cap.keys.map { figure($0, at: place) }, bound: step(for: cap.bound, at: place),
      place: Place(cap.span))
  }

  /// Whether the records of one group come to the whole of their cap with this one.
  private func isSpent(_ cap: KeyCapOutline, _ shared: KeyCapsOutline, by rows: [RowPlace], at place: RowPlace) -> Bool
  {
    guard let limit = value(of: cap.limit, at: place).number else { return false }
    let keys = cap.keys.map { value(of: $0.value, at: place) }
    let group = rows.filter { row in cap.keys.map { value(of: $0.value, at: row) } == keys }
    let sum = group.reduce(Decimal128?.some(.zero)) { sum, row in
      let counted = value(of: shared.counted, at: row).number?.magnitude ?? .zero
      return sum.flatMap { $0.adding(counted) }
    }
    return sum.map { $0 >= limit } ?? false
  }

  /// The records of a selection that count up to one of them, in the order in which they count.
  private func rowsUpTo(_ place: RowPlace, in selection: SelectionOutline) -> [RowPlace] {
    let date = program.schema[selection.domain].date
    func order(_ row: RowPlace) -> (CalendarDate, Int) {
      (date.flatMap { field($0, at: row).date } ?? .earliest, row.row)
    }
    let last = order(place)
    return rows(of: selection.domain).filter { isTrue(selection.mask, at: $0) && order($0) <= last }
  }
}
