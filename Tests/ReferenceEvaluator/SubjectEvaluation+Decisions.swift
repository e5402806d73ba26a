import PolicySemantics
import PolicyTypes

extension SubjectEvaluation {
  /// The grade after the latest decision in force about it; one beside the scale yields to exact grades only.
  func decided(_ grade: Value) -> Value {
    guard let decisions = policy.decisions, let id = decisions.ofGrade, let gradeField = decisions.fields.grade,
      let effectField = decisions.fields.effect, let scale = policy.grade?.scale,
      let record = records(of: id, below: subject).first
    else { return grade }
    let decided = record.fields[gradeField]
    func place(_ label: Value) -> Int? { label.label.flatMap { scale.labels.firstIndex(of: $0) } }
    guard let effect = record.fields[effectField].label, effect != DecisionEffect.exactly.rawValue else {
      return decided
    }
    guard let now = place(grade), let bound = place(decided), now < scale.rankedCount, bound < scale.rankedCount else {
      return grade
    }
    return .label(scale.labels[effect == DecisionEffect.noBetterThan.rawValue ? max(now, bound) : min(now, bound)])
  }

  /// Decisions that decide nothing.
  var emptyDecisions: [RequirementFault] {
    guard let decisions = policy.decisions else { return [] }
    let contents = [decisions.fields.grade, decisions.fields.circumstance].compactMap(\.self)
    guard let first = contents.first else { return [] }
    return rows[decisions.domain].enumerated().filter { _, row in contents.allSatisfy { row.fields[$0].isAbsent } }.map
    {
      RequirementFault(domain: decisions.domain, field: first, row: $0.offset)
    }
  }
}
