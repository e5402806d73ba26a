import CSimdJSON
import PolicyExecution
import PolicyIR

/// Cuts rows of CSV files into cells, subject after subject; the one place that touches the C scanner's memory.
///
/// It reads subjects and the records right below them.
@safe
final class CSVScanner {
  private let scanner: OpaquePointer
  private let domainCount: Int
  private let subjects: [CSVRowPlace]

  /// The record types that are read, each with the rows of its file.
  private let records: [(domain: UInt16, groups: [CSVRowGroups])]

  /// Keeps the files in memory, of which the scanner knows the places.
  private let folder: CSVFolder

  /// Makes a scanner for the files of a folder; nil where records hang below others, or memory does not suffice.
  init?(for folder: CSVFolder, decoder: RecordDecoder) {
    let domains = decoder.schema.domains
    let isFlat = domains.indices.allSatisfy { folder.files[$0] == nil || domains[$0].parent ?? .subject == .subject }
    guard isFlat, let scanner = unsafe CSVScannerCreate(domains.count) else { return nil }
    unsafe self.scanner = unsafe scanner
    self.folder = folder
    domainCount = domains.count
    subjects = folder.subjects
    records = folder.files.enumerated().dropFirst().compactMap { index, file in
      file.map { (UInt16(index), $0.groups) }
    }
    for (index, file) in folder.files.enumerated() {
      guard let file else { continue }
      let selection = decoder.selection.isRead[index]
      let readFields = domains[index].fields.indices.filter { selection[$0] }
      let cells = file.columns.fields.map { number in
        number < 0 ? -1 : Int32(readFields.firstIndex(of: decoder.decoders[number].field) ?? -1)
      }
      guard unsafe CSVScannerSetColumns(scanner, UInt16(index), cells, cells.count, readFields.count),
        file.table.chunks.allSatisfy({ add($0, of: UInt16(index)) })
      else { return nil }
    }
  }

  private func add(_ chunk: CSVChunk, of domain: UInt16) -> Bool {
    let state: CSVChunkState = chunk.isOverlong ? .unreadable : chunk.isValidUTF8 ? .valid : .mixed
    // The bytes of a chunk never change, and the folder, which this holds, holds the chunk.
    return unsafe chunk.bytes.withUnsafeBufferPointer { buffer in
      unsafe CSVScannerAddChunk(scanner, domain, buffer.baseAddress, chunk.count, state)
    }
  }

  deinit { unsafe CSVScannerDestroy(scanner) }

  /// How many bytes the rows have.
  var textCount: Int { unsafe CSVScannerText(scanner).count }

  func clearRows() { unsafe CSVScannerClearRows(scanner) }

  /// Adds a subject with its records; false where any row of them is not plain. Then nothing of it is there.
  func add(_ ordinal: Int) -> Bool {
    guard unsafe CSVScannerBeginSubject(scanner) else { return false }
    let isAdded =
      unsafe subjects.withRows(ordinal..<ordinal + 1) { unsafe CSVScannerAddRows(scanner, 0, $0, 1, 0) }
      && records.allSatisfy { domain, groups in
        unsafe groups[ordinal >> SubjectParts.shift].withRows(of: ordinal) { rows, count, ahead in
          unsafe CSVScannerAddRows(scanner, domain, rows, count, ahead)
        }
      }
    if !isAdded { unsafe CSVScannerAbandonSubject(scanner) }
    return isAdded
  }

  /// Calls `body` with all rows since they were last cleared.
  func withRows<Result>(_ body: (ScannedRows) -> Result) -> Result {
    let text = unsafe CSVScannerText(scanner)
    let domains = (0..<domainCount).map { domain in
      let rows = unsafe CSVScannerRows(scanner, UInt16(domain))
      return unsafe DomainCells(
        cells: UnsafeBufferPointer(start: rows.cells, count: rows.count * rows.stride), stride: rows.stride,
        rowCount: rows.count, starts: UnsafeBufferPointer(start: rows.starts, count: rows.startCount))
    }
    return unsafe body(
      ScannedRows(
        text: UnsafeBufferPointer(start: text.bytes, count: text.count),
        unescaped: UnsafeBufferPointer(start: text.unescaped, count: text.unescapedCount), domains: domains))
  }
}

extension [CSVRowPlace] {
  /// Calls `body` with some places as numbers.
  @inline(__always)
  fileprivate func withRows(_ range: Range<Int>, _ body: (UnsafePointer<Int64>) -> Bool) -> Bool {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return true }
      // A place is one number and nothing else.
      return unsafe body(base.assumingMemoryBound(to: Int64.self) + range.lowerBound)
    }
  }
}

extension CSVRowGroups {
  /// Calls `body` with the rows of a subject, how many they are, and how many of other subjects follow them.
  @inline(__always)
  fileprivate func withRows(
    of ordinal: Int, _ body: (_ rows: UnsafePointer<Int64>, _ count: Int, _ ahead: Int) -> Bool
  ) -> Bool {
    let range = range(of: ordinal)
    return unsafe rows.withRows(range) { unsafe body($0, range.count, rows.count - range.upperBound) }
  }
}
