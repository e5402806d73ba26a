package import PolicyDiagnostics

/// One file of the language, read as the form that its first key tells.
package struct Document: Sendable {
  package let file: SourceFile
  package let form: Form

  /// The names that are declared below a key that is none of the language: to use them is no second mistake.
  package let strayNames: Set<String>

  /// The entries that the form was read from; none where it was made in another way.
  let entries: [YAMLEntry]

  init(file: SourceFile, form: Form, entries: [YAMLEntry], strayNames: Set<String> = []) {
    self.file = file
    self.form = form
    self.entries = entries
    self.strayNames = strayNames
  }

  /// The files whose rows stand in reference figures.
  package var tableFiles: [SourceFile] {
    (form[.reference]?.named ?? []).compactMap { $0.piece.form?[.rows]?.span.file }.filter { $0 != file }
  }

  /// Makes a document that nobody wrote.
  package init(file: SourceFile, form: Form) {
    self.init(file: file, form: form, entries: [])
  }
}

/// Reads a file: its YAML, then its keys.
///
/// Mistakes go to `diagnostics`. The document comes back as long as its kind is known, without the pieces that are
/// wrong, so that everything else can be checked too. `read` finds files of rows that the file names.
package func parseDocument(
  _ file: SourceFile, reading read: NamedFileReader, into diagnostics: inout DiagnosticSet
) -> Document? {
  guard let root = parseYAML(file, into: &diagnostics) else { return nil }
  guard let written = root.entries, let first = written.first else {
    diagnostics.insert(.documentIsNotAMapping(root))
    return nil
  }
  guard let form = formOfDocument(startingWith: first.key.text) else {
    diagnostics.insert(.unknownDocument(firstKey: first.key))
    return nil
  }
  let entries = withTables(written, reading: read, into: &diagnostics)
  var decoder = Decoder(isPart: form == .policy && saysWhatItExtends(entries))
  let decoded = decoder.form(form.description, entries, at: root.span)
  diagnostics.formUnion(decoder.diagnostics)
  return Document(file: file, form: decoded, entries: entries, strayNames: decoder.strayNames)
}

/// Returns the entries with the rows of the files of rows that they name.
func withTables(
  _ entries: [YAMLEntry], reading read: NamedFileReader, into diagnostics: inout DiagnosticSet
) -> [YAMLEntry] {
  withoutActuallyEscaping(read) { read in
    var inclusion = TableInclusion(read)
    let included = inclusion.included(entries)
    diagnostics.formUnion(inclusion.diagnostics)
    return included
  }
}

/// Whether a policy is a part of another one, even where the key that says so is misspelt.
private func saysWhatItExtends(_ entries: [YAMLEntry]) -> Bool {
  var reader = KeyReader(FormID.policy.description, entries)
  return entries.contains { entry in
    guard case .key(let key, _) = reader.meaning(of: entry) else { return false }
    return key.keyword == .extends
  }
}

func formOfDocument(startingWith key: String) -> FormID? {
  guard let keyword = Keyword(spelling: key) else { return nil }
  return Vocabulary.documents.first { $0.first.contains(keyword) }?.form
}
