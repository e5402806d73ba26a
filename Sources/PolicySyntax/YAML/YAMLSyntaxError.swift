import PolicyDiagnostics

/// What the tree builder knows about the place where libyaml gave up.
struct YAMLErrorContext {
  /// Where the collections in brackets that are still open began, outermost first.
  var openBrackets: [Int] = []

  /// The last text that was read.
  var lastScalar: YAMLScalar?
}

/// Says in the author's words what libyaml says in its own.
///
/// libyaml names the place where it could not go on, which is seldom the place of the mistake. So each of its problems
/// leads to the few slips that cause it, looked for in the source around the place; a general message is the last
/// resort.
struct YAMLSyntaxError {
  private let problem: String
  private let scanned: String
  private let context: YAMLErrorContext
  private let text: YAMLText

  /// Where reading stopped.
  private let place: Int

  /// Where the thing that was being read began; the start of the file where libyaml gives none.
  private let origin: Int

  init(_ problem: YAMLProblem, _ context: YAMLErrorContext, _ text: YAMLText) {
    self.problem = problem.problem
    self.scanned = problem.context
    self.context = context
    self.text = text
    self.place = text.offset(ofCharacter: problem.index)
    self.origin = text.offset(ofCharacter: problem.contextIndex)
  }

  var diagnostic: Diagnostic {
    tabs ?? known ?? .invalidYAML(at: text.span(text.word(at: place)))
  }

  private var known: Diagnostic? {
    switch scanned {
    case "while scanning a quoted scalar": return .unclosedQuote(at: openQuote)
    case "while parsing a quoted scalar": return escape
    case "while scanning a block scalar": return blockScalar
    case "while scanning a simple key": return simpleKey
    case "while scanning an anchor", "while scanning an alias":
      return .reservedCharacter(at: text.span(text.word(at: origin)))
    case "while scanning a tag", "while parsing a tag":
      return .tag(text.string(text.word(at: origin)), at: text.span(text.word(at: origin)))
    case "while scanning for the next token": return strayCharacter
    default: return scanned.hasSuffix("directive") ? directive : structure
    }
  }

  private var structure: Diagnostic? {
    switch problem {
    case "mapping values are not allowed in this context": colonTooMany
    case "block sequence entries are not allowed in this context": .dashInValue(at: text.span(place..<place + 1))
    case "mapping keys are not allowed in this context": .reservedCharacter(at: text.span(text.word(at: place)))
    case "found unexpected ':'": .missingSpaceAfterColon(at: text.span(place..<place + 1))
    case "found undefined tag handle": .tag(text.string(text.word(at: place)), at: text.span(text.word(at: place)))
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'": flow
    case "did not find expected node content": missingContent
    case "did not find expected key", "did not find expected '-' indicator",
      "did not find expected <document start>":
      block
    default: problem.contains("YAML") ? directive : nil
    }
  }
}

// MARK: Characters

extension YAMLSyntaxError {
  /// A tab in the indentation of the line.
  private var tabs: Diagnostic? {
    let line = text.line(at: place)
    var end = line.lowerBound
    while end < line.upperBound, isBlank(text.bytes[end]) { end += 1 }
    let blanks = line.lowerBound..<end
    guard blanks.upperBound >= min(place, end), text.bytes[blanks].contains(UInt8(ascii: "\t")) else {
      guard text.byte(at: place) == UInt8(ascii: "\t") else { return nil }
      return .tab(at: text.span(place..<place + 1), spaces: " ")
    }
    // A text between quotes that is not closed is its own mistake, wherever the file ends.
    guard scanned != "while scanning a quoted scalar" else { return nil }
    let spaces = text.bytes[blanks].map { $0 == UInt8(ascii: "\t") ? "  " : " " }.joined()
    return .tab(at: text.span(blanks), spaces: spaces)
  }

  private var strayCharacter: Diagnostic {
    switch text.byte(at: place) {
    case UInt8(ascii: ">"), UInt8(ascii: "|"):
      .blockIndicator(at: text.span(valueInBrackets ?? keyInBrackets ?? text.word(at: place)))
    default: .reservedCharacter(at: text.span(text.word(at: place)))
    }
  }

