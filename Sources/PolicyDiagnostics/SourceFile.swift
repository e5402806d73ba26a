import Synchronization

/// The text of one source file, with the table of its lines.
///
/// Files are compared by path: a compilation reads each path once.
package final class SourceFile: Sendable {
  /// How the file is named to people, relative to where the command was run.
  package let path: String

  /// The file's bytes; UTF-8 unless a diagnostic says otherwise.
  package let bytes: [UInt8]

  private let citation: Mutex<String>

  /// The offset of the first byte of each line.
  private let lineStarts: [Int]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    self.lineStarts = starts
    citation = Mutex(String(path.split(separator: "/").last ?? Substring(path)))
  }

  /// How the file is cited to those who do not know where the command was run: by its name alone until a command says
  /// better.
  package var citedPath: String { citation.withLock { $0 } }

  /// Has the file cited as `name`.
  package func cite(as name: String) {
    citation.withLock { $0 = name }
  }

  package convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  package var lineCount: Int { lineStarts.count }

  /// Returns the zero-based index of the line that holds `offset`.
  package func lineIndex(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Returns the offset of the first byte of line `index` (zero-based).
  package func lineStart(_ index: Int) -> Int { lineStarts[index] }

  /// Returns the text of line `index` (zero-based), without its line end.
  package func line(_ index: Int) -> String {
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return text(from: start, to: end)
  }

  /// Returns the bytes `start..<end` as text; what is not UTF-8 shows as U+FFFD.
  package func text(from start: Int, to end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// Returns where `offset` stands, counted as people count.
  package func position(at offset: Int) -> SourcePosition {
    let line = lineIndex(at: offset)
    let before = text(from: lineStarts[line], to: min(offset, bytes.count))
    return SourcePosition(
      line: line + 1, column: before.unicodeScalars.count + 1, utf16Column: before.utf16.count + 1)
  }
}

extension SourceFile: Hashable {
  package static func == (a: SourceFile, b: SourceFile) -> Bool { a === b || a.path == b.path }
  package func hash(into hasher: inout Hasher) { hasher.combine(path) }
}

/// A place in a file; lines and columns count from one.
package struct SourcePosition: Hashable, Sendable {
  package let line: Int

  /// The column in Unicode scalars: a Chinese character is one column.
  package let column: Int

  /// The column in UTF-16 code units, as editors count.
  package let utf16Column: Int
}
