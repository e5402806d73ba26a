import PolicyDiagnostics

/// A comment of a YAML file, which its tree does not hold.
struct YAMLComment {
  /// The text from `#` to the end of the line, without white space after it.
  let text: String
  let start: Int

  /// Whether nothing but white space stands before it on its line.
  let standsAlone: Bool
}

extension YAMLComment {
  /// Returns the comments of `file`, whose tree is `root`, in written order.
  static func all(of file: SourceFile, below root: YAMLNode) -> [YAMLComment] {
    var scalars = root.scalarSpans[...]
    var comments: [YAMLComment] = []
    var offset = 0
    while offset < file.bytes.count {
      while let first = scalars.first, first.end <= offset { scalars.removeFirst() }
      if let first = scalars.first, first.start <= offset, first.end > offset {
        offset = first.end
      } else if begins(at: offset, in: file) {
        let comment = comment(at: offset, in: file)
        comments.append(comment)
        offset += comment.text.utf8.count
      } else {
        offset += 1
      }
    }
    return comments
  }

  /// A `#` begins a comment at the start of a line or after white space.
  private static func begins(at offset: Int, in file: SourceFile) -> Bool {
    guard file.bytes[offset] == UInt8(ascii: "#") else { return false }
    return offset == 0 || isSpace(file.bytes[offset - 1])
  }

  private static func comment(at offset: Int, in file: SourceFile) -> YAMLComment {
    let lineStart = file.lineStart(file.lineIndex(at: offset))
    var end = file.bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? file.bytes.count
    while isSpace(file.bytes[end - 1]) { end -= 1 }
    return YAMLComment(
      text: file.text(from: offset, to: end), start: offset,
      standsAlone: file.bytes[lineStart..<offset].allSatisfy(isSpace))
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
  }
}

extension YAMLNode {
  /// The places of all keys and texts, in written order.
  fileprivate var scalarSpans: [SourceSpan] {
    switch content {
    case .scalar(let scalar): scalar.isMissing ? [] : [scalar.span]
    case .sequence(let elements): elements.flatMap(\.scalarSpans)
    case .mapping(let entries): entries.flatMap { [$0.key.span] + $0.value.scalarSpans }
    }
  }
}