  /// In brackets, the value that covers the place.
  private var valueInBrackets: Range<Int>? {
    guard let open = context.openBrackets.last else { return nil }
    return YAMLFlowEntry.find(in: text, open: open, covering: place)?.value
  }

  /// In brackets, the key that begins at the place.
  private var keyInBrackets: Range<Int>? {
    guard colon(in: text.restOfLine(from: place)) != nil else { return nil }
    let key = keyOrValue(from: place)
    return text.bytes[key].contains { ",]}".utf8.contains($0) } ? nil : key
  }

  private var blockScalar: Diagnostic? {
    guard problem == "did not find expected comment or line break" else { return nil }
    return .blockIndicator(at: text.span(keyOrValue(from: origin)))
  }

  private var escape: Diagnostic {
    var start = place
    while start > origin, text.byte(at: start) != UInt8(ascii: "\\") { start -= 1 }
    return .invalidEscape(at: text.span(start..<text.character(at: start + 1).upperBound))
  }

  private var openQuote: SourceSpan { text.span(text.restOfLine(from: origin)) }

  private var directive: Diagnostic { .directive(at: text.span(text.restOfLine(from: origin))) }
}

// MARK: Keys and colons

extension YAMLSyntaxError {
  /// A line that should have been a key with its value.
  private var simpleKey: Diagnostic {
    let line = text.restOfLine(from: origin)
    if let colon = fullWidthColon(in: line) ?? colonWithoutSpace(in: line) { return colon }
    if let slip = dashWithoutSpace(at: origin) ?? halfOpenRange { return slip }
    if line.count > 1024 { return .keyTooLong(at: text.span(text.character(at: origin))) }
    if let adjoining = textAfterQuote { return adjoining }
    return .missingColon(after: text.string(line), at: text.span(line))
  }

  /// A second colon on the line; or a first one, below a line that was no key.
  private var colonTooMany: Diagnostic {
    let line = text.line(at: place)
    if let first = colon(in: line.lowerBound..<place) {
      return .colonInValue(at: text.span(text.restOfLine(from: valueStart(after: first))))
    }
    if let colon = fullWidthColon(in: text.trimmed(line.lowerBound..<place)) { return colon }
    return lineAbove(line) ?? .wrongIndentation(at: text.span(text.trimmed(line.lowerBound..<place)), of: nil)
  }

  /// What the line above the key should have been, where it is no key itself.
  private func lineAbove(_ line: Range<Int>) -> Diagnostic? {
    var found: Diagnostic?
    var next = previousLine(of: line)
    // YAML joins such lines to one text, so the first of them is the mistake.
    while let above = next, let diagnostic = keyless(above) {
      found = diagnostic
      next = previousLine(of: text.line(at: above.lowerBound))
    }
    return found
  }

  private func keyless(_ line: Range<Int>) -> Diagnostic? {
    if let colon = fullWidthColon(in: line) { return colon }
    if let colon = colonWithoutSpace(in: line) { return colon }
    guard colon(in: line) == nil, text.byte(at: line.upperBound - 1) != UInt8(ascii: ":") else { return nil }
    return text.byte(at: line.lowerBound) == UInt8(ascii: "-")
      ? nil : .missingColon(after: text.string(line), at: text.span(line))
  }

  /// Returns the nearest line above that holds something, without indentation and comment.
  private func previousLine(of line: Range<Int>) -> Range<Int>? {
    var line = line
    while text.file.lineIndex(at: line.lowerBound) > 0 {
      line = text.line(at: text.file.lineStart(text.file.lineIndex(at: line.lowerBound)) - 1)
      let written = text.restOfLine(from: text.trimmed(line).lowerBound)
      if !written.isEmpty { return written }
    }
    return nil
  }

  private func fullWidthColon(in line: Range<Int>) -> Diagnostic? {
    let start = afterQuotedWord(line)
    guard let offset = start > line.lowerBound ? 0 : leadingFullWidthColon(in: text.bytes[line]),
      text.bytes[(start + offset)...].starts(with: fullWidthColonBytes)
    else { return nil }
    return .fullWidthColon(at: text.span(start + offset..<start + offset + fullWidthColonBytes.count))
  }

