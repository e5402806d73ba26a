/// Reads a file of results row by row, with no more of it in memory than some rows.
package struct ResultRows {
  private let format: ResultFormat
  private var reader: LineSliceReader
  private var slice: LineSlice?
  private var position = 0

  /// The columns of a CSV file; in JSON every row names its own.
  private var header: [String] = []

  package init(path: String, format: ResultFormat) throws {
    self.format = format
    reader = LineSliceReader(try InputFile(path: path), hasQuotes: format == .csv)
    if format == .csv, let first = try nextRow() { header = Self.fields(of: first) }
  }

  /// One row of results.
  package struct Row {
    /// The row as it stands in the file, without its line end.
    package let bytes: [UInt8]
    /// The columns with their values; nil where the row cannot be read.
    package let columns: [Column]?

    package struct Column: Hashable, Sendable {
      package let name: String
      package let value: String
    }

    /// The subject's id; nil where the row has none.
    package var id: String? { columns?.first { $0.name == "id" }?.value }
  }

  /// Returns the next row; nil at the end of the file.
  package mutating func next() throws -> [UInt8]? {
    while let row = try nextRow() {
      if !row.isEmpty { return row }
    }
    return nil
  }

  /// Takes a row apart.
  package func row(_ bytes: [UInt8]) -> Row { Row(bytes: bytes, columns: columns(of: bytes)) }

  private func columns(of bytes: [UInt8]) -> [Row.Column]? {
    switch format {
    case .jsonLines:
      guard let members = (try? JSONTree(bytes: bytes))?.members else { return nil }
      return members.map { Row.Column(name: $0.name, value: $0.value.text) }
    case .csv:
      let fields = Self.fields(of: bytes)
      guard fields.count == header.count else { return nil }
      return zip(header, fields).map { Row.Column(name: $0, value: $1) }
    }
  }

  private mutating func nextRow() throws -> [UInt8]? {
    while true {
      if slice == nil || position >= slice?.count ?? 0 {
        slice = try reader.next(reusing: [])
        position = 0
      }
      guard let slice else { return nil }
      // A line that is too long is no row of ours.
      guard !slice.isOverlong else { return Array("…".utf8) }
      let text = slice.bytes.span.extracting(0..<slice.count)
      let end = format == .csv ? endOfCSVRow(text, from: position) : endOfLine(text, from: position)
      var row = slice.bytes[position..<end]
      position = end
      while let last = row.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") { row.removeLast() }
      return Array(row)
    }
  }

  private static func fields(of row: [UInt8]) -> [String] {
    var cursor = CSVCursor(at: 0)
    var fields: [String] = []
    var isAtEnd = row.isEmpty
    while !isAtEnd {
      isAtEnd = cursor.next(row.span) != .field
      fields.append(cursor.string(row.span))
    }
    return fields
  }
}
