import PolicyDiagnostics
import PolicySyntax

/// Pieces of a policy as text by which they compare: what has no order is sorted.
struct CanonicalPiece {
  let scalars: CanonicalText

  /// Returns the canonical text of a piece of `shape` under `keyword`.
  func text(of piece: Piece, _ shape: Shape, under keyword: Keyword?) -> String {
    switch piece.content {
    case .scalar(let scalar): return scalars.text(of: scalar, as: shape, under: keyword)
    case .form(let form): return text(of: form)
    case .named(let pieces):
      let element = shape.namedElement
      // A field is followed by its type, which is a word of the language.
      let inner = keyword == .fields ? keyword : nil
      return "{"
        + pieces.map { "\($0.name.text): " + text(of: $0.piece, element, under: inner) }.sorted()
        .joined(separator: ", ") + "}"
    case .list(let pieces): return text(of: pieces, shape, under: keyword)
    case .node(let node): return withSingleSpaces(node.span.text)
    }
  }

  func text(of form: Form) -> String {
    let description = form.id.description
    var parts = form.entries.map { keyword, entry in
      "\(keyword.rawValue): "
        + text(of: entry.piece, description[keyword]?.shape ?? .text, under: description.context(of: keyword))
    }.sorted()
    let others = form.others.map {
      "\(name(of: $0, in: form)): " + text(of: $0.piece, description.otherKeys ?? .text, under: nil)
    }
    parts += hasOrderedRows(form) ? others : others.sorted()
    return "{" + parts.joined(separator: ", ") + "}"
  }

  /// Returns the canonical name of an entry under a key that is not fixed: the tests of a lookup, what records have in
  /// common, or the author's name.
  func name(of entry: NamedPiece, in form: Form) -> String {
    form.id == .lookup || form.id == .capPer ? scalars.tests(of: entry.name) : entry.name.text
  }

  /// Returns whether it matters in which order the keys of a form that are not fixed stand.
  ///
  /// It does in a lookup whose first row that holds decides, unless no two of its rows can hold together.
  func hasOrderedRows(_ form: Form) -> Bool {
    guard form.id == .lookup else { return false }
    if let take = form[.take] {
      return text(of: take, .text, under: .take) == "first"
        && !form.others.allSatisfy { scalars.arePlainValues($0.name) }
    }
    return !form.others.allSatisfy { scalars.arePlainValues($0.name) }
  }

  /// Returns the canonical text of a row of a table without its value, and of the value; nil for what is no such row.
  func row(_ piece: Piece) -> (tests: String, value: String)? {
    guard case .list(let cells) = piece.content, let last = cells.last else { return nil }
    let tests = cells.dropLast().map { cell in
      cell.elements.compactMap(\.scalar).map(scalars.tests).joined(separator: ", ")
    }
    return (tests.joined(separator: " | "), text(of: last, .value, under: nil))
  }

  private func text(of pieces: [Piece], _ shape: Shape, under keyword: Keyword?) -> String {
    let element = shape.listElement
    let texts = pieces.map { piece in
      if case .rows = shape, let row = row(piece) { return "\(row.tests): \(row.value)" }
      return text(of: piece, element, under: keyword)
    }
    return "[" + (keyword.map(Self.unorderedLists.contains) == true ? texts.sorted() : texts).joined(separator: ", ")
      + "]"
  }

  /// The lists in which order says nothing.
  static let unorderedLists: Set<Keyword> = [.for, .target, .allOf, .anyOf, .of, .oncePer, .methods, .allow, .remember]
}

extension Shape {
  /// What the elements of a list of this shape look like.
  var listElement: Shape {
    switch self {
    case .list(let element), .oneOrMore(let element), .listOr(let element, _): element
    case .scalarOr(_, let other): other.listElement
    case .rows, .value, .valueOr: .form(.orderedCase)
    default: self
    }
  }

  /// What stands under the names of a mapping of this shape.
  var namedElement: Shape {
    switch self {
    case .named(let element): element
    case .scalarOr(_, let other), .oneOrMore(let other), .listOr(_, let other): other.namedElement
    // Values by the date from which on each holds.
    case .value, .valueOr: .value
    default: .text
    }
  }
}
