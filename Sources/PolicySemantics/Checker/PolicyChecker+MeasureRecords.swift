import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Measures that are given for single records, those that follow when they come again and again, and the records that
/// say what became of them.
extension PolicyChecker {

  /// Where the values of a measure stand: at the subject, or inside the records that give it.
  struct MeasureSource {
    var scope = Scope()
    var selection: SelectionID?
    var escalation: TypedEscalation?
  }

  /// Reads which records give a measure; nil where what it says of them is wrong.
  func records(of form: Form, _ listed: CatalogueEntry) -> MeasureSource? {
    let numbers = Set((listed.form[.numbers]?.named ?? []).map(\.name.text))
    // A key that is no number either is a misspelt one, which may be what another one needs.
    if form.others.allSatisfy({ numbers.contains($0.name.text) }) { checkSelectionKeys(form) }
    if let escalates = form[.escalates] {
      guard form[.each] == nil else {
        report(.keysExclude(form.keySpan(.each), .each, .escalates, form.keySpan(.escalates)))
        return nil
      }
      return escalates.form.flatMap { escalation($0) }
    }
    guard form[.each] != nil else { return MeasureSource() }
    guard let id = selection(form) else { return nil }
    return MeasureSource(scope: inside(id, form, Scope()), selection: id)
  }

  // MARK: Escalation

  private func escalation(_ form: Form) -> MeasureSource? {
    let measures = policy[.measures]?.named ?? []
    guard let from = form[.from]?.scalar, let times = form[.atLeast]?.scalar, let within = form[.within]?.scalar else {
      return nil
    }
    guard let place = measures.firstIndex(where: { $0.name.text == from.text }) else {
      report(.measureNotGiven(from, known: measures.map(\.name.text)))
      return nil
    }
    guard let milder = measures[place].piece.form, milder[.each] != nil else {
      report(.escalationNeedsRecords(from, declared: measures[place].name.span))
      return nil
    }
    guard let id = selection(milder), let count = wholeNumber(times, in: 2...1000),
      let length = parsed(within).flatMap({ check($0, Scope()) })
    else { return nil }
    guard length.type == .duration else {
      report(.typeMismatch(length.span, length.type.form, wanted: .duration))
      return nil
    }
    let domain = selections[id.index].domain
    guard domains[domain].date != nil else {
      report(.windowNeedsDate(within.span, domains[domain].name))
      return nil
    }
    let counted = ordinalSelection(of: id, where: milder)
    let escalation = TypedEscalation(
      measure: place, count: count, text: within.text, within: length, counted: counted)
    return MeasureSource(scope: inside(id, milder, Scope()), selection: id, escalation: escalation)
  }

  /// The records of a selection whatever its windows: unlike `nth` with what the measure's own `where` says.
  private func ordinalSelection(of id: SelectionID, where form: Form) -> SelectionID {
    let selection = selections[id.index]
    let base = ordinalSelection(of: id)
    guard let condition = selection.condition else { return base }
    return add(
      TypedSelection(
        span: selection.span, domain: selection.domain, source: selection.source, base: base, window: nil,
        condition: condition, oncePer: [], above: selection.above))
  }

  // MARK: Follow-up

  func checkFollowUps(of measures: [TypedMeasure]) -> [TypedFollowUp] {
    (policy[.followUp]?.elements ?? []).compactMap(\.form).compactMap { followUp($0, measures) }
  }

