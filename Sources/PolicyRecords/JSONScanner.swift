import CSimdJSON
import PolicyExecution
import PolicyIR

/// Reads the lines of a buffer as JSON; the one place that touches the C scanner's memory.
@safe
final class JSONScanner {
  private let scanner: OpaquePointer

  /// The rows of each domain, as they were last handed over.
  private var domains: [DomainCells]

  /// Makes a scanner for the fields and record types that `decoder` reads; fails where memory does not suffice.
  init?(for decoder: RecordDecoder) {
    let schema = decoder.schema
    guard decoder.decoders.count < Int(UInt16.max), schema.domains.count < Int(UInt16.max),
      let scanner = unsafe JSONScannerCreate(schema.domains.count)
    else { return nil }
    unsafe self.scanner = unsafe scanner
    let none = unsafe DomainCells(
      cells: UnsafeBufferPointer(start: nil, count: 0), stride: 0, rowCount: 0,
      starts: UnsafeBufferPointer(start: nil, count: 0))
    domains = Array(repeating: none, count: schema.domains.count)
    for (index, domain) in schema.domains.enumerated() {
      let names = decoder.mapping.domains[index]
      let inData = domain.fields.indices.filter { decoder.isInData($0, of: DomainID(index)) }
      for field in inData where decoder.selection.isRead[index][field] {
        let number = decoder.number(of: field, in: DomainID(index))
        guard addField(names.fields[field].source, number: number, to: index) else { return nil }
      }
      for child in schema.children(of: DomainID(index)) where decoder.selection.readsRows(of: child) {
        guard addRecords(decoder.mapping.domains[child.index].source, child, to: index) else { return nil }
      }
    }
  }

  deinit { unsafe JSONScannerDestroy(scanner) }

  private func addField(_ name: String, number: Int, to domain: Int) -> Bool {
    var name = name
    return name.withUTF8 { utf8 in
      guard let start = utf8.baseAddress else { return true }
      return unsafe JSONScannerAddField(scanner, UInt16(domain), start, utf8.count, UInt16(number))
    }
  }

  private func addRecords(_ name: String, _ child: DomainID, to domain: Int) -> Bool {
    var name = name
    return name.withUTF8 { utf8 in
      guard let start = utf8.baseAddress else { return true }
      return unsafe JSONScannerAddRecords(scanner, UInt16(domain), start, utf8.count, UInt16(child.index))
    }
  }

  /// Scans the lines of the bytes in `range` and calls `body` with each one that is not blank; returns the number of
  /// lines, or nil where memory does not suffice.
  func forEachLine(
    in bytes: [UInt8], _ range: Range<Int>, _ body: (_ line: ScannedLine) throws -> Void
  ) rethrows -> Int? {
    try unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress, !range.isEmpty else { return 0 }
      let base = unsafe start + range.lowerBound
      guard unsafe JSONScannerBegin(scanner, base, range.count) else { return nil }
      var line = unsafe JSONLine()
      while unsafe JSONScannerNext(scanner, &line) {
        try unsafe body(
          ScannedLine(
            status: line.status, number: Int(line.number), errorColumn: Int(line.errorOffset - line.offset) + 1,
            text: UnsafeBufferPointer(start: base, count: range.count),
            tokens: UnsafeBufferPointer(start: line.tokens, count: line.tokenCount),
            unescaped: UnsafeBufferPointer(start: line.unescaped, count: line.unescapedCount)))
      }
      return Int(unsafe JSONScannerLineCount(scanner))
    }
  }

  /// Scans all lines of the first `count` bytes into rows and calls `body` with those of so many subjects at a time;
  /// returns the number of lines, or nil where memory does not suffice.
  func forEachBatch(
    in bytes: [UInt8], count: Int, of limit: Int, _ body: (_ lines: ScannedLines, _ rows: ScannedRows) throws -> Void
  ) rethrows -> Int? {
    try unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, count > 0 else { return 0 }
      guard unsafe JSONScannerBegin(scanner, base, count) else { return nil }
      var status = JSONScanStatus.full
      while status == .full {
        unsafe JSONScannerClearRows(scanner)
        status = unsafe JSONScannerScanRows(scanner, limit)
        if status == .outOfMemory { return nil }
        let lines = unsafe JSONScannerLines(scanner)
        try unsafe body(
          ScannedLines(
            plain: LinePlaces(UnsafeBufferPointer(start: lines.lines, count: lines.lineCount)),
            irregular: LinePlaces(UnsafeBufferPointer(start: lines.irregular, count: lines.irregularCount))),
          rows(UnsafeBufferPointer(start: base, count: count), lines))
      }
      return Int(unsafe JSONScannerLineCount(scanner))
    }
  }

  /// How many different names the rows had so far that the scanner looks for nothing under.
  var unknownNameCount: Int { unsafe JSONScannerUnknownNameCount(scanner) }

  /// Returns one of those names, and the domain whose rows had it.
  func unknownName(_ index: Int) -> (domain: DomainID, name: String) {
    let name = unsafe JSONScannerUnknownName(scanner, index)
    let text = unsafe UnsafeBufferPointer(start: name.text, count: name.length)
    return unsafe (DomainID(Int(name.domain)), String(decoding: text, as: UTF8.self))
  }

  @unsafe
  private func rows(_ text: UnsafeBufferPointer<UInt8>, _ lines: JSONScannedLines) -> ScannedRows {
    for domain in domains.indices {
      let rows = unsafe JSONScannerRows(scanner, UInt16(domain))
      domains[domain] = unsafe DomainCells(
        cells: UnsafeBufferPointer(start: rows.cells, count: rows.count * rows.stride), stride: rows.stride,
        rowCount: rows.count, starts: UnsafeBufferPointer(start: rows.starts, count: rows.startCount))
    }
    return unsafe ScannedRows(
      text: text, unescaped: UnsafeBufferPointer(start: lines.unescaped, count: lines.unescapedCount), domains: domains)
  }
}

/// The lines of a batch of subjects; good during the call that hands them over.
struct ScannedLines {
  /// The line of each subject.
  let plain: LinePlaces
  /// Lines that hold no subject, or hold it in another way than most, so that nothing of them is in the rows.
  let irregular: LinePlaces
}

/// Places of lines in the scanner's memory.
@safe
struct LinePlaces: RandomAccessCollection {
  private let places: UnsafeBufferPointer<JSONLinePlace>

  init(_ places: UnsafeBufferPointer<JSONLinePlace>) {
    unsafe self.places = places
  }

  var startIndex: Int { 0 }
  var endIndex: Int { unsafe places.count }
  subscript(index: Int) -> JSONLinePlace { unsafe places.span[index] }
}

extension JSONLinePlace {
  /// The place of the line in its buffer, from zero.
  var place: Int { Int(number) }
}

/// One line as the scanner found it; good during the call that hands it over.
@safe
struct ScannedLine {
  let status: JSONLineStatus

  /// The place of the line in its buffer, from zero.
  let number: Int

  /// Where the line stops being JSON, in bytes from one.
  let errorColumn: Int
  let text: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<JSONToken>
  let unescaped: UnsafeBufferPointer<UInt8>
}
