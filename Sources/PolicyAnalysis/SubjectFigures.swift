import PolicyIR
import PolicyTypes

/// What a policy says of a subject that pairs of subjects are compared by, all of it so that more is better.
struct SubjectFigures {
  let score: Decimal128?
  /// The place of the grade on its scale, negated; nil beside the scale.
  let grade: Int?
  /// The points of each indicator.
  let indicators: [Decimal128?]
  /// The points with which sums begin.
  let starts: [Decimal128?]

  init(of subject: Int, in run: DraftRun, _ reader: FigureReader) {
    let outline = reader.program.outline
    func merit(_ id: ValueID) -> Decimal128? { reader.direction.merit(of: run.value(of: id, subject: subject).number) }
    score = outline.score.flatMap { merit(outline[$0].result) }
    grade = outline.grade.flatMap { grade in
      guard let code = run.value(of: grade.result, subject: subject).label.flatMap(grade.scale.code),
        Int(code) < grade.scale.rankedCount
      else { return nil }
      return -Int(code)
    }
    indicators = outline.indicators.map { merit($0.result) }
    starts = reader.starts.map { merit($0.value) }
  }

  /// Whether the score or the grade is better than another subject's.
  func isBetter(than other: SubjectFigures) -> Bool {
    if let score, let before = other.score, score > before { return true }
    guard let grade, let before = other.grade else { return false }
    return grade > before
  }

  /// Whether every indicator says that the subject is no better than another, and one that it is worse.
  func isWorse(than other: SubjectFigures, _ reader: FigureReader) -> Bool {
    var isWorse = false
    for (start, before) in zip(starts, other.starts) where start != before {
      guard let start, let before, start < before else { return false }
      isWorse = true
    }
    for (place, leaves) in reader.leaves.enumerated() {
      let isUnchanged = leaves.allSatisfy { indicators[$0] == other.indicators[$0] }
      if leaves == [place] {
        if isUnchanged { continue }
        guard let points = indicators[place], let before = other.indicators[place], points < before else {
          return false
        }
        isWorse = true
      } else if isUnchanged, starts == other.starts, indicators[place] != other.indicators[place] {
        // A group that counts other records, or other conditions, than its parts do.
        return false
      }
    }
    return isWorse
  }
}

/// What of a policy the figures of a subject are read by.
struct FigureReader {
  let program: IRProgram
  let direction: ScoreDirection
  /// For each indicator the ones below it that have a worth of their own, or itself where it does.
  let leaves: [[Int]]
  /// The numbers with which sums begin, where they are not fixed.
  let starts: [Points]

  /// Points that are not made of others, and the clause that gives them.
  struct Points {
    let value: ValueID
    let clause: Clause
  }

  init(_ program: IRProgram) {
    self.program = program
    direction = ScoreDirection(of: program)
    var leaves: [[Int]] = []
    for (place, indicator) in program.outline.indicators.enumerated() {
      switch indicator.worth {
      case .points, .deduction: leaves.append([place])
      case .sum(_, let children), .weightedMean(let children), .chosen(_, _, let children, _):
        leaves.append(children.flatMap { $0.index < leaves.count ? leaves[$0.index] : [] })
      }
    }
    self.leaves = leaves
    starts = program.outline.indicators.compactMap { indicator in
      guard let start = indicator.worth.start else { return nil }
      if case .literal = program.operation(of: start.result) { return nil }
      return Points(value: start.result, clause: indicator.clause)
    }
  }

  /// The indicators that have a worth of their own and are part of the score.
  var scored: [Int] { program.outline.score.map { leaves[$0.index].sorted() } ?? [] }

  /// All points that the score is made of and that are not made of others.
  var points: [Points] {
    let leaves = scored.map { program.outline.indicators[$0] }
    return leaves.map { Points(value: $0.result, clause: $0.clause) } + starts
  }

  /// How the points of a value that moves speak for a subject.
  func merit(_ direction: Direction) -> Direction { self.direction == .lessIsBetter ? direction.opposite : direction }
}
