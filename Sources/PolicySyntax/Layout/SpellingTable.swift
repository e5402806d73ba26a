package import PolicyDiagnostics

/// The words that have two spellings and that the syntax alone does not know: what functions and values are called, and
/// the fixed phrases that some texts consist of.
package struct SpellingTable: Sendable {
  /// Functions, which are known by the bracket behind them.
  let functions: [String: LocalizedText]

  /// Words that stand for a value, such as `as of`.
  private(set) var names: [String: LocalizedText]

  /// For a key, the phrases that its text may be, with `_` for a part of the author's: `no better than _`.
  let phrases: [Keyword: [LocalizedText]]

  package init(functions: [LocalizedText], names: [LocalizedText], phrases: [Keyword: [LocalizedText]]) {
    self.functions = Self.bySpelling(functions)
    self.names = Self.bySpelling(names)
    self.phrases = phrases
  }

  /// Returns the table with other names for some of the author's.
  func renaming(_ names: [String: String]) -> SpellingTable {
    var table = self
    for (old, new) in names { table.names[old] = LocalizedText(verbatim: new) }
    return table
  }

  private static func bySpelling(_ words: [LocalizedText]) -> [String: LocalizedText] {
    var table: [String: LocalizedText] = [:]
    for word in words {
      table[word.english] = word
      table[word.chinese] = word
    }
    return table
  }

  /// Returns `text`, which stands under `keyword`, in `language` if it is one of its phrases.
  func respelled(_ text: String, under keyword: Keyword, in language: Language) -> String? {
    for phrase in phrases[keyword] ?? [] {
      for source in Language.allCases {
        guard let part = Self.part(of: text, in: phrase.text(in: source)) else { continue }
        let halves = Self.halves(of: phrase.text(in: language))
        return halves.count == 1 ? halves[0] : halves[0] + part + halves[1]
      }
    }
    return nil
  }

  /// Returns what stands at `_` where `text` is the phrase; an empty text for a phrase without one.
  private static func part(of text: String, in phrase: String) -> String? {
    let halves = halves(of: phrase)
    guard halves.count == 2 else { return text == phrase ? "" : nil }
    let (prefix, suffix) = (halves[0], halves[1])
    guard text.utf8.count > prefix.utf8.count + suffix.utf8.count, text.hasPrefix(prefix), text.hasSuffix(suffix) else {
      return nil
    }
    return String(text.dropFirst(prefix.count).dropLast(suffix.count))
  }

  private static func halves(of phrase: String) -> [String] {
    phrase.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
  }
}
