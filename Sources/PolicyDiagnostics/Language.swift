/// A language in which Assay speaks to people.
package enum Language: String, CaseIterable, Hashable, Sendable {
  case english = "en"
  case chinese = "zh"

  /// The language in which an author wrote `word`, so that a mend is in the same.
  package init(ofWord word: String) {
    self = word.utf8.allSatisfy { $0 < 0x80 } ? .english : .chinese
  }
}

/// A sentence or a phrase in every language that Assay speaks.
package struct LocalizedText: Hashable, Sendable {
  package let english: String
  package let chinese: String

  package init(english: String, chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  package init(_ english: String, _ chinese: String) {
    self.init(english: english, chinese: chinese)
  }

  /// Makes a text that is the same in every language, such as a name.
  package init(verbatim text: String) {
    self.init(english: text, chinese: text)
  }

  /// Returns the text in `language`.
  package func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }
}
