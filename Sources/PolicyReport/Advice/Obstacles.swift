import PolicyExecution
import PolicyIR
import PolicyTypes

extension SubjectReader {
  /// Returns what keeps the subject from a grade: the rules that move its own below it, and what the base grade lacks.
  package func obstacles(to target: String) -> [ObstacleStep] {
    guard let outline = program.outline.grade, let code = outline.scale.code(of: target) else { return [] }
    let grade = step(for: outline)
    func isWorse(_ label: String?) -> Bool {
      guard let label, let own = outline.scale.code(of: label) else { return true }
      return own > code
    }
    let moves = grade.moves.filter { $0.isEffective && isWorse($0.after) }
    var obstacles = moves.map { ObstacleStep.rule($0.clause, $0.move) }
    if isWorse(grade.base.result.label), let next = nextGrade(of: outline, atLeast: code) {
      obstacles.append(.gap(next.gap))
    }
    return obstacles
  }
}
