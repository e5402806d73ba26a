import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Outcomes beside the scale: tried before the grade, each with what is shown meanwhile.
extension PolicyChecker {

  /// The label of an outcome beside the scale; the one that the language names has one spelling in data.
  func besideLabel(_ name: YAMLScalar) -> String {
    Keyword(spelling: name.text) == .notRated ? LabelSet.notRated : name.text
  }

  /// Checks the outcomes, each knowing that those before it do not apply.
  func checkOutcomes(_ scale: LabelSet) -> [TypedOutcome]? {
    var scope = Scope()
    let outcomes = (policy[.outcomes]?.named ?? []).map { entry -> TypedOutcome? in
      guard let form = entry.piece.form, let when = form[.when] else { return nil }
      defer { if form[.until] == nil { scope = scope.knowing(knowledge(from: when, scope).ifFalse) } }
      return outcome(entry.name, form, when, scope)
    }
    return outcomes.contains { $0 == nil } ? nil : outcomes.compactMap(\.self)
  }

  private func outcome(_ name: YAMLScalar, _ form: Form, _ when: Piece, _ scope: Scope) -> TypedOutcome? {
    let condition = condition(when, scope)
    let inside = scope.knowing(knowledge(from: when, scope).ifTrue)
    let until = form[.until].map { value($0, .conditionOrDate, inside) }
    if case .some(.none) = until { return nil }
    guard let condition, case .expression(let holds) = condition.kind else { return nil }
    let end = until ?? nil
    if let end, end.type.form == .boolean, end.type.isOptional {
      report(.optionalCondition(end.span))
      return nil
    }
    guard let applies = end.map({ runs(holds, until: $0) }) ?? holds else { return nil }
    return TypedOutcome(
      clause: clause(name.text, form, at: name.span), label: besideLabel(name),
      applies: TypedValue(
        text: condition.text, span: condition.span, type: .boolean, kind: .expression(applies),
        members: condition.members),
      lastDay: end.flatMap { $0.type.form == .date ? $0 : nil }, reason: form[.reason]?.text)
  }

  /// The condition, and that nothing has ended the outcome.
  private func runs(_ holds: TypedExpression, until end: TypedValue) -> TypedExpression? {
    guard case .expression(let end) = end.kind else {
      report(.notSupportedInPolicies(end.span))
      return nil
    }
    let span = holds.span
    guard end.type.form == .date else {
      let goesOn = TypedExpression(.not(end), .boolean, at: end.span)
      return TypedExpression(.and(holds, goesOn), .boolean, at: span)
    }
    let asOf = TypedExpression(.asOf, .date, at: end.span)
    var goesOn = TypedExpression(
      .comparison(.lessOrEqual, asOf, end), .boolean.optional(end.type.isOptional), at: end.span)
    if end.type.isOptional {
      // Without a last day it goes on.
      let yes = TypedExpression(.literal(.boolean(true)), .boolean, at: end.span)
      goesOn = TypedExpression(.orElse(goesOn, yes), .boolean, at: end.span)
    }
    return TypedExpression(.and(holds, goesOn), .boolean, at: span)
  }

  /// The base grade with the outcomes as its first rows.
  func base(_ computed: TypedValue, after outcomes: [TypedOutcome], _ scale: LabelSet) -> TypedValue {
    guard !outcomes.isEmpty else { return computed }
    let rows = outcomes.compactMap { outcome -> TypedRow? in
      guard case .expression(let condition) = outcome.applies.kind else { return nil }
      let label = TypedExpression(.literal(.label(outcome.label)), .oneOf(scale), at: outcome.clause.span)
      return TypedRow(
        text: outcome.applies.text, span: outcome.clause.span, condition: condition, members: outcome.applies.members,
        value: TypedValue(
          text: outcome.clause.name, span: outcome.clause.span, type: .oneOf(scale), kind: .expression(label)))
    }
    let table = TypedTable(inputs: [], rows: rows, otherwise: computed)
    return TypedValue(
      text: computed.text, span: computed.span, type: .oneOf(scale).optional(computed.type.isOptional),
      kind: .table(table))
  }

  // MARK: What is shown meanwhile

  /// Checks what the outcomes show, which may read everything.
  func checkShownGrades() {
    guard let grade, let entries = policy[.outcomes]?.named else { return }
    let outcomes = zip(grade.outcomes, entries).map { outcome, entry -> TypedOutcome in
      guard let form = entry.piece.form, let piece = form[.shows] else { return outcome }
      var scope = Scope()
      if let when = form[.when] { scope = scope.knowing(knowledge(from: when, scope).ifTrue) }
      scope.mayReadComputedGrade = true
      return outcome.showing(reading(as: .outputs) { value(piece, .oneOf(grade.scale), scope) })
    }
    self.grade = TypedGrade(
      clause: grade.clause, scale: grade.scale, base: grade.base, order: grade.order, outcomes: outcomes,
      computed: grade.computed)
  }

  func computedGrade(_ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard scope.mayReadComputedGrade, let scale else {
      report(.wordOnlyInside(span.text, LocalizedText("`shows` of an outcome", "等级之外的情形的 `显示`"), at: span))
      return nil
    }
    note(.grade, readAt: span)
    return TypedExpression(.computedGrade, .oneOf(scale), at: span)
  }
}

extension TypedOutcome {
  fileprivate func showing(_ shown: TypedValue?) -> TypedOutcome {
    TypedOutcome(clause: clause, label: label, applies: applies, shows: shown, lastDay: lastDay, reason: reason)
  }
}
