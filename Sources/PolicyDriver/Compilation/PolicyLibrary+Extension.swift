import PolicyDiagnostics
import PolicySemantics
import PolicySyntax
import PolicyTypes

/// How policies extend one another.
extension PolicyLibrary {
  /// Returns the editions of the policy in `parsed`: one, or one for each version of the policy that it extends.
  func editions(of parsed: ParsedDocument, at path: SourcePath) -> [PolicyEdition] {
    guard let document = parsed.document, document.form.id == .policy else { return [PolicyEdition(parsed)] }
    guard let name = document.form[.extends]?.scalar else { return [PolicyEdition(standalone(parsed, document))] }
    // With a key or a path that is wrong there is no telling what the whole policy would be.
    guard !parsed.diagnostics.containsError else { return [PolicyEdition(broken: parsed, parsed.diagnostics)] }
    var found = parsed.diagnostics
    let parents = parents(named: name, from: path, into: &found)
    let inForce = parentsInForce(parents, of: document, into: &found)
    guard !inForce.isEmpty else { return [PolicyEdition(broken: parsed, found)] }
    return inForce.map { parent in
      let errors = parent.found.errors
      guard errors.isEmpty else { return PolicyEdition(broken: parsed, found.union(errors)) }
      return PolicyEdition(document, extending: parent, named: name, found, reading: table(named:))
    }
  }

  /// A policy that extends nothing has nothing to change or remove.
  private func standalone(_ parsed: ParsedDocument, _ document: Document) -> ParsedDocument {
    var found = parsed.diagnostics
    for keyword in [Keyword.change, .remove] where document.form[keyword] != nil && document.form.isWhole {
      found.insert(.nothingExtended(document.form.keySpan(keyword), keyword))
    }
    return ParsedDocument(parsed.file, document, found)
  }

  private func parents(
    named name: YAMLScalar, from path: SourcePath, into diagnostics: inout DiagnosticSet
  ) -> [Compilation] {
    let paths = parentPaths(named: name, from: path, into: &diagnostics)
    if let circle = paths.lazy.compactMap({ self.circle(backTo: $0) }).first {
      diagnostics.insert(.extendsInACircle(circle, at: name.span))
      return []
    }
    return paths.flatMap { compilations(at: $0) }
  }

  func parentPaths(
    named name: YAMLScalar, from path: SourcePath, into diagnostics: inout DiagnosticSet
  ) -> [SourcePath] {
    let file = path.folder.appending(name.text)
    guard file.isYAML else {
      let paths = policies(named: name.text, near: path.folder)
      if paths.isEmpty { diagnostics.insert(.unknownParent(name, known: policyIDs(near: path.folder))) }
      return paths
    }
    guard let parsed = document(at: file) else {
      let known = files(below: file.folder).map { String($0.name) }
      diagnostics.insert(.fileNotFound(name, at: file, known: known))
      return []
    }
    if let document = parsed.document, document.form.id != .policy {
      diagnostics.insert(.wrongParent(name, of: document))
      return []
    }
    return [file]
  }

  /// Returns the versions of the extended policy that are in force while `child` is.
  private func parentsInForce(
    _ parents: [Compilation], of child: Document, into diagnostics: inout DiagnosticSet
  ) -> [Compilation] {
    guard let scalar = child.form[.effective]?.scalar, !parents.isEmpty else { return parents }
    let dates = EffectiveDates(of: child)
    let first = parents.min { $0.edition.dates.first < $1.edition.dates.first }
    let last = parents.max { $0.edition.dates.last < $1.edition.dates.last }
    if let first, dates.first < first.edition.dates.first {
      diagnostics.insert(.outsideParent(scalar, first.edition))
    } else if let last, dates.last > last.edition.dates.last {
      diagnostics.insert(.outsideParent(scalar, last.edition))
    }
    return parents.filter { $0.edition.dates.intersection(dates) != nil }
  }
}

extension DiagnosticSet {
  fileprivate var errors: DiagnosticSet {
    var errors = DiagnosticSet()
    for diagnostic in sorted where diagnostic.severity == .error { errors.insert(diagnostic) }
    return errors
  }

  fileprivate func union(_ other: DiagnosticSet) -> DiagnosticSet {
    var union = self
    union.formUnion(other)
    return union
  }
}
