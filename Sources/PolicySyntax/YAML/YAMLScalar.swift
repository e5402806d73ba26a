package import PolicyDiagnostics

/// A text of a YAML file, which has no type: `NO`, `1:30` and `010101` stay what was typed.
package struct YAMLScalar: Sendable {
  /// The text without quotes and escapes, its lines folded as its style says.
  package let text: String

  package let style: Style

  /// The text as it stands in the file, with its quotes or its `|` or `>`, without white space after it.
  package let span: SourceSpan

  private let map: YAMLPositionMap

  package enum Style: Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  init(text: String, style: Style, span: SourceSpan) {
    self.text = text
    self.style = style
    self.span = span
    self.map = YAMLPositionMap(of: text, style: style, span: span)
  }

  /// Whether nothing is written; `""` is an empty text and not a missing one.
  package var isMissing: Bool { style == .plain && text.isEmpty }

  /// Whether the text stands between quotes of either kind.
  package var isQuoted: Bool { style == .singleQuoted || style == .doubleQuoted }

  /// Returns where the UTF-8 offsets `range` of `text` stand in the file.
  ///
  /// An escape such as `\u4e2d` and a folded line end are covered whole. An empty range is a place between characters.
  package func span(of range: Range<Int>) -> SourceSpan {
    let start = map.start(of: range.lowerBound)
    let end = range.isEmpty ? start : map.end(of: range.upperBound - 1)
    return SourceSpan(file: span.file, start: start, end: max(start, end))
  }

  /// The colon of a plain text that reads `标题：…`, where a key was most likely meant.
  package var fullWidthColon: SourceSpan? {
    guard style == .plain, let offset = leadingFullWidthColon(in: Array(text.utf8)) else { return nil }
    return span(of: offset..<offset + fullWidthColonBytes.count)
  }
}
