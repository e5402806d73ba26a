import PolicyExecution
import PolicyIR
import PolicyTypes

/// Puts the subjects of a CSV folder with their records into batches.
struct CSVSubjectReader {
  private let folder: CSVFolder
  private let children: [[Int]]
  private(set) var assembler: SubjectAssembler

  /// The record types that hang below others, and for each the rows of the current subject by the key of their parent.
  private let nestedDomains: [Int]
  private var nestedRows: [[NestedRow]]

  init(_ folder: CSVFolder, decoder: RecordDecoder, asOf: CalendarDate) {
    self.folder = folder
    let schema = decoder.schema
    children = schema.domains.indices.map { parent in
      schema.children(of: DomainID(parent)).map(\.index).filter { folder.files[$0] != nil }
    }
    nestedDomains = schema.domains.indices.filter { domain in
      folder.files[domain] != nil && schema.domains[domain].parent.map { $0 != .subject } ?? false
    }
    nestedRows = schema.domains.map { _ in [] }
    assembler = SubjectAssembler(
      decoder: decoder, asOf: asOf, files: folder.files.map { $0?.table.file ?? "" })
  }

  /// Puts subject `ordinal` into the batch; returns its faults, if it has any.
  mutating func read(_ ordinal: Int) -> [RowFault] {
    guard let file = folder.files[0] else { return [] }
    let row = folder.subjects[ordinal]
    assembler.beginSubject()
    if folder.repeated.contains(ordinal) {
      assembler.line = row.packed
      assembler.addDamage(.repeatedSubject, domain: .subject)
    } else {
      for domain in nestedDomains { collectNestedRows(of: domain, ordinal) }
      _ = readFields(of: row, in: file)
      for child in children[0] {
        readRecords(of: child, ordinal)
      }
      for domain in nestedDomains { addOrphans(of: domain) }
    }
    assembler.fileIndex = 0
    assembler.line = row.packed
    let faults = assembler.endSubject()
    return faults.isEmpty ? [] : finished(faults, id: file.id(of: row))
  }

  /// The invalid values of the subject that was read last, which are no faults.
  func invalidValues(of ordinal: Int) -> [RowFault] {
    guard !assembler.invalidValues.isEmpty, let file = folder.files[0] else { return [] }
    return finished(assembler.invalidValues, id: file.id(of: folder.subjects[ordinal]))
  }

  /// Returns the finished batch and gives its memory back with `recycle`.
  mutating func finishBatch() -> Batch { assembler.builder.finish() }
  mutating func recycle(_ batch: consuming Batch) { assembler.builder.recycle(batch) }

  /// Takes the last subject out of the batch again.
  mutating func abandonSubject() { assembler.builder.abandonSubject() }

  // MARK: Rows

  private mutating func readRecords(of domain: Int, _ ordinal: Int) {
    guard let file = folder.files[domain] else { return }
    for row in file.rows(of: ordinal, folder.columns?.partition) { readRecord(row, of: domain, in: file) }
  }

  @inline(__always)
  private mutating func readRecord(_ row: CSVRowPlace, of domain: Int, in file: CSVRecordFile) {
    assembler.builder.beginRow(of: DomainID(domain))
    let key = readFields(of: row, in: file)
    if let key { readNestedRows(below: domain, key) }
    assembler.fileIndex = domain
    assembler.line = row.packed
    assembler.endRow(of: DomainID(domain))
  }

  /// Reads the fields of one row into the last row of its domain; returns its own key where other records need it.
  @inline(__always)
  private mutating func readFields(of row: CSVRowPlace, in file: CSVRecordFile) -> SubjectKey? {
    let columns = file.columns
    let chunk = file.table.chunks[row.chunk]
    assembler.fileIndex = columns.domain.index
    assembler.line = row.packed
    if chunk.isOverlong { return fail(.lineTooLong(limit: LineSliceReader.lineLimit), columns.domain) }
    return chunk.withRow(at: row.offset) { text, start in
      guard chunk.isValidRow(text, start) else { return fail(.invalidUTF8, columns.domain) }
      return readFields(of: text, from: start, in: file)
    }
  }

  @inline(__always)
  private mutating func readFields(
    of text: borrowing Span<UInt8>, from start: Int, in file: CSVRecordFile
  ) -> SubjectKey? {
    let columns = file.columns
    let fields = columns.fields.span
    var cursor = CSVCursor(at: start)
    var key: SubjectKey?
    var place = 0
    while true {
      let end = cursor.next(text)
      if end == .malformed { return fail(.unbalancedQuotes, columns.domain) }
      if place < fields.count, cursor.count > 0 {
        if fields[place] >= 0 { set(cursor, text, number: fields[place]) }
        if place == columns.keyColumn { key = file.key(cursor, text) }
      }
      place += 1
      if end == .row { break }
    }
    if place != columns.columnCount {
      return fail(.wrongFieldCount(place, expected: columns.columnCount), columns.domain)
    }
    return key
  }