  private func followUp(_ form: Form, _ measures: [TypedMeasure]) -> TypedFollowUp? {
    guard let records = form[.records]?.scalar, let domain = recordType(records) else { return nil }
    guard let date = domains[domain].date else {
      report(.windowNeedsDate(records.span, domains[domain].name))
      return nil
    }
    guard let measure = field(form[.measure]?.scalar, of: domain), let state = field(form[.state]?.scalar, of: domain),
      let ends = form[.ends]?.elements.compactMap(\.scalar)
    else { return nil }
    let nameType = domains[domain].fields[measure].type
    guard nameType.form == .text || nameType.labels != nil else {
      report(.typeMismatch(form[.measure]?.span ?? form.span, nameType.form, wanted: .text))
      return nil
    }
    guard let labels = domains[domain].fields[state].type.labels else {
      report(.stateNeedsLabels(form[.state]?.span ?? form.span, domains[domain].fields[state].type.form))
      return nil
    }
    let codes = ends.map { scalar -> UInt8? in
      if let code = label(scalar.text, in: labels).flatMap({ labels.code(of: $0) }) { return code }
      report(.unknownLabel(scalar.text, at: scalar.span, in: labels))
      return nil
    }
    let levels = Set(measures.map { $0.selection.map { selections[$0.index].domain } ?? 0 })
    if measures.count == policy[.measures]?.named.count ?? 0, !levels.contains(domains[domain].parent ?? 0) {
      report(.followUpOfNothing(records, parent: domains[domains[domain].parent ?? 0].name))
    }
    guard !codes.contains(nil), let selection = followUpSelection(form, domain, records) else { return nil }
    return TypedFollowUp(
      span: form.span, domain: domain, measure: measure, state: state, date: date,
      ends: codes.compactMap(\.self).sorted(), selection: selection)
  }

  private func field(_ scalar: YAMLScalar?, of domain: Int) -> Int? {
    guard let scalar, let place = place(named: scalar, in: domain) else { return nil }
    readFields.insert(FieldReference(domain: domain, field: place))
    return place
  }

  private func followUpSelection(_ form: Form, _ domain: Int, _ records: YAMLScalar) -> SelectionID? {
    let whole = add(wholeSelection(of: domain, records.text))
    guard let piece = form[.within] else { return whole }
    guard let length = value(piece, .duration, Scope(domain: domain)) else { return nil }
    guard !length.type.isOptional else {
      report(.optionalWindow(piece.span))
      return nil
    }
    return add(
      TypedSelection(
        span: form.span, domain: domain, source: records.text, base: whole, window: TypedWindow(value: length),
        condition: nil, oncePer: []))
  }

  // MARK: Numbers that results show once

  /// The numbers that the catalogue combines, in the order in which the policy first gives them.
  func combinations(of measures: [TypedMeasure]) -> [TypedCombination] {
    var combined: [TypedCombination] = []
    var declared: [String: Form] = [:]
    for (place, measure) in measures.enumerated() {
      for (index, number) in measure.numbers.enumerated() {
        guard let form = numberForm(number.name, of: measure), let word = form.form[.combine]?.scalar else { continue }
        guard let take = Take(word: word.text), take != .unique else {
          report(.badWord(word, allowed: [Take.highest, .lowest, .sum, .first].flatMap { [$0.rawValue, $0.chinese] }))
          continue
        }
        guard number.value.type.number != nil else {
          report(.combinedIsNoNumber(word, number.value.type.form))
          continue
        }
        let part = TypedCombination.Part(measure: place, number: index)
        guard let earlier = combined.firstIndex(where: { $0.clause.name == number.name }) else {
          guard isFreeForCombination(form.name) else { continue }
          declared[number.name] = form.form
          combined.append(
            TypedCombination(
              clause: clause(number.name, form.form, at: form.name.span), take: take, unit: number.unit, parts: [part]))
          continue
        }
        let known = combined[earlier]
        guard known.take == take, known.unit == number.unit else {
          let other = declared[number.name]?[.combine]?.span ?? known.clause.span
          report(.combinedInTwoWays(word, number.name, other: other))
          continue
        }
        combined[earlier] = TypedCombination(
          clause: known.clause, take: take, unit: known.unit, parts: known.parts + [part])
      }
    }
    return combined
  }

  private func numberForm(_ name: String, of measure: TypedMeasure) -> (name: YAMLScalar, form: Form)? {
    catalogue[measure.clause.name]?.form[.numbers]?.named.first { $0.name.text == name }.flatMap { entry in
      entry.piece.form.map { (entry.name, $0) }
    }
  }

  /// Whether results have room for a column of the name.
  private func isFreeForCombination(_ name: YAMLScalar) -> Bool {
    if brokenNames.contains(name.text) { return false }
    let outputs = policy[.outputs].map { $0.named.map(\.name.text) + $0.elements.compactMap(\.text) } ?? []
    guard outputs.contains(name.text) else { return isFree(name) }
    report(.outputNameTaken(name))
    return false
  }
}
