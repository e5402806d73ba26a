import PolicyDiagnostics

extension Document {
  /// The policy as one file that extends nothing, in the canonical layout; each declaration tells the file and the line
  /// that it comes from.
  ///
  /// - Parameter pathOfFile: How the new file names one that the policy names.
  package func flattenedText(_ pathOfFile: @escaping (YAMLScalar) -> String) -> String {
    var writer = FlattenedText(pathOfFile: pathOfFile)
    writer.write(entries)
    let text = writer.lines.joined(separator: "\n") + "\n"
    var ignored = DiagnosticSet()
    return canonicalLayout(of: SourceFile(path: file.path, text: text), into: &ignored) ?? text
  }
}

/// Writes a tree whose pieces come from several files; comments of the authors' stay behind.
private struct FlattenedText {
  let pathOfFile: (YAMLScalar) -> String
  private(set) var lines: [String] = []

  init(pathOfFile: @escaping (YAMLScalar) -> String) {
    self.pathOfFile = pathOfFile
  }

  mutating func write(_ entries: [YAMLEntry]) {
    for entry in entries {
      let isSection = entry.value.scalar == nil
      if isSection, !lines.isEmpty { lines.append("") }
      if entry.keyword == .import || entry.keyword == .calendar {
        writePaths(entry)
      } else if entry.keyword == .resultsOf, let policies = entry.value.entries {
        lines.append("\(entry.key.span.text):")
        for policy in policies { writePath(of: policy) }
      } else {
        write(entry, PolicyPlace.form(.policy), indent: 0, in: nil)
      }
    }
  }

  /// Writes the files that a key names, as the new file names them.
  private mutating func writePaths(_ entry: YAMLEntry) {
    let names = (entry.value.elements ?? [entry.value]).compactMap(\.scalar)
    var paths: [String] = []
    for path in names.map(pathOfFile) where !paths.contains(path) { paths.append(path) }
    let text = paths.count == 1 ? paths[0] : "[\(paths.joined(separator: ", "))]"
    lines.append("\(entry.key.span.text): \(text)")
  }

  /// Writes a named policy: its file as the new file names it, or its id.
  private mutating func writePath(of policy: YAMLEntry) {
    guard let name = policy.value.scalar else { return }
    let isFile = name.text.hasSuffix(".yaml") || name.text.hasSuffix(".yml")
    lines.append("  \(policy.key.span.text): \(isFile ? pathOfFile(name) : name.text)")
  }

  /// Writes an entry, with its origin where it is a declaration, or comes from elsewhere than what it belongs to.
  private mutating func write(_ entry: YAMLEntry, _ place: PolicyPlace, indent: Int, in file: SourceFile?) {
    let isDeclaration = if case .names = place { true } else { file == nil }
    let origin = isDeclaration || entry.key.span.file != file ? entry.key.span : entry.value.span
    let comment = isDeclaration || origin.file != file ? "  # \(origin.file.path):\(origin.startPosition.line)" : ""
    let head = String(repeating: " ", count: indent) + entry.key.span.text + ":"
    if let scalar = entry.value.scalar, scalar.style == .literal || scalar.style == .folded {
      // Quotes would turn an expression into a text.
      lines.append(head + (scalar.text.hasSuffix("\n") ? " |" : " |-") + comment)
      let margin = String(repeating: " ", count: indent + 2)
      for line in scalar.text.split(separator: "\n", omittingEmptySubsequences: false) { lines.append(margin + line) }
      if scalar.text.hasSuffix("\n") { lines.removeLast() }
    } else if let text = line(of: entry.value) {
      lines.append("\(head) \(text)\(comment)")
    } else {
      lines.append(head + comment)
      let inner = place.step(to: entry.key.text).map { PolicyPlace($0.shape) } ?? .end
      block(entry.value, inner, indent: indent + 2, in: entry.key.span.file)
    }
  }

  private mutating func block(_ node: YAMLNode, _ place: PolicyPlace, indent: Int, in file: SourceFile) {
    for entry in node.entries ?? [] { write(entry, place, indent: indent, in: file) }
    for element in node.elements ?? [] { write(element, indent: indent, in: file) }
  }

  private mutating func write(_ element: YAMLNode, indent: Int, in file: SourceFile) {
    let margin = String(repeating: " ", count: indent)
    if let text = line(of: element) { return lines.append("\(margin)- \(text)") }
    let first = lines.count
    block(element, .end, indent: indent + 2, in: file)
    guard first < lines.count else { return }
    lines[first] = "\(margin)- \(lines[first].drop { $0 == " " })"
  }

  /// The node on one line, as it was written; nil where it is a block.
  private func line(of node: YAMLNode) -> String? {
    switch node.content {
    case .scalar(let scalar): return text(of: scalar)
    case .sequence(let elements):
      let texts = elements.compactMap(line(of:))
      let isOneLine = (isFlow(node, "[") || isTableRow(node)) && texts.count == elements.count
      return isOneLine ? "[\(texts.joined(separator: ", "))]" : nil
    case .mapping(let entries):
      let texts = entries.compactMap { entry in line(of: entry.value).map { "\(entry.key.span.text): \($0)" } }
      let isWhole = texts.count == entries.count && entries.allSatisfy { $0.key.span.file == node.span.file }
      return isFlow(node, "{") && isWhole ? "{\(texts.joined(separator: ", "))}" : nil
    }
  }

  /// A text as it was written; one of a file of rows has the quotes that YAML needs.
  private func text(of scalar: YAMLScalar) -> String {
    if isInTable(scalar.span) { return isPlain(scalar.text) ? scalar.text : quoted(scalar.text) }
    guard scalar.span.text.contains("\n") else { return scalar.span.text }
    // What was plain over several lines is as plain on one.
    return scalar.style == .plain && !scalar.text.contains("\n") ? scalar.text : quoted(scalar.text)
  }

  /// Whether YAML takes a text in brackets for what it is.
  private func isPlain(_ text: String) -> Bool {
    let special = ",[]{}:#\"'&*!|>%@`?"
    return !text.contains { special.contains($0) } && !text.hasPrefix("-")
  }

  private func isTableRow(_ node: YAMLNode) -> Bool {
    isInTable(node.span) && node.elements?.allSatisfy { $0.scalar != nil } ?? false
  }

  private func isInTable(_ span: SourceSpan) -> Bool { span.file.path.hasSuffix(".csv") }

  private func isFlow(_ node: YAMLNode, _ bracket: Unicode.Scalar) -> Bool {
    node.span.start < node.span.end && node.span.file.bytes[node.span.start] == UInt8(ascii: bracket)
  }

  private func quoted(_ text: String) -> String {
    let escapes: [Character: String] = ["\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\t": "\\t"]
    return "\"\(text.map { escapes[$0] ?? String($0) }.joined())\""
  }
}
