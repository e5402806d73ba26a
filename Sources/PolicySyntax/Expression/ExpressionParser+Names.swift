import PolicyDiagnostics

extension ExpressionParser {
  /// Reads a name where `token`, just read, asks for one.
  mutating func parseName(after token: ExpressionToken) throws(ExpressionFailure) -> Identifier {
    let start = position
    if let name = parseNameIfPresent() { return Identifier(name, at: span(from: start)) }
    if let keyword = current.keyword {
      throw ExpressionFailure(.keywordInName(keyword, written: written(current), at: span(current)))
    }
    throw ExpressionFailure(.missingName(after: written(token), at: span(token)))
  }

  /// Reads the longest name that begins here: a known one, a function with a keyword in its name, or a run of words.
  mutating func parseNameIfPresent() -> String? {
    let run = wordRun(at: position)
    let phrase = functionPhrase
    if let known = knownNames.longestMatch(in: tokens, at: position), known.count >= max(run, phrase) {
      position += known.count
      return known.name
    }
    let count = max(run, phrase)
    guard count > 0 else { return nil }
    defer { position += count }
    return words(tokens[position..<position + count])
  }

  /// Makes `name` known in strict FEEL, as a variable or an entry of a context.
  mutating func know(_ name: String) {
    if mode == .strict { knownNames.insert(name) }
  }

  /// Returns how many words without a keyword begin at `position`.
  func wordRun(at position: Int) -> Int {
    tokens[position...].prefix { $0.kind == .word }.count
  }

  /// Whether the words `words`, keywords or not, stand at `position`.
  func matches(_ words: [String], at position: Int) -> Bool {
    tokens.count - position >= words.count
      && words.indices.allSatisfy { tokens[position + $0].text == words[$0] && isWord(tokens[position + $0]) }
  }

  /// The number of words of the function such as `date and time` that begins here, or 0.
  private var functionPhrase: Int {
    let phrases = mode == .strict ? ExpressionPhrase.functions : ExpressionPhrase.policyFunctions
    let phrase = phrases.first { words in
      matches(words, at: position) && tokens[position + words.count].sign == .openParenthesis
    }
    return phrase?.count ?? 0
  }

  private func isWord(_ token: ExpressionToken) -> Bool {
    token.kind == .word || token.keyword != nil
  }

  private func words(_ tokens: ArraySlice<ExpressionToken>) -> String {
    tokens.map(\.text).joined(separator: " ")
  }

  // MARK: Labels of arguments and keys of contexts

  /// Reads `name:`, if it stands here.
  mutating func parseLabel() throws(ExpressionFailure) -> Identifier? {
    let start = position
    guard let colon = labelEnd else { return nil }
    let name = joined(tokens[start..<colon])
    if mode == .policy, let token = tokens[start..<colon].first(where: { $0.keyword != nil }) {
      let keyword = token.keyword ?? .not
      throw ExpressionFailure(.keywordInName(keyword, written: written(token), at: span(token)))
    }
    position = colon
    let label = Identifier(name, at: span(from: start))
    advance()
    return label
  }

  /// Returns where the colon stands that ends a label beginning here.
  private var labelEnd: Int? {
    guard isWord(current) else { return nil }
    var end = position + 1
    while continuesLabel(tokens[end]) { end += 1 }
    return tokens[end].sign == .colon ? end : nil
  }

  /// Strict FEEL lets names hold digits and some signs.
  private func continuesLabel(_ token: ExpressionToken) -> Bool {
    if isWord(token) { return true }
    guard mode == .strict else { return false }
    switch token.kind {
    case .number, .sign(.plus), .sign(.minus), .sign(.star), .sign(.power), .sign(.slash), .sign(.dot),
      .sign(.apostrophe):
      return true
    default: return false
    }
  }

  /// Returns the text of `tokens` with one blank where the source has any.
  private func joined(_ tokens: ArraySlice<ExpressionToken>) -> String {
    var text = ""
    var end: Int?
    for token in tokens {
      if let end, end < token.range.lowerBound { text += " " }
      text += token.text
      end = token.range.upperBound
    }
    return text
  }
}
