import PolicyDiagnostics

/// The names that strict FEEL may read with blanks, digits and operators inside, such as `a-b` or `plan 2.1`.
///
/// A name is matched as a sequence of tokens, so blanks inside it do not matter; the longest name wins.
struct ExpressionKnownNames {
  private struct Entry {
    let name: String
    let words: [String]
  }

  /// The names by their first token, the longest first.
  private var entries: [String: [Entry]] = [:]

  init(_ names: Set<String>) {
    for name in names.sorted() { insert(name) }
  }

  /// Adds `name`; a name that is no sequence of tokens can never be matched, so it is left out.
  mutating func insert(_ name: String) {
    let source = ExpressionSource(name, file: SourceFile(path: "", text: name), start: 0)
    guard let tokens = try? ExpressionLexer.tokens(of: source, mode: .strict), tokens.count > 1 else { return }
    let words = tokens.dropLast().map(\.text)
    guard !entries[words[0], default: []].contains(where: { $0.words == words }) else { return }
    entries[words[0], default: []].append(Entry(name: name, words: words))
    entries[words[0]]?.sort { $0.words.count > $1.words.count }
  }

  /// Returns the longest known name at `position`, and how many tokens it takes.
  func longestMatch(in tokens: [ExpressionToken], at position: Int) -> (name: String, count: Int)? {
    guard isNameable(tokens[position]) else { return nil }
    let match = entries[tokens[position].text]?.first { entry in
      tokens.count - position >= entry.words.count
        && entry.words.indices.allSatisfy { offset in
          tokens[position + offset].text == entry.words[offset] && isNameable(tokens[position + offset])
        }
    }
    return match.map { ($0.name, $0.words.count) }
  }

  private func isNameable(_ token: ExpressionToken) -> Bool {
    switch token.kind {
    case .word, .keyword, .number, .sign: true
    case .string, .temporal, .date, .end: false
    }
  }
}
