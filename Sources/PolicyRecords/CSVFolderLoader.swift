import PolicyExecution
import PolicyIR
import PolicyTypes

/// Reads a folder of CSV files, on several threads.
struct CSVFolderLoader {
  let path: String
  let decoder: RecordDecoder
  let threadCount: Int

  /// How many bytes of a file are read at a time; nil where the size of each file decides.
  var chunkSize: Int?

  /// Tells how many bytes of memory are left; nil where that is not known.
  var availableMemory: @Sendable () -> Int? = { FileSystem.availableMemory }

  /// Whether the digests of the files are taken on the way.
  var isStamping = false

  /// Finds where the rows of each subject are, and no more.
  func load() async throws -> CSVFolder {
    let subjects = try await loadSubjects(keepingBytes: true) { _, _, _ in nil }
    var files: [CSVRecordFile?] = [subjects.file]
    for domain in recordDomains {
      files.append(isRead(domain) ? try await loadRecords(domain, subjects.index, subjects.places.count) : nil)
    }
    return CSVFolder(files: files, subjects: subjects.places, repeated: subjects.repeated)
  }

  /// Reads all values into columns, where no records hang below others; else does as `load`. The parts of the subjects
  /// are made for records of so many bytes.
  func loadColumns(asOf: CalendarDate, recordByteCount: Int) async throws -> CSVFolder {
    let isFlat = recordDomains.allSatisfy { !isRead($0) || decoder.schema[$0].parent == .subject }
    guard isFlat else { return try await load() }
    let readers = Pool<CSVChunkReader>()
    let subjects = try await loadSubjects(keepingBytes: false) { try readers.read($0, $1, $2, decoder, asOf) }
    let partition = SubjectPartition(subjectCount: subjects.places.count, recordByteCount: recordByteCount)
    var columns = CSVFolderColumns(
      partition: partition, subjects: subjects.columns, faulty: SubjectFlags(subjectCount: subjects.places.count))
    for subject in subjects.faulty { columns.faulty.insert(subject) }
    var files: [CSVRecordFile?] = [subjects.file]
    for domain in recordDomains {
      files.append(isRead(domain) ? try await loadColumns(domain, subjects.index, asOf, &columns) : nil)
    }
    return CSVFolder(files: files, subjects: subjects.places, repeated: subjects.repeated, columns: columns)
  }

  private var recordDomains: [DomainID] { decoder.schema.domains.indices.dropFirst().map(DomainID.init) }

  private func isRead(_ domain: DomainID) -> Bool { decoder.selection.readsRows(of: domain) }

  // MARK: Subjects

  /// What is known of the subjects before their records.
  private struct Subjects {
    var file: CSVRecordFile
    var places: [CSVRowPlace] = []
    var repeated: Set<Int> = []
    var index = SubjectKeyIndex(capacity: 0)
    var columns = CSVSubjectColumns()
    var faulty: [Int] = []
  }

  /// Finds the subjects; `read` may make columns of a chunk.
  private func loadSubjects(
    keepingBytes: Bool,
    _ read: @escaping @Sendable (CSVChunk, _ start: Int, CSVColumns) throws -> CSVChunkColumns?
  ) async throws -> Subjects {
    var chunks: [CSVChunkColumns] = []
    let loaded = try await readTable(.subject, keepingBytes: keepingBytes) { chunk, start, columns in
      guard !chunk.isOverlong else {
        return CSVChunkColumns(offsets: [0], keys: [nil], columns: columns.noValues(decoder), faulty: [0])
      }
      if let found = try read(chunk, start, columns) { return found }
      var found = CSVChunkColumns(columns: [])
      chunk.forEachRow(from: start, keyIn: columns.subjectColumn) { offset, key, _ in
        found.offsets.append(UInt32(offset))
        found.keys.append(key)
      }
      return found
    } finish: {
      chunks.append($0)
    }
    var subjects = Subjects(file: CSVRecordFile(table: loaded.table, columns: loaded.columns))
    subjects.index = SubjectKeyIndex(capacity: chunks.reduce(0) { $0 + $1.keys.count })
    for (number, chunk) in chunks.enumerated() { add(chunk, number, to: &subjects) }
    return subjects
  }

