import PolicyDiagnostics
package import PolicySemantics
import PolicySyntax

/// What a new version of a policy says otherwise than the old one, in meaning and not in text.
///
/// Layout, comments, the order of what has no order and the language of keywords make no difference. What a policy
/// imports is part of it: a changed catalogue is a changed policy.
package struct PolicyComparison: Sendable {
  /// In the order of the vocabulary, and within a list in that of the new version.
  package let changes: [PolicyChange]

  private let policy: MergedPiece
  private let records: MergedPiece
  private let catalogue: MergedPiece
  /// Nil where one of the two has no calendar.
  private let calendar: MergedPiece?
  private let new: PolicySources

  package init(old: PolicySources, new: PolicySources) {
    self.new = new
    let renames = findRenames(old.policy.form, new.policy.form)
    let canonical = CanonicalPiece(scalars: CanonicalText(.language, renames: renames))
    var comparison = PieceComparison(canonical, measureTitles: new.measureTitles)
    policy = comparison.compare(old.ownForm, new.ownForm, at: ChangePath(.policy))
    records = comparison.compare(old.recordsForm, new.recordsForm, at: ChangePath(.policy))
    catalogue = comparison.compare(old.catalogueForm, new.catalogueForm, at: ChangePath(.catalogue))
    if let (old, new) = old.calendar.flatMap({ old in new.calendar.map { (old.form, $0.form) } }) {
      calendar = comparison.compare(old, new, at: ChangePath(.calendar))
    } else {
      calendar = nil
    }
    changes = comparison.changes
  }

  /// Returns the old policy with some of the changes made, by their numbers.
  package func sources(applying changes: Set<Int>) -> PolicySources {
    func document(_ merged: MergedPiece) -> Document? {
      merged.applied(changes)?.form.map { Document(file: new.policy.file, form: $0) }
    }
    let imports = [records, catalogue].compactMap(document)
    return PolicySources(
      policy: document(policy) ?? new.policy, imports: imports, calendar: calendar.flatMap(document) ?? new.calendar)
  }
}

/// Returns what declarations are called now that were called otherwise and say the same.
private func findRenames(_ old: Form, _ new: Form) -> [String: String] {
  let comparison = PieceComparison(CanonicalPiece(scalars: CanonicalText(.language)))
  var renames: [String: String] = [:]
  for keyword in [Keyword.constants, .facts, .rules, .repairs] {
    guard let shape = new.id.description[keyword]?.shape.namedElement else { continue }
    let found = comparison.renamed(old[keyword]?.named ?? [], new[keyword]?.named ?? [], shape)
    renames.merge(found) { first, _ in first }
  }
  return renames
}

extension PolicySources {
  /// The policy, what it inherits included, without what its imports may hold as well and without the names of files.
  fileprivate var ownForm: Form {
    let others: Set<Keyword> = [.import, .subjects, .records, .extends, .change, .remove]
    return policy.form.keeping { !others.contains($0) }
  }

  /// All kinds of subject and record types, wherever they are declared.
  fileprivate var recordsForm: Form {
    let forms = [policy.form] + imports.map(\.form).filter { $0.id == .recordsFile }
    return Form(id: .recordsFile, gathering: [.subjects, .records], from: forms)
  }

  fileprivate var measureTitles: [String: String] {
    let titles = (catalogueForm[.measures]?.named ?? []).compactMap { entry in
      entry.piece.form?[.title]?.text.map { (entry.name.text, $0) }
    }
    return Dictionary(titles, uniquingKeysWith: { first, _ in first })
  }

  /// All entries of the catalogue.
  fileprivate var catalogueForm: Form {
    Form(
      id: .measuresFile, gathering: [.measures], from: imports.map(\.form).filter { $0.id == .measuresFile },
      or: policy.form)
  }
}

extension Form {
  fileprivate func keeping(_ isKept: (Keyword) -> Bool) -> Form {
    Form(id: id, span: span, entries: entries.filter { isKept($0.key) }, others: others, isWhole: isWhole)
  }

  /// Makes one form of what stands under the keys in several.
  fileprivate init(id: FormID, gathering keywords: [Keyword], from forms: [Form], or place: Form? = nil) {
    var gathered: [Keyword: Entry] = [:]
    for keyword in keywords {
      let entries = forms.compactMap { $0.entries[keyword] }
      guard let first = entries.first else { continue }
      let pieces = entries.flatMap(\.piece.named)
      gathered[keyword] = Entry(key: first.key, piece: Piece(.named(pieces), at: first.piece.span))
    }
    // Where nothing is gathered, the place is that of the policy: nothing is said about it.
    let span = forms.first?.span ?? place?.span
    self.init(id: id, span: span!, entries: gathered, others: [], isWhole: true)
  }
}
