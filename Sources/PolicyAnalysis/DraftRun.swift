import PolicyExecution
import PolicyIR
import PolicyTypes

/// Runs subjects that were made up, and reads out which pass the tests of a claim.
struct DraftRun {
  /// The subjects that could be run: those without faults.
  let drafts: [DraftRow]
  /// For each subject that was given its place among those that could be run.
  private let places: [Int?]
  private let reading: ClaimReading
  private let isFaulty: [Bool]

  init(_ drafts: [DraftRow], _ interpreter: Interpreter) {
    let program = interpreter.plan.program
    var builder = BatchBuilder(
      schema: program.schema, selection: InputSelection(allOf: program.schema), asOf: interpreter.plan.asOf)
    var accepted: [DraftRow] = []
    var places: [Int?] = []
    for draft in drafts {
      let isAccepted = builder.add(draft, program.schema)
      places.append(isAccepted ? accepted.count : nil)
      if isAccepted { accepted.append(draft) }
    }
    self.drafts = accepted
    self.places = places
    let values = interpreter.run(builder.finish())
    let reading = ClaimReading(values)
    var isFaulty = self.drafts.map { _ in false }
    for requirement in program.outline.requirements {
      for row in 0..<values.rowCount(of: requirement.isViolated)
      where values.boolean(of: requirement.isViolated, row: row) {
        isFaulty[reading.subject(of: row, in: program.domain(of: requirement.isViolated))] = true
      }
    }
    self.reading = reading
    self.isFaulty = isFaulty
  }

  // MARK: Claims

  /// Returns the first subject of which a row passes every test of the claim.
  func example(of claim: Claim) -> Int? { reading.firstSubject(showing: claim) { !isFaulty[$0] } }

  /// Returns the subject whose row passes a claim about a bound and lies nearest to that.
  func nearest(to claim: Claim) -> (subject: Int, distance: Decimal128)? {
    reading.nearest(to: claim) { !isFaulty[$0] }
  }

  /// Returns the place in the run of a subject that was given; nil where it has faults.
  func place(of draft: Int) -> Int? {
    guard let place = places[draft], !isFaulty[place] else { return nil }
    return place
  }

  /// Returns a value of a subject, or of the one row of another domain that each subject has.
  func value(of id: ValueID, subject: Int) -> Value { reading.values.value(of: id, row: subject) }
}

extension BatchBuilder {
  /// Adds a subject; false where something in it is not as the schema wants it.
  fileprivate mutating func add(_ subject: DraftRow, _ schema: RecordSchema) -> Bool {
    beginSubject()
    guard fill(subject, schema), endSubject() == nil else {
      abandonSubject()
      return false
    }
    return true
  }

  private mutating func fill(_ row: DraftRow, _ schema: RecordSchema) -> Bool {
    for (field, value) in row.values { set(value, field: field, of: row.domain) }
    for domain in schema.children(of: row.domain) {
      for child in row.children(in: domain) {
        beginRow(of: domain)
        guard fill(child, schema), endRow(of: domain) == nil else { return false }
      }
    }
    return true
  }
}
