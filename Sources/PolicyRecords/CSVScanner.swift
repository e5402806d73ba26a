import CSimdJSON
import PolicyExecution
import PolicyIR

/// Cuts rows of one CSV file into cells; the one place that touches the C scanner's memory.
@safe
final class CSVScanner {
  private let scanner: OpaquePointer
  private let domain: DomainID
  private let domainCount: Int
  private let keyColumn: Int

  /// How many rows are handed over at a time, so that they are in the cache until they are decoded.
  private static let blockSize = 1024

  /// Makes a scanner for a file; fails where memory does not suffice.
  init?(_ columns: CSVColumns, decoder: RecordDecoder) {
    domain = columns.domain
    domainCount = decoder.schema.domains.count
    keyColumn = columns.subjectColumn
    let readFields = decoder.selection.readFields(of: domain)
    let places = columns.fields.map { number in
      number < 0 ? -1 : Int32(readFields.firstIndex(of: decoder.decoders[number].field) ?? -1)
    }
    guard let scanner = unsafe CSVScannerCreate(places, places.count, readFields.count, UInt32(keyColumn)) else {
      return nil
    }
    unsafe self.scanner = unsafe scanner
  }

  deinit { unsafe CSVScannerDestroy(scanner) }

  /// Calls `body` with the rows of a chunk from `start` on, some at a time; false where memory does not suffice.
  func forEachBlock(of chunk: CSVChunk, from start: Int, _ body: (_ heads: [CSVRowHead], _ rows: ScannedRows) -> Void)
    -> Bool
  {
    let bytes = chunk.bytes
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return true }
      unsafe CSVScannerBegin(scanner, base, chunk.count, chunk.isValidUTF8)
      let text = unsafe UnsafeBufferPointer(start: base, count: chunk.count)
      return unsafe chunk.hasQuotes ? quotedBlocks(of: chunk, text, start, body) : plainBlocks(text, start, body)
    }
  }

  private func plainBlocks(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ body: ([CSVRowHead], ScannedRows) -> Void
  ) -> Bool {
    var next = start
    while next < text.count {
      unsafe CSVScannerClearRows(scanner)
      guard unsafe CSVScannerScanLines(scanner, &next, Self.blockSize) else { return false }
      let rows = unsafe CSVScannerRows(scanner)
      let lines = unsafe UnsafeBufferPointer(start: rows.lines, count: rows.lineCount).span
      var heads: [CSVRowHead] = []
      heads.reserveCapacity(lines.count)
      for place in lines.indices {
        let line = lines[place]
        let key = Int(line.keyStart)..<Int(line.keyStart) + Int(line.keyLength)
        heads.append(
          CSVRowHead(
            offset: line.start, key: key.isEmpty ? nil : SubjectKey(unsafe text.span.extracting(key)),
            isMalformed: !line.hasKey, isPlain: line.isPlain))
      }
      unsafe body(heads, scannedRows(text, count: heads.count))
    }
    return true
  }

  private func quotedBlocks(
    of chunk: CSVChunk, _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ body: ([CSVRowHead], ScannedRows) -> Void
  ) -> Bool {
    var hasMemory = true
    var heads: [CSVRowHead] = []
    func handOver() {
      unsafe body(heads, scannedRows(text, count: heads.count))
      heads.removeAll(keepingCapacity: true)
      unsafe CSVScannerClearRows(scanner)
    }
    unsafe CSVScannerClearRows(scanner)
    chunk.forEachRow(from: start, keyIn: keyColumn) { offset, key, isMalformed in
      var isPlain = false
      hasMemory = unsafe CSVScannerAddRow(scanner, offset, &isPlain) && hasMemory
      heads.append(CSVRowHead(offset: UInt32(offset), key: key, isMalformed: isMalformed, isPlain: isPlain))
      if heads.count == Self.blockSize, hasMemory { handOver() }
    }
    if hasMemory { handOver() }
    return hasMemory
  }

  private func scannedRows(_ text: UnsafeBufferPointer<UInt8>, count: Int) -> ScannedRows {
    let rows = unsafe CSVScannerRows(scanner)
    let none = unsafe DomainCells(
      cells: UnsafeBufferPointer(start: nil, count: 0), stride: 0, rowCount: 0,
      starts: UnsafeBufferPointer(start: nil, count: 0))
    var domains = Array(repeating: none, count: domainCount)
    domains[domain.index] = unsafe DomainCells(
      cells: UnsafeBufferPointer(start: rows.cells, count: count * rows.stride), stride: rows.stride, rowCount: count,
      starts: UnsafeBufferPointer(start: nil, count: 0))
    return unsafe ScannedRows(
      text: text, unescaped: UnsafeBufferPointer(start: rows.unescaped, count: rows.unescapedCount), domains: domains)
  }
}

/// What a row is known by.
struct CSVRowHead: Sendable {
  let offset: UInt32
  /// What stands for the subject's id; nil where that is empty or cannot be found.
  let key: SubjectKey?
  /// Whether the row has no field for the id, or one that a quote hides.
  let isMalformed: Bool
  /// Whether its values could be cut out; else they are absent.
  let isPlain: Bool
}
