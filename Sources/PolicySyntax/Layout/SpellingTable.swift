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

  /// A phrase found in a text: what stands before and after the author's part, and what is to stand there instead.
  struct Phrase {
    let prefix: (count: Int, spelling: String)
    let suffix: (count: Int, spelling: String)
    /// The UTF-8 bytes of the author's part; nil for a phrase without one, which is all prefix.
    let part: Range<Int>?
  }

  /// Finds the phrase that `text`, which stands under `keyword`, is in either language.
  func phrase(of text: String, under keyword: Keyword, in language: Language) -> Phrase? {
    for phrase in phrases[keyword] ?? [] {
      let wanted = Self.halves(of: phrase.text(in: language))
      for source in Language.allCases {
        let halves = Self.halves(of: phrase.text(in: source))
        guard halves.count == 2, wanted.count == 2 else {
          if text != halves[0] { continue }
          return Phrase(prefix: (text.utf8.count, wanted[0]), suffix: (0, ""), part: nil)
        }
        guard let part = Self.part(of: text, between: halves[0], and: halves[1]) else { continue }
        return Phrase(
          prefix: (halves[0].utf8.count, wanted[0]), suffix: (halves[1].utf8.count, wanted[1]), part: part)
      }
    }
    return nil
  }

  /// Returns `text`, which stands under `keyword`, in `language` if it is one of its phrases; the author's part stays.
  func respelled(_ text: String, under keyword: Keyword, in language: Language) -> String? {
    guard let phrase = phrase(of: text, under: keyword, in: language) else { return nil }
    let part = phrase.part.map { String(Substring(text.utf8.dropFirst($0.lowerBound).prefix($0.count))) } ?? ""
    return phrase.prefix.spelling + part + phrase.suffix.spelling
  }

  private static func part(of text: String, between prefix: String, and suffix: String) -> Range<Int>? {
    guard text.utf8.count > prefix.utf8.count + suffix.utf8.count, text.hasPrefix(prefix), text.hasSuffix(suffix) else {
      return nil
    }
    return prefix.utf8.count..<text.utf8.count - suffix.utf8.count
  }

  private static func halves(of phrase: String) -> [String] {
    phrase.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
  }
}
