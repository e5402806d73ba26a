import PolicyAnalysis
import PolicyExecution
import PolicyIR
import PolicyReport
import PolicyTypes

/// Finds what can still be done about a subject's data: repairs, objections, missing data, duties that are open.
struct ActionFinder {
  let reader: SubjectReader
  let asOf: CalendarDate
  /// The fields on which score and grade depend.
  let selection: InputSelection

  private var program: IRProgram { reader.program }

  /// Returns every action, those of records first, in the order of the policy and of the data.
  func actions() -> [OpenAction] { repairs() + objections() + openDates() + subjectFields() }

  // MARK: Repairs

  /// The repairs that are still open, each once, whatever they are good for.
  private func repairs() -> [OpenAction] {
    var actions: [OpenAction] = []
    var places: [[DataChange]: Int] = [:]
    for action in repairsThatGiveBack() + repairsThatLiftRules() {
      guard let repair = action.repair else { continue }
      if let known = places[action.changes] {
        actions[known] = actions[known].adding(repair)
      } else {
        places[action.changes] = actions.count
        actions.append(action)
      }
    }
    return actions
  }

  private func repairsThatGiveBack() -> [OpenAction] {
    var actions: [OpenAction] = []
    for indicator in program.outline.indicators {
      guard let repair = indicator.repair, let way = repair.way, let selection = indicator.selection,
        let contribution = indicator.contribution,
        indicator.condition.map({ reader.isTrue($0.result, at: reader.subject) }) ?? true
      else { continue }
      for place in reader.rows(of: selection.domain) where reader.isTrue(selection.mask, at: place) {
        guard reader.value(of: repair.done, at: place).isAbsent, isRepairable(repair, at: place),
          let points = reader.value(of: contribution, at: place).number, !points.isZero
        else { continue }
        let open = OpenRepair(place: place, way: way, parts: [OpenRepair.Part(outline: repair, points: points)])
        actions.append(action(for: open, reader.reference(to: place, of: indicator)))
      }
    }
    return actions
  }

  /// Repairs of records that a rule looks at which holds now.
  private func repairsThatLiftRules() -> [OpenAction] {
    let holding = program.outline.rules.filter { reader.isTrue($0.condition.result, at: reader.subject) }
    return holding.flatMap(\.repairs).flatMap { repair -> [OpenAction] in
      guard let way = repair.way else { return [] }
      return reader.rows(of: program.domain(of: repair.done)).filter { place in
        reader.value(of: repair.done, at: place).isAbsent && isRepairable(repair, at: place) && counts(place)
      }.map { place in
        let part = OpenRepair.Part(outline: repair, points: .zero)
        let open = OpenRepair(place: place, way: way, parts: [part], liftsRule: true)
        return action(for: open, reader.reference(to: place))
      }
    }
  }

  private func isRepairable(_ repair: RepairOutline, at place: RowPlace) -> Bool {
    repair.isRepairable.map { reader.isTrue($0.result, at: place) } ?? true
  }

  private func action(for open: OpenRepair, _ reference: RecordReference) -> OpenAction {
    let repair = open.parts[0].outline
    var methods: [String] = []
    var needsAll = false
    if case .records(_, _, _, let values, let all) = open.way {
      (methods, needsAll) = (values.map(\.description), all)
    }
    return OpenAction(
      id: "repair/\(reader.path(of: open.place))",
      kind: .repair(Citation(repair.clause), methods: methods, needsAll: needsAll), changes: open.changes(on: asOf),
      subject: OpenAction.Target(place: open.place, field: nil), record: reference,
      source: title(of: open.place.domain), countsFrom: asOf, repair: open)
  }

  /// Whether the record counts for anything: an indicator or a fact.
  private func counts(_ place: RowPlace) -> Bool {
    let facts = program.outline.facts.compactMap(\.selection)
    let selections = (program.outline.indicators.compactMap(\.selection) + facts).filter { $0.domain == place.domain }
    return selections.isEmpty || selections.contains { reader.isTrue($0.mask, at: place) }
  }

  // MARK: Objections

