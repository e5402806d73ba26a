import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Cases: conditions, each with a value.
extension PolicyChecker {

  /// Checks a list of cases, of which the first that holds decides and the last says what happens otherwise.
  func orderedCases(_ forms: [Form], at span: SourceSpan, _ wanted: Wanted, _ scope: Scope) -> TypedValue? {
    var cases = forms
    var otherwise: Piece?
    if let last = forms.last, let piece = last[.otherwise], last[.when] == nil, last[.then] == nil {
      otherwise = piece
      cases.removeLast()
    }
    guard let table = table(ofCases: cases, otherwise: otherwise, .first, wanted, scope) else { return nil }
    guard table.otherwise != nil else {
      report(.casesNeedOtherwise(at: forms.last?.span ?? span))
      return nil
    }
    return tableValue(table, at: span, text: "")
  }

  func table(
    ofCases forms: [Form], otherwise: Piece?, _ take: Take, _ wanted: Wanted, _ scope: Scope
  ) -> TypedTable? {
    if let misplaced = forms.first(where: { $0[.otherwise] != nil }) {
      report(.misplacedOtherwise(misplaced.keySpan(.otherwise)))
      return nil
    }
    // What none of the cases before has met is known further down.
    var rest = scope
    let rows = forms.map { caseRow($0, wanted, take == .first ? rest : scope, rest: &rest) }
    let last = otherwise.map { value($0, wanted, rest) }
    if case .some(.none) = last { return nil }
    guard !rows.contains(where: { $0 == nil }) else { return nil }
    return TypedTable(inputs: [], rows: rows.compactMap(\.self), otherwise: last ?? nil, take: take)
  }

  /// Checks one case; afterwards `rest` knows that its condition did not hold.
  private func caseRow(_ form: Form, _ wanted: Wanted, _ scope: Scope, rest: inout Scope) -> TypedRow? {
    guard let when = form[.when], let then = form[.then] else {
      if form.isWhole { report(.caseNeedsWhenAndThen(form)) }
      return nil
    }
    let condition = condition(when, scope)
    let (ifTrue, ifFalse) = knowledge(from: when, scope)
    let value = value(then, wanted, scope.knowing(ifTrue))
    rest = rest.knowing(ifFalse)
    guard let condition, let value, case .expression(let typed) = condition.kind else { return nil }
    return TypedRow(
      text: condition.text, span: form.span, condition: typed, members: condition.members, value: value)
  }
}
