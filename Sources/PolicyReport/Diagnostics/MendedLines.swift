import PolicyDiagnostics

/// The source lines that a fix-it touches, as they are once it is done.
struct MendedLines {
  private let fixIt: FixIt
  private let firstLine: Int
  private let lines: [Substring]
  private let prefixStart: Int
  private let isInsertion: Bool

  init(_ fixIt: FixIt) {
    let file = fixIt.span.file
    let start = min(fixIt.span.start, file.bytes.count)
    let end = max(start, min(fixIt.span.end, file.bytes.count))
    let firstLine = file.lineIndex(at: start)
    let (lineStart, _) = ShownLine.bounds(of: firstLine, in: file)
    let lineEnd = ShownLine.bounds(of: file.lineIndex(at: end), in: file).end
    let prefixStart = file.characterStart(max(lineStart, start - Self.reach), after: lineStart)
    let suffixEnd = file.characterStart(min(max(end, lineEnd), end + Self.reach), after: end)
    let mended = file.text(from: prefixStart, to: start) + fixIt.replacement + file.text(from: end, to: suffixEnd)
    self.fixIt = fixIt
    self.firstLine = firstLine
    self.lines = mended.split(separator: "\n", maxSplits: Self.mostLines, omittingEmptySubsequences: false)
    self.prefixStart = prefixStart
    self.isInsertion = start == end
  }

  /// The largest line number that is shown.
  var lastLineNumber: Int { firstLine + min(lines.count, Self.mostLines) }

  /// Returns the mended lines: `~` marks a line that changes, `+` a line that is new.
  func text(_ renderer: SnippetRenderer) -> String {
    var text = ""
    for (index, line) in lines.prefix(Self.mostLines).enumerated() {
      let role: TextRole = .good
      let shown = ShownLine(String(line), at: index == 0 ? prefixStart : 0)
      let focus = index == 0 ? replaced(in: shown) : 0..<0
      let window = renderer.window(of: shown, around: focus)
      let gutter = renderer.numbered(firstLine + index + 1, sign: index == 0 ? "~" : "+", role: role)
      text += (gutter + " " + window.text).withoutTrailingSpaces + "\n"
      if index == 0 { text += underline(window.visible(focus), renderer) }
    }
    return lines.count > Self.mostLines ? text + renderer.style.paint("...", as: .gutter) + "\n" : text
  }

  /// Returns the cells of the new text in the first line.
  private func replaced(in line: ShownLine) -> Range<Int> {
    let start = fixIt.span.start
    let inserted = fixIt.replacement.split(separator: "\n", omittingEmptySubsequences: false).first ?? ""
    return line.columns(from: start, to: start + inserted.utf8.count)
  }

  private func underline(_ cells: Range<Int>, _ renderer: SnippetRenderer) -> String {
    if fixIt.replacement.isEmpty { return "" }
    let signs = String(repeating: isInsertion ? "+" : "~", count: cells.count)
    return renderer.bar() + String(repeating: " ", count: cells.lowerBound + 1)
      + renderer.style.paint(signs, as: .good) + "\n"
  }

  private static let mostLines = 6
  /// How many bytes of the line are shown on each side of the new text, at most.
  private static let reach = 2_000
}
