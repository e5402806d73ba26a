import PolicyIR
import PolicySemantics
import PolicyTypes

/// Windows that are ranges of dates: which records are dated inside.
extension Lowering {
  func datesInside(_ window: TypedWindow, _ domain: DomainID, _ date: ValueID) -> SelectionFilter {
    let range = bounds(of: window.value)
    builder.span = window.value.span
    let tests = [
      range.from.map { builder.compare(.greaterOrEqual, date, $0) },
      range.until.map { builder.compare(.less, date, $0) },
    ].compactMap(\.self)
    let passes = tests.dropFirst().reduce(tests.first ?? builder.literal(true)) { builder.and($0, $1) }
    return SelectionFilter(
      kind: .within, text: quoted(window.value.text, in: domain),
      passes: builder.aligned(builder.definite(passes), to: domain),
      from: range.from, until: range.until)
  }

  /// The first day of a range and the first day after it; nil for an end that is open in every case.
  private struct Bounds {
    var from: ValueID?
    var until: ValueID?
  }

  private func bounds(of value: TypedValue) -> Bounds {
    switch value.kind {
    case .expression(let expression): return bounds(of: expression)
    case .table(let table):
      var chosen = table.rows.map { (condition: condition($0.condition), bounds: bounds(of: $0.value)) }
      guard let last = table.otherwise.map({ bounds(of: $0) }) ?? chosen.popLast()?.bounds else { return Bounds() }
      return chosen.reversed().reduce(last) { rest, row in choice(row.condition, row.bounds, rest) }
    }
  }

  private func bounds(of expression: TypedExpression) -> Bounds {
    switch expression.kind {
    case .dateRange(let from, let until): Bounds(from: from.map { lower($0) }, until: until.map { lower($0) })
    case .conditional(let test, let a, let b): choice(condition(test), bounds(of: a), bounds(of: b))
    case .assumePresent(let inner): bounds(of: inner)
    default: Bounds()
    }
  }

  private func choice(_ condition: ValueID, _ a: Bounds, _ b: Bounds) -> Bounds {
    Bounds(
      from: choice(condition, a.from, b.from, open: .earliest),
      until: choice(condition, a.until, b.until, open: .latest))
  }

  private func choice(_ condition: ValueID, _ a: ValueID?, _ b: ValueID?, open: CalendarDate) -> ValueID? {
    guard a != nil || b != nil else { return nil }
    let open = builder.literal(.date(open), .date)
    return builder.select(condition, a ?? open, b ?? open)
  }
}
