package import PolicyDiagnostics

/// Returns the text of `file` in the canonical layout, or nil where its YAML is wrong, which goes to `diagnostics`.
///
/// The result holds the same tree and the same comments; the layout of the result is the result.
package func canonicalLayout(of file: SourceFile, into diagnostics: inout DiagnosticSet) -> String? {
  parseYAML(file, into: &diagnostics).map { LayoutWriter($0, of: file).text }
}
