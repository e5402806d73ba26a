import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Working days, which a calendar knows.
extension PolicyChecker {
  /// Checks `working day from(due on)`: the day itself where it is worked, else the next one that is.
  func workingDay(_ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(1...1, .workingDayFrom, values, at: span), let date = check(values[0], scope) else { return nil }
    guard date.type.form == .date else {
      report(.typeMismatch(values[0].span, date.type.form, wanted: .date))
      return nil
    }
    guard calendar != nil else {
      if policy.isWhole, policy[.calendar] == nil { report(.workingDaysNeedCalendar(span)) }
      return nil
    }
    return TypedExpression(.workingDayFrom(date), date.type, at: span)
  }
}
