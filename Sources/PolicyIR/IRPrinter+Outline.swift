import PolicyDiagnostics
import PolicyTypes

extension IRPrinter {
  mutating func addOutline() {
    let outline = program.outline
    if let period = outline.period { line("\nperiod from \(period.start.text) until \(period.end.text)") }
    for fact in outline.facts { add(fact) }
    for indicator in outline.indicators { add(indicator) }
    if let score = outline.score { line("\nscore \(outline[score].clause.name)") }
    if let grade = outline.grade {
      line("\ngrade \(grade.clause.name) = \(grade.result.text)", at: grade.clause.span)
      add(grade.base, as: "base")
      for outcome in grade.outcomes {
        line("outcome \(outcome.label)", indent: 1, at: outcome.clause.span)
        add(outcome.applies, as: "applies", indent: 2)
        if let shows = outcome.shows { add(shows, as: "shows", indent: 2) }
        if let lastDay = outcome.lastDay { add(lastDay, as: "last day", indent: 2) }
      }
      if let shown = grade.shown { line("shown = \(shown.text)", indent: 1) }
      if let decision = grade.decision {
        line("decided \(decision.isDecided.text) = \(decision.result.text)", indent: 1, at: decision.clause.span)
        add(decision.selection)
      }
    }
    for rule in outline.rules { add(rule) }
    for measure in outline.measures { add(measure) }
    for output in outline.outputs { add(output) }
    if let disputes = outline.disputes { line("\ndisputed = \(disputes.isDisputed.text)") }
    for discretion in outline.discretions { line("\ndiscretion \(discretion.clause.name) = \(discretion.rests.text)") }
    for remembered in outline.history?.remembered ?? [] {
      line("\nremember \(remembered.name) = \(remembered.value.text)")
    }
    for requirement in outline.requirements {
      let domain = program.schema[requirement.domain]
      let field = requirement.field.map { ".\(domain.fields[$0].name)" } ?? ""
      let flaw =
        switch requirement.kind {
        case .present, .previousResult, .decisionIsWhole, .decisionIsOne: "lacking"
        case .insideCalendar: "outside the calendar"
        }
      line("\nrequire \(domain.name)\(field), \(flaw) = \(requirement.isViolated.text)")
    }
  }

  private mutating func add(_ fact: FactOutline) {
    line("\nfact \(fact.clause.name)", at: fact.clause.span)
    switch fact.kind {
    case .value(let value): add(value, as: "value")
    case .selection(let selection): add(selection)
    case .list(let list):
      add(list.selection)
      line("entered \(list.entered.text), leaves \(list.leaves.text)", indent: 1)
    }
  }

  private mutating func add(_ indicator: IndicatorOutline) {
    line("\nindicator \(indicator.clause.name) = \(indicator.result.text)", at: indicator.clause.span)
    if let weight = indicator.weight { line("weight = \(weight.text)", indent: 1) }
    if let condition = indicator.condition { add(condition, as: "condition") }
    if let selection = indicator.selection { add(selection) }
    add(indicator.worth)
    if let repair = indicator.repair { add(repair) }
    if let contribution = indicator.contribution { line("contribution = \(contribution.text)", indent: 1) }
    line("subtotal = \(indicator.subtotal.text)", indent: 1)
    if let caps = indicator.keyCaps {
      line("counted = \(caps.counted.text) of \(caps.before.text)", indent: 1)
      for cap in caps.caps {
        line("per \(cap.keys.map(\.value.text).joined(separator: ", ")), without it \(cap.sumWithout.text)", indent: 2)
        add(cap.bound, as: "bound", indent: 3)
      }
    }
    for limit in indicator.limits {
      line("limit \(limit.kind.text) = \(limit.result.text)", indent: 1, at: limit.span)
      if let bound = limit.bound { add(bound, as: "bound", indent: 2) }
    }
    if let missing = indicator.missing { add(missing, as: "missing") }
    if let grade = indicator.grade { add(grade, as: "grade") }
    if indicator.isLeftOutWhenMissing { line("left out when missing", indent: 1) }
  }

  private mutating func add(_ worth: IndicatorOutline.Worth) {
    switch worth {
    case .points(let value): add(value, as: "points")
    case .deduction(let value): add(value, as: "deduct")
    case .sum(let start, let children):
      line("sum of \(names(children))", indent: 1)
      if let start { add(start, as: "start") }
    case .chosen(let choice, let start, let children, let counts):
      let kind = choice.isOfDeductions ? "deduction" : "part"
      line("\(choice.take.rawValue) \(kind) of \(names(children))", indent: 1)
      line("counts \(counts.map(\.text).joined(separator: ", "))", indent: 2)
      if let start { add(start, as: "start") }
    case .weightedMean(let children): line("weighted mean of \(names(children))", indent: 1)
    }
  }

