package import PolicyDiagnostics
import PolicyIR
import PolicyLowering
package import PolicySemantics
import PolicySyntax
package import PolicyTypes

/// What became of one policy, with what it extends and what it imports.
package struct Compilation: Sendable {
  /// The policy, where no error was found in it and nothing in it is left open.
  package let policy: CompiledPolicy?

  /// What was found in the policy and in what it imports, without what the policy allows.
  package let diagnostics: DiagnosticSet

  /// How many findings the policy allows.
  package let allowedCount: Int

  /// The indicators that the policy leaves to those that extend it.
  package let holes: [PolicyHole]

  /// Everything that was found, what is allowed as well.
  let found: DiagnosticSet
  let allowances: Allowances

  /// The policy, where there is no error but gaps and overlaps of its tables: fit to be run for examples of these.
  let draft: CompiledPolicy?

  let edition: PolicyEdition

  init(of edition: PolicyEdition, in library: PolicyLibrary) {
    var found = edition.diagnostics
    let result = compile(edition, in: library, into: &found)
    self.edition = edition
    self.draft = result.policy
    self.holes = result.holes
    self.found = edition.attributed(found)
    allowances = Allowances(in: edition.document?.form, of: edition.file)
    let rest = allowances.applied(to: self.found, isComplete: false)
    diagnostics = rest.diagnostics
    allowedCount = rest.allowedCount
    policy = diagnostics.containsError ? nil : draft
  }

  /// The findings that the policy allows no more, because their last day lies before `date`.
  package func expiredAllowances(before date: CalendarDate) -> DiagnosticSet { allowances.expired(before: date) }

  /// When the policy is in force.
  package var dates: EffectiveDates { edition.dates }

  /// Why the policy, which did not come to one, cannot be run: its errors, or else what it leaves open.
  package var reasonNotToRun: DiagnosticSet {
    var reasons = diagnostics
    for hole in holes where !diagnostics.containsError { reasons.insert(.openHole(hole)) }
    return reasons
  }

  /// The whole policy as one file that extends nothing; nil where it has errors.
  ///
  /// - Parameter folder: Where the file is to stand, from which its own paths count.
  package func flattenedText(in folder: SourcePath) -> String? {
    guard !diagnostics.containsError, let document = edition.document else { return nil }
    return document.flattenedText { name in
      SourcePath(name.span.file.path).folder.appending(name.text).relative(to: folder)
    }
  }
}

/// Resolves, checks, lowers.
private func compile(
  _ edition: PolicyEdition, in library: PolicyLibrary, into diagnostics: inout DiagnosticSet
) -> (policy: CompiledPolicy?, holes: [PolicyHole]) {
  guard let document = expectPolicy(edition.document, into: &diagnostics) else { return (nil, []) }
  var found = DiagnosticSet()
  let imports = resolveImports(of: document, in: library, into: &found)
  let calendar = document.form[.calendar]?.scalar.flatMap { name in
    let target = SourcePath(name.span.file.path).folder.appending(name.text)
    return importedDocument(name, [.calendarFile], at: target, in: library, into: &found)
  }
  let published = library.published(by: document, into: &found)
  diagnostics.formUnion(found)
  // What an import with errors declares is not known, so that half of the policy would seem to be wrong.
  guard !found.containsError else { return (nil, []) }
  let sources = PolicySources(policy: document, imports: imports, calendar: calendar, published: published)
  let check = check(sources, into: &diagnostics)
  diagnostics.formUnion(edition.unfilled(check.holes))
  guard let typed = check.policy else { return (nil, check.holes) }
  let program = lower(typed)
  let mapping = dataMapping(of: document, for: program.schema, into: &diagnostics)
  guard !diagnostics.containsError(besides: DiagnosticCode.openClaims) else { return (nil, []) }
  let policy = CompiledPolicy(
    sources: sources, parents: edition.inheritance?.files ?? [], typed: typed, program: program, mapping: mapping,
    inherited: (edition.inheritance?.files ?? []).map { SourcePath($0.path) }, dates: edition.dates)
  return (policy, [])
}

/// Returns the document if it is a policy.
private func expectPolicy(_ document: Document?, into diagnostics: inout DiagnosticSet) -> Document? {
  guard let document else { return nil }
  if document.form.id == .policy { return document }
  diagnostics.insert(.notAPolicy(document))
  return nil
}

/// Returns the files that a policy imports, each once; a path counts from the folder of the file that names it.
private func resolveImports(
  of policy: Document, in library: PolicyLibrary, into diagnostics: inout DiagnosticSet
) -> [Document] {
  var imports: [SourcePath: Document] = [:]
  var order: [SourcePath] = []
  for name in (policy.form[.import]?.elements ?? []).compactMap(\.scalar) {
    let target = SourcePath(name.span.file.path).folder.appending(name.text)
    guard imports[target] == nil else { continue }
    guard
      let document = importedDocument(
        name, [.recordsFile, .measuresFile, .referenceFile], at: target, in: library, into: &diagnostics)
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
    diagnostics.insert(.fileNotFound(name, at: target, known: known))
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
