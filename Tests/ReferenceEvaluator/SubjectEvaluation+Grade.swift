import PolicySemantics
import PolicyTypes

extension SubjectEvaluation {
  /// The grade before any move; where it is missing, `not rated` if the policy knows that.
  var baseGrade: Value {
    guard let grade = policy.grade else { return .absent }
    return rated(value(of: grade.base, at: subject))
  }

  private func rated(_ base: Value) -> Value {
    let isKnown = policy.grade?.scale.labels.contains(LabelSet.notRated) ?? false
    return base.isAbsent && isKnown ? .label(LabelSet.notRated) : base
  }

  /// The grade after the moves of the rules, but for the outcomes beside the scale and for decisions.
  var computedGrade: Value {
    guard let grade = policy.grade else { return .absent }
    return moved(rated(value(of: grade.computed, at: subject)))
  }

  /// The grade after the moves, and after what people decided.
  var grade: Value { decided(moved(baseGrade)) }

  /// The grade that is shown: the grade, or what the outcome that the subject has shows.
  var shown: Value {
    guard let declaration = policy.grade, declaration.outcomes.contains(where: { $0.shows != nil }) else {
      return .absent
    }
    let grade = grade
    guard let outcome = declaration.outcomes.first(where: { $0.shows != nil && .label($0.label) == grade }),
      let shows = outcome.shows
    else { return grade }
    return value(of: shows, at: subject)
  }

  /// A base grade after the moves of the rules that hold, in the order of the policy.
  private func moved(_ base: Value) -> Value {
    guard let order = policy.grade?.order else { return .absent }
    let moves = policy.rules.indices.filter { policy.rules[$0].move != nil && holds(rule: $0) }.compactMap {
      policy.rules[$0].move
    }
    switch order {
    case .asWritten: return moves.reduce(base) { moved($0, by: [$1]) }
    case .byKind(let kinds):
      return kinds.reduce(base) { grade, kind in moved(grade, by: moves.filter { $0.kind == kind }) }
    }
  }

  /// The grade after moves of one kind. A greater code is a worse grade, as far as codes are ranked.
  private func moved(_ grade: Value, by moves: [GradeMove<TypedValue>]) -> Value {
    guard let scale = policy.grade?.scale, let kind = moves.first?.kind else { return grade }
    let codes = moves.compactMap { code(of: value(of: $0.bound, at: subject)) }
    let (ranked, beside) = (codes.filter { $0 < scale.rankedCount }, codes.filter { $0 >= scale.rankedCount })
    if kind == .exact {
      return (ranked.max() ?? beside.min()).map { .label(scale.labels[$0]) } ?? grade
    }
    guard let place = code(of: grade), place < scale.rankedCount else { return grade }
    let moved =
      switch kind {
      case .shift: place + moves.map(steps).reduce(0, +)
      case .floor: min(place, ranked.min() ?? place)
      case .ceiling: max(place, ranked.max() ?? place)
      case .exact: place
      }
    return .label(scale.labels[max(0, min(scale.rankedCount - 1, moved))])
  }

  private func code(of label: Value) -> Int? {
    label.label.flatMap { policy.grade?.scale.code(of: $0) }.map(Int.init)
  }

  /// By how many places a shift makes the grade worse.
  private func steps(_ move: GradeMove<TypedValue>) -> Int {
    let count = value(of: move.bound, at: subject).number?.scaled(to: 0).map(Int.init) ?? 0
    if case .better = move { return -count }
    return count
  }
}
