import PolicyDiagnostics

/// The lines of one file that a diagnostic points at, each with its underlines.
struct SourceSnippet {
  /// One underline.
  struct Mark {
    let start: Int
    let end: Int
    let sign: Character
    let role: TextRole
    let message: String?
  }

  let file: SourceFile
  /// The marks of each line (zero-based), in the order in which they were added.
  private(set) var marks: [Int: [Mark]] = [:]

  init(file: SourceFile) {
    self.file = file
  }

  /// The largest line number that is shown.
  var lastLineNumber: Int { (marks.keys.max() ?? 0) + 1 }

  /// Underlines `span`: one line whole, of several lines the first and the last.
  mutating func add(_ span: SourceSpan, sign: Character, role: TextRole, message: String?) {
    let start = min(span.start, file.bytes.count)
    let end = trimmedEnd(of: start..<max(start, min(span.end, file.bytes.count)))
    let first = file.lineIndex(at: start)
    let last = file.lineIndex(at: end)
    if first == last {
      marks[first, default: []].append(Mark(start: start, end: end, sign: sign, role: role, message: message))
      return
    }
    let firstEnd = ShownLine.bounds(of: first, in: file).end
    marks[first, default: []].append(Mark(start: start, end: firstEnd, sign: sign, role: role, message: nil))
    marks[last, default: []].append(
      Mark(start: textStart(of: last), end: end, sign: sign, role: role, message: message))
  }

  /// Returns the end of `range` without the blanks and line ends before it.
  private func trimmedEnd(of range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, file.bytes[end - 1].isBlank { end -= 1 }
    return end == range.lowerBound
      ? min(range.upperBound, ShownLine.bounds(of: file.lineIndex(at: end), in: file).end) : end
  }

  private func textStart(of line: Int) -> Int {
    let (start, end) = ShownLine.bounds(of: line, in: file)
    return (start..<end).first { !file.bytes[$0].isBlank } ?? start
  }
}

extension UInt8 {
  /// Whether the byte is a space, a tab or part of a line end.
  fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

// MARK: Drawing

/// Draws the lines of a snippet beside a gutter of line numbers.
struct SnippetRenderer {
  let style: TextStyle
  /// The cells of a terminal's line.
  let width: Int
  /// The cells of the largest line number.
  let gutter: Int

  /// Returns the lines of `snippet`, each with its line end.
  func text(of snippet: SourceSnippet) -> String {
    var text = bar() + "\n"
    var previous: Int?
    for line in snippet.marks.keys.sorted() {
      text += gap(from: previous, to: line, in: snippet.file)
      text += marked(line, snippet.marks[line] ?? [], in: snippet.file)
      previous = line
    }
    return text
  }

  /// Returns the gutter of a line without a number.
  func bar() -> String {
    String(repeating: " ", count: gutter + 1) + style.paint("|", as: .gutter)
  }

  /// Returns the gutter of line `number` (from one), with `sign` between the number and the text.
  func numbered(_ number: Int, sign: String = "|", role: TextRole = .gutter) -> String {
    style.paint(String(number).padded(toWidth: gutter, .right), as: .gutter) + " " + style.paint(sign, as: role)
  }

  /// Returns the cells of `line` that are shown: all of them, or a window around `focus`.
  func window(of line: ShownLine, around focus: Range<Int>) -> ShownWindow {
    ShownWindow(of: line, around: focus, width: max(20, width - gutter - 3))
  }

  /// Returns what stands for the lines between two marked ones.
  private func gap(from previous: Int?, to line: Int, in file: SourceFile) -> String {
    guard let previous, line > previous + 1 else { return "" }
    if line > previous + 2 { return style.paint("...", as: .gutter) + "\n" }
    return plain(previous + 1, in: file)
  }

  private func plain(_ line: Int, in file: SourceFile) -> String {
    let shown = ShownLine(line, of: file, around: file.lineStart(line))
    return (numbered(line + 1) + " " + window(of: shown, around: 0..<0).text).withoutTrailingSpaces + "\n"
  }

  private func marked(_ line: Int, _ marks: [SourceSnippet.Mark], in file: SourceFile) -> String {
    guard let first = marks.first else { return plain(line, in: file) }
    let shown = ShownLine(line, of: file, around: first.start)
    let window = window(of: shown, around: shown.columns(from: first.start, to: first.end))
    var text = (numbered(line + 1) + " " + window.text).withoutTrailingSpaces + "\n"
    for mark in marks {
      text += bar() + " " + underline(mark, window.visible(shown.columns(from: mark.start, to: mark.end))) + "\n"
    }
    return text
  }

  private func underline(_ mark: SourceSnippet.Mark, _ cells: Range<Int>) -> String {
    let signs = String(repeating: mark.sign, count: cells.count)
    let message = mark.message.map { " " + $0 } ?? ""
    return String(repeating: " ", count: cells.lowerBound) + style.paint(signs + message, as: mark.role)
  }
}

/// The part of a line that fits the terminal, with `...` where something is cut off.
struct ShownWindow {
  let text: String
  /// The first cell of the line that is shown, and where it stands.
  private let start: Int
  private let leftMargin: Int
  private let end: Int

  init(of line: ShownLine, around focus: Range<Int>, width: Int) {
    let start = Self.start(of: line, around: focus, width: width)
    let margin = start > 0 ? Self.ellipsis.count : 0
    let isCutRight = line.width - start + margin > width
    let room = width - margin - (isCutRight ? Self.ellipsis.count : 0)
    let pieces = line.pieces.filter { $0.column >= start && $0.column + $0.width <= start + room }
    // A wide sign that straddles the cut leaves a cell empty, which a space fills.
    let lead = (pieces.first?.column ?? start) - start
    self.start = start
    self.leftMargin = margin
    self.end = pieces.last.map { $0.column + $0.width } ?? start
    self.text =
      (margin > 0 ? Self.ellipsis : "") + String(repeating: " ", count: lead) + pieces.map(\.text).joined()
      + (isCutRight ? Self.ellipsis : "")
  }

  /// Returns where the cells of the line stand in the window; at least one cell at its edge.
  func visible(_ cells: Range<Int>) -> Range<Int> {
    let lower = min(max(cells.lowerBound, start), max(start, end))
    let upper = max(lower + 1, min(cells.upperBound, end))
    return lower - start + leftMargin..<upper - start + leftMargin
  }

  private static let ellipsis = "..."

  private static func start(of line: ShownLine, around focus: Range<Int>, width: Int) -> Int {
    guard line.width > width, focus.upperBound > width - 2 * ellipsis.count else { return 0 }
    // The focus stands in the middle; one that is wider than the window begins near its left edge.
    let context = max(width / 4, (width - focus.count) / 2) - ellipsis.count
    return max(0, min(focus.lowerBound - context, line.width - width + ellipsis.count))
  }
}
