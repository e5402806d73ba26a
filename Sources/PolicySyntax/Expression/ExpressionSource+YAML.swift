import PolicyDiagnostics

extension YAMLScalar {
  /// The scalar as the text of an expression, with the place of every byte in whatever style it is written.
  package var expressionSource: ExpressionSource {
    if style == .plain, text.utf8.count == span.end - span.start {
      return ExpressionSource(text, file: span.file, start: span.start)
    }
    let offsets = (0...text.utf8.count).map { span(of: $0..<$0).start }
    return ExpressionSource(text, file: span.file, offsets: offsets)
  }
}