  /// Returns where the line goes on after a word in quotes; the line's start where it begins otherwise.
  private func afterQuotedWord(_ line: Range<Int>) -> Int {
    let quote = text.byte(at: line.lowerBound)
    guard "\"'".utf8.contains(quote) else { return line.lowerBound }
    let end = line.dropFirst().first { text.bytes[$0] == quote }
    return end.map { $0 + 1 } ?? line.lowerBound
  }

  /// `key:value`, which YAML reads as one word.
  private func colonWithoutSpace(in line: Range<Int>) -> Diagnostic? {
    guard !"\"'[{".utf8.contains(text.byte(at: line.lowerBound)), colon(in: line) == nil,
      let place = line.first(where: { text.bytes[$0] == UInt8(ascii: ":") }), place > line.lowerBound
    else { return nil }
    let next = place + 1
    if next < line.upperBound, text.bytes[next...].starts(with: fullWidthSpaceBytes) {
      return .fullWidthSpace(at: text.span(next..<next + fullWidthSpaceBytes.count))
    }
    return next < line.upperBound ? .missingSpaceAfterColon(at: text.span(place..<next)) : nil
  }

  /// Returns the first colon with a blank after it.
  private func colon(in range: Range<Int>) -> Int? {
    range.first { text.bytes[$0] == UInt8(ascii: ":") && isBlank(text.byte(at: $0 + 1)) }
  }

  private func valueStart(after colon: Int) -> Int {
    var start = colon + 1
    while isBlank(text.byte(at: start)) { start += 1 }
    return start
  }
}

// MARK: Brackets

extension YAMLSyntaxError {
  /// Something in brackets that neither goes on nor ends there.
  private var flow: Diagnostic {
    if let diagnostic = textAfterQuote ?? halfOpenRange { return diagnostic }
    guard text.isSameLine(origin, place), place < text.bytes.count else {
      return valueSlip ?? .unclosedBracket(at: text.span(origin..<origin + 1))
    }
    return valueSlip
      ?? .unclosedBracket(at: text.span(origin..<origin + 1), stopped: text.span(text.character(at: place)))
  }

  /// A slip in the value at the place, told by the character that YAML stopped at.
  private var valueSlip: Diagnostic? {
    let value = YAMLFlowEntry.find(in: text, open: origin, covering: max(place - 1, origin + 1))?.value
    guard let value, value.contains(place) || value.upperBound == place else { return nil }
    switch text.byte(at: place) {
    case UInt8(ascii: ":"):
      if let comma = fullWidthComma(in: value) { return comma }
      return .colonInValue(at: text.span(value))
    case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      return value.contains(place) ? .bracketsInFlow(value: text.span(value), isMapping: isInMapping) : nil
    default:
      return "[{".utf8.contains(text.byte(at: value.lowerBound)) && value.contains(place)
        ? .bracketsInFlow(value: text.span(value), isMapping: isInMapping) : nil
    }
  }

  private var isInMapping: Bool { text.byte(at: origin) == UInt8(ascii: "{") }

  private func fullWidthComma(in value: Range<Int>) -> Diagnostic? {
    let comma = value.first { text.bytes[$0...].starts(with: fullWidthCommaBytes) }
    return comma.map { .fullWidthComma(at: text.span($0..<$0 + fullWidthCommaBytes.count)) }
  }

  /// `[75..90)`, whose bracket YAML wants closed by its like.
  private var halfOpenRange: Diagnostic? {
    guard text.byte(at: origin) == UInt8(ascii: "[") else { return nil }
    let line = text.restOfLine(from: origin)
    let inner = (origin + 1..<line.upperBound).prefix { !",[]{}()".utf8.contains(text.bytes[$0]) }
    let end = inner.endIndex
    guard text.byte(at: end) == UInt8(ascii: ")"), text.string(inner.startIndex..<end).contains("..") else {
      return nil
    }
    return .halfOpenRange(at: text.span(origin..<end + 1))
  }

  private var missingContent: Diagnostic? {
    switch text.byte(at: place) {
    case 0: context.openBrackets.last.map { .unclosedBracket(at: text.span($0..<$0 + 1)) }
    case UInt8(ascii: "]"), UInt8(ascii: "}"): .unopenedBracket(at: text.span(place..<place + 1))
    case UInt8(ascii: "-"): .dashInValue(at: text.span(place..<place + 1))
    case UInt8(ascii: ","): .commaWithoutValue(at: text.span(place..<place + 1))
    default: context.openBrackets.last.map { .unclosedBracket(at: text.span($0..<$0 + 1)) }
    }
  }
}

