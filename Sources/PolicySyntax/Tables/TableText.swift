import PolicyDiagnostics

/// A file of comma-separated values (RFC 4180): its rows, each of cells with their places.
struct TableText {
  struct Row {
    let cells: [YAMLScalar]
    let span: SourceSpan
  }

  /// The rows with anything in them, the header first.
  let rows: [Row]

  /// Reads a file; nil, with what is wrong in `diagnostics`, where it is no such text.
  init?(_ file: SourceFile, into diagnostics: inout DiagnosticSet) {
    // Spreadsheets write other encodings unless they are told.
    if let problem = YAMLText.problem(in: file) {
      diagnostics.insert(problem)
      return nil
    }
    var reader = TableReading(file)
    var rows: [Row] = []
    while let row = reader.nextRow() { if let row = row.withoutNothing { rows.append(row) } }
    guard reader.diagnostics.isEmpty else {
      diagnostics.formUnion(reader.diagnostics)
      return nil
    }
    self.rows = rows
  }
}

extension TableText.Row {
  /// The row; nil where it is a blank line.
  fileprivate var withoutNothing: TableText.Row? { cells.contains { !$0.text.isEmpty } ? self : nil }
}

/// Goes through the bytes of a table.
private struct TableReading {
  private let file: SourceFile
  private let bytes: [UInt8]
  private var position = 0
  private(set) var diagnostics = DiagnosticSet()

  init(_ file: SourceFile) {
    self.file = file
    bytes = file.bytes
    // Spreadsheets begin a file with a mark of its encoding.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Reads a line, which may go on inside quotes; nil at the end of the file.
  mutating func nextRow() -> TableText.Row? {
    guard position < bytes.count else { return nil }
    var cells: [YAMLScalar] = []
    repeat { cells.append(readCell()) } while accept(UInt8(ascii: ","))
    skip(while: isBlank)
    if accept(UInt8(ascii: "\r")) { _ = accept(UInt8(ascii: "\n")) } else { _ = accept(UInt8(ascii: "\n")) }
    let (start, end) = (cells.first?.span.start ?? position, cells.last?.span.end ?? position)
    return TableText.Row(cells: cells, span: SourceSpan(file: file, start: start, end: max(start, end)))
  }

  private mutating func readCell() -> YAMLScalar {
    skip(while: isBlank)
    if next == UInt8(ascii: "\"") { return readQuoted() }
    let start = position
    skip { $0 != UInt8(ascii: ",") && !isLineEnd($0) }
    var end = position
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return cell(Array(bytes[start..<end]), from: start, to: end)
  }

  /// Reads a text between quotes, of which two stand for one.
  private mutating func readQuoted() -> YAMLScalar {
    let quote = position
    position += 1
    let start = position
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      if byte != UInt8(ascii: "\"") {
        text.append(byte)
      } else if accept(UInt8(ascii: "\"")) {
        text.append(byte)
      } else {
        let end = position - 1
        skip(while: isBlank)
        if let byte = next, byte != UInt8(ascii: ","), !isLineEnd(byte) { reportQuote(at: quote) }
        return cell(text, from: start, to: end)
      }
    }
    reportQuote(at: quote)
    return cell(text, from: start, to: position)
  }

  private func cell(_ text: [UInt8], from start: Int, to end: Int) -> YAMLScalar {
    YAMLScalar(
      text: String(decoding: text, as: UTF8.self), style: .plain, span: SourceSpan(file: file, start: start, end: end))
  }

  private mutating func reportQuote(at place: Int) {
    diagnostics.insert(.badTableQuote(SourceSpan(file: file, start: place, end: place + 1)))
    // What follows such a quote could be read in many ways.
    position = bytes.count
  }

  private mutating func accept(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func skip(while isSkipped: (UInt8) -> Bool) {
    while let byte = next, isSkipped(byte) { position += 1 }
  }
}

private func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
