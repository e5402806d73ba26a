package import PolicyDiagnostics
import PolicyIR
import PolicyLowering
import PolicySemantics
import PolicySyntax
package import PolicyTypes

/// What became of one policy and the files that it imports.
package struct Compilation: Sendable {
  /// The policy, where no error was found in it.
  package let policy: CompiledPolicy?

  /// What was found in the policy and in what it imports, without what the policy allows.
  package let diagnostics: DiagnosticSet

  /// How many findings the policy allows.
  package let allowedCount: Int

  /// Everything that was found, what is allowed as well.
  let found: DiagnosticSet
  let allowances: Allowances

  /// The policy, where there is no error but gaps and overlaps of its tables: fit to be run for examples of these.
  let draft: CompiledPolicy?

  init(of parsed: ParsedDocument, at path: SourcePath, in library: PolicyLibrary) {
    var found = parsed.diagnostics
    draft = compile(parsed.document, at: path, in: library, into: &found)
    self.found = found
    allowances = Allowances(in: parsed.document?.form)
    let rest = allowances.applied(to: found, isComplete: false)
    diagnostics = rest.diagnostics
    allowedCount = rest.allowedCount
    policy = diagnostics.containsError ? nil : draft
  }

  /// The findings that the policy allows no more, because their last day lies before `date`.
  package func expiredAllowances(before date: CalendarDate) -> DiagnosticSet { allowances.expired(before: date) }
}

/// Parses, resolves, checks, lowers.
private func compile(
  _ document: Document?, at path: SourcePath, in library: PolicyLibrary, into diagnostics: inout DiagnosticSet
) -> CompiledPolicy? {
  guard let document = expectPolicy(document, into: &diagnostics) else { return nil }
  var found = DiagnosticSet()
  let imports = resolveImports(of: document, at: path, in: library, into: &found)
  let calendar = document.form[.calendar]?.scalar.flatMap {
    importedDocument($0, [.calendarFile], at: path.folder.appending($0.text), in: library, into: &found)
  }
  diagnostics.formUnion(found)
  // What an import with errors declares is not known, so that half of the policy would seem to be wrong.
  guard !found.containsError else { return nil }
  let sources = PolicySources(policy: document, imports: imports, calendar: calendar)
  guard let typed = check(sources, into: &diagnostics) else { return nil }
  let program = lower(typed)
  let mapping = dataMapping(of: document, for: program.schema, into: &diagnostics)
  guard !diagnostics.containsError(besides: DiagnosticCode.openClaims) else { return nil }
  return CompiledPolicy(sources: sources, typed: typed, program: program, mapping: mapping)
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
    guard
      let document = importedDocument(name, [.recordsFile, .measuresFile], at: target, in: library, into: &diagnostics)
    else { continue }
    imports[target] = document
    order.append(target)
  }
  return order.compactMap { imports[$0] }
}

private func importedDocument(
  _ name: YAMLScalar, _ kinds: [FormID], at target: SourcePath, in library: PolicyLibrary,
  into diagnostics: inout DiagnosticSet
) -> Document? {
  guard let parsed = library.document(at: target) else {
    let known = library.files(below: target.folder).map { String($0.name) }
    diagnostics.insert(.importNotFound(name, at: target, known: known))
    return nil
  }
  diagnostics.formUnion(parsed.diagnostics)
  guard let document = parsed.document else { return nil }
  if kinds.contains(document.form.id) { return document }
  let isCalendar = kinds == [.calendarFile]
  diagnostics.insert(isCalendar ? .wrongCalendar(name, of: document) : .wrongImport(name, of: document))
  return nil
}

private func dataMapping(
  of document: Document, for schema: RecordSchema, into diagnostics: inout DiagnosticSet
) -> DataMapping {
  guard let form = document.form[.data]?.form else { return DataMapping(identityFor: schema) }
  return readDataMapping(form, for: schema, into: &diagnostics)
}
