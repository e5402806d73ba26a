package import PolicyExecution
package import PolicyIR
import PolicyTypes

/// Reads what single records added to an indicator, and why others did not.
extension SubjectReader {
  func records(
    of indicator: IndicatorOutline, _ selection: SelectionOutline, worth: ValueOutline, isDeduction: Bool
  ) -> RecordsStep {
    let places = rows(of: selection.domain)
    let fields = places.isEmpty ? [] : plan.decidingFields(of: indicator)
    var counted: [RecordStep] = []
    var notCounted: [UncountedRecord] = []
    for place in places {
      let record = reference(to: place, under: indicator.clause.name, fields: fields)
      if isTrue(selection.mask, at: place) {
        counted.append(step(for: record, at: place, indicator, worth: worth, isDeduction: isDeduction))
      } else {
        notCounted.append(UncountedRecord(record: record, reasons: reasons(against: place, in: selection)))
      }
    }
    return RecordsStep(
      source: title(of: selection), isDeduction: isDeduction, counted: counted, notCounted: notCounted)
  }

  private func step(
    for record: RecordReference, at place: RowPlace, _ indicator: IndicatorOutline, worth: ValueOutline,
    isDeduction: Bool
  ) -> RecordStep {
    let worth = step(for: worth, at: place)
    let missing = worth.result.isAbsent ? indicator.missing.map { step(for: $0, at: place) } : nil
    let worthOrStandIn = worth.result.number ?? missing?.result.number
    let points = isDeduction ? worthOrStandIn?.negated : worthOrStandIn
    let contribution = indicator.contribution.map { value(of: $0, at: place).number } ?? points
    return RecordStep(
      record: record, worth: worth, missing: missing.map(MissingStep.replaced), points: points,
      repair: indicator.repair.map { step(for: $0, at: place, points: points, contribution: contribution) },
      contribution: contribution, keyCaps: keyCaps(of: indicator, at: place))
  }

  /// Returns how a record is named to people, with the fields that decide about it in an indicator.
  package func reference(to place: RowPlace, of indicator: IndicatorOutline) -> RecordReference {
    reference(to: place, under: indicator.clause.name, fields: plan.decidingFields(of: indicator))
  }

  /// Returns how a record is named to people, by its labels where it has no key.
  package func reference(to place: RowPlace) -> RecordReference {
    let domain = program.schema[place.domain]
    let labels = domain.fields.indices.filter { field in
      if case .label = domain.fields[field].kind { field != domain.status && field != domain.key } else { false }
    }
    return reference(to: place, under: "data", fields: labels)
  }

  func reference(to place: RowPlace, under indicator: String, fields: [Int]) -> RecordReference {
    let domain = program.schema[place.domain]
    return RecordReference(
      id: "\(indicator)/\(path(of: place))", key: key(of: place),
      date: domain.date.flatMap { field($0, at: place).date },
      isDisputed: domain.status.map { field($0, at: place) == .label("disputed") } ?? false,
      fields: fields.map { figure(field: $0, at: place) })
  }

  /// Returns `penalties[XZCF-001]`, with the records above it in front.
  package func path(of place: RowPlace) -> String {
    let own = "\(program.schema[place.domain].name)[\(key(of: place))]"
    guard let parent = program.schema[place.domain].parent, parent != .subject,
      let above = row(above: place, in: parent)
    else { return own }
    return path(of: above) + "/" + own
  }

  /// Returns what people call the thing that the records are selected from.
  func title(of selection: SelectionOutline) -> String {
    if let fact = plan.fact(named: selection.source) { return fact.clause.title ?? selection.source }
    let domain = program.schema[selection.domain]
    return domain.name == selection.source ? domain.title ?? domain.name : selection.source
  }
}

// MARK: Earlier results

extension SubjectReader {
  func step(for history: HistoryOutline) -> HistoryStep? {
    guard let selection = history.selection else { return nil }
    let domain = program.schema[history.domain]
    let fields = domain.fields.indices.filter { $0 != domain.date }
    var counted: [RecordReference] = []
    var notCounted: [UncountedRecord] = []
    for place in rows(of: history.domain) {
      let record = reference(to: place, under: "history", fields: fields)
      if isTrue(selection.mask, at: place) {
        counted.append(record)
      } else {
        notCounted.append(UncountedRecord(record: record, reasons: reasons(against: place, in: selection)))
      }
    }
    return HistoryStep(counted: counted, notCounted: notCounted)
  }
}

// MARK: Disputes

extension SubjectReader {
  func disputed(_ disputes: DisputeOutline) -> [RecordReference] {
    disputes.records.flatMap { records in
      rows(of: records.domain).filter { isTrue(records.mask, at: $0) }.map {
        reference(to: $0, under: "disputed", fields: [])
      }
    }
  }
}

// MARK: Repair

