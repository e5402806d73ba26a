import PolicyDiagnostics

/// Writes a YAML tree again, line by line, in the one canonical layout.
///
/// The author decides what is a block and what stands on one line between brackets, and which quotes a text has; the
/// writer decides indentation, blanks and the breaking of lines that are too long. Comments stay with what they stand
/// before or behind, and one blank line stays where there were any.
struct LayoutWriter {
  private let file: SourceFile
  private var comments: ArraySlice<YAMLComment>
  private var lines: [String] = []

  private static let step = 2
  private static let width = 120

  init(_ root: YAMLNode, of file: SourceFile) {
    self.file = file
    comments = YAMLComment.all(of: file, below: root)[...]
    block(root, indent: 0, end: file.bytes.count)
    flushComments(before: file.bytes.count, indent: 0)
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  // MARK: Blocks

  /// Writes a collection with one line or more for each member; `end` is where the next thing after it begins.
  private mutating func block(_ node: YAMLNode, indent: Int, end: Int) {
    switch node.content {
    case .mapping(let entries): mapping(entries, indent: indent, end: end)
    case .sequence(let elements): sequence(elements, indent: indent, end: end)
    case .scalar(let scalar): lines.append(raw(scalar.span))
    }
  }

  private mutating func mapping(_ entries: [YAMLEntry], indent: Int, end: Int) {
    for (index, entry) in entries.enumerated() {
      open(at: entry.key.span.start, indent: indent)
      let next = index + 1 < entries.count ? entries[index + 1].key.span.start : end
      value(entry.value, after: "\(blanks(indent))\(raw(entry.key.span)):", key: entry.key, indent: indent, end: next)
    }
    closeBlock(at: entries.first?.key.span.start, indent: indent, end: end)
  }

  private mutating func sequence(_ elements: [YAMLNode], indent: Int, end: Int) {
    for (index, element) in elements.enumerated() {
      open(at: element.span.start, indent: indent)
      let next = index + 1 < elements.count ? elements[index + 1].span.start : end
      self.element(element, indent: indent, end: next)
    }
    closeBlock(at: elements.first?.span.start, indent: indent, end: end)
  }

  private mutating func element(_ element: YAMLNode, indent: Int, end: Int) {
    guard let entries = element.entries, !entries.isEmpty, inline(element, after: indent + Self.step) == nil else {
      return value(element, after: "\(blanks(indent))-", key: nil, indent: indent, end: end)
    }
    // The first entry stands behind the dash; whatever its first line is, the dash takes its indentation.
    let first = lines.count
    mapping(entries, indent: indent + Self.step, end: end)
    let line = lines[first...].firstIndex { !$0.isEmpty && !$0.trimmedStart.hasPrefix("#") } ?? first
    lines[line] = "\(blanks(indent))- \(lines[line].trimmedStart)"
  }

  /// Writes a value behind `head`, which is a key or a dash: on its line if it fits, else below.
  private mutating func value(_ node: YAMLNode, after head: String, key: YAMLScalar?, indent: Int, end: Int) {
    if node.isMissing {
      lines.append(head)
    } else if let text = inline(node, after: head.unicodeScalars.count + 1) {
      lines.append("\(head) \(text)")
      if let key { takeComment(behind: key.span.end) }
      takeComment(behind: node.span.end)
    } else if let scalar = node.scalar {
      textLines(scalar, after: head, indent: indent)
    } else {
      lines.append(head)
      if let key { takeComment(behind: key.span.end) }
      block(node, indent: indent + Self.step, end: end)
    }
  }

  // MARK: Values on one line

  /// The node on one line, or nil where it is a block, holds a comment, or does not fit behind `column` characters.
  private func inline(_ node: YAMLNode, after column: Int) -> String? {
    guard !isBlock(node), !holdsComment(node), let text = line(of: node) else { return nil }
    let isOneLine = node.scalar != nil && !isBroken(node.span)
    return isOneLine || column + text.unicodeScalars.count <= Self.width ? text : nil
  }

  private func line(of node: YAMLNode) -> String? {
    switch node.content {
    case .scalar(let scalar): return folded(scalar)
    case .sequence(let elements):
      let texts = elements.compactMap(line(of:))
      return texts.count == elements.count ? "[\(texts.joined(separator: ", "))]" : nil
    case .mapping(let entries):
      let texts = entries.compactMap { entry in line(of: entry.value).map { "\(raw(entry.key.span)): \($0)" } }
      return texts.count == entries.count ? "{\(texts.joined(separator: ", "))}" : nil
    }
  }

  private func isBlock(_ node: YAMLNode) -> Bool {
    guard node.scalar == nil else { return false }
    let first = file.bytes[node.span.start]
    return first != UInt8(ascii: "{") && first != UInt8(ascii: "[")
  }

  private func holdsComment(_ node: YAMLNode) -> Bool {
    comments.contains { node.span.start < $0.start && $0.start < node.span.end }
  }

  // MARK: Texts

  /// A text on one line, or nil where its line ends have a meaning.
  private func folded(_ scalar: YAMLScalar) -> String? {
    let raw = raw(scalar.span)
    guard isBroken(scalar.span) else { return raw }
    let parts = raw.split(separator: "\n", omittingEmptySubsequences: false).map { $0.trimmed }
    let keepsLines = scalar.style == .literal || scalar.style == .folded || parts.contains("")
    return keepsLines || parts.contains { $0.hasSuffix("\\") } ? nil : parts.joined(separator: " ")
  }

  /// Writes a text of several lines behind `head`.
  private mutating func textLines(_ scalar: YAMLScalar, after head: String, indent: Int) {
    let margin = blanks(indent + Self.step)
    if let text = folded(scalar) {
      lines.append(head)
      for line in wrapped(text, width: Self.width - margin.utf8.count) { lines.append(margin + line) }
      return takeComment(behind: scalar.span.end)
    }
    let source = raw(scalar.span).split(separator: "\n", omittingEmptySubsequences: false)
    lines.append("\(head) \(source[0].trimmedEnd)")
    let body = source.dropFirst()
    let common = body.filter { !$0.trimmed.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    for line in body { lines.append(line.trimmed.isEmpty ? "" : margin + String(line.dropFirst(common)).trimmedEnd) }
  }

  private func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.unicodeScalars.count + 1 + word.unicodeScalars.count <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  private func raw(_ span: SourceSpan) -> String {
    span.text.filter { $0 != "\r" }
  }

  private func isBroken(_ span: SourceSpan) -> Bool {
    file.bytes[span.start..<span.end].contains(UInt8(ascii: "\n"))
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

  // MARK: Comments and blank lines

  /// Writes what stands above the member that begins at `start`: comments, and a blank line where there was one.
  private mutating func open(at start: Int, indent: Int) {
    flushComments(before: start, indent: indent)
    keepBlankLine(above: start)
  }

  private mutating func flushComments(before end: Int, indent: Int) {
    while let comment = comments.first, comment.start < end { writeAlone(comment, indent: indent) }
  }

  private mutating func writeAlone(_ comment: YAMLComment, indent: Int) {
    if comment.standsAlone { keepBlankLine(above: comment.start) }
    lines.append(blanks(indent) + comment.text)
    comments.removeFirst()
  }

  /// Comments below the last member of a block, as far to the right as its members, belong to the block.
  private mutating func closeBlock(at start: Int?, indent: Int, end: Int) {
    guard let start else { return }
    while let comment = comments.first, comment.start < end, comment.standsAlone,
      column(of: comment.start) >= column(of: start)
    {
      writeAlone(comment, indent: indent)
    }
  }

  /// Puts the comment on the line of `offset` behind the last line.
  private mutating func takeComment(behind offset: Int) {
    guard let comment = comments.first, !comment.standsAlone, comment.start >= offset,
      file.lineIndex(at: comment.start) == file.lineIndex(at: offset), let last = lines.last
    else { return }
    lines[lines.count - 1] = "\(last)  \(comment.text)"
    comments.removeFirst()
  }

  private mutating func keepBlankLine(above offset: Int) {
    let line = file.lineIndex(at: offset)
    guard line > 0, file.line(line - 1).trimmed.isEmpty, let last = lines.last, !last.isEmpty else { return }
    lines.append("")
  }

  private func column(of offset: Int) -> Int { offset - file.lineStart(file.lineIndex(at: offset)) }
}

extension StringProtocol {
  fileprivate var trimmedStart: String { String(drop { $0 == " " }) }

  fileprivate var trimmedEnd: String {
    var text = Substring(self)
    while let last = text.last, last == " " || last == "\t" || last == "\r" { text.removeLast() }
    return String(text)
  }

  fileprivate var trimmed: String { trimmedEnd.trimmedStart }
}
