import PolicyDiagnostics
import PolicySemantics
import PolicySyntax
import PolicyTypes

/// A policy with everything that it inherits, as one document.
///
/// A policy that extends another by its id has an edition for each version of that one in force while it is.
struct PolicyEdition: Sendable {
  /// The policy's own file.
  let file: SourceFile

  /// The whole policy; nil where what it is made of has errors.
  let document: Document?

  /// What is wrong with the keys of the policy, and with how it extends another.
  let diagnostics: DiagnosticSet

  /// When it is in force.
  let dates: EffectiveDates

  /// How it extends another policy; nil where it extends none.
  let inheritance: Inheritance?

  struct Inheritance: Sendable {
    /// What the policy writes under `extends`.
    let name: YAMLScalar

    /// The files of the extended policy, its own first.
    let files: [SourceFile]

    /// Whether the extended policy is left open, so that only those that fill it can be checked as a whole.
    let isOpen: Bool

    /// The paths that the policy removes.
    let removed: [YAMLScalar]

    /// Where the policy says what it changes, or else that it extends another.
    let cause: SourceSpan
  }

  /// Makes the edition of a file that extends nothing.
  init(_ parsed: ParsedDocument) {
    file = parsed.file
    document = parsed.document
    diagnostics = parsed.diagnostics
    dates = parsed.document.map(EffectiveDates.init(of:)) ?? EffectiveDates()
    inheritance = nil
  }

  /// Makes the edition of a policy that cannot be put together.
  init(broken parsed: ParsedDocument, _ diagnostics: DiagnosticSet) {
    file = parsed.file
    document = nil
    self.diagnostics = diagnostics
    dates = parsed.document.map(EffectiveDates.init(of:)) ?? EffectiveDates()
    inheritance = nil
  }

  /// Makes the edition of `child` as an extension of `parent`, which has no errors.
  init(
    _ child: Document, extending parent: Compilation, named name: YAMLScalar, _ found: DiagnosticSet,
    reading table: NamedFileReader
  ) {
    var found = found
    file = child.file
    let whole = parent.edition.document.map { extended($0, by: child, reading: table, into: &found) }
    document = found.containsError ? nil : whole
    diagnostics = found
    dates = EffectiveDates(of: child).intersection(parent.edition.dates) ?? parent.edition.dates
    inheritance = Inheritance(
      name: name, files: [parent.edition.file] + (parent.edition.inheritance?.files ?? []),
      isOpen: !parent.holes.isEmpty,
      removed: child.form[.remove]?.elements.compactMap(\.scalar) ?? [],
      cause: child.form[.change] == nil ? name.span : child.form.keySpan(.change))
  }
}

// MARK: What is found in an edition

extension PolicyEdition {
  /// Returns an error for each indicator that the extended policy leaves open and this one does not fill.
  func unfilled(_ holes: [PolicyHole]) -> DiagnosticSet {
    var found = DiagnosticSet()
    for hole in holes where hole.span.file != file {
      if let inheritance { found.insert(.holeNotFilled(hole, at: inheritance.name.span)) }
    }
    return found
  }

  /// Returns what is to be said of this policy, of all that was found in it and in what it inherits.
  ///
  /// What the extended policy's own check says is not said again. A mistake that shows there and that this policy made
  /// points here too.
  func attributed(_ found: DiagnosticSet) -> DiagnosticSet {
    guard let inheritance, document != nil else { return found }
    var result = DiagnosticSet()
    for diagnostic in found.sorted {
      guard inheritance.files.contains(diagnostic.span.file) else {
        result.insert(diagnostic)
        continue
      }
      if diagnostic.severity == .error {
        result.insert(inheritance.attributed(diagnostic))
      } else if inheritance.isOpen && diagnostic.code != .unusedDeclaration {
        result.insert(diagnostic)
      }
    }
    return result
  }
}

extension PolicyEdition.Inheritance {
  /// Returns the error, which shows in an inherited file, as one of the policy that inherits it.
  fileprivate func attributed(_ diagnostic: Diagnostic) -> Diagnostic {
    let name = diagnostic.span.text
    let path = removed.first { path in
      diagnostic.code == .unknownName && (path.text == name || path.text.hasSuffix(".\(name)"))
    }
    if let path { return .removedButRead(path, readAt: diagnostic.span) }
    return diagnostic.with(Label(LocalizedText("what changed it is here", "在此处改动"), at: cause))
  }
}
