import PolicySyntax

/// Two versions of a piece in one tree: what they share once, and where they differ a choice with the number of its
/// change.
///
/// Any set of changes gives a piece in which these are made and the others are not.
indirect enum MergedPiece: Sendable {
  /// The same in both, as the new version has it.
  case shared(Piece)
  case form(Form, keys: [(Keyword, MergedEntry)], others: [MergedEntry])
  case named(Piece, [MergedEntry])
  case list(Piece, [MergedPiece])
  /// One of two; nil where one version has nothing.
  case choice(Int, old: Piece?, new: Piece?)
}

/// A key with its value, in two versions.
enum MergedEntry: Sendable {
  case both(YAMLScalar, MergedPiece)
  case choice(Int, old: NamedPiece?, new: NamedPiece?)

  func applied(_ changes: Set<Int>) -> NamedPiece? {
    switch self {
    case .both(let name, let merged): merged.applied(changes).map { NamedPiece(name: name, piece: $0) }
    case .choice(let change, let old, let new): changes.contains(change) ? new : old
    }
  }
}

extension MergedPiece {
  /// Returns the piece with the given changes made; nil where nothing stands then.
  func applied(_ changes: Set<Int>) -> Piece? {
    switch self {
    case .shared(let piece): return piece
    case .form(let form, let keys, let others):
      var entries: [Keyword: Form.Entry] = [:]
      for (keyword, merged) in keys {
        guard let entry = merged.applied(changes) else { continue }
        entries[keyword] = Form.Entry(key: entry.name, piece: entry.piece)
      }
      let named = others.compactMap { $0.applied(changes) }
      let form = Form(id: form.id, span: form.span, entries: entries, others: named, isWhole: form.isWhole)
      return Piece(.form(form), at: form.span)
    case .named(let piece, let entries):
      return Piece(.named(entries.compactMap { $0.applied(changes) }), at: piece.span)
    case .list(let piece, let elements):
      return Piece(.list(elements.compactMap { $0.applied(changes) }), at: piece.span)
    case .choice(let change, let old, let new): return changes.contains(change) ? new : old
    }
  }
}
