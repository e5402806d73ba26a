import PolicyIR
import PolicyTypes

/// Reads how the moves of the rules led from the base grade to the grade, group by group.
extension SubjectReader {
  func step(for grade: GradeOutline) -> GradeStep {
    GradeStep(
      clause: Citation(grade.clause), base: step(for: grade.base, at: subject), next: nextGrade(of: grade),
      moves: moves(of: grade),
      result: value(of: grade.result, at: subject).label,
      decision: grade.decision.flatMap { step(for: $0, on: grade.scale) }, outcome: outcome(of: grade))
  }

  private func step(for decision: DecisionOutline, on scale: LabelSet) -> DecisionStep? {
    let domain = decision.selection.domain
    guard let place = rows(of: domain).first(where: { isTrue(decision.selection.mask, at: $0) }) else { return nil }
    func text(_ field: Int) -> String { self.field(field, at: place).description }
    return DecisionStep(
      clause: Citation(decision.clause), record: reference(to: place),
      effect: field(decision.effect, at: place).label.flatMap { DecisionEffect(label: $0, on: scale) } ?? .exactly,
      grade: field(decision.grade, at: place).label, before: value(of: decision.before, at: subject).label,
      after: value(of: decision.result, at: subject).label, reason: text(decision.reason),
      decider: text(decision.decider), until: field(decision.until, at: place).date)
  }

  /// The outcome that applies and that nothing has moved the subject out of.
  private func outcome(of grade: GradeOutline) -> OutcomeStep? {
    let result = value(of: grade.result, at: subject).label
    guard
      let outcome = grade.outcomes.first(where: { isTrue($0.applies.result, at: subject) }), outcome.label == result
    else { return nil }
    return OutcomeStep(
      clause: Citation(outcome.clause), reason: outcome.reason,
      shows: outcome.shows.flatMap { value(of: $0.result, at: subject).label },
      saysWhatIsShown: outcome.shows != nil,
      lastDay: outcome.lastDay.flatMap { value(of: $0.result, at: subject).date })
  }

  /// The moves of the rules that hold, in the order in which they act.
  private func moves(of grade: GradeOutline) -> [MoveStep] {
    let rules = program.outline.rules
    var steps: [MoveStep] = []
    var before = value(of: grade.base.result, at: subject).label
    for group in grade.groups {
      let after = value(of: group.result, at: subject).label
      let holding = group.rules.map { rules[$0] }.filter { isTrue($0.condition.result, at: subject) }
      steps += holding.compactMap { step(for: $0, from: before, to: after, scale: grade.scale) }
      before = after
    }
    return steps
  }

  private func step(for rule: RuleOutline, from before: String?, to after: String?, scale: LabelSet) -> MoveStep? {
    guard let move = rule.move.flatMap({ self.move($0) }) else { return nil }
    return MoveStep(
      rule: Self.id(of: rule), clause: Citation(rule.clause), move: move, before: before, after: after,
      isEffective: before != after && move.leads(from: before, to: after, scale: scale))
  }
}

extension Move {
  /// Whether this move, of all those of its kind, made the difference between two grades.
  fileprivate func leads(from before: String?, to after: String?, scale: LabelSet) -> Bool {
    guard let after else { return false }
    switch self {
    case .exactly(let grade), .noBetterThan(let grade), .noWorseThan(let grade): return grade == after
    case .worse(let steps), .better(let steps):
      guard steps > 0, let from = before.flatMap({ scale.code(of: $0) }), let to = scale.code(of: after) else {
        return false
      }
      return kind == "worse" ? to > from : to < from
    }
  }
}
