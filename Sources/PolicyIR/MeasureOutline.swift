package import PolicyTypes

/// A measure of the catalogue as this policy gives it.
package struct MeasureOutline: Hashable, Sendable {
  package let clause: Clause
  /// incentive, supervision, penalty, leniency or guidance.
  package let kind: String
  package let department: String?
  package let targets: [String]
  /// The grades that it is for; nil means all.
  package let grades: [String]?
  package let condition: ValueOutline?
  /// Where this holds, it is not given.
  package let exception: ValueOutline?
  /// Whether it has ended, or does not count any more; nil where it cannot.
  package let isOver: ValueID?
  /// Whether it would be given but for the measures that take its place.
  package let applies: ValueID
  /// The measures that take its place where they apply.
  package let displacers: [MeasureDisplacer]
  /// The measures that nobody may get together with it, by their places.
  package let conflicts: [Int]
  /// Whether the subject gets it.
  package let isGiven: ValueID
  /// Its numbers, and after them what time makes of it: `from`, `term`, `ends`, `due`.
  package let numbers: [MeasureNumber]
  /// The words of the source that leave a decision to people.
  package let discretion: String?
  package let exceptions: String?

  package init(
    clause: Clause, kind: String, department: String?, targets: [String], grades: [String]?, condition: ValueOutline?,
    exception: ValueOutline? = nil, isOver: ValueID? = nil, applies: ValueID? = nil,
    displacers: [MeasureDisplacer] = [], conflicts: [Int] = [], isGiven: ValueID, numbers: [MeasureNumber],
    discretion: String?, exceptions: String?
  ) {
    self.clause = clause
    self.kind = kind
    self.department = department
    self.targets = targets
    self.grades = grades
    self.condition = condition
    self.exception = exception
    self.isOver = isOver
    self.applies = applies ?? isGiven
    self.displacers = displacers
    self.conflicts = conflicts
    self.isGiven = isGiven
    self.numbers = numbers
    self.discretion = discretion
    self.exceptions = exceptions
  }
}

/// A number that a policy gives to a measure, such as an inspection ratio or a term.
package struct MeasureNumber: Hashable, Sendable {
  package let name: String
  package let title: String?
  package let unit: Unit
  package let value: ValueOutline

  package init(name: String, title: String? = nil, unit: Unit, value: ValueOutline) {
    self.name = name
    self.title = title
    self.unit = unit
    self.value = value
  }
}
