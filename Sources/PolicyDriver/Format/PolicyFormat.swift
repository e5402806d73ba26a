package import PolicyDiagnostics
import PolicySemantics
import PolicySyntax

/// The canonical form of the language's files.
package enum PolicyFormat {
  /// Returns `file` in the canonical layout and, if a language is given, with the words of the language spelled in it.
  ///
  /// Nil where the file cannot be read as YAML, and where words are to be respelled in a file of no known kind; the
  /// reason goes to `diagnostics`.
  package static func text(
    of file: SourceFile, keywords language: Language?, into diagnostics: inout DiagnosticSet
  ) -> String? {
    guard let language else { return canonicalLayout(of: file, into: &diagnostics) }
    guard let text = respelled(file, in: language, .language, into: &diagnostics) else { return nil }
    return canonicalLayout(of: SourceFile(path: file.path, text: text), into: &diagnostics)
  }
}
