import CSimdJSON
import PolicyDigest

/// A CSV file in memory, in chunks of whole rows.
struct CSVTable: Sendable {
  /// The file's name, for people.
  let file: String
  let header: CSVHeader
  var chunks: [CSVChunk] = []
  var byteCount = 0

  /// What the whole file held; nil where nobody asked.
  var stamp: FileStamp?

  /// Returns the line of a row, from one.
  func line(of row: CSVRowPlace) -> Int {
    var line = 1
    for chunk in chunks[..<row.chunk] { line += chunk.lineCount }
    return line + chunks[row.chunk].linesBefore(row.offset)
  }
}

/// Where a row of a table begins, in 64 bits.
struct CSVRowPlace: Sendable {
  /// The place as one number.
  let packed: Int

  init(chunk: Int, offset: Int) {
    packed = chunk << 32 | offset
  }

  init(packed: Int) {
    self.packed = packed
  }

  var chunk: Int { packed >> 32 }
  var offset: Int { packed & 0xFFFF_FFFF }
}

/// Some whole rows of a file; a class, because every row that is read is found through its chunk.
final class CSVChunk: Sendable {
  /// The rows, and behind them room that is not in use; nothing where they are in the file alone.
  let bytes: [UInt8]
  let count: Int

  /// Whether this stands for one line that is too long to be read.
  let isOverlong: Bool
  let isValidUTF8: Bool

  /// Whether there is any quote, without which a row is a line.
  let hasQuotes: Bool

  /// Where the chunk begins in its file, which is here where the rows are read from it again.
  private let fileOffset: Int
  private let file: InputFile?

  /// For each block of bytes, how many lines of the chunk end before it, and at the end how many there are.
  private let lineCounts: [Int32]
  private static let blockSize = 1 << 14

  init(_ slice: LineSlice) {
    bytes = slice.bytes
    count = slice.count
    isOverlong = slice.isOverlong
    fileOffset = slice.endOffset - slice.count
    file = nil
    isValidUTF8 = unsafe slice.bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return true }
      return unsafe CSimdJSON.isValidUTF8(start, slice.count)
    }
    var counts: [Int32] = [0]
    let span = slice.bytes.span.extracting(0..<slice.count)
    hasQuotes = firstIndex(of: UInt8(ascii: "\""), in: span, from: 0) != nil
    for start in stride(from: 0, to: slice.count, by: Self.blockSize) {
      counts.append(counts[counts.count - 1] + newlineCount(span, start..<min(start + Self.blockSize, slice.count)))
    }
    lineCounts = slice.isOverlong ? [0, 1] : counts
  }

  private init(_ chunk: CSVChunk, in file: InputFile) {
    bytes = []
    count = chunk.count
    isOverlong = chunk.isOverlong
    isValidUTF8 = chunk.isValidUTF8
    hasQuotes = chunk.hasQuotes
    fileOffset = chunk.fileOffset
    lineCounts = chunk.lineCounts
    self.file = file
  }

  /// Returns the chunk without its bytes, which are then read again from `file` where a row is looked at.
  func withoutBytes(in file: InputFile) -> CSVChunk { CSVChunk(self, in: file) }

  var lineCount: Int { Int(lineCounts[lineCounts.count - 1]) }

  func linesBefore(_ offset: Int) -> Int {
    let block = offset / Self.blockSize
    let start = block * Self.blockSize
    if let file {
      let bytes = file.readBytes(at: fileOffset + start, count: offset - start)
      return Int(lineCounts[block] + newlineCount(bytes.span, 0..<bytes.count))
    }
    let bytes = bytes
    return Int(lineCounts[block] + newlineCount(bytes.span, start..<offset))
  }

  // MARK: Rows

  /// Calls `body` with a text that holds the row at `offset` whole, and with the place where the row starts in it.
  func withRow<Result>(at offset: Int, _ body: (_ text: borrowing Span<UInt8>, _ start: Int) -> Result) -> Result {
    guard let file else {
      let bytes = bytes
      return body(bytes.span.extracting(0..<count), offset)
    }
    let rest = count - offset
    var size = min(rest, 1 << 10)
    while true {
      let bytes = file.readBytes(at: fileOffset + offset, count: size)
      if size == rest || bytes.count < size || endsWholeRow(bytes.span) { return body(bytes.span, 0) }
      size = min(rest, size * 4)
    }
  }

  /// Whether the row at the start of `text` ends before the text does.
  private func endsWholeRow(_ text: borrowing Span<UInt8>) -> Bool {
    var cursor = CSVCursor(at: 0)
    return cursor.endOfRow(text, startingAt: 0) < text.count && !cursor.isCutOff
  }

  /// Whether the row at `start` of `text` is UTF-8.
  func isValidRow(_ text: borrowing Span<UInt8>, _ start: Int) -> Bool {
    if isValidUTF8 { return true }
    let end = endOfCSVRow(text, from: start)
    return unsafe text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return true }
      return unsafe CSimdJSON.isValidUTF8(base + start, end - start)
    }
  }
}

private func newlineCount(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> Int32 {
  guard !range.isEmpty else { return 0 }
  return unsafe text.extracting(range).withUnsafeBufferPointer { buffer in
    unsafe Int32(countLineFeeds(buffer.baseAddress!, buffer.count))
  }
}

/// The names of the columns.
struct CSVHeader: Sendable {
  let names: [String]

  /// The length of the header's row.
  let endOffset: Int

  /// Reads the header at the start of `bytes`; fails where there is no name.
  init(_ bytes: [UInt8], count: Int, file: String) throws(RecordsError) {
    let text = bytes.span.extracting(0..<count)
    var cursor = CSVCursor(at: 0)
    var names: [String] = []
    var end = CSVCursor.FieldEnd.field
    while end == .field {
      end = cursor.next(text)
      names.append(cursor.string(text))
    }
    guard end == .row, names.contains(where: { !$0.isEmpty }) else { throw .noHeader(file) }
    // What is no UTF-8 was read as the replacement character.
    if names.contains(where: { $0.contains("\u{FFFD}") }) { throw .headerNotUTF8(file) }
    if names.count == 1, let mark = names[0].first(where: { ";\t|，".contains($0) }) {
      throw .otherSeparator(file, String(mark))
    }
    self.names = names
    endOffset = min(cursor.position, count)
  }

  /// Returns the place of the column `name`, if there is one; fails where there are two.
  func column(_ name: String, file: String) throws(RecordsError) -> Int? {
    let places = names.indices.filter { names[$0] == name }
    if places.count > 1 { throw .repeatedColumn(name, file: file) }
    return places.first
  }
}