  private func add(_ chunk: CSVChunkColumns, _ number: Int, to subjects: inout Subjects) {
    let keys = chunk.keys
    subjects.faulty += chunk.faulty.lazy.map { $0 + subjects.places.count }
    subjects.columns.append(chunk)
    for (row, key) in keys.enumerated() {
      // A look-up misses the cache, so that each is announced some rows before it is made.
      if row + 12 < keys.count, let later = keys[row + 12] { subjects.index.prefetch(later) }
      let ordinal = subjects.places.count
      if let key, !subjects.index.insert(key, ordinal: ordinal) { subjects.repeated.insert(ordinal) }
      subjects.places.append(CSVRowPlace(chunk: number, offset: Int(chunk.offsets[row])))
    }
  }

  // MARK: Records

  private func loadRecords(
    _ domain: DomainID, _ index: SubjectKeyIndex, _ subjectCount: Int
  ) async throws -> CSVRecordFile {
    let partCount = SubjectParts.count(of: subjectCount)
    var chunks: [CSVChunkRows] = []
    var orphans: [(chunk: Int, orphan: CSVOrphan)] = []
    let loaded = try await readTable(domain, keepingBytes: true) { chunk, start, columns in
      chunk.rows(from: start, subjectColumn: columns.subjectColumn, subjects: index, partCount: partCount)
    } finish: { found in
      orphans += found.orphans.map { (chunks.count, $0) }
      chunks.append(found)
    }
    var file = CSVRecordFile(table: loaded.table, columns: loaded.columns)
    file.orphans = orphans
    let found = chunks
    var parts = (0..<partCount).makeIterator()
    try await runInOrder(limit: threadCount) {
      parts.next()
    } work: { part in
      CSVRowGroups(found, part: part)
    } finish: {
      file.groups.append($0)
    }
    return file
  }

  private func loadColumns(
    _ domain: DomainID, _ index: SubjectKeyIndex, _ asOf: CalendarDate, _ columns: inout CSVFolderColumns
  ) async throws -> CSVRecordFile {
    let partition = columns.partition
    let readers = Pool<CSVChunkReader>()
    var parted: [CSVPartedRows] = []
    var orphans: [(chunk: Int, orphan: CSVOrphan)] = []
    var faulty = columns.faulty
    let loaded = try await readTable(domain, keepingBytes: false) { chunk, start, columns in
      let read =
        chunk.isOverlong
        ? CSVChunkColumns(columns: columns.noValues(decoder))
        : try readers.read(chunk, start, columns, decoder, asOf, subjects: index)
      return CSVPartedRows(read, isOverlong: chunk.isOverlong, partition: partition)
    } finish: { rows in
      orphans += rows.orphans.map { (parted.count, $0) }
      for subject in rows.faultySubjects { faulty.insert(subject) }
      parted.append(rows)
    }
    columns.faulty = faulty
    var file = CSVRecordFile(table: loaded.table, columns: loaded.columns)
    file.orphans = orphans
    file.parted = parted
    return file
  }

  // MARK: Files

  /// How many bytes the record files have that are read, as far as that is known.
  var recordByteCount: Int {
    recordDomains.filter(isRead).reduce(0) { $0 + (FileSystem.size(filePath(of: $1)) ?? 0) }
  }

  private func fileName(of domain: DomainID) -> String {
    decoder.mapping.domains[domain.index].source + ".csv"
  }

  private func filePath(of domain: DomainID) -> String { path + "/" + fileName(of: domain) }

