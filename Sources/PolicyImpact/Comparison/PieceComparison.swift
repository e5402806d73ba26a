import PolicyDiagnostics
import PolicySyntax

/// Compares two versions of a piece along the vocabulary, and notes each change where it lies.
struct PieceComparison {
  let canonical: CanonicalPiece
  /// The titles that the catalogue gives to measures.
  let measureTitles: [String: String]
  private(set) var changes: [PolicyChange] = []

  init(_ canonical: CanonicalPiece, measureTitles: [String: String] = [:]) {
    self.canonical = canonical
    self.measureTitles = measureTitles
  }

  // MARK: Pieces

  mutating func compare(
    _ old: Piece, _ new: Piece, _ shape: Shape, under keyword: Keyword?, at path: ChangePath
  ) -> MergedPiece {
    if canonical.text(of: old, shape, under: keyword) == canonical.text(of: new, shape, under: keyword) {
      return .shared(new)
    }
    switch (old.content, new.content) {
    case (.form(let oldForm), .form(let newForm)) where oldForm.id == newForm.id:
      return compare(oldForm, newForm, at: path)
    case (.named(let oldPieces), .named(let newPieces)):
      return .named(new, named(oldPieces, newPieces, shape.namedElement, at: path))
    case (.list(let oldPieces), .list(let newPieces)) where !oldPieces.isOfScalars && !newPieces.isOfScalars:
      return list(oldPieces, newPieces, shape, in: new, under: keyword, at: path)
    default: return choice(.changed, old, new, at: path)
    }
  }

  /// Compares what stands under one key in both, or in one of them.
  private mutating func compare(
    _ old: Form.Entry?, _ new: Form.Entry?, _ shape: Shape, under keyword: Keyword, at path: ChangePath
  ) -> MergedEntry? {
    let path = path.appending(.keyword(keyword))
    switch (old, new) {
    case (let old?, let new?):
      return .both(new.key, compare(old.piece, new.piece, shape, under: keyword, at: path))
    case (let old?, nil): return entry(.removed, NamedPiece(name: old.key, piece: old.piece), nil, at: path)
    case (nil, let new?): return entry(.added, nil, NamedPiece(name: new.key, piece: new.piece), at: path)
    case (nil, nil): return nil
    }
  }

  // MARK: Forms

  /// Compares two forms key by key, in the order of the vocabulary.
  mutating func compare(_ old: Form, _ new: Form, at path: ChangePath) -> MergedPiece {
    let description = new.id.description
    if isReordered(old, new) {
      return choice(.reordered, Piece(.form(old), at: old.span), Piece(.form(new), at: new.span), at: path)
    }
    let keys = description.keys.compactMap { key in
      compare(old.entries[key.keyword], new.entries[key.keyword], key.shape, under: key.keyword, at: path)
        .map { (key.keyword, $0) }
    }
    guard let shape = description.otherKeys else { return .form(new, keys: keys, others: []) }
    let others =
      canonical.hasOrderedRows(new) || canonical.hasOrderedRows(old)
      ? rows(old, new, shape, at: path) : otherKeys(old, new, shape, at: path)
    return .form(new, keys: keys, others: others)
  }

  /// Whether two lookups have the same rows in another order, where order counts.
  private func isReordered(_ old: Form, _ new: Form) -> Bool {
    guard old.id == .lookup, canonical.hasOrderedRows(new), old.others.count == new.others.count else { return false }
    let texts = [old, new].map { form in
      form.others.map { "\(canonical.name(of: $0, in: form)): " + canonical.text(of: $0.piece, .value, under: nil) }
    }
    return texts[0] != texts[1] && texts[0].sorted() == texts[1].sorted()
  }

  /// The rows of a lookup in which order counts.
  private mutating func rows(_ old: Form, _ new: Form, _ shape: Shape, at path: ChangePath) -> [MergedEntry] {
    let names = [old, new].map { form in form.others.map { canonical.name(of: $0, in: form) } }
    return aligned(names[0], names[1]).map { pair in
      switch pair {
      case .equal(let oldPlace, let newPlace):
        let (old, new) = (old.others[oldPlace], new.others[newPlace])
        let path = path.appending(.row(new.name.text))
        return .both(new.name, compare(old.piece, new.piece, shape, under: nil, at: path))
      case .replaced(let oldPlace, let newPlace):
        let path = path.appending(.row(new.others[newPlace].name.text))
        return entry(.changed, old.others[oldPlace], new.others[newPlace], at: path)
      case .removed(let place):
        return entry(.removed, old.others[place], nil, at: path.appending(.row(old.others[place].name.text)))
      case .added(let place):
        return entry(.added, nil, new.others[place], at: path.appending(.row(new.others[place].name.text)))
      }
    }
  }

  /// The keys of a form that are not fixed and have no order.
  private mutating func otherKeys(_ old: Form, _ new: Form, _ shape: Shape, at path: ChangePath) -> [MergedEntry] {
    let isLookup = new.id == .lookup
    func pieces(of form: Form) -> [(key: String, piece: NamedPiece)] {
      form.others.map { (canonical.name(of: $0, in: form), $0) }
    }
    return merged(pieces(of: old), pieces(of: new), shape, at: path) { isLookup ? .row($0) : .name($0) }
  }

  // MARK: Mappings from names

  private mutating func named(
    _ old: [NamedPiece], _ new: [NamedPiece], _ shape: Shape, at path: ChangePath
  ) -> [MergedEntry] {
    var old = old.map { (key: $0.name.text, piece: $0) }
    let renames = renamed(old.map(\.piece), new, shape)
    for place in old.indices { old[place].key = renames[old[place].key] ?? old[place].key }
    return merged(old, new.map { ($0.name.text, $0) }, shape, at: path) { .name($0) }
  }

