import PolicyExecution
package import PolicyIR
import PolicyTypes

/// Takes batches of subjects through the plan into rows of the results file and counts.
///
/// One evaluator serves one thread.
final class BatchEvaluator: BatchConsumer {
  private let interpreter: Interpreter
  private var writer: ResultWriter
  private let decoder: RecordDecoder
  private let requirements: [Requirement]

  // Where the values are that every batch is asked for.
  private let violations: [ValuePlace]
  private let grade: ValuePlace?
  private let gradeCount: Int
  private let rules: [ValuePlace]
  private let measures: [ValuePlace]
  private let identifiers: [(domain: DomainID, field: Int, kind: IdentifierKind)]
  private let choice: SubjectChoice?
  private let decided: ValuePlace?

  /// Makes an evaluator; subjects of the `choice` are noted as chosen.
  init(plan: ExecutionPlan, formatter: ResultFormatter, decoder: RecordDecoder, choice: SubjectChoice? = nil) {
    interpreter = Interpreter(plan: plan)
    writer = ResultWriter(formatter, plan: plan)
    self.decoder = decoder
    identifiers = decoder.identifierFields
    let outline = plan.program.outline
    requirements = outline.requirements
    violations = requirements.map { plan.place(of: $0.isViolated) }
    grade = outline.grade.map { plan.place(of: $0.result) }
    gradeCount = gradeLabels(plan.program).labels.count
    rules = outline.rules.map { plan.place(of: $0.condition.result) }
    measures = outline.measures.map { plan.place(of: $0.isGiven) }
    self.choice = choice
    decided = outline.grade?.decision.map { plan.place(of: $0.isDecided) }
  }

  func evaluate(
    _ batch: Batch, origins: [BatchOrigin], file: String, into outcome: inout SliceOutcome, line: (_ place: Int) -> Int
  ) {
    guard batch.subjectCount > 0 else { return }
    let values = interpreter.run(batch)
    let isSetAside = checkRequirements(values, origins: origins, file: file, into: &outcome, line: line)
    writer.append(values, leavingOut: isSetAside, to: &outcome.results)
    let setAsideCount = isSetAside.count { $0 }
    outcome.subjectsGraded += batch.subjectCount - setAsideCount
    outcome.subjectsSetAside += setAsideCount
    count(values, leavingOut: isSetAside, into: &outcome.tally)
    if let choice { outcome.chosen = chosen(choice, values, isSetAside, origins) }
  }

  private func chosen(
    _ choice: SubjectChoice, _ values: BatchValues, _ isSetAside: [Bool], _ origins: [BatchOrigin]
  ) -> [ChosenSubject] {
    let reader = GradeReader(values)
    return choice.rows(of: values, leavingOut: isSetAside).map { row in
      let rank = choice.sampleSize.map { _ in SubjectChoice.rank(of: reader.id(of: row)) }
      return ChosenSubject(order: origins[row].order, place: origins[row].place, rank: rank)
    }
  }

  // MARK: Requirements

  /// Adds a fault for each record that lacks a field that it must have; returns which subjects have one, or an empty
  /// list where none has.
  private func checkRequirements(
    _ values: BatchValues, origins: [BatchOrigin], file: String, into outcome: inout SliceOutcome,
    line: (_ place: Int) -> Int
  ) -> [Bool] {
    var isSetAside: [Bool] = []
    for (index, place) in violations.enumerated() {
      let flags = values.bytes(at: place)
      guard flags.elements.contains(where: { $0 != 0 }) else { continue }
      if isSetAside.isEmpty { isSetAside = Array(repeating: false, count: values.batch.subjectCount) }
      let requirement = requirements[index]
      let domain = values.plan.program.domain(of: requirement.isViolated)
      for row in 0..<values.batch[domain].count where flags[row] != 0 {
        let subject = values.batch.subject(of: row, in: domain, schema: decoder.schema)
        isSetAside[subject] = true
        let origin = origins[subject]
        outcome.add(
          fault(requirement, subject, values, file: file, line: line(origin.place)), order: origin.order)
      }
    }
    return isSetAside
  }

  private func fault(
    _ requirement: Requirement, _ subject: Int, _ values: BatchValues, file: String, line: Int
  ) -> RowFault {
    let field = requirement.field.map { decoder.decoders[decoder.number(of: $0, in: requirement.domain)] }
    return RowFault(
      file: file, line: line, subject: id(of: subject, in: values.batch),
      record: decoder.sourceName(of: requirement.domain), field: field.map { decoder.sourceName(of: $0) },
      reason: FaultReason(requirement))
  }

  private func id(of subject: Int, in batch: Batch) -> String? {
    guard let key = decoder.schema[.subject].key else { return nil }
    let column = batch[.subject].columns[key]
    switch decoder.schema[.subject].fields[key].kind.lane {
    case .text: return batch.text(column.texts[subject])
    case .integer(let decimals): return scaledIntegerText(column.integers[subject], scale: decimals)
    default: return nil
    }
  }

  // MARK: Counts

  private func count(_ values: BatchValues, leavingOut isSetAside: [Bool], into tally: inout OutcomeTally) {
    tally.makeRoom(grades: grade == nil ? 0 : gradeCount + 1, rules: rules.count, measures: measures.count)
    if let grade {
      let codes = values.bytes(at: grade)
      for row in 0..<values.batch.subjectCount where isSetAside.isEmpty || !isSetAside[row] {
        let place = codes.isPresent(row) ? Int(codes[row]) : gradeCount
        if place <= gradeCount { tally.grades[place] += 1 }
      }
    }
    for (index, place) in rules.enumerated() { tally.rules[index] += values.count(at: place, leavingOut: isSetAside) }
    for (index, place) in measures.enumerated() {
      tally.measures[index] += values.count(at: place, leavingOut: isSetAside)
    }
    tally.makeRoom(identifiers: identifiers.count)
    for (index, place) in identifiers.enumerated() {
      let rows = values.batch[place.domain]
      let present = (0..<rows.count).count { rows.columns[place.field].isPresent($0) }
      tally.identifiers[index] += present
      tally.withoutIdentifiers[index] += rows.count - present
    }
    if let decided { tally.decided += values.count(at: decided, leavingOut: isSetAside) }
  }
}

extension IRProgram {
  /// The grades that a subject may have: those of the scale, and what stands beside it.
  package var gradeNames: [String] { gradeLabels(self).labels }
}

/// The labels that the grade of a program may have: its scale, and what stands beside it.
func gradeLabels(_ program: IRProgram) -> LabelSet {
  guard let grade = program.outline.grade else { return LabelSet([]) }
  if case .code(let labels) = program.type(of: grade.result).lane { return labels }
  return grade.scale
}

extension Batch {
  /// The subject that a row of `domain` belongs to.
  func subject(of row: Int, in domain: DomainID, schema: RecordSchema) -> Int {
    var row = row
    var domain = domain
    while let parent = schema[domain].parent {
      row = self[domain].parentRow(of: row)
      domain = parent
    }
    return row
  }
}

extension DomainRows {
  /// The last parent row whose children begin at or before `row`.
  fileprivate func parentRow(of row: Int) -> Int {
    var low = 0
    var high = starts.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= row { low = middle } else { high = middle }
    }
    return low
  }
}
