package import PolicyExecution
package import PolicyIR
package import PolicyTypes

/// Grades single subjects that are in memory, by a policy that is loaded: what a service would do.
///
/// It is the way of a run with a population of one, so that the two cannot disagree. One grader serves one thread.
///
/// Its memory is used again from subject to subject: after a few of them nothing is allocated any more, provided that
/// what it returned for one is let go before the next one is graded.
package final class SubjectGrader {
  private let worker: JSONSliceWorker
  private var outcome = SliceOutcome()

  /// Prepares a grader for a plan that keeps its results; fails where the mapping asks for a result column that there
  /// is not.
  package init(plan: ExecutionPlan, mapping: DataMapping, format: ResultFormat) throws(RecordsError) {
    let formatter = try ResultFormatter(program: plan.program, mapping: mapping, format: format)
    worker = try JSONSliceWorker(RunSetup(plan: plan, mapping: mapping, formatter: formatter), file: "-")
  }

  /// Grades the subject of a JSON line; returns its row of results, empty where it is set aside, and why it is.
  package func grade(_ line: [UInt8]) throws(RecordsError) -> (row: [UInt8], faults: [RowFault]) {
    outcome.removeAll()
    try worker.process(LineSlice(bytes: line, count: line.count, endOffset: line.count), into: &outcome)
    return (outcome.results, outcome.faults)
  }
}

/// Reads single subjects that are in memory, with every field that their records have, as an explanation needs them.
package final class SubjectLineReader {
  private let scanner: JSONScanner
  private var assembler: SubjectAssembler

  /// Prepares a reader of the fields of `selection`, every one where it is left out.
  package init(
    schema: RecordSchema, mapping: DataMapping, asOf: CalendarDate, reading selection: InputSelection? = nil
  ) throws(RecordsError) {
    let decoder = RecordDecoder(
      schema: schema, mapping: mapping, selection: selection ?? InputSelection(allOf: schema))
    guard let scanner = JSONScanner(for: decoder) else { throw .outOfMemory }
    self.scanner = scanner
    assembler = SubjectAssembler(decoder: decoder, asOf: asOf, files: ["-"])
  }

  /// Reads the subject of a JSON line.
  package func read(_ line: [UInt8]) throws(RecordsError) -> SubjectLookup.Outcome {
    var outcome = SubjectLookup.Outcome.notFound
    let count = scanner.forEachLine(in: line, 0..<line.count) { scanned in
      let faults = scanned.assemble(with: &assembler)
      let invalid = assembler.invalidValues
      outcome = faults.isEmpty ? .found(assembler.builder.finish(), invalid: invalid) : .faulty(faults)
    }
    if count == nil { throw .outOfMemory }
    return outcome
  }
}
