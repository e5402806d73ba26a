package import PolicyDiagnostics

/// Returns the value that `file` holds, and adds what is wrong with its YAML to `diagnostics`.
///
/// The result is nil where the YAML is not what its author meant, so that one mistake gives one message; a duplicate
/// key is reported and dropped, and the rest returned. The work and the memory are bounded by the size of the file,
/// which is bounded itself.
package func parseYAML(_ file: SourceFile, into diagnostics: inout DiagnosticSet) -> YAMLNode? {
  guard let text = YAMLText(checking: file, into: &diagnostics) else { return nil }
  var builder = YAMLTreeBuilder(text)
  let node = builder.document()
  diagnostics.formUnion(builder.diagnostics)
  return node
}

/// Why the building of a tree stopped.
private struct YAMLStop: Error {
  let diagnostic: Diagnostic
}

/// Builds the tree from libyaml's events.
private struct YAMLTreeBuilder: ~Copyable {
  private(set) var diagnostics = DiagnosticSet()

  private let text: YAMLText
  private var reader: YAMLEventReader
  private var context = YAMLErrorContext()
  private var depth = 0
  private var nodeCount = 0
  private var reportCount = 0

  /// Whether the tree says what its author meant, as far as YAML can tell.
  private var isSound = true

  private static let maximumDepth = 64
  private static let maximumNodes = 200_000
  private static let maximumScalarBytes = 64 << 10
  private static let maximumReports = 50

  init(_ text: YAMLText) {
    self.text = text
    self.reader = YAMLEventReader(text.bytes[text.contentStart...])
  }

  /// Returns the value of the only document.
  mutating func document() -> YAMLNode? {
    do throws(YAMLStop) {
      let root = try readDocument()
      return isSound ? root : nil
    } catch {
      diagnostics.insert(error.diagnostic)
      return nil
    }
  }

  private mutating func readDocument() throws(YAMLStop) -> YAMLNode {
    _ = try next()
    let opening = try next()
    guard case .documentStart = opening.content else { throw YAMLStop(diagnostic: .emptyDocument(in: text.file)) }
    try refuseDirective(at: opening)
    let root = try node(try next())
    if root.isMissing, isSound { throw YAMLStop(diagnostic: .emptyDocument(in: text.file)) }
    if let colon = root.scalar?.fullWidthColon { throw YAMLStop(diagnostic: .fullWidthColon(at: colon)) }
    _ = try next()
    let after = try next()
    if case .documentStart = after.content {
      throw YAMLStop(diagnostic: .severalDocuments(at: text.span(text.restOfLine(from: start(of: after)))))
    }
    return root
  }

  private func refuseDirective(at event: YAMLEvent) throws(YAMLStop) {
    let start = start(of: event)
    guard text.byte(at: start) == UInt8(ascii: "%") else { return }
    throw YAMLStop(diagnostic: .directive(at: text.span(text.restOfLine(from: start))))
  }
}

// MARK: Values

extension YAMLTreeBuilder {
  private mutating func node(_ event: YAMLEvent) throws(YAMLStop) -> YAMLNode {
    try countNode(at: event)
    refuseProperties(of: event)
    switch event.content {
    case .scalar(let value, let style):
      let scalar = try scalar(value, style, event)
      return YAMLNode(content: .scalar(scalar), span: scalar.span)
    case .sequenceStart: return try collection(event) { builder, event throws(YAMLStop) in try builder.sequence(event) }
    case .mappingStart: return try collection(event) { builder, event throws(YAMLStop) in try builder.mapping(event) }
    default: return alias(event)
    }
  }

  private mutating func countNode(at event: YAMLEvent) throws(YAMLStop) {
    nodeCount += 1
    guard nodeCount > Self.maximumNodes else { return }
    throw YAMLStop(diagnostic: .tooManyValues(limit: Self.maximumNodes, at: place(of: event)))
  }

