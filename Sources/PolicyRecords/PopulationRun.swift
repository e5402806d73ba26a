package import PolicyExecution
package import PolicyIR

/// Grades a population: from a data set to a results file, a faults file and a summary.
///
/// The bytes of both files are the same for any number of threads. Files appear whole or not at all.
package struct PopulationRun {
  package let source: RecordSource
  private let setup: RunSetup

  /// How many pieces of the input are worked on at once.
  package var threadCount = 1

  /// Whether the first fault ends the run.
  package var isStrict = false

  /// Called now and then, with how far the run is.
  package var progress: ((RunProgress) -> Void)?

  /// Prepares a run of a plan that keeps its results; fails where the mapping asks for a result column that there is
  /// not.
  package init(
    plan: ExecutionPlan, mapping: DataMapping, source: RecordSource, format: ResultFormat
  ) throws(RecordsError) {
    self.source = source
    setup = try RunSetup(plan: plan, mapping: mapping, format: format)
  }

  /// Reads and grades all subjects; `-` names standard output. Without a path faults are only counted.
  ///
  /// Throws `FileError` where a file cannot be read or written, `RecordsError` where the data set is wrong as a whole,
  /// and `StrictFault` for the first fault of a strict run. Then no file is there.
  package func run(results: String, faults: String?) async throws -> RunSummary {
    FileSystem.ignoreBrokenPipes()
    let sink = try ResultSink(results: results, faults: faults, isStrict: isStrict, header: setup.formatter.header)
    switch source {
    case .jsonLines(let path): try await runJSONLines(path, into: sink)
    case .csvFolder(let path): try await runCSVFolder(path, into: sink)
    }
    try sink.commit()
    return sink.summary(of: setup.plan.program)
  }

  // MARK: JSON Lines

  private func runJSONLines(_ path: String, into sink: ResultSink) async throws {
    let file = try InputFile(path: path)
    let total = file.size
    var reader = LineSliceReader(file)
    let setup = setup
    let workers = Pool<JSONSliceWorker>()
    let spares = Pool<[UInt8]>()
    var keys = SubjectKeySet()
    var linesBefore = 0

    try await runInOrder(limit: max(1, threadCount)) {
      try reader.next(reusing: spares.take() ?? [])
    } work: { slice in
      let worker = try workers.take() ?? JSONSliceWorker(setup, file: path)
      defer { workers.give(worker) }
      return (slice, try worker.process(slice))
    } finish: { slice, outcome in
      var outcome = outcome
      let repeated = keys.insert(outcome.keys)
      if !repeated.isEmpty {
        let worker = try workers.take() ?? JSONSliceWorker(setup, file: path)
        outcome = try worker.process(slice, repeated: repeated)
        workers.give(worker)
      }
      spares.give(slice.bytes)
      outcome.moveFaults(by: linesBefore)
      linesBefore += outcome.lineCount
      try sink.add(outcome)
      sink.bytesRead = slice.endOffset
      progress?(RunProgress(bytesDone: slice.endOffset, bytesTotal: total, subjectsDone: sink.subjectsRead))
    }
  }

  // MARK: CSV folders

  private func runCSVFolder(_ path: String, into sink: ResultSink) async throws {
    let folder = try await CSVFolderLoader(path: path, decoder: setup.decoder, threadCount: max(1, threadCount)).load()
    note(folder, in: sink)
    for faults in folder.orphanFaults(decoder: setup.decoder) { try sink.add(faults) }

    let setup = setup
    let workers = Pool<CSVBatchWorker>()
    var starts = stride(from: 0, to: folder.subjectCount, by: CSVBatchWorker.batchSize).makeIterator()
    try await runInOrder(limit: max(1, threadCount)) {
      starts.next()
    } work: { start in
      let worker = workers.take() ?? CSVBatchWorker(setup, folder)
      defer { workers.give(worker) }
      return worker.process(start..<min(start + CSVBatchWorker.batchSize, folder.subjectCount))
    } finish: { outcome in
      try sink.add(outcome)
      progress?(
        RunProgress(
          bytesDone: folder.byteCount / folder.subjectCount * sink.subjectsRead, bytesTotal: folder.byteCount,
          subjectsDone: sink.subjectsRead))
    }
  }

  private func note(_ folder: CSVFolder, in sink: ResultSink) {
    sink.bytesRead = folder.byteCount
    for file in folder.files {
      guard let file else { continue }
      sink.note(
        unknown: file.columns.unknown.map { RunSummary.ColumnName(file: file.table.file, column: $0) },
        missing: file.columns.missing.map { RunSummary.ColumnName(file: file.table.file, column: $0) })
    }
  }
}

extension SubjectKeySet {
  /// Adds the subjects of a slice; returns the lines of those that came before and are good otherwise.
  fileprivate mutating func insert(_ entries: [SubjectEntry]) -> Set<Int> {
    var repeated: Set<Int> = []
    // A look-up misses the cache, so that each is announced some entries before it is made.
    let distance = 12
    for (index, entry) in entries.enumerated() {
      if index + distance < entries.count { prefetch(entries[index + distance].key) }
      if !insert(entry.key), !entry.isSetAside { repeated.insert(entry.line) }
    }
    return repeated
  }
}
