import PolicyDiagnostics

/// One line of a source file as it is shown: what each byte becomes, and in which cell it stands.
///
/// Only a stretch around the place of interest is read, so that a line of a million characters costs no more than a
/// short one.
struct ShownLine {
  /// One visible sign, from the byte at `start` of the file up to `end`.
  struct Piece {
    let start: Int
    let end: Int
    let text: String
    let column: Int
    let width: Int
  }

  let pieces: [Piece]
  /// The cell after the last piece.
  let width: Int

  /// Reads line `index` (zero-based) of `file` around the byte `focus`.
  init(_ index: Int, of file: SourceFile, around focus: Int) {
    let (start, end) = Self.bounds(of: index, in: file)
    let from = file.characterStart(max(start, min(focus, end) - Self.reach), after: start)
    let to = file.characterStart(min(end, max(focus, start) + Self.reach), after: start)
    self.init(file.text(from: from, to: max(from, to)), at: from)
  }

  /// Shows `text`, whose first byte is at `offset`.
  init(_ text: String, at offset: Int) {
    var pieces: [Piece] = []
    var column = 0
    var start = offset
    for character in text {
      let shown = character == "\t" ? Self.tab : shownText(String(character))
      let end = start + character.utf8.count
      pieces.append(Piece(start: start, end: end, text: shown, column: column, width: shown.displayWidth))
      column += pieces[pieces.count - 1].width
      start = end
    }
    self.pieces = pieces
    self.width = column
  }

  /// Returns the cells that the bytes `start..<end` take; at least one.
  func columns(from start: Int, to end: Int) -> Range<Int> {
    let lower = pieces.first { $0.end > start }?.column ?? width
    let upper = pieces.first { $0.start >= end }?.column ?? width
    return lower..<max(lower + 1, upper)
  }

  /// Returns the bytes of line `index` without its line end.
  static func bounds(of index: Int, in file: SourceFile) -> (start: Int, end: Int) {
    let start = file.lineStart(index)
    var end = index + 1 < file.lineCount ? file.lineStart(index + 1) - 1 : file.bytes.count
    if end > start, file.bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return (start, end)
  }

  /// How many bytes are read on each side of the place of interest.
  private static let reach = 2_000
  private static let tab = "    "
}

extension SourceFile {
  /// Returns the offset of the character that the byte at `offset` belongs to, no less than `limit`.
  func characterStart(_ offset: Int, after limit: Int) -> Int {
    var start = offset
    while start > limit, start > offset - 4, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }
}