  private mutating func collection(
    _ event: YAMLEvent, _ read: (inout Self, YAMLEvent) throws(YAMLStop) -> YAMLNode
  ) throws(YAMLStop) -> YAMLNode {
    guard depth < Self.maximumDepth else {
      throw YAMLStop(diagnostic: .nestingTooDeep(limit: Self.maximumDepth, at: place(of: event)))
    }
    depth += 1
    defer { depth -= 1 }
    guard isFlow(event) else { return try read(&self, event) }
    context.openBrackets.append(start(of: event))
    let node = try read(&self, event)
    context.openBrackets.removeLast()
    if let slip = YAMLFlowSlip.find(in: node, of: text) { refuse(slip) }
    return node
  }

  private mutating func scalar(
    _ value: String, _ style: YAMLScalar.Style, _ event: YAMLEvent
  ) throws(YAMLStop) -> YAMLScalar {
    var range = start(of: event)..<end(of: event)
    guard value.utf8.count <= Self.maximumScalarBytes else {
      throw YAMLStop(diagnostic: .textTooLong(limit: Self.maximumScalarBytes, at: place(of: event)))
    }
    if style == .literal || style == .folded { range = range.lowerBound..<text.trimmed(range).upperBound }
    let scalar = YAMLScalar(text: value, style: style, span: text.span(range))
    if !scalar.isMissing { context.lastScalar = scalar }
    return scalar
  }

  private mutating func sequence(_ start: YAMLEvent) throws(YAMLStop) -> YAMLNode {
    var elements: [YAMLNode] = []
    while true {
      let event = try next()
      if case .sequenceEnd = event.content {
        let span = span(from: start, to: event, last: elements.last?.span)
        return YAMLNode(content: .sequence(elements), span: span)
      }
      elements.append(try node(event))
    }
  }

  private mutating func alias(_ event: YAMLEvent) -> YAMLNode {
    let span = text.span(start(of: event)..<end(of: event))
    refuse(.alias(span.text, at: span))
    return YAMLNode(content: .scalar(YAMLScalar(text: "", style: .plain, span: span)), span: span)
  }

  /// Refuses an anchor or a tag; libyaml puts the start of the value at the first of them.
  private mutating func refuseProperties(of event: YAMLEvent) {
    guard event.hasProperties else { return }
    let start = start(of: event)
    let span = text.span(text.word(at: start))
    refuse(text.byte(at: start) == UInt8(ascii: "&") ? .anchor(span.text, at: span) : .tag(span.text, at: span))
  }
}

// MARK: Mappings

/// Finds the keys of one mapping again. A few keys are faster compared one by one than kept in a table.
private struct YAMLKeys {
  private var places: [String: SourceSpan] = [:]

  private static let fewest = 16

  /// Returns where `key` stands among the entries read so far; each call but one that returns a place adds its key.
  mutating func place(of key: YAMLScalar, in entries: [YAMLEntry]) -> SourceSpan? {
    guard entries.count >= Self.fewest else { return entries.first { $0.key.text == key.text }?.key.span }
    if places.isEmpty { for entry in entries { places[entry.key.text] = entry.key.span } }
    if let earlier = places[key.text] { return earlier }
    places[key.text] = key.span
    return nil
  }
}

extension YAMLTreeBuilder {
  private mutating func mapping(_ start: YAMLEvent) throws(YAMLStop) -> YAMLNode {
    var entries: [YAMLEntry] = []
    var keys = YAMLKeys()
    var first: SourceSpan?
    while true {
      let event = try next()
      if case .mappingEnd = event.content {
        let span = span(from: start, to: event, first: first, last: entries.last?.span)
        return YAMLNode(content: .mapping(entries), span: span)
      }
      let key = try node(event)
      first = first ?? key.span
      guard let entry = try entry(key) else { continue }
      if let earlier = keys.place(of: entry.key, in: entries) {
        report(.duplicateKey(entry.key.text, at: entry.key.span, first: earlier))
      } else {
        entries.append(entry)
      }
    }
  }

