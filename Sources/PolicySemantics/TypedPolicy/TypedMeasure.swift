package import PolicyTypes

/// A measure of the catalogue as this policy gives it.
package struct TypedMeasure: Hashable, Sendable {
  package let clause: Clause
  package let kind: String
  package let department: String?
  package let targets: [String]
  /// The grades that it is for; nil means all.
  package let grades: [UInt8]?
  package let condition: TypedValue?
  /// Where this holds, it is not given.
  package let exception: TypedValue?
  package let numbers: [TypedMeasureNumber]
  package let time: TypedMeasureTime
  /// The measures that take its place where they apply.
  package let displacers: [MeasureDisplacer]
  /// The measures that nobody may get together with it.
  package let conflicts: [Int]
  package let discretion: String?
  package let exceptions: String?

  package init(
    clause: Clause, kind: String, department: String?, targets: [String], grades: [UInt8]?,
    condition: TypedValue?, exception: TypedValue? = nil, numbers: [TypedMeasureNumber],
    time: TypedMeasureTime = TypedMeasureTime(), displacers: [MeasureDisplacer] = [], conflicts: [Int] = [],
    discretion: String?, exceptions: String?
  ) {
    self.clause = clause
    self.kind = kind
    self.department = department
    self.targets = targets
    self.grades = grades
    self.condition = condition
    self.exception = exception
    self.numbers = numbers
    self.time = time
    self.displacers = displacers
    self.conflicts = conflicts
    self.discretion = discretion
    self.exceptions = exceptions
  }
}

/// When a measure begins, ends, and is to be carried out.
package struct TypedMeasureTime: Hashable, Sendable {
  /// The first day; nil for the as-of date.
  package let from: TypedValue?
  package let term: TypedValue?
  /// A condition under which it ends, or the last day, which may be absent.
  package let until: TypedValue?
  /// A length of time from its beginning, or a date.
  package let due: TypedValue?

  package init(
    from: TypedValue? = nil, term: TypedValue? = nil, until: TypedValue? = nil, due: TypedValue? = nil
  ) {
    self.from = from
    self.term = term
    self.until = until
    self.due = due
  }
}

package struct TypedMeasureNumber: Hashable, Sendable {
  package let name: String
  package let title: String?
  package let unit: Unit
  package let value: TypedValue

  package init(name: String, title: String? = nil, unit: Unit, value: TypedValue) {
    self.name = name
    self.title = title
    self.unit = unit
    self.value = value
  }
}
