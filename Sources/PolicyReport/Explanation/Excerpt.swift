import PolicyDiagnostics

/// A piece of a policy as it is written, cut out only when somebody reads it.
package struct Excerpt: Hashable, Sendable {
  let span: SourceSpan

  /// Longer pieces are cut.
  private static let mostLines = 16

  /// The first line and those below it that are further in, without what all of them are in by.
  package var lines: [String] {
    let first = span.file.lineIndex(at: span.start)
    let depth = indentation(of: first)
    var last = first
    while last + 1 < span.file.lineCount {
      let isBlank = span.file.line(last + 1).allSatisfy { $0 == " " }
      if !isBlank, indentation(of: last + 1) <= depth { break }
      last += 1
    }
    var lines = (first...last).map { String(span.file.line($0).dropFirst(depth)) }
    while lines.last?.allSatisfy({ $0 == " " }) == true { lines.removeLast() }
    return lines.count > Self.mostLines ? Array(lines.prefix(Self.mostLines)) + ["…"] : lines
  }

  private func indentation(of line: Int) -> Int { span.file.line(line).prefix { $0 == " " }.count }
}
