/// How much a diagnostic matters.
package enum Severity: String, Hashable, Sendable, Comparable {
  /// Worth knowing; nothing has to change.
  case note
  /// The policy runs, but its author should look.
  case warning
  /// The policy does not run.
  case error

  package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// What is said about one mistake: one plain value, rendered elsewhere.
package struct Diagnostic: Hashable, Sendable {
  package let code: DiagnosticCode
  package let severity: Severity

  /// One sentence that says what is wrong, in the author's words.
  package let message: LocalizedText

  /// The source that is wrong.
  package let span: SourceSpan

  /// Other places that explain the message.
  package let labels: [Label]

  /// How to mend it, in words.
  package let help: LocalizedText?

  /// How to mend it, as an edit.
  package let fixIt: FixIt?

  /// A subject that shows the mistake, as a file of policy tests.
  package let example: String?

  package init(
    _ code: DiagnosticCode,
    _ message: LocalizedText,
    at span: SourceSpan,
    labels: [Label] = [],
    help: LocalizedText? = nil,
    fixIt: FixIt? = nil,
    example: String? = nil
  ) {
    self.code = code
    self.severity = code.severity
    self.message = message
    self.span = span
    self.labels = labels
    self.help = help
    self.fixIt = fixIt
    self.example = example
  }

  /// Returns the diagnostic with one more place that explains it.
  package func with(_ label: Label) -> Diagnostic {
    Diagnostic(code, message, at: span, labels: labels + [label], help: help, fixIt: fixIt, example: example)
  }

  /// Returns the diagnostic with an example.
  package func showing(_ example: String) -> Diagnostic {
    Diagnostic(code, message, at: span, labels: labels, help: help, fixIt: fixIt, example: example)
  }
}

/// A second place that a diagnostic points at, and why.
package struct Label: Hashable, Sendable {
  package let span: SourceSpan
  package let message: LocalizedText

  package init(_ message: LocalizedText, at span: SourceSpan) {
    self.span = span
    self.message = message
  }
}

/// An edit that mends a mistake: `span` becomes `replacement`.
package struct FixIt: Hashable, Sendable {
  package let span: SourceSpan
  package let replacement: String

  package init(replacing span: SourceSpan, with replacement: String) {
    self.span = span
    self.replacement = replacement
  }
}
