package import PolicyExecution
package import PolicyTypes

/// Counts of what a population gets under the policy as it is and under each of several candidates.
package struct SimulationTally: Sendable {
  /// One entry for each candidate.
  package private(set) var candidates: [Candidate]
  private let subject: SimulationSubject

  package struct Candidate: Sendable {
    package fileprivate(set) var compared = 0
    /// How many subjects there are for each pair of a grade now and one under the candidate.
    package fileprivate(set) var cells: [Int]
    package fileprivate(set) var scored = 0
    /// The sum of the scores; nil where it has more than 34 digits.
    package fileprivate(set) var scoreSum: Decimal128? = .zero
    /// The sum of each number of a measure.
    package fileprivate(set) var numbers: [Decimal128?]
  }

  package init(_ subject: SimulationSubject) {
    self.subject = subject
    candidates = subject.grades.map { pairs in
      Candidate(cells: Array(repeating: 0, count: pairs.cellCount), numbers: subject.numbers.map { _ in .zero })
    }
  }

  /// Counts one piece of the input: the outcomes of the policy as it is, then those of each candidate.
  package mutating func add(_ plans: [SubjectOutcomes]) {
    guard plans.count == candidates.count + 1 else { return }
    for index in candidates.indices { add(plans[0], plans[index + 1], to: index) }
  }

  private mutating func add(_ current: SubjectOutcomes, _ plan: SubjectOutcomes, to index: Int) {
    var row = 0
    for place in 0..<plan.count {
      while current.places(at: row) < plan.places[place] { row += 1 }
      guard current.places(at: row) == plan.places[place] else { continue }
      candidates[index].compared += 1
      candidates[index].cells[subject.grades[index].cell(current.grades[row], plan.grades[place])] += 1
      if let score = plan.scores[place] {
        candidates[index].scored += 1
        candidates[index].scoreSum = sum(candidates[index].scoreSum, score)
      }
      for (number, paired) in subject.numbers.enumerated() {
        guard let column = paired.new, let value = plan.numbers[column][place] else { continue }
        candidates[index].numbers[number] = sum(candidates[index].numbers[number], value)
      }
    }
  }

  /// Adds the tally of a later piece of the input.
  package static func += (tally: inout SimulationTally, other: SimulationTally) {
    for index in tally.candidates.indices {
      let more = other.candidates[index]
      tally.candidates[index].compared += more.compared
      tally.candidates[index].scored += more.scored
      tally.candidates[index].scoreSum = sum(tally.candidates[index].scoreSum, more.scoreSum)
      for cell in more.cells.indices { tally.candidates[index].cells[cell] += more.cells[cell] }
      for number in more.numbers.indices {
        tally.candidates[index].numbers[number] = sum(tally.candidates[index].numbers[number], more.numbers[number])
      }
    }
  }
}
