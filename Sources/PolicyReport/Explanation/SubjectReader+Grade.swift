import PolicyIR
import PolicyTypes

/// Reads how the moves of the rules led from the base grade to the grade.
///
/// The order is that of `GradeMove`: shifts are summed, then clamped; then the highest floor; then the lowest
/// ceiling; then the worst exact grade. A grade beside the scale moves by exact grades only.
extension SubjectReader {
  func step(for grade: GradeOutline) -> GradeStep {
    GradeStep(
      clause: Citation(grade.clause), base: step(for: grade.base, at: subject), moves: moves(of: grade),
      result: value(of: grade.result, at: subject).label)
  }

  /// The moves of the rules that hold, in the order in which they act.
  private func moves(of grade: GradeOutline) -> [MoveStep] {
    let holding = program.outline.rules.filter { $0.move != nil && isTrue($0.condition.result, at: subject) }
    let scale = grade.scale.labels
    var steps: [MoveStep] = []
    var current = value(of: grade.base.result, at: subject).label
    for phase in MovePhase.allCases {
      let rules = holding.filter { $0.move?.phase == phase }
      let after = phase.apply(rules.compactMap(\.move), to: current, scale: scale)
      steps += rules.compactMap { step(for: $0, from: current, to: after, scale: scale) }
      current = after
    }
    return steps
  }

  private func step(for rule: RuleOutline, from before: String?, to after: String?, scale: [String]) -> MoveStep? {
    guard let graded = rule.move, let move = move(graded) else { return nil }
    return MoveStep(
      rule: Self.id(of: rule), clause: Citation(rule.clause), move: move, before: before, after: after,
      isEffective: before != after && graded.leads(from: before, to: after, scale: scale))
  }
}

/// The kinds of moves, in the order in which they act.
private enum MovePhase: CaseIterable {
  case shift
  case floor
  case ceiling
  case exact

  /// Returns the grade after all `moves`, which are of this kind.
  func apply(_ moves: [GradeMove], to grade: String?, scale: [String]) -> String? {
    if moves.isEmpty { return grade }
    if self == .exact { return moves.compactMap(\.code).max().flatMap { scale.label(at: Int($0)) } }
    guard let grade, let place = scale.firstIndex(of: grade) else { return grade }
    let codes = moves.compactMap(\.code).map(Int.init)
    let moved =
      switch self {
      case .shift: place + max(-255, min(255, moves.reduce(0) { $0 + max(-255, min(255, $1.shift)) }))
      case .floor: min(place, codes.min() ?? place)
      case .ceiling: max(place, codes.max() ?? place)
      case .exact: place
      }
    return scale.label(at: max(0, min(scale.count - 1, moved)))
  }
}

extension GradeMove {
  fileprivate var phase: MovePhase {
    switch self {
    case .worse, .better: .shift
    case .noWorseThan: .floor
    case .noBetterThan: .ceiling
    case .exactly: .exact
    }
  }

  fileprivate var code: UInt8? {
    switch self {
    case .exactly(let code), .noBetterThan(let code), .noWorseThan(let code): code
    case .worse, .better: nil
    }
  }

  /// The places by which the grade gets worse.
  fileprivate var shift: Int {
    switch self {
    case .worse(let count): count
    case .better(let count): -count
    case .exactly, .noBetterThan, .noWorseThan: 0
    }
  }

  /// Whether this move, of all those of its kind, made the difference between two grades.
  fileprivate func leads(from before: String?, to after: String?, scale: [String]) -> Bool {
    guard let after, let to = scale.firstIndex(of: after) else { return false }
    if let code { return Int(code) == to }
    guard let before, let from = scale.firstIndex(of: before) else { return false }
    return (shift > 0) == (to > from)
  }
}

extension [String] {
  fileprivate func label(at place: Int) -> String? { indices.contains(place) ? self[place] : nil }
}
