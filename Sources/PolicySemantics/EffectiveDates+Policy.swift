import PolicyDiagnostics
package import PolicySyntax
package import PolicyTypes

extension EffectiveDates {
  /// Reads the dates of a policy; every day where it has none, or where what it says is no range of dates.
  package init(of policy: Document) {
    let range = policy.form[.effective]?.scalar.flatMap(Self.range)
    self.init(from: range?.low.flatMap(Self.date), until: range?.high.flatMap(Self.date))
  }

  private static func range(in scalar: YAMLScalar) -> RangeExpression? {
    var ignored = DiagnosticSet()
    guard case .range(let range)? = parseExpression(scalar.expressionSource, into: &ignored)?.kind else { return nil }
    return range
  }

  private static func date(_ expression: Expression) -> CalendarDate? {
    if case .date(let text) = expression.kind { CalendarDate(text: text) } else { nil }
  }
}
