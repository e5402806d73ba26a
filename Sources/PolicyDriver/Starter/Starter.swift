package import PolicyDiagnostics
import PolicySyntax

/// A package of policies to start from: a policy with its records, measures and tests, which checks and passes.
///
/// There is one text for both languages: where a name or a comment differs it holds `⟪English|Chinese⟫`, and the words
/// of the language are respelled as `assay format` does it.
package struct Starter {
  /// A file with its path in the package.
  package struct File: Equatable, Sendable {
    package let path: String
    package let text: String
    package let isExecutable: Bool
  }

  package let files: [File]

  /// Makes the files of a package for the policy `id`.
  package init(id: String, language: Language) {
    files =
      StarterText.files.map { path, text in
        let written = Self.text(text.replacing("NAME", with: id), in: language)
        let name = path.replacing("NAME", with: id)
        return File(path: name, text: Self.respelled(written, at: name, in: language), isExecutable: false)
      } + WorkflowFiles.all.map { File(path: $0.path, text: $0.text, isExecutable: $0.isExecutable) }
  }

  /// Whether `id` may be the id of a policy and the name of its file.
  package static func isName(_ id: String) -> Bool {
    let first = id.first.map { $0.isLetter || $0.isNumber } ?? false
    return first && id.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
  }

  /// Takes the side of `language` wherever the two differ.
  private static func text(_ template: String, in language: Language) -> String {
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "⟪"), let bar = rest[open...].firstIndex(of: "|"),
      let close = rest[bar...].firstIndex(of: "⟫")
    {
      text += rest[..<open]
      text += language == .english ? rest[rest.index(after: open)..<bar] : rest[rest.index(after: bar)..<close]
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  private static func respelled(_ text: String, at path: String, in language: Language) -> String {
    guard SourcePath(path).isYAML, SourcePath(path).name != PolicyLibrary.rootMarker else { return text }
    var ignored = DiagnosticSet()
    return PolicyFormat.text(of: SourceFile(path: path, text: text), keywords: language, into: &ignored) ?? text
  }
}
