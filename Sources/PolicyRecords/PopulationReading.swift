import PolicyDigest

/// Reads a data set piece by piece for some setups at once, and hands the outcomes over in the order of the input.
///
/// Each setup has its own decoding; ids that come twice are found for each by itself. `extra` is worked out where the
/// pieces are, on many threads.
struct PopulationReading<Extra: Sendable> {
  let source: RecordSource
  let setups: [RunSetup]
  let threadCount: Int
  let progress: ((RunProgress) -> Void)?
  let extra: @Sendable ([SliceOutcome]) -> Extra

  /// Whether the digests of the files are taken on the way.
  var isStamping = false

  /// What became of one piece: an outcome for each setup.
  struct Piece {
    let outcomes: [SliceOutcome]
    let extra: Extra
    /// How much of the input has been read by now.
    let bytesRead: Int
  }

  /// Reads everything; returns what each file of the first setup held, where that is wanted. `begin` is told of a CSV
  /// folder before its first piece, with one view of it for each setup.
  @discardableResult
  func run(begin: ([CSVFolder]) throws -> Void, finish: (Piece) throws -> Void) async throws -> [FileStamp] {
    switch source {
    case .jsonLines(let path): try await runJSONLines(path, finish)
    case .csvFolder(let path): try await runCSVFolder(path, begin, finish)
    }
  }

  // MARK: JSON Lines

  private func runJSONLines(_ path: String, _ finish: (Piece) throws -> Void) async throws -> [FileStamp] {
    let file = try InputFile(path: path)
    let total = file.size
    var reader = LineSliceReader(file, isStamping: isStamping)
    let setups = setups
    let extra = extra
    let workers = setups.map { _ in Pool<JSONSliceWorker>() }
    let spares = Pool<[UInt8]>()
    let keys = setups.map { _ in SubjectKeySet() }
    var linesBefore = 0
    var subjectsRead = 0

    try await runInOrder(limit: max(1, threadCount)) {
      try reader.next(reusing: spares.take() ?? [])
    } work: { slice in
      let outcomes = try setups.indices.map { index in
        let worker = try workers[index].take() ?? JSONSliceWorker(setups[index], file: path)
        defer { workers[index].give(worker) }
        return try worker.process(slice)
      }
      return (slice, outcomes, extra(outcomes))
    } finish: { slice, outcomes, extras in
      var (outcomes, extras) = (outcomes, extras)
      var isRepeating = false
      for index in setups.indices {
        let repeated = keys[index].insert(outcomes[index].keys)
        guard !repeated.isEmpty else { continue }
        isRepeating = true
        let worker = try workers[index].take() ?? JSONSliceWorker(setups[index], file: path)
        outcomes[index] = try worker.process(slice, repeated: repeated)
        workers[index].give(worker)
      }
      if isRepeating { extras = extra(outcomes) }
      spares.give(slice.bytes)
      for index in outcomes.indices { outcomes[index].moveFaults(by: linesBefore) }
      linesBefore += outcomes.first?.lineCount ?? 0
      subjectsRead += outcomes.first?.subjectsRead ?? 0
      try finish(Piece(outcomes: outcomes, extra: extras, bytesRead: slice.endOffset))
      progress?(RunProgress(bytesDone: slice.endOffset, bytesTotal: total, subjectsDone: subjectsRead))
    }
    return [reader.stamp].compactMap(\.self)
  }

  // MARK: CSV folders

  private func runCSVFolder(
    _ path: String, _ begin: ([CSVFolder]) throws -> Void, _ finish: (Piece) throws -> Void
  ) async throws -> [FileStamp] {
    let loaders = setups.map {
      CSVFolderLoader(
        path: path, decoder: $0.decoder, threadCount: max(1, threadCount), isStamping: isStamping)
    }
    // The parts of the subjects are the same for all setups, though they may read different files.
    let recordByteCount = loaders.map(\.recordByteCount).max() ?? 0
    var folders: [CSVFolder] = []
    for (loader, setup) in zip(loaders, setups) {
      folders.append(try await loader.loadColumns(asOf: setup.asOf, recordByteCount: recordByteCount))
    }
    try begin(folders)
    let (views, setups, extra) = (folders, setups, extra)
    let (count, size) = (views.first?.subjectCount ?? 0, views.first?.byteCount ?? 0)
    let workers = setups.map { _ in Pool<CSVBatchWorker>() }
    let detailFolders = try await detailFolders(path)
    let partition = SubjectPartition(subjectCount: count, recordByteCount: recordByteCount)
    var parts = (0..<partition.partCount).makeIterator()
    var subjectsRead = 0
    try await runInOrder(limit: max(1, threadCount)) {
      parts.next()
    } work: { part in
      let outcomes = setups.indices.map { index in
        let worker =
          workers[index].take()
          ?? CSVBatchWorker(
            setups[index], views[index], details: detailFolders[index]?.reader(for: setups[index]))
        defer { workers[index].give(worker) }
        return worker.process(part: part, subjects: partition.subjects(of: part))
      }
      return (outcomes, extra(outcomes))
    } finish: { outcomes, extra in
      subjectsRead += outcomes.first?.subjectsRead ?? 0
      try finish(Piece(outcomes: outcomes, extra: extra, bytesRead: size))
      progress?(RunProgress(bytesDone: size / count * subjectsRead, bytesTotal: size, subjectsDone: subjectsRead))
    }
    return views.first?.files.compactMap { $0?.table.stamp } ?? []
  }

  /// The folder once more for each setup that explains subjects: with every field, and with those that are needed.
  private func detailFolders(_ path: String) async throws -> [DetailFolders?] {
    var folders: [DetailFolders?] = []
    for setup in setups {
      guard let request = setup.explanations else {
        folders.append(nil)
        continue
      }
      folders.append(
        try await DetailFolders(path, setup, needed: request.needed, threadCount: max(1, threadCount)))
    }
    return folders
  }
}

extension SubjectKeySet {
  /// Adds the subjects of a slice; returns the lines of those that came before and are good otherwise.
  fileprivate func insert(_ entries: [SubjectEntry]) -> Set<Int> {
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