  @inline(__always)
  private mutating func set(_ cursor: CSVCursor, _ text: borrowing Span<UInt8>, number: Int) {
    if cursor.hasDoubledQuotes {
      let content = cursor.unescaped(text)
      assembler.set(content.span, .field, number: number)
    } else {
      assembler.set(text.extracting(cursor.start..<cursor.start + cursor.count), .field, number: number)
    }
  }

  private mutating func fail(_ reason: FaultReason, _ domain: DomainID) -> SubjectKey? {
    assembler.addDamage(reason, domain: domain)
    return nil
  }

  // MARK: Records below records

  private struct NestedRow {
    let key: SubjectKey?
    let order: Int
    let row: CSVRowPlace
    var isTaken = false
  }

  /// Finds the rows of a record type below another, by the key of their parent.
  private mutating func collectNestedRows(of domain: Int, _ ordinal: Int) {
    nestedRows[domain].removeAll(keepingCapacity: true)
    guard let file = folder.files[domain], let column = file.columns.parentColumn else { return }
    for (order, row) in file.rows(of: ordinal, folder.columns?.partition).enumerated() {
      nestedRows[domain].append(NestedRow(key: file.key(of: row, column: column), order: order, row: row))
    }
    nestedRows[domain].sort { a, b in (a.key?.high ?? 0, a.order) < (b.key?.high ?? 0, b.order) }
  }

  private mutating func readNestedRows(below parent: Int, _ key: SubjectKey) {
    for domain in children[parent] {
      guard let file = folder.files[domain] else { continue }
      var place = firstNestedRow(of: domain, key)
      while place < nestedRows[domain].count, nestedRows[domain][place].key?.high == key.high {
        defer { place += 1 }
        let nested = nestedRows[domain][place]
        guard nested.key == key else { continue }
        if nested.isTaken {
          assembler.fileIndex = domain
          assembler.line = nested.row.packed
          assembler.add(.ambiguousParent, domain: DomainID(domain))
        } else {
          nestedRows[domain][place].isTaken = true
          readRecord(nested.row, of: domain, in: file)
        }
      }
    }
  }

  /// The place of the first row whose parent has a key not below `key`.
  private func firstNestedRow(of domain: Int, _ key: SubjectKey) -> Int {
    var low = 0
    var high = nestedRows[domain].count
    while low < high {
      let middle = (low + high) / 2
      if nestedRows[domain][middle].key?.high ?? 0 < key.high { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Adds a fault for each row whose parent the subject does not have; only where all parents could be read.
  private mutating func addOrphans(of domain: Int) {
    guard assembler.faults.isEmpty else { return }
    for nested in nestedRows[domain].sorted(by: { $0.order < $1.order }) where !nested.isTaken {
      assembler.fileIndex = domain
      assembler.line = nested.row.packed
      assembler.add(.orphanOfRecord, domain: DomainID(domain))
    }
  }

  // MARK: Faults

  /// Gives faults their lines, which were places until now.
  private func finished(_ faults: [RowFault], id: String?) -> [RowFault] {
    faults.map { fault in
      let file = folder.files.first { $0?.table.file == fault.file } ?? nil
      var fault = fault
      fault.subject = id
      fault.line = file?.table.line(of: CSVRowPlace(packed: fault.line)) ?? 0
      return fault
    }
  }
}

extension CSVRecordFile {
  /// Returns the text of one column of a row; nil where it is empty or cannot be read.
  func text(of row: CSVRowPlace, column: Int) -> String? {
    withField(column, of: row) { cursor, text in cursor.string(text) }
  }

  /// The id of the subject that a row belongs to.
  func id(of row: CSVRowPlace) -> String? { text(of: row, column: columns.subjectColumn) }

  fileprivate func key(of row: CSVRowPlace, column: Int) -> SubjectKey? {
    withField(column, of: row) { cursor, text in key(cursor, text) }
  }

  /// Calls `body` with one field of a row; nil where it is empty or cannot be read.
  private func withField<Result>(
    _ column: Int, of row: CSVRowPlace, _ body: (CSVCursor, borrowing Span<UInt8>) -> Result
  ) -> Result? {
    let chunk = table.chunks[row.chunk]
    guard !chunk.isOverlong else { return nil }
    return chunk.withRow(at: row.offset) { text, start in
      guard let cursor = cursor(at: column, from: start, text), cursor.count > 0 else { return nil }
      return body(cursor, text)
    }
  }

  fileprivate func key(_ cursor: CSVCursor, _ text: borrowing Span<UInt8>) -> SubjectKey {
    if cursor.hasDoubledQuotes {
      let content = cursor.unescaped(text)
      return SubjectKey(content.span)
    }
    return SubjectKey(text.extracting(cursor.start..<cursor.start + cursor.count))
  }

  private func cursor(at column: Int, from start: Int, _ text: borrowing Span<UInt8>) -> CSVCursor? {
    var cursor = CSVCursor(at: start)
    for place in 0...column {
      let end = cursor.next(text)
      if end == .malformed || (end == .row && place < column) { return nil }
    }
    return cursor
  }
}
