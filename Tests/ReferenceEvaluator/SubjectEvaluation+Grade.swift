import PolicySemantics
import PolicyTypes

extension SubjectEvaluation {
  var baseGrade: Value { policy.grade.map { value(of: $0.base, at: subject) } ?? .absent }

  /// The grade after the moves of the rules that hold: shifts, floors, ceilings, exact grades.
  ///
  /// Where there is no base grade, only exact ones can give a grade.
  var grade: Value {
    guard let scale = policy.grade?.scale else { return .absent }
    let moves = policy.rules.indices.filter { policy.rules[$0].move != nil && holds(rule: $0) }.compactMap {
      policy.rules[$0].move
    }
    let exact = moves.compactMap { if case .exactly(let grade) = $0 { Int(grade) } else { nil } }
    if let worst = exact.max() { return .label(scale.labels[worst]) }
    guard let base = baseGrade.label.flatMap({ scale.code(of: $0) }) else { return .absent }
    // A greater code is a worse grade.
    var code = max(0, min(scale.labels.count - 1, Int(base) + moves.map(shift).reduce(0, +)))
    for case .noWorseThan(let floor) in moves { code = min(code, Int(floor)) }
    for case .noBetterThan(let ceiling) in moves { code = max(code, Int(ceiling)) }
    return .label(scale.labels[code])
  }

  private func shift(_ move: GradeMove) -> Int {
    switch move {
    case .worse(let count): count
    case .better(let count): -count
    case .exactly, .noBetterThan, .noWorseThan: 0
    }
  }
}
