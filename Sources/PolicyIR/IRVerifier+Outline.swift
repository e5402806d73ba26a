import PolicyTypes

extension IRVerifier {
  mutating func checkOutline() {
    let outline = program.outline
    for fact in outline.facts {
      switch fact.kind {
      case .value(let value): check(value)
      case .selection(let selection): check(selection)
      case .list(let list): check(list)
      }
    }
    for (index, indicator) in outline.indicators.enumerated() { check(indicator, at: index) }
    if let score = outline.score { requireOutline(outline.indicators.indices.contains(score.index)) }
    if let grade = outline.grade {
      check(grade.base)
      requireValue(grade.result, in: .code(grade.scale))
      requireValue(grade.base.result, in: .code(grade.scale))
      for outcome in grade.outcomes {
        check(outcome.applies)
        for value in [outcome.shows, outcome.lastDay].compactMap(\.self) { check(value) }
      }
      if let shown = grade.shown { requireValue(shown, in: .code(grade.scale), of: .subject) }
      if let decision = grade.decision { check(decision, grade) }
      for group in grade.groups {
        requireValue(group.result, in: .code(grade.scale))
        requireOutline(group.rules.allSatisfy { outline.rules.indices.contains($0) })
      }
    }
    for rule in outline.rules { check(rule) }
    for measure in outline.measures { check(measure) }
    for discretion in outline.discretions { requireValue(discretion.rests, in: .boolean, of: .subject) }
    for output in outline.outputs { check(output) }
    for requirement in outline.requirements { check(requirement) }
    if let history = outline.history {
      requireOutline(program.schema.domains.indices.contains(history.domain.index))
      if let selection = history.selection { check(selection) }
      for remembered in history.remembered { requireValue(remembered.value, of: .subject) }
    }
    if let disputes = outline.disputes {
      requireValue(disputes.isDisputed, in: .boolean, of: .subject)
      for records in disputes.records { requireValue(records.mask, in: .boolean, of: records.domain) }
    }
    for date in [outline.period?.start, outline.period?.end].compactMap(\.self) { requireValue(date, in: .date) }
  }

  private mutating func check(_ indicator: IndicatorOutline, at index: Int) {
    let numbers = [indicator.weight, indicator.contribution, indicator.subtotal, indicator.result]
    for value in numbers.compactMap(\.self) { requireValue(value) }
    for value in [indicator.condition, indicator.missing].compactMap(\.self) { check(value) }
    if let grade = indicator.grade { check(grade) }
    if let selection = indicator.selection { check(selection) }
    if let repair = indicator.repair { check(repair) }
    if let caps = indicator.keyCaps { check(caps, of: indicator.selection?.domain) }
    for limit in indicator.limits {
      if let bound = limit.bound { check(bound) }
      requireValue(limit.result)
    }
    switch indicator.worth {
    case .points(let value), .deduction(let value): check(value)
    case .sum(let start, let children):
      if let start { check(start) }
      requireOutline(children.allSatisfy { (0..<index).contains($0.index) })
    case .chosen(_, let start, let children, let counts):
      if let start { check(start) }
      for value in counts { requireValue(value, in: .boolean, of: .subject) }
      requireOutline(counts.count == children.count && children.allSatisfy { (0..<index).contains($0.index) })
    case .weightedMean(let children): requireOutline(children.allSatisfy { (0..<index).contains($0.index) })
    }
  }

  private mutating func check(_ caps: KeyCapsOutline, of domain: DomainID?) {
    for value in [caps.counted, caps.before] { requireValue(value, of: domain) }
    for cap in caps.caps {
      check(cap.bound)
      for value in cap.keys.map(\.value) + [cap.limit] { requireValue(value, of: domain) }
      requireValue(cap.sumWithout, of: .subject)
    }
  }

  private mutating func check(_ repair: RepairOutline) {
    for value in [repair.isRepairable, repair.needs].compactMap(\.self) { check(value) }
    if let budget = repair.budget { requireValue(budget.place, in: .integer(decimals: 0)) }
    requireValue(repair.isRepaired, in: .boolean)
    requireValue(repair.done, in: .date)
    requireValue(repair.effectiveFrom, in: .date)
    if let notBefore = repair.notBefore { check(notBefore) }
    check(repair.restored)
  }