// MARK: Lines

extension YAMLSyntaxError {
  /// Something after a value that has ended, or at an indentation that nothing else has.
  private var block: Diagnostic {
    let byte = text.byte(at: place)
    if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
      return .unopenedBracket(at: text.span(place..<place + 1))
    }
    if let diagnostic = textAfterQuote ?? textAfterBracket { return diagnostic }
    let line = text.restOfLine(from: place)
    if let colon = fullWidthColon(in: line) ?? colonWithoutSpace(in: line) { return colon }
    if let dash = dashWithoutSpace(at: place) { return dash }
    return .wrongIndentation(at: text.span(text.word(at: place)), of: beginning)
  }

  private func dashWithoutSpace(at place: Int) -> Diagnostic? {
    guard text.byte(at: place) == UInt8(ascii: "-"), !isBlank(text.byte(at: place + 1)) else { return nil }
    return .missingSpaceAfterDash(at: text.span(place..<place + 1))
  }

  /// The first word of the list or mapping whose indentation the line does not have.
  private var beginning: SourceSpan? {
    scanned.hasPrefix("while parsing a block") ? text.span(text.word(at: origin)) : nil
  }

  /// `"严重" = severity`, whose value ends for YAML with the second quote.
  private var textAfterQuote: Diagnostic? {
    guard let quoted = context.lastScalar, quoted.isQuoted, adjoins(quoted.span.end) else { return nil }
    if text.bytes[quoted.span.end...].starts(with: fullWidthColonBytes) {
      return .fullWidthColon(at: text.span(text.character(at: quoted.span.end)))
    }
    guard text.isSameLine(quoted.span.start, place) else {
      return .quoteClosedLate(quoted.span, at: text.span(text.word(at: place)))
    }
    if let open = context.openBrackets.last { return textAfterQuote(quoted, in: open) }
    let value = quoted.span.start..<text.restOfLine(from: place).upperBound
    return .textAfterQuote(value: text.span(value), canMend: colon(in: value) == nil)
  }

  private func textAfterQuote(_ quoted: YAMLScalar, in open: Int) -> Diagnostic? {
    guard let value = YAMLFlowEntry.find(in: text, open: open, covering: quoted.span.start)?.value else {
      return .textAfterQuote(value: text.span(quoted.span.start..<text.word(at: place).upperBound), canMend: false)
    }
    if value.lowerBound < quoted.span.start {
      return .bracketsInFlow(value: text.span(value), isMapping: text.byte(at: open) == UInt8(ascii: "{"))
    }
    // In `{a: "b" c: d}` it is a comma that is missing.
    return colon(in: value) == nil ? .textAfterQuote(value: text.span(value), canMend: true) : nil
  }

  /// `[a, b] contains x`, whose value ends for YAML with the bracket.
  private var textAfterBracket: Diagnostic? {
    let line = text.line(at: place)
    let before = text.trimmed(line.lowerBound..<max(line.lowerBound, place))
    guard let last = before.last, "]}".utf8.contains(text.bytes[last]) else { return nil }
    let item = text.byte(at: before.lowerBound) == UInt8(ascii: "-") ? before.lowerBound : nil
    let start = (colon(in: before) ?? item).map(valueStart) ?? before.lowerBound
    guard "[{".utf8.contains(text.byte(at: start)) else { return nil }
    return .textAfterBracket(value: text.span(start..<text.restOfLine(from: place).upperBound))
  }

  /// Whether only blanks stand between `end` and the place where reading stopped.
  private func adjoins(_ end: Int) -> Bool {
    end <= place && text.bytes[end..<place].allSatisfy(isBlank)
  }

  /// Returns from `start` to the end of the value; of a key, to its colon.
  private func keyOrValue(from start: Int) -> Range<Int> {
    let line = text.restOfLine(from: start)
    return text.trimmed(line.lowerBound..<(colon(in: line) ?? line.upperBound))
  }
}
