import PolicyDiagnostics
import PolicyIR
import PolicySemantics
import PolicyTypes

/// Which records count.
extension Lowering {
  /// Returns the selection with the earliest record left for each combination of keys.
  func selection(_ id: SelectionID) -> SelectionOutline {
    if let known = selections[id] { return known }
    let selection = selection(id, preferring: nil)
    selections[id] = selection
    return selection
  }

  /// Returns the selection with the record of the largest `preference` left for each combination of its own keys.
  func selection(_ id: SelectionID, preferring preference: ValueID?) -> SelectionOutline {
    let outer = builder.span
    defer { builder.span = outer }
    let selection = policy.selections[id.index]
    builder.span = selection.span
    let domain = DomainID(selection.domain)
    var mask = builder.literal(true, in: domain)
    var filters: [SelectionFilter] = []
    if let base = selection.base.map({ self.selection($0) }) {
      (mask, filters) = (base.mask, base.filters)
    } else if let inForce = inForce(domain) {
      (mask, filters) = (inForce.passes, [inForce])
    }
    for filter in [selection.window.map { window($0, domain) }, selection.condition.map { test($0, domain) }] {
      guard let filter else { continue }
      mask = filters.isEmpty ? filter.passes : builder.and(mask, filter.passes)
      filters.append(filter)
    }
    if !selection.oncePer.isEmpty {
      mask = builder.onePer(selection.oncePer.map { lower($0) }, mask: mask, preference: preference)
      let text = selection.oncePer.map(\.span.text).joined(separator: ", ")
      filters.append(SelectionFilter(kind: .oncePer, text: text, passes: mask))
    }
    return SelectionOutline(domain: domain, source: selection.source, mask: mask, filters: filters)
  }

  // MARK: Filters

  /// Records that have been withdrawn never count; one without a status is in force.
  private func inForce(_ domain: DomainID) -> SelectionFilter? {
    guard let place = policy.domains[domain.index].status else { return nil }
    let status = field(FieldReference(domain: domain.index, field: place))
    let withdrawn = builder.literal(.label("withdrawn"), builder.lane(of: status), in: domain)
    let isInForce = builder.compare(.notEqual, status, withdrawn)
    let passes = builder.orElse(isInForce, builder.literal(true))
    return SelectionFilter(kind: .inForce, text: builder.schema[domain].fields[place].name, passes: passes)
  }

  private func window(_ window: TypedWindow, _ domain: DomainID) -> SelectionFilter {
    if window.value.type.form == .dateRange { return datesInside(window, domain) }
    let value = lower(window.value)
    builder.span = window.value.span
    let isLastDay = builder.lane(of: value) == .date
    // Later records are not there at all, so that only the end of the window is left to test.
    let expires =
      isLastDay
      ? builder.addDuration(value, builder.literal(.duration(CalendarDuration(days: 1)), .duration))
      : builder.addDuration(date(of: domain), value)
    let passes =
      isLastDay
      ? builder.compare(.lessOrEqual, builder.asOf(), value) : builder.compare(.less, builder.asOf(), expires)
    return SelectionFilter(
      kind: .within, text: window.value.text, passes: builder.aligned(builder.definite(passes), to: domain),
      expires: expires)
  }

  private func test(_ condition: TypedValue, _ domain: DomainID) -> SelectionFilter {
    SelectionFilter(
      kind: .condition, text: condition.text, passes: builder.aligned(self.condition(condition), to: domain))
  }

  /// The date of a record, which the check has seen declared wherever it is asked for.
  func date(of domain: DomainID) -> ValueID {
    guard let place = policy.domains[domain.index].date else { return builder.literal(.absent, .date, in: domain) }
    return field(FieldReference(domain: domain.index, field: place))
  }

  // MARK: Figures

  /// Lowers a figure over the records of a selection, for the rows above them.
  func figure(_ aggregate: Aggregate, _ id: SelectionID, _ value: TypedExpression?) -> ValueID {
    let mask = selection(id).mask
    guard let value else { return aggregate == .count ? builder.count(mask) : builder.any(mask) }
    switch aggregate {
    case .count: return builder.count(mask)
    case .exists: return builder.any(builder.and(mask, condition(value)))
    case .every: return builder.not(builder.any(builder.and(mask, builder.not(condition(value)))))
    case .sum: return builder.sum(lower(value), mask: mask)
    case .least: return builder.extreme(isLeast: true, lower(value), mask: mask)
    case .greatest: return builder.extreme(isLeast: false, lower(value), mask: mask)
    }
  }

  /// Lowers the place of a record among those of a selection that lie less than a duration before it.
  func ordinal(in id: SelectionID, within: TypedExpression) -> ValueID {
    let selection = selection(id)
    let date = date(of: selection.domain)
    return builder.ordinal(date: date, until: builder.addDuration(date, lower(within)), mask: selection.mask)
  }
}
