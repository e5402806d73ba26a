import CSimdJSON

/// A CSV file in memory, in chunks of whole rows.
struct CSVTable: Sendable {
  /// The file's name, for people.
  let file: String
  let header: CSVHeader
  var chunks: [CSVChunk] = []
  var byteCount = 0

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
  let bytes: [UInt8]
  let count: Int

  /// Whether this stands for one line that is too long to be read.
  let isOverlong: Bool
  let isValidUTF8: Bool

  /// Whether there is any quote, without which a row is a line.
  let hasQuotes: Bool

  /// For each block of bytes, how many lines of the chunk end before it, and at the end how many there are.
  private let lineCounts: [Int32]
  private static let blockSize = 1 << 14

  init(_ slice: LineSlice) {
    bytes = slice.bytes
    count = slice.count
    isOverlong = slice.isOverlong
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

  var lineCount: Int { Int(lineCounts[lineCounts.count - 1]) }

  func linesBefore(_ offset: Int) -> Int {
    let block = offset / Self.blockSize
    let bytes = bytes
    return Int(lineCounts[block] + newlineCount(bytes.span, block * Self.blockSize..<offset))
  }

  /// Whether the row at `start` is UTF-8.
  func isValidRow(_ start: Int) -> Bool {
    if isValidUTF8 { return true }
    let bytes = bytes
    let end = endOfCSVRow(bytes.span.extracting(0..<count), from: start)
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return true }
      return unsafe CSimdJSON.isValidUTF8(base + start, end - start)
    }
  }
}

/// Counts line feeds, eight bytes at a time.
private func newlineCount(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> Int32 {
  let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  var count = 0
  var place = range.lowerBound
  while place + 8 <= range.upperBound {
    // The high bit of each byte that is a line feed, and of no other.
    let word = loadWord(text, at: place) ^ 0x0A0A_0A0A_0A0A_0A0A
    count &+= (~(((word & low) &+ low) | word | low)).nonzeroBitCount
    place += 8
  }
  while place < range.upperBound {
    count &+= text[place] == UInt8(ascii: "\n") ? 1 : 0
    place += 1
  }
  return Int32(count)
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
