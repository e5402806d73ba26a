package import PolicyDiagnostics

/// A piece of a document that has the shape its key asks for.
package struct Piece: Sendable {
  package let content: Content
  package let span: SourceSpan

  package indirect enum Content: Sendable {
    case scalar(YAMLScalar)
    case list([Piece])
    case form(Form)
    case named([NamedPiece])
    /// A piece of any shape, kept as it is.
    case node(YAMLNode)
  }

  package init(_ content: Content, at span: SourceSpan) {
    self.content = content
    self.span = span
  }
}

/// A piece under a name of the author's.
package struct NamedPiece: Sendable {
  package let name: YAMLScalar
  package let piece: Piece

  package init(name: YAMLScalar, piece: Piece) {
    self.name = name
    self.piece = piece
  }
}

/// A mapping whose keys are those of its form; keys that are not are already reported and left out.
package struct Form: Sendable {
  package let id: FormID
  package let span: SourceSpan
  package let entries: [Keyword: Entry]

  /// The entries under keys that are not fixed, in written order.
  package let others: [NamedPiece]

  /// Whether every key is known and right; where one is not, what seems to be missing may be what it was meant to be.
  package let isWhole: Bool

  package struct Entry: Sendable {
    package let key: YAMLScalar
    package let piece: Piece

    package init(key: YAMLScalar, piece: Piece) {
      self.key = key
      self.piece = piece
    }
  }

  package init(id: FormID, span: SourceSpan, entries: [Keyword: Entry], others: [NamedPiece], isWhole: Bool) {
    self.id = id
    self.span = span
    self.entries = entries
    self.others = others
    self.isWhole = isWhole
  }

  package subscript(keyword: Keyword) -> Piece? { entries[keyword]?.piece }

  /// The place of a key, or of the whole form where the key is absent.
  package func keySpan(_ keyword: Keyword) -> SourceSpan { entries[keyword]?.key.span ?? span }
}

extension Piece {
  package var scalar: YAMLScalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  package var text: String? { scalar?.text }

  package var form: Form? {
    if case .form(let form) = content { form } else { nil }
  }

  package var named: [NamedPiece] {
    if case .named(let pieces) = content { pieces } else { [] }
  }

  package var isList: Bool {
    if case .list = content { true } else { false }
  }

  package var node: YAMLNode? {
    if case .node(let node) = content { node } else { nil }
  }

  /// The pieces of a list, or the piece itself where one may stand for a list.
  package var elements: [Piece] {
    if case .list(let pieces) = content { pieces } else { [self] }
  }
}
