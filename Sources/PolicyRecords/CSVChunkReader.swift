import PolicyExecution
import PolicyIR
import PolicyTypes

/// The rows of a chunk as typed columns, in the order of the file.
struct CSVChunkColumns: Sendable {
  /// Where each row begins in the chunk.
  var offsets: [UInt32] = []
  /// What stands for the subject of each row, in `subjects.csv`.
  var keys: [SubjectKey?] = []
  /// The place of the subject of each row, or −1, in other files; and the rows without one.
  var ordinals: [Int32] = []
  var orphans: [CSVOrphan] = []
  /// One column for each field that is read; a row that is not plain is absent in all.
  var columns: [Column]
  /// What the columns of texts point into.
  var text: [UInt8] = []
  /// The rows in which something is wrong, some of them more than once.
  var faulty: [Int] = []
}

/// Reads chunks of one CSV file into columns, one after the other.
///
/// One reader serves one thread.
final class CSVChunkReader {
  private let scanner: CSVScanner
  private var decoder: ColumnDecoder
  private let domain: Int
  private let fields: [Int]

  /// Makes a reader; fails where memory does not suffice.
  init?(_ columns: CSVColumns, decoder: RecordDecoder, asOf: CalendarDate) {
    guard let scanner = CSVScanner(columns, decoder: decoder) else { return nil }
    self.scanner = scanner
    self.decoder = ColumnDecoder(decoder: decoder, asOf: asOf)
    domain = columns.domain.index
    fields = decoder.selection.readFields(of: columns.domain)
  }

  /// Reads the rows of a chunk from `start` on, each with its place among `subjects`, or with its key where there are
  /// none; nil where memory does not suffice.
  func read(_ chunk: CSVChunk, from start: Int, subjects: SubjectKeyIndex? = nil) -> CSVChunkColumns? {
    var read = CSVChunkColumns(columns: fields.map { _ in Column() })
    let hasMemory = scanner.forEachBlock(of: chunk, from: start) { heads, rows in
      let first = read.offsets.count
      read.offsets.append(contentsOf: heads.lazy.map(\.offset))
      if let subjects {
        subjects.find(heads, &read)
      } else {
        read.keys.append(contentsOf: heads.lazy.map(\.key))
      }
      for row in decoder.decodeValues(of: rows) { read.faulty.append(first + row.row) }
      for (row, head) in heads.enumerated() where !head.isPlain { read.faulty.append(first + row) }
      append(heads.count, to: &read)
    }
    return hasMemory ? read : nil
  }

  private func append(_ rowCount: Int, to read: inout CSVChunkColumns) {
    let shift = read.text.count
    read.text += decoder.batch.text
    for (place, field) in fields.enumerated() {
      read.columns[place].append(
        0..<rowCount, of: decoder.batch.domains[domain].columns[field], textShift: shift)
    }
  }
}

extension SubjectKeyIndex {
  /// Adds the places of the subjects of rows, and the rows without one.
  fileprivate func find(_ heads: [CSVRowHead], _ read: inout CSVChunkColumns) {
    // A look-up misses the cache, so that each is announced some rows before it is made.
    let distance = 24
    for head in heads.prefix(distance) { if let key = head.key { prefetch(key) } }
    for row in heads.indices {
      if row + distance < heads.count, let key = heads[row + distance].key { prefetch(key) }
      let ordinal = heads[row].key.flatMap { self.ordinal(of: $0) }
      read.ordinals.append(ordinal.map(Int32.init) ?? -1)
      if ordinal == nil { read.orphans.append(CSVOrphan(heads[row])) }
    }
  }
}

extension CSVOrphan {
  /// A row whose subject was not found.
  fileprivate init(_ head: CSVRowHead) {
    self.init(
      offset: Int(head.offset), kind: head.isMalformed ? .malformed : head.key == nil ? .noSubject : .unknownSubject)
  }
}
