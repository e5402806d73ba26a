import PolicyIR
import PolicyTypes

/// Reads how the moves of the rules led from the base grade to the grade, group by group.
extension SubjectReader {
  func step(for grade: GradeOutline) -> GradeStep {
    GradeStep(
      clause: Citation(grade.clause), base: step(for: grade.base, at: subject), next: nextGrade(of: grade),
      moves: moves(of: grade),
      result: value(of: grade.result, at: subject).label)
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