  private func objections() -> [OpenAction] {
    program.schema.domains.indices.flatMap { index -> [OpenAction] in
      let domain = DomainID(index)
      guard let status = program.schema[domain].status, selection.contains(domain: domain, field: status) else {
        return []
      }
      return reader.rows(of: domain).filter { counts($0) && reader.field(status, at: $0) == .label("disputed") }.map {
        place in
        OpenAction(
          id: "objection/\(reader.path(of: place))", kind: .objection,
          changes: [.set(place, field: status, .label("withdrawn"))],
          subject: OpenAction.Target(place: place, field: status), record: reader.reference(to: place),
          source: title(of: domain), countsFrom: asOf, repair: nil)
      }
    }
  }

  // MARK: Dates that are still open

  /// A date of a record that is not there yet, such as the removal from a list: it may come today.
  private func openDates() -> [OpenAction] {
    let repaired = Set(program.outline.repairs.compactMap { fieldOfRepair($0) })
    return program.schema.domains.indices.dropFirst().flatMap { index -> [OpenAction] in
      let domain = DomainID(index)
      // Nobody can do anything about the result of an earlier grading.
      guard !repairDomains.contains(domain), !program.schema[domain].isResults else { return [] }
      return program.schema[domain].fields.enumerated().flatMap { field, declared -> [OpenAction] in
        guard case .date = declared.kind, declared.isOptional, selection.contains(domain: domain, field: field),
          !repaired.contains(FieldOfRepair(domain: domain, field: field))
        else { return [] }
        return reader.rows(of: domain).filter { counts($0) && reader.field(field, at: $0).isAbsent }.map { place in
          supply(.date(asOf), field: field, at: place, record: reader.reference(to: place))
        }
      }
    }
  }

  private struct FieldOfRepair: Hashable {
    let domain: DomainID
    let field: Int
  }

  private func fieldOfRepair(_ repair: RepairOutline) -> FieldOfRepair? {
    guard case .field(let field)? = repair.way else { return nil }
    return FieldOfRepair(domain: program.domain(of: repair.done), field: field)
  }

  /// The domains of repairs, in which a record without a date is no repair.
  private var repairDomains: Set<DomainID> {
    Set(
      program.outline.repairs.compactMap { repair in
        if case .records(let domain, _, _, _, _)? = repair.way { domain } else { nil }
      })
  }

  // MARK: Fields of the subject

  private func subjectFields() -> [OpenAction] {
    let samples = FieldSamples(program, asOf: asOf)
    return program.schema[.subject].fields.indices.flatMap { field -> [OpenAction] in
      guard selection.contains(domain: .subject, field: field), field != program.schema[.subject].key else { return [] }
      let value = reader.field(field, at: reader.subject)
      if value.isAbsent {
        return samples[.subject, field].prefix(12).map { supply($0, field: field, at: reader.subject) }
      }
      guard let truth = value.boolean else { return [] }
      return [
        OpenAction(
          id: "change/\(program.schema[.subject].fields[field].name)",
          kind: .change(reader.figure(field: field, at: reader.subject), to: .boolean(!truth)),
          changes: [.set(reader.subject, field: field, .boolean(!truth))],
          subject: OpenAction.Target(place: reader.subject, field: field), record: nil, source: nil, countsFrom: asOf,
          repair: nil)
      ]
    }
  }

  private func supply(_ value: Value, field: Int, at place: RowPlace, record: RecordReference? = nil) -> OpenAction {
    let figure = reader.figure(field: field, at: place)
    let owner = record == nil ? "" : reader.path(of: place) + "/"
    return OpenAction(
      id: "supply/\(owner)\(figure.name)=\(value)",
      kind: .supply(Figure(name: figure.name, title: figure.title, value: value, unit: figure.unit)),
      changes: [.set(place, field: field, value)], subject: OpenAction.Target(place: place, field: field),
      record: record, source: record == nil ? nil : title(of: place.domain), countsFrom: asOf, repair: nil)
  }

  private func title(of domain: DomainID) -> String { program.schema[domain].title ?? program.schema[domain].name }
}

extension OpenAction {
  fileprivate func adding(_ other: OpenRepair) -> OpenAction {
    var repair = other
    if let own = self.repair {
      repair.parts = own.parts + other.parts
      repair.liftsRule = own.liftsRule || other.liftsRule
    }
    return OpenAction(
      id: id, kind: kind, changes: changes, subject: subject, record: record, source: source, countsFrom: countsFrom,
      repair: repair)
  }
}
