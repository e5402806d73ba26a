import PolicyExecution
import PolicyIR

/// A folder of CSV files in memory, with the records of each subject found.
struct CSVFolder: Sendable {
  /// One entry for each domain; nil for record types that are not read.
  let files: [CSVRecordFile?]

  /// The rows of the subjects, in the order of `subjects.csv`, and which of them repeat the id of an earlier one.
  let subjects: [CSVRowPlace]
  let repeated: Set<Int>

  var subjectCount: Int { subjects.count }
  var byteCount: Int { files.reduce(0) { $0 + ($1?.table.byteCount ?? 0) } }
}

extension CSVFolder {
  /// The faults of the rows that belong to no subject, some at a time, in the order of the record types and of the
  /// rows.
  func orphanFaults(decoder: RecordDecoder) -> some Sequence<[RowFault]> {
    let size = 1000
    return files.lazy.compactMap(\.self).flatMap { file in
      stride(from: 0, to: file.orphans.count, by: size).lazy.map { start in
        file.orphans[start..<min(start + size, file.orphans.count)].map {
          file.fault(of: $0.orphan, in: $0.chunk, decoder)
        }
      }
    }
  }
}

extension CSVRecordFile {
  fileprivate func fault(of orphan: CSVOrphan, in chunk: Int, _ decoder: RecordDecoder) -> RowFault {
    let row = CSVRowPlace(chunk: chunk, offset: orphan.offset)
    let reason: FaultReason =
      switch orphan.kind {
      case .unknownSubject: .orphanRecord
      case .noSubject: .missingField
      case .malformed: .unbalancedQuotes
      case .overlong: .lineTooLong(limit: LineSliceReader.lineLimit)
      }
    let field = orphan.kind == .noSubject ? table.header.names[columns.subjectColumn] : nil
    return RowFault(
      file: table.file, line: table.line(of: row), subject: orphan.kind == .unknownSubject ? id(of: row) : nil,
      record: decoder.sourceName(of: columns.domain), field: field, reason: reason)
  }
}

/// A CSV file and what its columns and rows are to the policy.
struct CSVRecordFile: Sendable {
  var table: CSVTable
  let columns: CSVColumns

  /// The rows by subject, for each part of the subjects; empty for `subjects.csv` itself.
  var groups: [CSVRowGroups] = []
  var orphans: [(chunk: Int, orphan: CSVOrphan)] = []

  /// Returns the rows that belong to a subject.
  func rows(of ordinal: Int) -> ArraySlice<CSVRowPlace> { groups[ordinal >> SubjectParts.shift].rows(of: ordinal) }
}

/// Reads a folder of CSV files, on several threads.
struct CSVFolderLoader {
  let path: String
  let decoder: RecordDecoder
  let threadCount: Int

  func load() async throws -> CSVFolder {
    let (file, subjects, repeated, index) = try await loadSubjects()
    var files: [CSVRecordFile?] = [file]
    for domain in decoder.schema.domains.indices.dropFirst() {
      let isRead = decoder.selection.readsRows(of: DomainID(domain))
      files.append(isRead ? try await loadRecords(DomainID(domain), index, subjects.count) : nil)
    }
    return CSVFolder(files: files, subjects: subjects, repeated: repeated)
  }

  // MARK: Subjects

  private func loadSubjects() async throws -> (CSVRecordFile, [CSVRowPlace], Set<Int>, SubjectKeyIndex) {
    var rows: [[(offset: Int, key: SubjectKey?)]] = []
    let loaded = try await readTable(.subject) { chunk, start, columns in
      var found: [(offset: Int, key: SubjectKey?)] = []
      if chunk.isOverlong { found.append((0, nil)) }
      chunk.forEachRow(from: start, keyIn: columns.subjectColumn) { offset, key, _ in found.append((offset, key)) }
      return found
    } finish: {
      rows.append($0)
    }
    var index = SubjectKeyIndex(capacity: rows.reduce(0) { $0 + $1.count })
    var places: [CSVRowPlace] = []
    var repeated: Set<Int> = []
    for (chunk, found) in rows.enumerated() {
      for (number, row) in found.enumerated() {
        // A look-up misses the cache, so that each is announced some rows before it is made.
        if number + 12 < found.count, let key = found[number + 12].key { index.prefetch(key) }
        if let key = row.key, !index.insert(key, ordinal: places.count) { repeated.insert(places.count) }
        places.append(CSVRowPlace(chunk: chunk, offset: row.offset))
      }
    }
    return (CSVRecordFile(table: loaded.table, columns: loaded.columns), places, repeated, index)
  }

  // MARK: Records

  private func loadRecords(
    _ domain: DomainID, _ index: SubjectKeyIndex, _ subjectCount: Int
  ) async throws -> CSVRecordFile {
    let partCount = SubjectParts.count(of: subjectCount)
    var chunks: [CSVChunkRows] = []
    var orphans: [(chunk: Int, orphan: CSVOrphan)] = []
    let loaded = try await readTable(domain) { chunk, start, columns in
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

  // MARK: Files

  /// Chunks are large, so that most of each lies in large pages.
  private static let chunkSize = 16 << 20

  /// Reads the file of `domain` in chunks and has `work` look at each of them, in parallel.
  private func readTable<Outcome: Sendable>(
    _ domain: DomainID, work: @escaping @Sendable (CSVChunk, _ start: Int, CSVColumns) -> Outcome,
    finish: (Outcome) -> Void
  ) async throws -> (table: CSVTable, columns: CSVColumns) {
    let name = decoder.mapping.domains[domain.index].source + ".csv"
    let filePath = path + "/" + name
    guard FileSystem.exists(filePath) else {
      throw RecordsError.missingFile(name, record: decoder.sourceName(of: domain))
    }
    var reader = LineSliceReader(try InputFile(path: filePath), sliceSize: Self.chunkSize, hasQuotes: true)
    let first = try reader.next(reusing: [])
    guard let first, !first.isOverlong else { throw RecordsError.noHeader(name) }
    let header = try CSVHeader(first.bytes, count: first.count, file: name)
    let columns = try CSVColumns(header, file: name, domain: domain, decoder: decoder)
    var table = CSVTable(file: name, header: header)
    var waiting: (slice: LineSlice, start: Int)? = (first, header.endOffset)
    try await runInOrder(limit: threadCount) { () throws -> (slice: LineSlice, start: Int)? in
      defer { waiting = nil }
      if let waiting { return waiting }
      return try reader.next(reusing: []).map { ($0, 0) }
    } work: { slice, start in
      let chunk = CSVChunk(slice)
      return (chunk, work(chunk, start, columns))
    } finish: { chunk, outcome in
      table.chunks.append(chunk)
      table.byteCount += chunk.count
      finish(outcome)
    }
    return (table, columns)
  }
}
