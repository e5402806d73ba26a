package import PolicyExecution
package import PolicyTypes

/// Counts of what becomes of subjects from one policy to the next; tallies of pieces of the input add up.
package struct ImpactTally: Sendable {
  package private(set) var compared = 0
  /// Subjects that only one of the two policies grades, because their data are a fault to the other.
  package private(set) var onlyOld = 0
  package private(set) var onlyNew = 0
  /// How many subjects there are for each pair of grades.
  package private(set) var cells: [Int]
  /// The same for each value of each field by which subjects are told apart; `otherGroups` for what are too many.
  package private(set) var groups: [[Value: [Int]]]
  package private(set) var scoreFell = 0
  package private(set) var scoreRose = 0
  /// The sum of all changes of scores; nil where it has more than 34 digits.
  package private(set) var scoreChange: Decimal128? = .zero
  package private(set) var measures: [MeasureTally]
  package private(set) var numbers: [NumberTally]
  package private(set) var steps: [StepTally]
  /// How many subjects some steps moved, only for later ones to move them back.
  package private(set) var movedBack = 0
  package private(set) var oldNear: [NearTally]
  package private(set) var newNear: [NearTally]
  /// Those who move, the worst first.
  package private(set) var movers: [Mover] = []

  private let subject: ImpactSubject

  package struct MeasureTally: Hashable, Sendable {
    package var old = 0
    package var new = 0
    package var gained = 0
    package var lost = 0
  }

  package struct NumberTally: Hashable, Sendable {
    package var oldCount = 0
    package var newCount = 0
    /// Nil where a sum has more than 34 digits.
    package var old: Decimal128? = .zero
    package var new: Decimal128? = .zero
  }

  /// What one step on the way from the old policy to the new one does.
  package struct StepTally: Hashable, Sendable {
    package var worse = 0
    package var better = 0
    /// Moves between outcomes of which neither is better.
    package var other = 0
    /// The sum of the grades moved, positive for worse.
    package var grades = 0
    package var scoreFell = 0
    package var scoreRose = 0
    package var scoreChange: Decimal128? = .zero
  }

  /// How many scores lie just below a threshold, and how many at it or just above.
  package struct NearTally: Hashable, Sendable {
    package var below = 0
    package var above = 0
  }

  /// A subject whose grade is another.
  package struct Mover: Hashable, Sendable {
    package let id: String
    package let cell: Int
    /// Grades worse; negative for better.
    package let worse: Int
    package let oldScore: Decimal128?
    package let newScore: Decimal128?
    /// The steps that moved the grade.
    package let steps: [Int]
    package let fields: [Value]

    package var scoreChange: Decimal128? { oldScore.flatMap { old in newScore.flatMap { $0.subtracting(old) } } }
  }

  /// The group of the values beyond `groupLimit`.
  package static let otherGroups = Value.absent
  package static let groupLimit = 1000

  package init(_ subject: ImpactSubject) {
    self.subject = subject
    cells = Array(repeating: 0, count: subject.grades.cellCount)
    groups = subject.fields.map { _ in [:] }
    measures = subject.measures.map { _ in MeasureTally() }
    numbers = subject.numbers.map { _ in NumberTally() }
    steps = subject.steps.map { _ in StepTally() }
    oldNear = subject.oldThresholds.map { _ in NearTally() }
    newNear = subject.newThresholds.map { _ in NearTally() }
  }

  // MARK: Counting

  /// Counts one piece of the input. `plans` has the outcomes of the old policy, of the steps between, of the new one.
  package mutating func add(_ plans: [SubjectOutcomes]) {
    guard let old = plans.first, let new = plans.last, plans.count == subject.steps.count + 1 else { return }
    var rows = Array(repeating: 0, count: plans.count)
    var row = 0
    while row < old.count || rows[plans.count - 1] < new.count {
      let place = min(row < old.count ? old.places[row] : .max, new.places(at: rows[plans.count - 1]))
      for plan in plans.indices {
        while rows[plan] < plans[plan].count, plans[plan].places[rows[plan]] < place { rows[plan] += 1 }
      }
      let isOld = row < old.count && old.places[row] == place
      let isNew = new.places(at: rows[plans.count - 1]) == place
      rows[0] = row
      if isOld && isNew {
        count(plans, rows, place)
      } else if isOld {
        onlyOld += 1
      } else {
        onlyNew += 1
        rows[plans.count - 1] += 1
      }
      if isOld {
        row += 1
        if isNew { rows[plans.count - 1] += 1 }
      }
    }
  }

  private mutating func count(_ plans: [SubjectOutcomes], _ rows: [Int], _ place: Int) {
    let (old, new, oldRow, newRow) = (plans[0], plans[plans.count - 1], rows[0], rows[plans.count - 1])
    compared += 1
    let cell = subject.grades.cell(old.grades[oldRow], new.grades[newRow])
    cells[cell] += 1
    countGroups(old, oldRow, cell)
    countMeasures(old, oldRow, new, newRow)
    countNear(old.scores[oldRow], new.scores[newRow])
    countScores(old.scores[oldRow], new.scores[newRow])
    let movement = subject.grades.movement(ofCell: cell)
    let moving = countSteps(plans, rows, place)
    guard movement != .same else {
      if !moving.isEmpty { movedBack += 1 }
      return
    }
    note(
      Mover(
        id: old.ids[oldRow], cell: cell, worse: movement.steps, oldScore: old.scores[oldRow],
        newScore: new.scores[newRow], steps: moving, fields: old.fields.map { $0[oldRow] }))
  }

  private mutating func countGroups(_ old: SubjectOutcomes, _ row: Int, _ cell: Int) {
    for field in groups.indices {
      var value = old.fields[field][row]
      if groups[field][value] == nil, groups[field].count >= Self.groupLimit { value = Self.otherGroups }
      groups[field][value, default: Array(repeating: 0, count: cells.count)][cell] += 1
    }
  }

  private mutating func countMeasures(_ old: SubjectOutcomes, _ oldRow: Int, _ new: SubjectOutcomes, _ newRow: Int) {
    for (index, measure) in subject.measures.enumerated() {
      let had = measure.old.map { old.measures[$0][oldRow] } ?? false
      let has = measure.new.map { new.measures[$0][newRow] } ?? false
      if had { measures[index].old += 1 }
      if has { measures[index].new += 1 }
      if has && !had { measures[index].gained += 1 }
      if had && !has { measures[index].lost += 1 }
    }
    for (index, number) in subject.numbers.enumerated() {
      if let value = number.old.flatMap({ old.numbers[$0][oldRow] }) {
        numbers[index].oldCount += 1
        numbers[index].old = numbers[index].old?.adding(value)
      }
      if let value = number.new.flatMap({ new.numbers[$0][newRow] }) {
        numbers[index].newCount += 1
        numbers[index].new = numbers[index].new?.adding(value)
      }
    }
  }

  private mutating func countNear(_ oldScore: Decimal128?, _ newScore: Decimal128?) {
    if let oldScore { count(oldScore, near: subject.oldThresholds, in: &oldNear) }
    if let newScore { count(newScore, near: subject.newThresholds, in: &newNear) }
  }

  private func count(_ score: Decimal128, near thresholds: [ImpactSubject.Threshold], in tallies: inout [NearTally]) {
    for (index, threshold) in thresholds.enumerated() {
      guard let distance = score.subtracting(threshold.score), distance.magnitude <= subject.margin else { continue }
      if distance.signum < 0 { tallies[index].below += 1 } else { tallies[index].above += 1 }
    }
  }

  private mutating func countScores(_ old: Decimal128?, _ new: Decimal128?) {
    guard let old, let new, let change = new.subtracting(old) else { return }
    if change.signum < 0 { scoreFell += 1 }
    if change.signum > 0 { scoreRose += 1 }
    scoreChange = scoreChange?.adding(change)
  }

  /// Returns the steps that move the grade.
  private mutating func countSteps(_ plans: [SubjectOutcomes], _ rows: [Int], _ place: Int) -> [Int] {
    var moving: [Int] = []
    var before = (grade: plans[0].grades[rows[0]], score: plans[0].scores[rows[0]])
    for step in steps.indices {
      let (plan, row) = (plans[step + 1], rows[step + 1])
      // Who is no subject of a step between, for a fault of the data, is moved by a later one.
      guard plan.places(at: row) == place else { continue }
      let after = (grade: plan.grades[row], score: plan.scores[row])
      let movement = subject.stepMovement(step, before.grade, after.grade)
      if movement != .same { moving.append(step) }
      steps[step].add(movement, before.score, after.score)
      before = after
    }
    return moving
  }

  private mutating func note(_ mover: Mover) {
    guard subject.moverLimit > 0 else { return }
    if movers.count >= subject.moverLimit, !mover.isWorse(than: movers[movers.count - 1]) { return }
    // The first one that is less bad, by halves: they are sorted.
    var (low, high) = (0, movers.count)
    while low < high {
      let middle = (low + high) / 2
      if mover.isWorse(than: movers[middle]) { high = middle } else { low = middle + 1 }
    }
    movers.insert(mover, at: low)
    if movers.count > subject.moverLimit { movers.removeLast() }
  }

  // MARK: Adding up

  /// Adds the tally of a later piece of the input.
  package static func += (tally: inout ImpactTally, other: ImpactTally) {
    tally.compared += other.compared
    tally.onlyOld += other.onlyOld
    tally.onlyNew += other.onlyNew
    tally.movedBack += other.movedBack
    tally.scoreFell += other.scoreFell
    tally.scoreRose += other.scoreRose
    tally.scoreChange = sum(tally.scoreChange, other.scoreChange)
    for cell in tally.cells.indices { tally.cells[cell] += other.cells[cell] }
    for field in tally.groups.indices { tally.addGroups(other.groups[field], of: field) }
    for index in tally.measures.indices { tally.measures[index] += other.measures[index] }
    for index in tally.numbers.indices { tally.numbers[index] += other.numbers[index] }
    for index in tally.steps.indices { tally.steps[index] += other.steps[index] }
    for index in tally.oldNear.indices { tally.oldNear[index] += other.oldNear[index] }
    for index in tally.newNear.indices { tally.newNear[index] += other.newNear[index] }
    for mover in other.movers { tally.note(mover) }
  }

  private mutating func addGroups(_ other: [Value: [Int]], of field: Int) {
    // In the order of their texts, so that it does not depend on the dictionary which are too many.
    for (value, counts) in other.sorted(by: { $0.key.description < $1.key.description }) {
      let isKnown = groups[field][value] != nil || groups[field].count < Self.groupLimit
      var sums = groups[field][isKnown ? value : Self.otherGroups] ?? Array(repeating: 0, count: cells.count)
      for cell in counts.indices { sums[cell] += counts[cell] }
      groups[field][isKnown ? value : Self.otherGroups] = sums
    }
  }
}
