import PolicyExecution
package import PolicyIR
package import PolicyTypes

/// What is compared: the names that both policies give, put side by side.
package struct ImpactSubject: Sendable {
  package let grades: GradePairs
  package let measures: [Paired]
  package let numbers: [Paired]
  /// The fields by which subjects are told apart, by their places among the subject's fields and their names.
  package let fields: [Field]
  /// The scores at which the grade turns.
  package let oldThresholds: [Threshold]
  package let newThresholds: [Threshold]
  /// How near a threshold a score must be to be counted.
  package let margin: Decimal128
  /// How many of those who move are named at most.
  package let moverLimit: Int
  /// The pairs of grades of each step on the way from the old policy to the new one.
  package let steps: [GradePairs]

  /// A measure, or a number of one, by its places in the two policies; nil where one has none.
  package struct Paired: Hashable, Sendable {
    package let name: String
    package let title: String?
    package let old: Int?
    package let new: Int?
    /// What it counts; of measures nothing.
    package let unit: Unit
  }

  package struct Field: Hashable, Sendable {
    package let place: Int
    package let name: String
    package let title: String?

    package init(place: Int, name: String, title: String?) {
      self.place = place
      self.name = name
      self.title = title
    }
  }

  /// A score from which on another grade is given.
  package struct Threshold: Hashable, Sendable {
    package let score: Decimal128
    /// The row, such as `≥ 90`.
    package let text: String

    package init(score: Decimal128, text: String) {
      self.score = score
      self.text = text
    }
  }

  /// Makes what is compared between the first and the last of some programs; those between are the way.
  package init(
    _ programs: [IRProgram], fields: [Field], oldThresholds: [Threshold], newThresholds: [Threshold],
    margin: Decimal128, moverLimit: Int
  ) {
    precondition(programs.count >= 2)
    let (old, new) = (programs[0], programs[programs.count - 1])
    let scales = programs.map(GradeScale.init)
    steps = zip(scales, scales.dropFirst()).map { GradePairs($0, $1) }
    grades = GradePairs(GradeScale(of: old), GradeScale(of: new))
    measures = paired(Named.measures(of: old), Named.measures(of: new))
    numbers = paired(Named.numbers(of: old), Named.numbers(of: new))
    self.fields = fields
    self.oldThresholds = oldThresholds
    self.newThresholds = newThresholds
    self.margin = margin
    self.moverLimit = moverLimit
  }

  func stepMovement(_ step: Int, _ oldCode: UInt8, _ newCode: UInt8) -> GradeMovement {
    steps[step].movement(ofCell: steps[step].cell(oldCode, newCode))
  }
}

private struct Named {
  /// Its place among all measures, or among all numbers of measures.
  let place: Int
  let name: String
  let title: String?
  let unit: Unit

  static func measures(of program: IRProgram) -> [Named] {
    program.outline.measures.enumerated().map { place, measure in
      Named(place: place, name: measure.clause.name, title: measure.clause.title, unit: .none)
    }
  }

  /// The numbers of all measures without dates, labels and lengths of time, which do not add up.
  static func numbers(of program: IRProgram) -> [Named] {
    let numbers = program.outline.measures.flatMap { measure in measure.numbers.map { (measure, $0) } }
    return numbers.enumerated().compactMap { place, entry in
      let (measure, number) = (entry.0.clause, entry.1)
      guard entry.0.records == nil else { return nil }
      switch program.type(of: number.value.result).lane {
      case .integer, .decimal: break
      case .boolean, .code, .text, .date, .duration: return nil
      }
      let titles = [measure.title ?? measure.name, number.title ?? number.name]
      return Named(
        place: place, name: "\(measure.name).\(number.name)", title: titles.joined(separator: " · "),
        unit: number.unit)
    }
  }
}

/// Puts equal names together: those of the new policy in its order, then those that are gone.
private func paired(_ old: [Named], _ new: [Named]) -> [ImpactSubject.Paired] {
  let oldPlaces = Dictionary(old.map { ($0.name, $0.place) }, uniquingKeysWith: { first, _ in first })
  let newNames = Set(new.map(\.name))
  return new.map { named in
    ImpactSubject.Paired(
      name: named.name, title: named.title, old: oldPlaces[named.name], new: named.place, unit: named.unit)
  }
    + old.filter { !newNames.contains($0.name) }.map { named in
      ImpactSubject.Paired(name: named.name, title: named.title, old: named.place, new: nil, unit: named.unit)
    }
}
