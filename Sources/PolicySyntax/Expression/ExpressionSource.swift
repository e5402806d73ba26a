package import PolicyDiagnostics

/// The text of one expression, and where each byte of it stands in its file.
///
/// A plain YAML scalar stands in the file as it is; a quoted or folded one does not, so it brings the offset of each
/// byte.
package struct ExpressionSource: Sendable {
  package let text: String

  private let file: SourceFile
  private let start: Int

  /// The file offset of each UTF-8 byte of `text` and of its end; nil where the text stands in the file as it is.
  private let offsets: [Int]?

  /// Makes a source whose text stands in `file` unchanged from byte `start` on.
  package init(_ text: String, file: SourceFile, start: Int) {
    self.text = text
    self.file = file
    self.start = start
    self.offsets = nil
  }

  /// Makes a source from a text that was decoded.
  ///
  /// `offsets` holds the file offset of each UTF-8 byte of `text`, then that of its end; it never decreases.
  package init(_ text: String, file: SourceFile, offsets: [Int]) {
    precondition(offsets.count == text.utf8.count + 1)
    self.text = text
    self.file = file
    self.start = offsets[0]
    self.offsets = offsets
  }

  /// Returns the source of the UTF-8 bytes `range` of the text, which begin and end with whole characters.
  package func part(_ range: Range<Int>) -> ExpressionSource {
    let part = String(Substring(text.utf8.dropFirst(range.lowerBound).prefix(range.count)))
    guard let offsets else { return ExpressionSource(part, file: file, start: start + range.lowerBound) }
    return ExpressionSource(part, file: file, offsets: Array(offsets[range.lowerBound...range.upperBound]))
  }

  /// Returns the place of the UTF-8 bytes `range` of the text.
  package func span(_ range: Range<Int>) -> SourceSpan {
    SourceSpan(file: file, start: fileOffset(range.lowerBound), end: fileOffset(range.upperBound))
  }

  /// The place of the whole text.
  package var wholeSpan: SourceSpan { span(0..<text.utf8.count) }

  /// Whether a comment of YAML follows on the same line, which may have cut the text short.
  var isFollowedByComment: Bool {
    guard offsets == nil else { return false }
    let rest = file.bytes[fileOffset(text.utf8.count)...]
    return rest.first { $0 != UInt8(ascii: " ") } == UInt8(ascii: "#")
  }

  /// Whether the file begins with a key of the language in Chinese, so that its author would rather read Chinese words.
  var isOfChineseFile: Bool {
    let lines = file.bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 40)
    guard let first = lines.first(where: { $0.first != UInt8(ascii: "#") && $0.first != UInt8(ascii: " ") }) else {
      return false
    }
    let key = String(decoding: first.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
    return Keyword(spelling: key).map { $0.chinese == key } ?? false
  }

  private func fileOffset(_ offset: Int) -> Int {
    offsets?[offset] ?? start + offset
  }
}
