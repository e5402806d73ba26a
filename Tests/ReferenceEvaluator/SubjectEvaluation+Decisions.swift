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
    let label = record.fields[effectField].label
    guard let effect = DecisionEffect.all(on: scale).first(where: { $0.label == label }), effect != .exactly else {
      return decided
    }
    guard let now = place(grade), now < scale.rankedCount else { return grade }
    if let places = effect.placesWorse { return .label(scale.labels[min(scale.rankedCount - 1, max(0, now + places))]) }
    guard let bound = place(decided), bound < scale.rankedCount else { return grade }
    return .label(scale.labels[effect == .noBetterThan ? max(now, bound) : min(now, bound)])
  }

  private func movesGrade(_ decision: ReferenceRow, _ decisions: TypedDecisions) -> Bool {
    guard let scale = policy.grade?.scale, let field = decisions.fields.effect else { return false }
    return DecisionEffect.all(on: scale).contains { $0.placesWorse != nil && $0.label == decision.fields[field].label }
  }

  /// Decisions that name a grade and move it.
  var contradictoryDecisions: [RequirementFault] {
    guard let decisions = policy.decisions, let grade = decisions.fields.grade else { return [] }
    return rows[decisions.domain].enumerated().filter { _, row in
      !row.fields[grade].isAbsent && movesGrade(row, decisions)
    }.map { RequirementFault(domain: decisions.domain, field: grade, row: $0.offset) }
  }

  /// Decisions that decide nothing.
  var emptyDecisions: [RequirementFault] {
    guard let decisions = policy.decisions else { return [] }
    let contents = [decisions.fields.grade, decisions.fields.circumstance].compactMap(\.self)
    guard let first = contents.first else { return [] }
    return rows[decisions.domain].enumerated().filter { _, row in
      contents.allSatisfy { row.fields[$0].isAbsent } && !movesGrade(row, decisions)
    }.map {
      RequirementFault(domain: decisions.domain, field: first, row: $0.offset)
    }
  }
}
