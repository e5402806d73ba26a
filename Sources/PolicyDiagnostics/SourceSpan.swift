/// A contiguous piece of one source file, in bytes.
package struct SourceSpan: Hashable, Sendable {
  package let file: SourceFile
  package let start: Int
  package let end: Int

  package init(file: SourceFile, start: Int, end: Int) {
    precondition(0 <= start && start <= end)
    self.file = file
    self.start = start
    self.end = end
  }

  /// The file is left out: places that are kept together are mostly of one file, and its path is long.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(start)
    hasher.combine(end)
  }

  package var startPosition: SourcePosition { file.position(at: start) }
  package var endPosition: SourcePosition { file.position(at: end) }

  /// The text that the span covers.
  package var text: String { file.text(from: start, to: min(end, file.bytes.count)) }

  /// Returns the smallest span that covers this one and `other`, which is of the same file.
  package func union(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(file: file, start: min(start, other.start), end: max(end, other.end))
  }

  /// Returns whether `other` lies within this span.
  package func contains(_ other: SourceSpan) -> Bool {
    file == other.file && start <= other.start && other.end <= end
  }

  /// `path:line:column`, the form that terminals and editors turn into a link.
  package var location: String {
    let position = startPosition
    return "\(file.path):\(position.line):\(position.column)"
  }
}

extension SourceSpan {
  /// The part of the span on its first line, so that a whole mapping is not underlined.
  package var firstLine: SourceSpan {
    let line = file.lineIndex(at: start)
    let lineEnd = file.lineStart(line) + file.line(line).utf8.count
    return SourceSpan(file: file, start: start, end: max(start, min(end, lineEnd)))
  }
}
