import PolicyIR
import PolicySemantics
import PolicyTypes

/// What the values mean: the parts of the policy with the values that tell what became of them.
extension Lowering {
  func outline() -> Outline {
    let outline = declarations()
    // Only now is known which dates the calendar has to reach.
    return calendarRequirements.isEmpty ? outline : outline.requiring(calendarRequirements)
  }

  private func declarations() -> Outline {
    let facts = policy.facts.map { outline(of: $0) }
    let indicators = policy.indicators.indices.map { place in
      let index = IndicatorIndex(place)
      return indicator(index).graded(gradeOutline(of: index))
    }
    let grade = policy.grade.map { outline(of: $0) }
    let rules = policy.rules.indices.map { outline(of: RuleID($0)) }
    let measures = policy.measures.indices.map { measure($0) }
    let outputs =
      policy.outputs.map { outline(of: $0) } + policy.combinations.map { outline(of: $0, measures) }
    return Outline(
      title: policy.title, effectiveFrom: policy.effectiveFrom, effectiveUntil: policy.effectiveUntil,
      facts: facts, indicators: indicators,
      score: policy.score.map { IndicatorID($0.index) }, grade: grade,
      rules: rules, measures: measures,
      outputs: outputs,
      requirements: policy.domains.indices.flatMap { requirements(of: DomainID($0)) }
        + (policy.history.flatMap { previousRequired($0) }.map { [$0] } ?? [])
        + (policy.decisions.map { requirements(of: $0) } ?? []),
      period: policy.period.map { PeriodOutline(start: lower($0.start), end: lower($0.end)) },
      history: policy.history.map { outline(of: $0) }, disputes: disputes(in: facts, indicators),
      discretions: discretions(indicators, rules, measures, outputs), quotations: quotations)
  }

  private func outline(of history: TypedHistory) -> HistoryOutline {
    let fields = policy.domains[history.domain].fields
    return HistoryOutline(
      domain: DomainID(history.domain), selection: history.results.map { selection($0) },
      remembered: history.remembered.map { remembered in
        NamedValue(name: fields[remembered.field].name, value: lower(remembered.value))
      })
  }

  private func outline(of fact: TypedFact) -> FactOutline {
    switch fact.kind {
    case .value(let value): FactOutline(clause: fact.clause, kind: .value(outline(of: value)))
    case .selection(let id):
      FactOutline(
        clause: fact.clause, kind: policy.selections[id.index].list.map { .list(list($0)) } ?? .selection(selection(id))
      )
    }
  }

  private func outline(of grade: TypedGrade) -> GradeOutline {
    let base = outline(of: grade.base, result: loweredBaseGrade())
    let lowered = gradeAndMoves()
    return GradeOutline(
      clause: grade.clause, scale: grade.scale, base: base, groups: lowered.groups, result: lowered.result,
      outcomes: grade.outcomes.map { outline(of: $0) }, shown: shownGrade(grade), decision: lowered.decision)
  }

  private func outline(of id: RuleID) -> RuleOutline {
    let declaration = policy.rules[id.index]
    let holds = rule(id)
    return RuleOutline(
      clause: declaration.clause, condition: outline(of: declaration.condition, result: holds),
      move: declaration.move.map { $0.map { outline(of: $0) } }, alert: declaration.alert, tag: declaration.tag,
      repairs: repairs(readBy: holds))
  }

  // MARK: Requirements

  private func requirements(of domain: DomainID) -> [Requirement] {
    policy.domains[domain.index].fields.enumerated().compactMap { place, field in
      field.isRead ? field.requiredWhen.map { requirement($0, place, domain) } : nil
    }
  }

  private func requirement(_ required: TypedValue, _ place: Int, _ domain: DomainID) -> Requirement {
    builder.span = required.span
    defer { builder.span = nil }
    let value = field(FieldReference(domain: domain.index, field: place))
    let isViolated = builder.and(condition(required), builder.not(builder.isPresent(value)))
    return Requirement(
      domain: domain, field: place, kind: .present, text: required.text, isViolated: unlessVoid(isViolated))
  }

  /// A subject that lacks the result of the period before.
  private func previousRequired(_ history: TypedHistory) -> Requirement? {
    guard let previous = history.required, let date = policy.domains[history.domain].date else { return nil }
    let isThere = figure(.exists, previous, nil, above: .subject)
    return Requirement(
      domain: DomainID(history.domain), field: date, kind: .previousResult, text: "", isViolated: builder.not(isThere))
  }
}
