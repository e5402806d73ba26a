package import PolicyDiagnostics
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
  /// The records that give it, each once; nil where the subject gets it.
  package let selection: SelectionID?
  package let escalation: TypedEscalation?
  /// The measures that take its place where they apply.
  package private(set) var displacers: [MeasureDisplacer]
  /// The measures that nobody may get together with it.
  package private(set) var conflicts: [Int]
  package let discretion: String?
  package let exceptions: String?

  package init(
    clause: Clause, kind: String, department: String?, targets: [String], grades: [UInt8]?,
    condition: TypedValue?, exception: TypedValue? = nil, numbers: [TypedMeasureNumber],
    time: TypedMeasureTime = TypedMeasureTime(), selection: SelectionID? = nil,
    escalation: TypedEscalation? = nil, displacers: [MeasureDisplacer] = [], conflicts: [Int] = [],
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
    self.selection = selection
    self.escalation = escalation
    self.displacers = displacers
    self.conflicts = conflicts
    self.discretion = discretion
    self.exceptions = exceptions
  }

  /// Returns the measure with what the policy says of it and others together.
  package func related(displacers: [MeasureDisplacer], conflicts: [Int]) -> TypedMeasure {
    var related = self
    related.displacers = displacers
    related.conflicts = conflicts
    return related
  }
}

/// How a measure follows a milder one: from the `count`-th record on that gives that one within a time.
package struct TypedEscalation: Hashable, Sendable {
  /// The milder measure, by its place; it has a selection of its own.
  package let measure: Int
  package let count: Int
  /// The time as written.
  package let text: String
  package let within: TypedExpression
  /// The records among which the times are counted: those of the milder measure, whatever its window.
  package let counted: SelectionID

  package init(measure: Int, count: Int, text: String, within: TypedExpression, counted: SelectionID) {
    self.measure = measure
    self.count = count
    self.text = text
    self.within = within
    self.counted = counted
  }
}

/// The records that say what became of measures: each names one, how far it has come, and when.
package struct TypedFollowUp: Hashable, Sendable {
  package let span: SourceSpan
  package let domain: Int
  /// The fields that name the measure and its state; the state is one of listed labels.
  package let measure: Int
  package let state: Int
  package let date: Int
  /// The codes of the states with which a measure ends.
  package let ends: [UInt8]
  /// The records that count.
  package let selection: SelectionID

  package init(
    span: SourceSpan, domain: Int, measure: Int, state: Int, date: Int, ends: [UInt8], selection: SelectionID
  ) {
    self.span = span
    self.domain = domain
    self.measure = measure
    self.state = state
    self.date = date
    self.ends = ends
    self.selection = selection
  }
}

/// A number that several measures give and that results show once.
package struct TypedCombination: Hashable, Sendable {
  /// Named like the number.
  package let clause: Clause
  package let take: Take
  package let unit: Unit
  /// The measures with their numbers, by their places, in the order of the policy.
  package let parts: [Part]

  package struct Part: Hashable, Sendable {
    package let measure: Int
    package let number: Int

    package init(measure: Int, number: Int) {
      self.measure = measure
      self.number = number
    }
  }

  package init(clause: Clause, take: Take, unit: Unit, parts: [Part]) {
    self.clause = clause
    self.take = take
    self.unit = unit
    self.parts = parts
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
