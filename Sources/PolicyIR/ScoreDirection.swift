package import PolicyTypes

/// Whether more points make a grade better or worse; neither where the policy does not say it in bounds of the score.
///
/// Points of merit lead to a better grade the more there are, points of risk the fewer. The rows of the base grade tell
/// which: those that compare the score with fixed numbers, by their bounds and their grades.
package enum ScoreDirection: Sendable {
  case moreIsBetter
  case lessIsBetter
  case unknown

  package init(of program: IRProgram) {
    guard let score = program.outline.score.map({ program.outline[$0].result }) else {
      self = .unknown
      return
    }
    guard let grade = program.outline.grade else {
      self = .moreIsBetter
      return
    }
    let finder = BoundFinder(program: program, score: score)
    var rows: [(bounds: Bounds, code: Int)] = []
    var otherwise: Int?
    for row in grade.bands.rows {
      guard case .literal(.label(let label)) = program.operation(of: row.value.result),
        let code = grade.scale.code(of: label).map(Int.init), code < grade.scale.rankedCount
      else { continue }
      if let condition = row.condition {
        if let bounds = finder.bounds(of: condition) { rows.append((bounds, code)) }
      } else {
        otherwise = code
      }
    }
    self = Self.direction(of: rows, otherwise: otherwise)
  }

  /// Returns the points that speak for a subject with a score.
  package func merit(of score: Decimal128?) -> Decimal128? {
    switch self {
    case .moreIsBetter: score
    case .lessIsBetter: score?.negated
    case .unknown: nil
    }
  }

  private static func direction(of rows: [(bounds: Bounds, code: Int)], otherwise: Int?) -> ScoreDirection {
    for (a, b) in zip(rows, rows.dropFirst()) where a.code != b.code {
      guard let first = a.bounds.place, let second = b.bounds.place, first != second else { continue }
      return (first > second) == (a.code < b.code) ? .moreIsBetter : .lessIsBetter
    }
    guard let only = rows.first, let otherwise, only.code != otherwise else { return .unknown }
    if only.bounds.lower != nil, only.bounds.upper == nil {
      return only.code < otherwise ? .moreIsBetter : .lessIsBetter
    }
    if only.bounds.upper != nil, only.bounds.lower == nil {
      return only.code < otherwise ? .lessIsBetter : .moreIsBetter
    }
    return .unknown
  }

  /// The bounds that a test sets to the score.
  struct Bounds {
    var lower: Decimal128?
    var upper: Decimal128?

    /// Where the scores that pass lie, to be compared with another test of the same kind.
    var place: Decimal128? { lower ?? upper }
  }
}

/// Reads the bounds of the score out of a condition.
private struct BoundFinder {
  let program: IRProgram
  let score: ValueID

  /// Returns the bounds; nil where the condition asks for anything else.
  func bounds(of id: ValueID) -> ScoreDirection.Bounds? {
    switch program.operation(of: id) {
    case .convert(let a), .assumePresent(let a), .orElse(let a, _): return bounds(of: a)
    case .and(let a, let b):
      guard let first = bounds(of: a), let second = bounds(of: b) else { return nil }
      return ScoreDirection.Bounds(lower: first.lower ?? second.lower, upper: first.upper ?? second.upper)
    case .compare(let relation, let a, let b):
      if isScore(a), let number = number(b) { return bounds(relation, number) }
      if isScore(b), let number = number(a) { return bounds(relation.swapped, number) }
      return nil
    default: return nil
    }
  }

  private func bounds(_ relation: Relation, _ number: Decimal128) -> ScoreDirection.Bounds? {
    switch relation {
    case .greater, .greaterOrEqual: ScoreDirection.Bounds(lower: number)
    case .less, .lessOrEqual: ScoreDirection.Bounds(upper: number)
    case .equal, .notEqual: nil
    }
  }

  private func isScore(_ id: ValueID) -> Bool {
    if id == score { return true }
    return switch program.operation(of: id) {
    case .convert(let a), .assumePresent(let a), .orElse(let a, _): isScore(a)
    default: false
    }
  }

  private func number(_ id: ValueID) -> Decimal128? {
    switch program.operation(of: id) {
    case .literal(let value): value.number
    case .dated(let entries): entries.last?.value.number
    case .convert(let a): number(a)
    default: nil
    }
  }
}
