package import PolicyDiagnostics

/// A policy with one small change, as a slip of the pen would make it.
package struct PolicyMutant: Sendable {
  package let kind: Kind

  /// What is replaced; what is taken out is replaced by nothing.
  package let span: SourceSpan
  package let replacement: String

  package enum Kind: String, CaseIterable, Sendable {
    /// `≤ 30` becomes `< 30`.
    case bound
    /// A number becomes the next greater one of as many decimals.
    case number
    case row
    case limit
    case repair
    case rule
    /// A measure, or to whom it is given, from when and for how long.
    case measure
  }

  /// What is changed, as the policy writes it.
  package var original: String {
    let text = span.firstLine.text
    return replacement.isEmpty ? String(text.drop { $0 == " " || $0 == "," }).withoutSeparator : text
  }

  /// The file with the change.
  var source: SourceFile {
    let bytes = span.file.bytes
    return SourceFile(
      path: span.file.path, bytes: Array(bytes[..<span.start]) + Array(replacement.utf8) + Array(bytes[span.end...]))
  }

  /// The line on which the change is, after it.
  package var changedLine: String {
    let changed = source
    return changed.line(min(changed.lineIndex(at: span.start), changed.lineCount - 1))
  }
}

extension String {
  /// The text without blanks and a comma at its end.
  fileprivate var withoutSeparator: String {
    String(reversed().drop { $0 == " " || $0 == "," }.reversed())
  }
}