  /// Reads the file of `domain` in chunks and has `work` look at each of them, in parallel; then the bytes may go,
  /// where they can be read again.
  private func readTable<Outcome: Sendable>(
    _ domain: DomainID, keepingBytes: Bool,
    work: @escaping @Sendable (CSVChunk, _ start: Int, CSVColumns) throws -> Outcome, finish: (Outcome) -> Void
  ) async throws -> (table: CSVTable, columns: CSVColumns) {
    let name = fileName(of: domain)
    guard FileSystem.exists(filePath(of: domain)) else {
      throw RecordsError.missingFile(name, record: decoder.sourceName(of: domain))
    }
    let file = try InputFile(path: filePath(of: domain))
    let goesOn = keepingBytes ? nil : file.size
    var reader = LineSliceReader(
      file, sliceSize: chunkSize ?? Self.chunkSize(of: goesOn), hasQuotes: true, isStamping: isStamping)
    let first = try reader.next(reusing: [])
    guard let first, !first.isOverlong else { throw RecordsError.noHeader(name) }
    let header = try CSVHeader(first.bytes, count: first.count, file: name)
    let columns = try CSVColumns(header, file: name, domain: domain, decoder: decoder)
    var table = CSVTable(file: name, header: header)
    var waiting: (slice: LineSlice, start: Int)? = (first, header.endOffset)
    let spares = Pool<[UInt8]>()
    try await runInOrder(limit: threadCount) { () throws -> (slice: LineSlice, start: Int)? in
      defer { waiting = nil }
      if let waiting { return waiting }
      return try reader.next(reusing: spares.take() ?? []).map { ($0, 0) }
    } work: { slice, start in
      let chunk = CSVChunk(slice)
      let outcome = try work(chunk, start, columns)
      return goesOn == nil ? (chunk, [], outcome) : (chunk.withoutBytes(in: file), slice.bytes, outcome)
    } finish: { chunk, spare, outcome in
      if !spare.isEmpty { spares.give(spare) }
      table.chunks.append(chunk)
      table.byteCount += chunk.count
      try checkMemory(table)
      finish(outcome)
    }
    table.stamp = reader.stamp
    return (table, columns)
  }

  /// Records come in any order, so that all are in memory at once. Where it comes to its end this is said, before the
  /// system ends the run.
  private func checkMemory(_ table: CSVTable) throws(RecordsError) {
    guard let available = availableMemory(), available < Self.leastMemory else { return }
    throw .tooLargeForMemory(table.file, readBytes: table.byteCount, available: available)
  }

  /// What the chunks that are worked on and the evaluation need.
  private static let leastMemory = 128 << 20

  /// Chunks that stay are large, so that most of each lies in large pages; those that go are smaller, so that they stay
  /// in the cache until then, but of a large file there are not too many.
  private static func chunkSize(of fileSize: Int?) -> Int {
    fileSize.map { min(max($0 / 64, 1 << 20), 16 << 20) } ?? 16 << 20
  }
}

extension Pool where Element == CSVChunkReader {
  /// Reads a chunk with one of the readers, or with a new one.
  fileprivate func read(
    _ chunk: CSVChunk, _ start: Int, _ columns: CSVColumns, _ decoder: RecordDecoder, _ asOf: CalendarDate,
    subjects: SubjectKeyIndex? = nil
  ) throws(RecordsError) -> CSVChunkColumns {
    guard let reader = take() ?? CSVChunkReader(columns, decoder: decoder, asOf: asOf),
      let read = reader.read(chunk, from: start, subjects: subjects)
    else { throw .outOfMemory }
    give(reader)
    return read
  }
}

extension CSVColumns {
  /// The columns of the fields that are read, of one row that is absent in all.
  fileprivate func noValues(_ decoder: RecordDecoder) -> [Column] {
    decoder.selection.readFields(of: domain).map { field in
      var column = Column()
      column.prepare(rows: 1, in: decoder.schema[domain].fields[field].kind.lane.storage)
      return column
    }
  }
}