  private mutating func check(_ decision: DecisionOutline, _ grade: GradeOutline) {
    check(decision.selection)
    requireValue(decision.isDecided, in: .boolean, of: .subject)
    requireValue(decision.reasonText, in: .text, of: .subject)
    for value in [decision.before, decision.result] { requireValue(value, in: .code(grade.scale), of: .subject) }
    let domains = program.schema.domains
    guard domains.indices.contains(decision.selection.domain.index) else { return requireOutline(false) }
    let places = [decision.reason, decision.decider, decision.until, decision.grade, decision.effect]
    requireOutline(places.allSatisfy(domains[decision.selection.domain.index].fields.indices.contains))
  }

  private mutating func check(_ list: ListOutline) {
    check(list.selection)
    for date in [list.entered, list.ends, list.leaves, list.entries.entered, list.entries.until] {
      requireValue(date, in: .date)
    }
    for length in [list.entries.term, list.entries.minimum] { requireValue(length, in: .duration) }
    requireValue(list.entries.mask, in: .boolean, of: list.selection.domain)
    for touch in list.touches {
      check(touch.records)
      requireValue(touch.date, in: .date)
    }
  }

  private mutating func check(_ rule: RuleOutline) {
    check(rule.condition)
    requireValue(rule.condition.result, in: .boolean)
    if let move = rule.move { check(move.bound) }
    for repair in rule.repairs { check(repair) }
  }

  private mutating func check(_ measure: MeasureOutline) {
    for value in [measure.isGiven, measure.applies, measure.isOver].compactMap(\.self) {
      requireValue(value, in: .boolean)
    }
    requireValue(measure.isGiven, of: .subject)
    let places = program.outline.measures.indices
    let milder = [measure.escalation?.measure].compactMap(\.self)
    let others = measure.conflicts + measure.displacers.map(\.measure) + milder
    requireOutline(others.allSatisfy(places.contains))
    let domain = measure.records?.selection.domain ?? .subject
    if let records = measure.records {
      check(records.selection)
      requireValue(records.isGiven, in: .boolean, of: domain)
      for number in measure.numbers { requireValue(number.value.result, of: domain) }
    }
    if let escalation = measure.escalation {
      requireValue(escalation.counts, in: .boolean, of: domain)
      requireValue(escalation.holds, in: .boolean, of: domain)
      requireValue(escalation.takesPlace, in: .boolean, of: domain)
      requireValue(escalation.place, of: domain)
    }
    if let followUp = measure.followUp {
      requireValue(followUp.hasEnded, in: .boolean, of: domain)
      requireValue(followUp.isEnded, in: .boolean, of: .subject)
      requireValue(followUp.since, in: .date, of: domain)
      requireValue(followUp.state, of: domain)
    }
    if let exception = measure.exception { check(exception) }
    if let condition = measure.condition { check(condition) }
    for number in measure.numbers { check(number.value) }
  }

  private mutating func check(_ output: OutputOutline) {
    check(output.value)
    requireValue(output.value.result, of: output.domain)
  }

  private mutating func check(_ requirement: Requirement) {
    let domains = program.schema.domains
    guard domains.indices.contains(requirement.domain.index) else { return requireOutline(false) }
    let fields = domains[requirement.domain.index].fields.indices
    requireOutline(requirement.field.map(fields.contains) ?? (requirement.kind == .insideCalendar))
    let domain = requirement.kind == .previousResult ? DomainID.subject : requirement.domain
    requireValue(requirement.isViolated, in: .boolean, of: domain)
  }

  private mutating func check(_ selection: SelectionOutline) {
    requireValue(selection.mask, in: .boolean, of: selection.domain)
    for filter in selection.filters {
      requireValue(filter.passes, in: .boolean, of: selection.domain)
      for date in [filter.expires, filter.from, filter.until].compactMap(\.self) { requireValue(date, in: .date) }
    }
  }

  /// Checks a value with its rows, which may have rows of their own; not recursively, because a hostile file may nest
  /// them without end.
  private mutating func check(_ value: ValueOutline) {
    var open = [value]
    while let value = open.popLast() {
      requireValue(value.result)
      for input in value.inputs { requireValue(input.value) }
      open += value.members?.conditions ?? []
      for row in value.rows {
        if let condition = row.condition { requireValue(condition, in: .boolean) }
        open += row.members?.conditions ?? []
        open.append(row.value)
      }
    }
  }

  private mutating func requireValue(_ id: ValueID, in lane: Lane? = nil, of domain: DomainID? = nil) {
    guard program.instructions.indices.contains(id.index) else { return requireOutline(false) }
    let instruction = program[id]
    requireOutline((lane ?? instruction.type.lane) == instruction.type.lane)
    requireOutline((domain ?? instruction.domain) == instruction.domain)
  }

  private mutating func requireOutline(_ condition: Bool) {
    require(condition, .outlineFits, at: nil)
  }
}
