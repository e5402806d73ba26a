import PolicyExecution
import PolicyTypes

// How the parts of tallies add up, and how those who move are ordered.

/// The sum of two numbers; nil where there is none with at most 34 digits.
func sum(_ first: Decimal128?, _ second: Decimal128?) -> Decimal128? {
  first.flatMap { first in second.flatMap { first.adding($0) } }
}

extension ImpactTally.MeasureTally {
  static func += (tally: inout Self, other: Self) {
    tally.old += other.old
    tally.new += other.new
    tally.gained += other.gained
    tally.lost += other.lost
  }
}

extension ImpactTally.NumberTally {
  static func += (tally: inout Self, other: Self) {
    tally.oldCount += other.oldCount
    tally.newCount += other.newCount
    tally.old = sum(tally.old, other.old)
    tally.new = sum(tally.new, other.new)
  }
}

extension ImpactTally.StepTally {
  static func += (tally: inout Self, other: Self) {
    tally.worse += other.worse
    tally.better += other.better
    tally.other += other.other
    tally.grades += other.grades
    tally.scoreFell += other.scoreFell
    tally.scoreRose += other.scoreRose
    tally.scoreChange = sum(tally.scoreChange, other.scoreChange)
  }

  mutating func add(_ movement: GradeMovement, _ before: Decimal128?, _ after: Decimal128?) {
    switch movement {
    case .same: break
    case .other: other += 1
    case .worse(let steps):
      if steps > 0 { worse += 1 } else { better += 1 }
      grades += steps
    }
    guard let before, let after, let change = after.subtracting(before) else { return }
    if change.signum < 0 { scoreFell += 1 }
    if change.signum > 0 { scoreRose += 1 }
    scoreChange = sum(scoreChange, change)
  }
}

extension ImpactTally.NearTally {
  static func += (tally: inout Self, other: Self) {
    tally.below += other.below
    tally.above += other.above
  }
}

extension ImpactTally.Mover {
  /// Whether this one loses more: more grades, then more points; who came first stays first.
  func isWorse(than other: ImpactTally.Mover) -> Bool {
    if worse != other.worse { return worse > other.worse }
    return (scoreChange ?? .zero) < (other.scoreChange ?? .zero)
  }
}

extension SubjectOutcomes {
  /// The place of a row; beyond the last one the greatest there is.
  func places(at row: Int) -> Int { row < count ? places[row] : .max }
}