extension SubjectReader {
  private func step(
    for repair: RepairOutline, at place: RowPlace, points: Decimal128?, contribution: Decimal128?
  ) -> RepairStep {
    let state = state(of: repair, at: place)
    let givenBack = points.flatMap { before in contribution.flatMap { $0.subtracting(before) } }
    return RepairStep(
      clause: Citation(repair.clause), state: state,
      exclusion: exclusion(from: repair, state).map { step(for: $0, at: place) },
      done: value(of: repair.done, at: place).date,
      effectiveFrom: value(of: repair.effectiveFrom, at: place).date,
      share: state == .inEffect ? step(for: repair.restored, at: place) : nil,
      pointsGivenBack: state == .inEffect ? givenBack : nil,
      budget: repair.budget.flatMap { budget in
        value(of: budget.place, at: place).number.map {
          BudgetStep(limit: budget.limit, text: budget.text, place: $0)
        }
      })
  }

  /// The records for which a repair was done.
  func repairedRecords(of repair: RepairOutline) -> [RepairedRecord] {
    rows(of: domain(of: repair.done)).filter { !value(of: repair.done, at: $0).isAbsent }.map { place in
      RepairedRecord(
        record: reference(to: place), repair: step(for: repair, at: place, points: nil, contribution: nil))
    }
  }

  /// The condition that keeps a repair from counting.
  private func exclusion(from repair: RepairOutline, _ state: RepairStep.State) -> ValueOutline? {
    switch state {
    case .notRepairable: repair.isRepairable
    case .needsNotMet: repair.needs
    default: nil
    }
  }

  private func state(of repair: RepairOutline, at place: RowPlace) -> RepairStep.State {
    if isTrue(repair.isRepaired, at: place) { return .inEffect }
    if let isRepairable = repair.isRepairable, !isTrue(isRepairable.result, at: place) { return .notRepairable }
    if value(of: repair.done, at: place).isAbsent { return .notDone }
    if let needs = repair.needs, !isTrue(needs.result, at: place) { return .needsNotMet }
    if let budget = repair.budget, let number = value(of: budget.place, at: place).number,
      number > Decimal128(budget.limit)
    {
      return .beyondBudget
    }
    return .notYetInEffect
  }
}

// MARK: Why a record does not count

extension SubjectReader {
  func reasons(against place: RowPlace, in selection: SelectionOutline) -> [UncountedRecord.Reason] {
    var selection = selection
    // A selection starts from another at most once for each fact, so the walk ends.
    for _ in 0...program.outline.facts.count {
      let reasons = ownReasons(against: place, in: selection)
      if !reasons.isEmpty { return reasons }
      guard let base = baseSelection(of: selection), !isTrue(base.mask, at: place) else { break }
      selection = base
    }
    return [.notSelected(source: title(of: selection))]
  }

  private func ownReasons(against place: RowPlace, in selection: SelectionOutline) -> [UncountedRecord.Reason] {
    let failed = selection.filters.filter { !isTrue($0.passes, at: place) }
    // What else a record with an invalid value fails, it may fail for that value.
    if failed.contains(where: { $0.kind == .readable }) { return [.void(nil)] }
    // One of several is kept last, among the records that pass everything else.
    let others = failed.filter { $0.kind != .oncePer && $0.kind != .kept && $0.kind != .begins }
    return (others.isEmpty ? failed : others).map { reason($0, at: place) }
  }

  private func reason(_ filter: SelectionFilter, at place: RowPlace) -> UncountedRecord.Reason {
    switch filter.kind {
    case .inForce: .withdrawn
    case .readable: .void(nil)
    case .valid: .void(filter.text)
    case .within where filter.from != nil || filter.until != nil:
      .outsideRange(
        window: filter.text, from: filter.from.flatMap { value(of: $0, at: place).date },
        until: filter.until.flatMap { value(of: $0, at: place).date })
    case .within: .windowOver(window: filter.text, since: filter.expires.flatMap { value(of: $0, at: place).date })
    case .condition: .conditionNotMet(filter.text)
    case .oncePer: .duplicate(keys: filter.text, instead: keptRecord(insteadOf: place, by: filter))
    case .kept: .notKept(choice: filter.text, instead: keptRecord(insteadOf: place, by: filter))
    case .begins: .joins(list: title(ofFact: filter.text))
    }
  }

  /// Returns the key of the record of the same group that is kept.
  private func keptRecord(insteadOf place: RowPlace, by filter: SelectionFilter) -> String? {
    let keys = filter.keys.map { value(of: $0, at: place) }
    let kept = rows(of: place.domain).first { other in
      isTrue(filter.passes, at: other) && row(above: other, in: filter.above) == row(above: place, in: filter.above)
        && filter.keys.map { value(of: $0, at: other) } == keys
    }
    return kept.map(key)
  }

  /// Returns the named selection that `selection` starts from.
  private func baseSelection(of selection: SelectionOutline) -> SelectionOutline? {
    plan.fact(named: selection.source)?.selection
  }

  func title(ofFact name: String) -> String { plan.fact(named: name)?.clause.title ?? name }
}
