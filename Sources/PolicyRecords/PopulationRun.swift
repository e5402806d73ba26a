import PolicyDiagnostics
package import PolicyExecution
package import PolicyIR

/// Grades a population: from a data set to a results file, a faults file and a summary.
///
/// The bytes of both files are the same for any number of threads. Files appear whole or not at all.
package struct PopulationRun {
  package let source: RecordSource
  private let plan: ExecutionPlan
  private let formatter: ResultFormatter
  private let mapping: DataMapping
  private let explanations: ExplanationRequest?

  /// How many pieces of the input are worked on at once.
  package var threadCount = 1

  /// Whether the first fault ends the run.
  package var isStrict = false

  /// Whether citizen identity numbers, and the texts that the policy declares so, are masked in results and faults.
  package var isMasking = false

  /// Whether the digests of the files that are read and written are taken on the way.
  package var isStamping = false

  /// Where the rows are appended as well; whoever opened it commits it.
  package var journal: ResultJournal?

  /// Called now and then, with how far the run is.
  package var progress: ((RunProgress) -> Void)?

  /// Prepares a run of a plan that keeps its results; fails where the mapping asks for a result column that there is
  /// not. With `reasons` or `digests` rows end with them.
  package init(
    plan: ExecutionPlan, mapping: DataMapping, source: RecordSource, format: ResultFormat,
    reasons: ReasonCodes? = nil, digests: RowDigests? = nil, explanations: ExplanationRequest? = nil
  ) throws(RecordsError) {
    self.source = source
    self.plan = plan
    formatter = try ResultFormatter(
      program: plan.program, mapping: mapping, format: format, reasons: reasons, digests: digests)
    self.mapping = mapping
    self.explanations = explanations
  }

  /// Reads and grades all subjects; `-` names standard output. Without a path faults are only counted.
  ///
  /// `conclude` is called when everything is written and before the files get their names.
  ///
  /// Throws `FileError` where a file cannot be read or written, `RecordsError` where the data set is wrong as a whole,
  /// and `StrictFault` for the first fault of a strict run. Then no file is there.
  package func run(
    results: String, faults: String?, conclude: (RunSummary) throws -> Void = { _ in }
  ) async throws -> RunSummary {
    FileSystem.ignoreBrokenPipes()
    let setup = RunSetup(
      plan: plan, mapping: mapping, formatter: isMasking ? formatter.masking() : formatter,
      explanations: explanations)
    let sink = try ResultSink(
      results: results, faults: faults, isStrict: isStrict, maskedFields: isMasking ? setup.decoder.maskedFields : nil,
      isStamping: isStamping, header: formatter.header, journal: journal.map { ($0, formatter.format) },
      explanations: explanations)
    var reading = PopulationReading(
      source: source, setups: [setup], threadCount: threadCount, progress: progress, extra: { _ in })
    reading.isStamping = isStamping
    let input = try await reading.run { folders in
      for folder in folders {
        note(folder, in: sink)
        for faults in folder.orphanFaults(decoder: setup.decoder) { try sink.add(faults) }
      }
    } finish: { piece in
      for outcome in piece.outcomes { try sink.add(outcome) }
      sink.bytesRead = piece.bytesRead
    }
    try await explainSample(to: sink)
    var summary = sink.summary(of: plan.program, setup.decoder)
    summary.stamps = sink.stamps(input: input)
    try conclude(summary)
    try sink.commit()
    return summary
  }

  /// Explains the subjects of the sample, which is known only at the end.
  private func explainSample(to sink: ResultSink) async throws {
    guard let request = explanations else { return }
    var chosen = sink.sample.compactMap(\.details).makeIterator()
    try await runInOrder(limit: max(1, threadCount)) {
      chosen.next()
    } work: { details in
      request.explain(details.batch, details.invalid)
    } finish: { line in
      try sink.write(explanations: line)
    }
  }

  private func note(_ folder: CSVFolder, in sink: ResultSink) {
    sink.bytesRead = folder.byteCount
    for file in folder.files {
      guard let file else { continue }
      sink.note(
        unknown: file.columns.unknown.map { name in
          let nearest = nearestName(to: name, among: file.columns.missing)
          return RunSummary.ColumnName(file: file.table.file, column: name, nearest: nearest)
        },
        missing: file.columns.missing.map { RunSummary.ColumnName(file: file.table.file, column: $0) })
    }
  }
}
