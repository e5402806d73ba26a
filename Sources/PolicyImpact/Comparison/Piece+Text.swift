import PolicyDiagnostics
import PolicySyntax

extension Piece {
  /// The piece as it would be written in one line, without comments and in the order in which it is written.
  var inOneLine: String {
    switch content {
    case .scalar(let scalar): return withSingleSpaces(scalar.span.text)
    case .node(let node): return withSingleSpaces(node.span.text)
    case .list(let pieces): return "[" + pieces.map(\.inOneLine).joined(separator: ", ") + "]"
    case .named(let pieces): return mapping(pieces)
    case .form(let form):
      let keys = form.entries.values.map { NamedPiece(name: $0.key, piece: $0.piece) }
      return mapping((keys + form.others).sorted { $0.name.span.start < $1.name.span.start })
    }
  }

  private func mapping(_ pieces: [NamedPiece]) -> String {
    "{" + pieces.map { "\($0.name.text): \($0.piece.inOneLine)" }.joined(separator: ", ") + "}"
  }
}