  /// Reads the value of `key`; returns nil, and reports, where the key is not one.
  private mutating func entry(_ key: YAMLNode) throws(YAMLStop) -> YAMLEntry? {
    if let scalar = key.scalar, scalar.style == .plain, scalar.text == "<<" {
      refuse(.mergeKey(at: key.span))
      try skipMergedValue()
      return nil
    }
    let value = try node(try next())
    guard let scalar = key.scalar else {
      refuse(.keyNotText(kind: key.kind, at: key.span))
      return nil
    }
    if let space = strayFullWidthSpace(around: scalar) { refuse(.fullWidthSpace(at: space)) }
    if let colon = fullWidthMapping(in: value, of: scalar) { refuse(.fullWidthColon(at: colon)) }
    return YAMLEntry(key: scalar, value: value)
  }

  /// The merge key is reported already; the alias that follows it is the same mistake.
  private mutating func skipMergedValue() throws(YAMLStop) {
    let event = try next()
    if case .alias = event.content { return }
    _ = try node(event)
  }

  /// A full-width space at the margin of a key, where a blank was meant.
  private func strayFullWidthSpace(around key: YAMLScalar) -> SourceSpan? {
    guard key.style == .plain else { return nil }
    let scalars = key.text.unicodeScalars
    if let first = scalars.first, isWideSpace(first) { return key.span(of: 0..<UTF8.width(first)) }
    guard let last = scalars.last, isWideSpace(last) else { return nil }
    let count = key.text.utf8.count
    return key.span(of: count - UTF8.width(last)..<count)
  }

  private func isWideSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == "\u{3000}" || scalar == "\u{A0}" }

  /// The first full-width colon of a text below its key, each of whose several lines reads `标题：…`.
  private func fullWidthMapping(in value: YAMLNode, of key: YAMLScalar) -> SourceSpan? {
    guard let scalar = value.scalar, scalar.style == .plain, !text.isSameLine(scalar.span.start, scalar.span.end),
      !text.isSameLine(key.span.end, scalar.span.start), let colon = scalar.fullWidthColon
    else { return nil }
    var start = scalar.span.start
    while start < scalar.span.end {
      let line = text.trimmed(start..<text.line(at: start).upperBound)
      guard line.isEmpty || leadingFullWidthColon(in: text.bytes[line]) != nil else { return nil }
      start = text.line(at: start).upperBound + 1
      while start < scalar.span.end, isBlank(text.bytes[start]) || isBreak(text.bytes[start]) { start += 1 }
    }
    return colon
  }
}

// MARK: Events and places

extension YAMLTreeBuilder {
  private mutating func next() throws(YAMLStop) -> YAMLEvent {
    do throws(YAMLProblem) {
      return try reader.next()
    } catch {
      throw YAMLStop(diagnostic: YAMLSyntaxError(error, context, text).diagnostic)
    }
  }

  private func start(of event: YAMLEvent) -> Int { text.offset(ofCharacter: event.start) }
  private func end(of event: YAMLEvent) -> Int { text.offset(ofCharacter: event.end) }

  private func isFlow(_ event: YAMLEvent) -> Bool {
    let byte = text.byte(at: start(of: event))
    let isOpen = byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")
    return isOpen && event.end > event.start
  }

  /// The first character of what `event` begins, for messages about a limit.
  private func place(of event: YAMLEvent) -> SourceSpan {
    text.span(text.character(at: start(of: event)))
  }

  /// The span of a collection: brackets have their own ends, and what is indented ends with its last value.
  private func span(
    from start: YAMLEvent, to end: YAMLEvent, first: SourceSpan? = nil, last: SourceSpan?
  ) -> SourceSpan {
    let begin = self.start(of: start)
    if isFlow(start), end.end > end.start { return text.span(begin..<self.end(of: end)) }
    let from = first?.start ?? begin
    return text.span(from..<max(from, last?.end ?? first?.end ?? from))
  }

  /// Reports a mistake that leaves the tree sound.
  private mutating func report(_ diagnostic: Diagnostic) {
    reportCount += 1
    if reportCount <= Self.maximumReports { diagnostics.insert(diagnostic) }
  }

  /// Reports a mistake after which the tree is not what the author meant.
  private mutating func refuse(_ diagnostic: Diagnostic) {
    isSound = false
    report(diagnostic)
  }
}