  private func names(_ indicators: [IndicatorID]) -> String {
    indicators.map { program.outline[$0].clause.name }.joined(separator: ", ")
  }

  private mutating func add(_ repair: RepairOutline) {
    line(
      "repair repaired = \(repair.isRepaired.text), done = \(repair.done.text), from = \(repair.effectiveFrom.text)",
      indent: 1, at: repair.clause.span)
    if let isRepairable = repair.isRepairable { add(isRepairable, as: "repairable", indent: 2) }
    if let notBefore = repair.notBefore { add(notBefore, as: "not before", indent: 2) }
    if let needs = repair.needs { add(needs, as: "needs", indent: 2) }
    if let budget = repair.budget { line("at most \(budget.limit), place \(budget.place.text)", indent: 2) }
    add(repair.restored, as: "restored", indent: 2)
  }

  private mutating func add(_ rule: RuleOutline) {
    line("\nrule \(rule.clause.name)\(rule.move.map { ", \(text(of: $0))" } ?? "")", at: rule.clause.span)
    add(rule.condition, as: "condition")
    for repair in rule.repairs { add(repair) }
  }

  private func text(of move: GradeMove<ValueOutline>) -> String {
    switch move {
    case .exactly(let grade): "exactly \(text(of: grade))"
    case .noBetterThan(let grade): "no better than \(text(of: grade))"
    case .noWorseThan(let grade): "no worse than \(text(of: grade))"
    case .worse(let steps): "\(text(of: steps)) worse"
    case .better(let steps): "\(text(of: steps)) better"
    }
  }

  /// A literal as it is, so that the text does not depend on the language of the policy.
  private func text(of bound: ValueOutline) -> String {
    if case .literal(let value) = program.operation(of: bound.result) { return value.description }
    return bound.result.text
  }

  private mutating func add(_ measure: MeasureOutline) {
    line("\nmeasure \(measure.clause.name) = \(measure.isGiven.text)", at: measure.clause.span)
    if let condition = measure.condition { add(condition, as: "condition") }
    if let exception = measure.exception { add(exception, as: "exception") }
    if let isOver = measure.isOver { line("over = \(isOver.text)", indent: 1) }
    if let records = measure.records {
      add(records.selection)
      line("given for \(records.isGiven.text)", indent: 1)
    }
    if let escalation = measure.escalation {
      let milder = program.outline.measures[escalation.measure].clause.name
      line("escalates \(milder) from \(escalation.count) on, place \(escalation.place.text)", indent: 1)
    }
    if let followUp = measure.followUp {
      line("state = \(followUp.state.text), since \(followUp.since.text), ended \(followUp.hasEnded.text)", indent: 1)
    }
    for displacer in measure.displacers {
      let name = program.outline.measures[displacer.measure].clause.name
      line("\(displacer.kind.passive) by \(name)", indent: 1)
    }
    for number in measure.numbers { add(number.value, as: "number \(number.name)") }
  }

  private mutating func add(_ output: OutputOutline) {
    let domain = output.domain == .subject ? "" : " of each \(program.schema[output.domain].name)"
    line("\noutput \(output.clause.name)\(domain)", at: output.clause.span)
    add(output.value, as: "value")
  }

  private mutating func add(_ selection: SelectionOutline) {
    line("each \(program.schema[selection.domain].name) where \(selection.mask.text)", indent: 1)
    for filter in selection.filters {
      let dates = [("expires", filter.expires), ("from", filter.from), ("until", filter.until)]
      let named = dates.map { name, date in date.map { ", \(name) \($0.text)" } ?? "" }.joined()
      line("filter \(filter.kind.rawValue) = \(filter.passes.text)\(named)", indent: 2)
    }
  }

  private mutating func add(_ value: ValueOutline, as role: String, indent: Int = 1) {
    // What an input is called is the author's spelling, which two writings of one policy need not share.
    let inputs = value.inputs.map { withLocations ? " \($0.name) \($0.value.text)" : " \($0.value.text)" }
      .joined(separator: ",")
    let take = value.take == .first ? "" : ", take \(value.take.rawValue)"
    line(
      "\(role) = \(value.result.text)\(inputs.isEmpty ? "" : " from\(inputs)")\(take)", indent: indent, at: value.span)
    for row in value.rows { add(row.value, as: "when \(row.condition?.text ?? "otherwise")", indent: indent + 1) }
  }
}

extension LimitOutline.Kind {
  fileprivate var text: String {
    switch self {
    case .restored: "restored"
    case .perKey: "per key"
    case .cap: "cap"
    case .atLeast: "at least"
    case .atMost: "at most"
    case .round(let digits, let mode): "round \(digits), \(mode.rawValue)"
    }
  }
}

extension MeasureDisplacer.Kind {
  fileprivate var passive: String {
    switch self {
    case .suppresses: "suppressed"
    case .replaces: "replaced"
    case .escalates: "escalated"
    }
  }
}