  /// Returns the new names of entries that are called otherwise and say the same, by their old names.
  func renamed(_ old: [NamedPiece], _ new: [NamedPiece], _ shape: Shape) -> [String: String] {
    let (oldNames, newNames) = (Set(old.map(\.name.text)), Set(new.map(\.name.text)))
    var candidates = new.filter { !oldNames.contains($0.name.text) }
    var renames: [String: String] = [:]
    for entry in old where !newNames.contains(entry.name.text) {
      let text = canonical.text(of: entry.piece, shape, under: nil)
      let match = candidates.firstIndex { canonical.text(of: $0.piece, shape, under: nil) == text }
      guard let match else { continue }
      renames[entry.name.text] = candidates.remove(at: match).name.text
    }
    return renames
  }

  /// Puts entries with the same key together: those of the new version in its order, then those that are gone.
  private mutating func merged(
    _ old: [(key: String, piece: NamedPiece)], _ new: [(key: String, piece: NamedPiece)], _ shape: Shape,
    at path: ChangePath, step: (String) -> ChangePath.Step
  ) -> [MergedEntry] {
    let oldByKey = Dictionary(old, uniquingKeysWith: { first, _ in first })
    let newKeys = Set(new.map(\.key))
    var entries: [MergedEntry] = []
    for (key, piece) in new {
      let path = named(piece, at: path.appending(step(piece.name.text)))
      guard let earlier = oldByKey[key] else {
        entries.append(entry(.added, nil, piece, at: path))
        continue
      }
      if earlier.name.text != piece.name.text, case .name = step("") {
        entries.append(entry(.renamed, earlier, piece, at: path))
      } else {
        entries.append(.both(piece.name, compare(earlier.piece, piece.piece, shape, under: nil, at: path)))
      }
    }
    for (key, piece) in old where !newKeys.contains(key) {
      let path = named(piece, at: path.appending(step(piece.name.text)))
      entries.append(entry(.removed, piece, nil, at: path))
    }
    return entries
  }

  /// The path to a named piece, with its title.
  private func named(_ piece: NamedPiece, at path: ChangePath) -> ChangePath {
    let isMeasure = path.steps.count == 2 && path.steps[0] == .keyword(.measures)
    return path.titled(piece.piece.form?[.title]?.text ?? (isMeasure ? measureTitles[piece.name.text] : nil))
  }

  // MARK: Lists

  private mutating func list(
    _ old: [Piece], _ new: [Piece], _ shape: Shape, in piece: Piece, under keyword: Keyword?, at path: ChangePath
  ) -> MergedPiece {
    let element = shape.listElement
    func texts(_ pieces: [Piece]) -> [String] {
      pieces.map { piece in
        canonical.row(piece).map { "\($0.tests): \($0.value)" } ?? canonical.text(of: piece, element, under: keyword)
      }
    }
    let pairs = aligned(texts(old), texts(new))
    let merged = pairs.map { pair -> MergedPiece in
      switch pair {
      case .equal(_, let place): return .shared(new[place])
      case .replaced(let oldPlace, let newPlace):
        let path = path.appending(.item(newPlace + 1))
        guard let oldForm = old[oldPlace].form, let newForm = new[newPlace].form, oldForm.id == newForm.id else {
          return choice(.changed, old[oldPlace], new[newPlace], at: path)
        }
        return compare(oldForm, newForm, at: path)
      case .removed(let place): return choice(.removed, old[place], nil, at: path.appending(.item(place + 1)))
      case .added(let place): return choice(.added, nil, new[place], at: path.appending(.item(place + 1)))
      }
    }
    return .list(piece, merged)
  }

  // MARK: Changes

  private mutating func entry(
    _ operation: PolicyChange.Operation, _ old: NamedPiece?, _ new: NamedPiece?, at path: ChangePath
  ) -> MergedEntry {
    let isRow = path.steps.last?.isRow == true
    let sides = [old, new].map { entry in
      entry.map { entry in
        let span = entry.name.span.union(entry.piece.span)
        // A row is its tests and its value; what is renamed is its name alone.
        if operation == .renamed { return side(entry.name.text, at: entry.name.span) }
        let text = entry.piece.inOneLine
        return side(isRow ? "\(entry.name.text): \(text)" : text, at: span)
      }
    }
    return .choice(note(operation, sides[0], sides[1], at: path), old: old, new: new)
  }

  private mutating func choice(
    _ operation: PolicyChange.Operation, _ old: Piece?, _ new: Piece?, at path: ChangePath
  ) -> MergedPiece {
    let sides = [old, new].map { piece in piece.map { side($0.inOneLine, at: $0.span) } }
    return .choice(note(operation, sides[0], sides[1], at: path), old: old, new: new)
  }

  private func side(_ text: String, at span: SourceSpan) -> PolicyChange.Side {
    PolicyChange.Side(text: withSingleSpaces(text), span: span)
  }

  private mutating func note(
    _ operation: PolicyChange.Operation, _ old: PolicyChange.Side?, _ new: PolicyChange.Side?, at path: ChangePath
  ) -> Int {
    changes.append(PolicyChange(number: changes.count, path: path, operation: operation, old: old, new: new))
    return changes.count - 1
  }
}

extension [Piece] {
  /// Whether every element is a single text, so that the list is one thing that people read at a glance.
  fileprivate var isOfScalars: Bool { allSatisfy { $0.scalar != nil } }
}
