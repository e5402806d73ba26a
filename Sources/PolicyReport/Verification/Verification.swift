package import PolicyDiagnostics

/// What came of checking results, an explanation or a journal.
package struct Verification: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case results
    case explanation
    case journal
  }

  package let kind: Kind
  package let path: String

  /// What was looked at, each as a phrase.
  package var checked: [LocalizedText] = []

  /// What is not as it should be.
  package var findings: [Finding] = []

  /// How many findings there are, of which the last may be left out.
  package var findingCount: Int { findings.count + leftOutCount }
  package var leftOutCount = 0

  /// What is worth knowing and no finding.
  package var notes: [LocalizedText] = []

  package init(_ kind: Kind, path: String) {
    self.kind = kind
    self.path = path
  }

  package var isEqual: Bool { findings.isEmpty }

  /// One thing that is not as it should be.
  package struct Finding: Hashable, Sendable {
    /// What kind of thing it is, in one word that stays the same: see `grammar/receipts.md`.
    package let kind: String
    package let text: LocalizedText
    package var file: String?
    package var line: Int?
    package var id: String?
    package var column: String?
    package var was: String?
    package var now: String?

    package init(
      _ kind: String, _ text: LocalizedText, file: String? = nil, line: Int? = nil, id: String? = nil,
      column: String? = nil, was: String? = nil, now: String? = nil
    ) {
      self.kind = kind
      self.text = text
      self.file = file
      self.line = line
      self.id = id
      self.column = column
      self.was = was
      self.now = now
    }
  }
}
