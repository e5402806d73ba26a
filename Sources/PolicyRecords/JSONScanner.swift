import CSimdJSON
import PolicyDiagnostics
import PolicyIR

/// Reads the lines of a buffer as JSON; the one place that touches the C scanner's memory.
final class JSONScanner {
  private let scanner: OpaquePointer

  /// Makes a scanner for the fields and record types that `decoder` reads; fails where memory does not suffice.
  init?(for decoder: RecordDecoder) {
    var keys: [(name: String, key: JSONKey)] = []
    for (index, domain) in decoder.schema.domains.enumerated() {
      let names = decoder.mapping.domains[index]
      for field in domain.fields.indices where decoder.selection.isRead[index][field] {
        let number = decoder.number(of: field, in: DomainID(index))
        keys.append((names.fields[field].source, Self.key(domain: index, field: number, child: 0)))
      }
      for child in decoder.schema.children(of: DomainID(index)) where decoder.selection.readsRows(of: child) {
        let name = decoder.mapping.domains[child.index].source
        keys.append((name, Self.key(domain: index, field: Int(UInt16.max), child: child.index)))
      }
    }
    guard decoder.decoders.count < Int(UInt16.max), decoder.schema.domains.count < Int(UInt16.max),
      let scanner = Self.makeScanner(keys, domainCount: decoder.schema.domains.count)
    else { return nil }
    unsafe self.scanner = scanner
  }

  deinit { unsafe JSONScannerDestroy(scanner) }

  private static func key(domain: Int, field: Int, child: Int) -> JSONKey {
    unsafe JSONKey(
      text: UnsafePointer(bitPattern: 1)!, length: 0, domain: UInt16(domain), field: UInt16(field), child: UInt16(child))
  }

  /// The names lie one after the other in one buffer while the scanner copies them.
  private static func makeScanner(_ keys: [(name: String, key: JSONKey)], domainCount: Int) -> OpaquePointer? {
    let text = keys.flatMap { Array($0.name.utf8) } + [0]
    return text.withUnsafeBytes { buffer in
      var start = 0
      var placed: [JSONKey] = []
      for (name, key) in keys {
        var key = unsafe key
        let address = unsafe buffer.baseAddress!.assumingMemoryBound(to: CChar.self) + start
        unsafe key.text = unsafe address
        unsafe key.length = UInt32(name.utf8.count)
        unsafe placed.append(key)
        start += name.utf8.count
      }
      return unsafe JSONScannerCreate(placed, placed.count, domainCount)
    }
  }

  /// Scans all lines of the first `count` bytes and calls `body` with each one that is not blank; returns the number of
  /// lines, or nil where memory does not suffice.
  func forEachLine(
    in bytes: [UInt8], count: Int, _ body: (_ line: ScannedLine) throws -> Void
  ) rethrows -> Int? {
    try bytes.withUnsafeBufferPointer { buffer in
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
  fileprivate let text: UnsafeBufferPointer<UInt8>
  fileprivate let tokens: UnsafeBufferPointer<JSONToken>
  fileprivate let unescaped: UnsafeBufferPointer<UInt8>
}
