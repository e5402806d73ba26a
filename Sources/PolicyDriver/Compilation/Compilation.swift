package import PolicyDiagnostics
import PolicyIR
import PolicyLowering
import PolicySemantics
import PolicySyntax

/// What became of one policy and the files that it imports.
package struct Compilation: Sendable {
  /// The policy, where no error was found in it.
  package let policy: CompiledPolicy?

  /// Everything that was found in the policy and in what it imports.
  package let diagnostics: DiagnosticSet

  init(of parsed: ParsedDocument, at path: SourcePath, in library: PolicyLibrary) {
    var diagnostics = parsed.diagnostics
    self.policy = compile(parsed.document, at: path, in: library, into: &diagnostics)
    self.diagnostics = diagnostics
  }
}

/// Parses, resolves, checks, lowers.
private func compile(
  _ document: Document?, at path: SourcePath, in library: PolicyLibrary, into diagnostics: inout DiagnosticSet
) -> CompiledPolicy? {
  guard let document = expectPolicy(document, into: &diagnostics) else { return nil }
  var found = DiagnosticSet()
  let imports = resolveImports(of: document, at: path, in: library, into: &found)
  diagnostics.formUnion(found)
  // What an import with errors declares is not known, so that half of the policy would seem to be wrong.
  guard !found.containsError else { return nil }
  let sources = PolicySources(policy: document, imports: imports)
  guard let typed = check(sources, into: &diagnostics) else { return nil }
  let program = lower(typed)
  let mapping = dataMapping(of: document, for: program.schema, into: &diagnostics)
  return diagnostics.containsError ? nil : CompiledPolicy(typed: typed, program: program, mapping: mapping)
}

/// Returns the document if it is a policy.
private func expectPolicy(_ document: Document?, into diagnostics: inout DiagnosticSet) -> Document? {
  guard let document else { return nil }
  if document.form.id == .policy { return document }
  diagnostics.insert(.notAPolicy(document))
  return nil
}

/// Returns the files that a policy imports, each once.
private func resolveImports(
  of policy: Document, at path: SourcePath, in library: PolicyLibrary, into diagnostics: inout DiagnosticSet
) -> [Document] {
  var imports: [SourcePath: Document] = [:]
  var order: [SourcePath] = []
  for name in (policy.form[.import]?.elements ?? []).compactMap(\.scalar) {
    let target = path.folder.appending(name.text)
    guard imports[target] == nil else { continue }
    guard let document = importedDocument(name, at: target, in: library, into: &diagnostics) else { continue }
    imports[target] = document
    order.append(target)
  }
  return order.compactMap { imports[$0] }
}

private func importedDocument(
  _ name: YAMLScalar, at target: SourcePath, in library: PolicyLibrary, into diagnostics: inout DiagnosticSet
) -> Document? {
  guard let parsed = library.document(at: target) else {
    let known = library.files(below: target.folder).map { String($0.name) }
    diagnostics.insert(.importNotFound(name, at: target, known: known))
    return nil
  }
  diagnostics.formUnion(parsed.diagnostics)
  guard let document = parsed.document else { return nil }
  if [.recordsFile, .measuresFile].contains(document.form.id) { return document }
  diagnostics.insert(.wrongImport(name, of: document))
  return nil
}

private func dataMapping(
  of document: Document, for schema: RecordSchema, into diagnostics: inout DiagnosticSet
) -> DataMapping {
  guard let form = document.form[.data]?.form else { return DataMapping(identityFor: schema) }
  return readDataMapping(form, for: schema, into: &diagnostics)
}
