import PolicyDiagnostics

/// What became of one piece of the input: everything that its output and the summary need.
struct SliceOutcome: Sendable {
  /// The rows of the results file.
  var results: [UInt8] = []

  /// The explanations of chosen subjects, and those of which a sample is taken before they are explained.
  var explanations: [UInt8] = []
  var candidates: [ChosenSubject] = []
  /// The subjects of the batch at hand that are chosen.
  var chosen: [ChosenSubject] = []

  /// What each plan gave the subjects, where several are observed.
  var observed: [ObservedOutcomes] = []

  /// The faults, in the order of the input.
  private(set) var faults: [RowFault] = []
  private var faultOrders: [Int] = []

  /// The subjects whose ids could be read, in order, for telling repeated ones.
  var keys: [SubjectEntry] = []

  var subjectsRead = 0
  var subjectsGraded = 0
  var subjectsSetAside = 0
  var laterRecords = 0
  var lineCount = 0
  /// Names in the data that no field and no record type has.
  var unknownNames: [RunSummary.ColumnName] = []
  var tally = OutcomeTally()

  /// Becomes the outcome of nothing, in memory that is used again.
  mutating func removeAll() {
    results.removeAll(keepingCapacity: true)
    observed.removeAll()
    faults.removeAll(keepingCapacity: true)
    faultOrders.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    (subjectsRead, subjectsGraded, subjectsSetAside, laterRecords, lineCount) = (0, 0, 0, 0, 0)
    tally.clear()
    (explanations, candidates, chosen, unknownNames) = ([], [], [], [])
  }

  /// Explains the chosen subjects of the batch at hand, which `source` finds again, or keeps those of the sample.
  mutating func explainChosen(
    by request: ExplanationRequest, with reader: DetailReader?, source: (ChosenSubject) -> DetailReader.Source?
  ) {
    defer { chosen = [] }
    if let size = request.choice.sampleSize {
      candidates += chosen
      candidates.keepSample(of: size)
      // Only those that stay are read, and while their batch is at hand.
      for place in candidates.indices where candidates[place].details == nil {
        candidates[place].details = source(candidates[place]).flatMap { reader?.details(of: $0) }
      }
    } else {
      for subject in chosen {
        guard let found = source(subject), let details = reader?.details(of: found) else { continue }
        explanations += request.explain(details.batch, details.invalid)
      }
    }
  }

  /// Adds a fault of the subject at place `order` in the piece.
  mutating func add(_ fault: RowFault, order: Int) {
    faults.append(fault)
    faultOrders.append(order)
  }

  /// Makes lines that count from zero in the piece into lines of the file, `linesBefore` of which come before it.
  mutating func moveFaults(by linesBefore: Int) {
    for index in faults.indices { faults[index].line += linesBefore + 1 }
  }

  /// Puts the faults in the order of their subjects; those of one subject stay as they were found.
  mutating func sortFaults() {
    guard faults.count > 1 else { return }
    let places = faults.indices.sorted { a, b in (faultOrders[a], a) < (faultOrders[b], b) }
    faults = places.map { faults[$0] }
  }
}

/// A subject of a slice by its key.
struct SubjectEntry: Sendable {
  let key: SubjectKey
  /// The place of the subject's line in its slice.
  let line: Int
  /// Whether the subject was set aside, so that it does not matter that it is repeated.
  let isSetAside: Bool
}

/// How many subjects have each grade, rule and measure.
struct OutcomeTally: Sendable {
  /// One entry for each label of the grade, and at the end one for subjects without.
  var grades: [Int] = []
  var rules: [Int] = []
  var measures: [Int] = []
  /// For each field that holds an identifier, in the order of the schema, how many rows have one, and how many none.
  var identifiers: [Int] = []
  var withoutIdentifiers: [Int] = []
  /// How many results rest on a decision of people.
  var decided = 0

  /// Makes the lists so long, where they are shorter.
  mutating func makeRoom(grades gradeCount: Int, rules ruleCount: Int, measures measureCount: Int) {
    Self.grow(&grades, to: gradeCount)
    Self.grow(&rules, to: ruleCount)
    Self.grow(&measures, to: measureCount)
  }

  mutating func makeRoom(identifiers count: Int) {
    Self.grow(&identifiers, to: count)
    Self.grow(&withoutIdentifiers, to: count)
  }

  mutating func clear() {
    for index in grades.indices { grades[index] = 0 }
    for index in rules.indices { rules[index] = 0 }
    for index in measures.indices { measures[index] = 0 }
    for index in identifiers.indices { identifiers[index] = 0 }
    for index in withoutIdentifiers.indices { withoutIdentifiers[index] = 0 }
    decided = 0
  }

  static func += (tally: inout OutcomeTally, other: OutcomeTally) {
    add(other.grades, to: &tally.grades)
    add(other.rules, to: &tally.rules)
    add(other.measures, to: &tally.measures)
    add(other.identifiers, to: &tally.identifiers)
    add(other.withoutIdentifiers, to: &tally.withoutIdentifiers)
    tally.decided += other.decided
  }

  private static func add(_ counts: [Int], to sums: inout [Int]) {
    grow(&sums, to: counts.count)
    for index in counts.indices { sums[index] += counts[index] }
  }

  private static func grow(_ counts: inout [Int], to count: Int) {
    if counts.count < count { counts += Array(repeating: 0, count: count - counts.count) }
  }
}
