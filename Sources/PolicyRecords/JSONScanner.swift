import CSimdJSON
import PolicyExecution
import PolicyIR

/// Reads the lines of a buffer as JSON; the one place that touches the C scanner's memory.
@safe
final class JSONScanner {
  private let scanner: OpaquePointer

  /// Makes a scanner for the fields and record types that `decoder` reads; fails where memory does not suffice.
  init?(for decoder: RecordDecoder) {
    let schema = decoder.schema
    guard decoder.decoders.count < Int(UInt16.max), schema.domains.count < Int(UInt16.max),
      let scanner = unsafe JSONScannerCreate(schema.domains.count)
    else { return nil }
    unsafe self.scanner = unsafe scanner
    for (index, domain) in schema.domains.enumerated() {
      let names = decoder.mapping.domains[index]
      for field in domain.fields.indices where decoder.selection.isRead[index][field] {
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

  /// Scans all lines of the first `count` bytes and calls `body` with each one that is not blank; returns the number of
  /// lines, or nil where memory does not suffice.
  func forEachLine(
    in bytes: [UInt8], count: Int, _ body: (_ line: ScannedLine) throws -> Void
  ) rethrows -> Int? {
    try unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, count > 0 else { return 0 }
      guard unsafe JSONScannerBegin(scanner, base, count) else { return nil }
      var line = unsafe JSONLine()
      while unsafe JSONScannerNext(scanner, &line) {
        try unsafe body(
          ScannedLine(
            status: line.status, number: Int(line.number), errorColumn: Int(line.errorOffset - line.offset) + 1,
            text: UnsafeBufferPointer(start: base, count: count),
            tokens: UnsafeBufferPointer(start: line.tokens, count: line.tokenCount),
            unescaped: UnsafeBufferPointer(start: line.unescaped, count: line.unescapedCount)))
      }
      return Int(unsafe JSONScannerLineCount(scanner))
    }
  }
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
