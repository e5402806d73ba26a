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
    }
    let standing = selection.base == nil ? standingFilters(of: domain) : []
    for filter in standing {
      mask = filters.isEmpty ? filter.passes : builder.and(mask, filter.passes)
      filters.append(filter)
    }
    // A window asks nothing of the records that do not count anyway.
    windowed = filters.isEmpty ? nil : mask
    let window = selection.window.map { self.window($0, domain, listed(selection)) }
    windowed = nil
    for filter in [window, selection.condition.map { test($0, domain) }] {
      guard let filter else { continue }
      mask = filters.isEmpty ? filter.passes : builder.and(mask, filter.passes)
      filters.append(filter)
    }
    if let begins = selection.list.map({ self.begins(on: $0) }) {
      mask = builder.and(mask, begins.passes)
      filters.append(begins)
    }
    if selection.isChoice {
      let choice = choice(selection, mask, preferring: preference)
      mask = choice.passes
      filters.append(choice)
    }
    return SelectionOutline(domain: domain, source: selection.source, mask: mask, filters: filters)
  }

  // MARK: Filters

  /// What every record must be to count anywhere: in force, and not void.
  func standingFilters(of domain: DomainID) -> [SelectionFilter] {
    [inForce(domain), readable(domain), valid(domain)].compactMap(\.self)
  }

  /// Records that have been withdrawn never count; one without a status is in force.
  private func inForce(_ domain: DomainID) -> SelectionFilter? {
    guard let place = policy.domains[domain.index].status else { return nil }
    let status = field(FieldReference(domain: domain.index, field: place))
    let withdrawn = builder.literal(.label("withdrawn"), builder.lane(of: status), in: domain)
    let isInForce = builder.compare(.notEqual, status, withdrawn)
    let passes = builder.orElse(isInForce, builder.literal(true))
    return SelectionFilter(kind: .inForce, text: builder.schema[domain].fields[place].name, passes: passes)
  }

  /// Records with an invalid value that makes them void never count.
  private func readable(_ domain: DomainID) -> SelectionFilter? {
    voidMark(of: domain).map { SelectionFilter(kind: .readable, text: "", passes: builder.not($0)) }
  }

  /// Whether an invalid value of a record, or of one above it, makes it void; nil where none can.
  func voidMark(of domain: DomainID) -> ValueID? {
    let above = builder.schema[domain].parent.flatMap { voidMark(of: $0) }.map { builder.aligned($0, to: domain) }
    guard let place = policy.domains[domain.index].voidMark else { return above }
    let own = builder.definite(field(FieldReference(domain: domain.index, field: place)))
    return above.map { builder.or(own, $0) } ?? own
  }

  /// Returns a fault, but for the rows that an invalid value makes void: what they lack does not matter.
  func unlessVoid(_ fault: ValueID) -> ValueID {
    voidMark(of: builder[fault].domain).map { builder.and(fault, builder.not($0)) } ?? fault
  }

  /// Void records never count.
  private func valid(_ domain: DomainID) -> SelectionFilter? {
    guard let void = policy.domains[domain.index].void else { return nil }
    let outer = builder.span
    builder.span = void.span
    defer { builder.span = outer }
    return SelectionFilter(
      kind: .valid, text: quoted(void.text, in: domain),
      passes: builder.aligned(builder.not(condition(void)), to: domain))
  }

  private func window(_ window: TypedWindow, _ domain: DomainID, _ list: ListID?) -> SelectionFilter {
    let date = list.map { self.list($0).entered } ?? date(of: domain)
    if window.value.type.form == .dateRange { return datesInside(window, domain, date) }
    let value = lower(window.value)
    builder.span = window.value.span
    let isLastDay = builder.lane(of: value) == .date
    // Later records are not there at all, so that only the end of the window is left to test.
    let expires =
      isLastDay
      ? builder.addDuration(value, builder.literal(.duration(CalendarDuration(days: 1)), .duration))
      : list == nil ? added(toDateOf: domain, value) : added(date, value, reading: nil)
    let passes =
      isLastDay
      ? builder.compare(.lessOrEqual, builder.asOf(), value) : builder.compare(.less, builder.asOf(), expires)
    return SelectionFilter(
      kind: .within, text: quoted(window.value.text, in: domain),
      passes: builder.aligned(builder.definite(passes), to: domain),
      expires: expires)
  }

  private func test(_ condition: TypedValue, _ domain: DomainID) -> SelectionFilter {
    SelectionFilter(
      kind: .condition, text: quoted(condition.quotation, in: domain),
      passes: builder.aligned(self.condition(condition), to: domain))
  }

  /// The date of a record, which the check has seen declared wherever it is asked for.
  func date(of domain: DomainID) -> ValueID {
    guard let place = policy.domains[domain.index].date else { return builder.literal(.absent, .date, in: domain) }
    return field(FieldReference(domain: domain.index, field: place))
  }

  // MARK: Choice

  private func choice(_ selection: TypedSelection, _ mask: ValueID, preferring preference: ValueID?) -> SelectionFilter
  {
    let domain = DomainID(selection.domain)
    let above = DomainID(selection.above)
    let keys = selection.oncePer.map { lower($0) }.map { builder.aligned($0, to: domain) }
    let passes = builder.onePer(keys, mask: mask, preferences: preferences(selection, preference), above: above)
    return SelectionFilter(
      kind: keys.isEmpty ? .kept : .oncePer, text: quoted(text(of: selection), in: domain), passes: passes, keys: keys,
      above: above)
  }

  private func text(of selection: TypedSelection) -> String {
    if !selection.oncePer.isEmpty { return selection.oncePer.map(\.span.text).joined(separator: ", ") }
    return switch selection.keep {
    case .latest: "latest"
    // Of labels the first is the best.
    case .highest(let measure): "\(measure.type.labels == nil ? "highest" : "lowest") \(measure.span.text)"
    case .lowest(let measure): "\(measure.type.labels == nil ? "lowest" : "highest") \(measure.span.text)"
    case .earliest, nil: "earliest"
    }
  }

  /// What puts one record in front of others; of equal ones the earliest, which in one segment of the parent comes
  /// first anyway.
  private func preferences(_ selection: TypedSelection, _ preference: ValueID?) -> [Preference] {
    let domain = DomainID(selection.domain)
    let isInOrder = selection.above == policy.domains[domain.index].parent || policy.domains[domain.index].date == nil
    let earliest = isInOrder ? [] : [Preference(date(of: domain), isLeast: true)]
    switch selection.keep {
    case .latest: return [Preference(date(of: domain))] + earliest
    case .highest(let measure): return [Preference(builder.aligned(lower(measure), to: domain))] + earliest
    case .lowest(let measure):
      return [Preference(builder.aligned(lower(measure), to: domain), isLeast: true)] + earliest
    case .earliest: return earliest
    case nil: return (preference.map { [Preference(builder.aligned($0, to: domain))] } ?? []) + earliest
    }
  }

  /// Lowers the place of a record among those of a selection that lie less than a duration before it.
  func ordinal(in id: SelectionID, within: TypedExpression) -> ValueID {
    let selection = selection(id)
    let date = date(of: selection.domain)
    return builder.ordinal(
      date: date, until: added(toDateOf: selection.domain, lower(within)), mask: selection.mask,
      above: DomainID(policy.selections[id.index].above))
  }
}
