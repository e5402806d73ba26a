package import PolicyTypes

/// What a change of a policy does: what is said otherwise, and for a population who moves and why.
package struct ImpactReport: Sendable {
  package let old: Version
  package let new: Version
  package let changes: [PolicyChange]
  /// Nil without a population.
  package let population: Population?

  /// A policy as it is compared.
  package struct Version: Hashable, Sendable {
    package let id: String
    package let title: String?
    package let version: String
    package let file: String
    /// Nil without a population.
    package let asOf: CalendarDate?

    package init(id: String, title: String?, version: String, file: String, asOf: CalendarDate?) {
      self.id = id
      self.title = title
      self.version = version
      self.file = file
      self.asOf = asOf
    }
  }

  /// One stage on the way from the old policy to the new one.
  package enum Step: Hashable, Sendable {
    /// The old policy on the later date.
    case time
    /// These changes, by their numbers.
    case changes([Int])
  }

  package struct Population: Sendable {
    /// Where the subjects came from.
    package let source: String
    package let subjectsRead: Int
    package let oldSetAside: Int
    package let newSetAside: Int
    package let subject: ImpactSubject
    package let steps: [Step]
    package let tally: ImpactTally

    package init(
      source: String, subjectsRead: Int, oldSetAside: Int, newSetAside: Int, subject: ImpactSubject, steps: [Step],
      tally: ImpactTally
    ) {
      self.source = source
      self.subjectsRead = subjectsRead
      self.oldSetAside = oldSetAside
      self.newSetAside = newSetAside
      self.subject = subject
      self.steps = steps
      self.tally = tally
    }
  }

  package init(old: Version, new: Version, changes: [PolicyChange], population: Population?) {
    self.old = old
    self.new = new
    self.changes = changes
    self.population = population
  }
}

extension ImpactReport.Population {
  /// How many subjects there are in the cells for which `condition` holds.
  package func count(_ condition: (GradeMovement) -> Bool) -> Int {
    tally.cells.indices.reduce(0) { sum, cell in
      condition(subject.grades.movement(ofCell: cell)) ? sum + tally.cells[cell] : sum
    }
  }

  package var movedCount: Int { count { $0 != .same } }
  package var worseCount: Int { count { $0.steps > 0 } }
  package var betterCount: Int { count { $0.steps < 0 } }
  package var otherCount: Int { count { $0 == .other } }
}
