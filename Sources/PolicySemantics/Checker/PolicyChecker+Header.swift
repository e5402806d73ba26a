import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// The header of a policy: when it is in force, what it cites.
extension PolicyChecker {
  func checkHeader() {
    for source in policy[.sources]?.named ?? [] { sourceTitles[source.name.text] = source.piece.text }
    guard let scalar = policy[.effective]?.scalar else { return }
    guard let range = range(in: scalar) else { return }
    let from = range.low.map { date($0) }
    let until = range.high.map { date($0) }
    effective = (from ?? nil, until ?? nil)
    if let start = effective.from, let end = effective.until, start > end {
      report(.emptyRange(scalar))
    }
  }

  /// Reads a scalar that must be a range, such as `0..100` or `2022-07-27..`.
  func range(in scalar: YAMLScalar) -> RangeExpression? {
    guard let expression = parseExpression(scalar.expressionSource, into: &diagnostics) else { return nil }
    guard case .range(let range) = expression.kind else {
      report(.notARange(scalar))
      return nil
    }
    return range
  }

  private func date(_ expression: Expression) -> CalendarDate? {
    if case .date(let text) = expression.kind, let date = CalendarDate(text: text) { return date }
    report(.notADate(expression.span, text: expression.span.text))
    return nil
  }

  /// Reads a clause: how a declaration is named, titled and founded.
  func clause(_ name: String, _ form: Form?, at span: SourceSpan) -> Clause {
    let basis = form?[.basis]
    let cited = basis?.text.flatMap { citation(in: $0) }
    return Clause(
      name: name, title: form?[.title]?.text, span: span, basis: basis?.text, source: cited?.source,
      article: cited?.article, assumption: basis?.form?[.assumed]?.text, discretion: form?[.discretion]?.text)
  }

  /// Returns the full name of the document whose short name a basis begins with, and what the basis says after it; of
  /// several short names the longest counts.
  private func citation(in basis: String) -> (source: String, article: String)? {
    let cited = sourceTitles.filter { basis == $0.key || basis.hasPrefix($0.key + " ") }
    return cited.max { $0.key.count < $1.key.count }.map { ($0.value, String(basis.dropFirst($0.key.count + 1))) }
  }
}
