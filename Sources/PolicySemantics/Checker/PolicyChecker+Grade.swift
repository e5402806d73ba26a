import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// The scale, the base grade, and the rules.
extension PolicyChecker {

  // MARK: The scale

  func declareScale() {
    guard let piece = policy[.grades] else {
      if policy[.beside] != nil, policy.isWhole { report(.policyHasNoGrade(policy.keySpan(.beside))) }
      return
    }
    let ranked = piece.elements.compactMap(\.scalar)
    let listed = (policy[.beside]?.elements ?? []).compactMap(\.scalar)
    // An outcome with a condition of its own need not be listed as well.
    let named = (policy[.outcomes]?.named ?? []).map(\.name).filter { name in
      !listed.contains { besideLabel($0) == besideLabel(name) }
    }
    let beside = listed + named
    let labels = ranked + beside
    for (index, label) in labels.enumerated() where labels[..<index].contains(where: { $0.text == label.text }) {
      report(.duplicateLabel(label))
    }
    var outcomes = beside.filter { Keyword(spelling: $0.text) != .notRated }.map(\.text)
    if outcomes.count < beside.count || mayBeNotRated { outcomes.append(LabelSet.notRated) }
    guard ranked.count >= 2, ranked.count + outcomes.count <= LabelSet.capacity else {
      report(.scaleTooShort(piece.span))
      return
    }
    scale = LabelSet(ranked.map(\.text) + outcomes, isScale: true, besideCount: outcomes.count)
    scaleSpan = piece.span
  }

  /// Whether the grade, a rule or a missing value can lead to `not rated`.
  private var mayBeNotRated: Bool {
    let rules = (policy[.rules]?.named ?? []).compactMap { $0.piece.form?[.grade] }
    return ([policy[.grade], policy[.score]].compactMap(\.self) + rules).contains(where: says)
  }

  /// Whether `not rated` stands anywhere in a piece.
  private func says(_ piece: Piece) -> Bool {
    switch piece.content {
    case .scalar(let scalar): Keyword(spelling: scalar.text) == .notRated
    case .list(let pieces): pieces.contains(where: says)
    case .form(let form):
      form.entries.values.contains { says($0.piece) } || form.others.contains { says($0.piece) }
    case .named(let entries): entries.contains { says($0.piece) }
    case .node: false
    }
  }

  // MARK: The base grade

  func checkGrade() {
    let order = moveOrder()
    guard let piece = policy[.grade] else {
      if policy[.grades] != nil, policy.isWhole { report(.scaleWithoutGrade(policy.keySpan(.grades))) }
      return
    }
    guard let scale else {
      if policy[.grades] == nil, policy.isWhole { report(.gradeWithoutScale(policy.keySpan(.grade))) }
      return
    }
    let outcomes = reading(as: .baseGrade) { checkOutcomes(scale) }
    let computed = reading(as: .baseGrade) { value(piece, .oneOf(scale), Scope()) }
    guard let computed, let order, let outcomes else { return }
    let base = base(computed, after: outcomes, scale)
    // Where the policy knows subjects that are not rated, one whose grade is missing is one of them.
    guard !base.type.isOptional || scale.code(of: LabelSet.notRated) != nil else {
      report(.optionalGrade(piece.span))
      return
    }
    grade = TypedGrade(
      clause: clause("grade", nil, at: policy.keySpan(.grade)), scale: scale, base: base, order: order,
      outcomes: outcomes, computed: computed)
  }

  // MARK: Rules

  func rule(at index: Int) -> TypedRule? {
    if case .checked(let result) = rules[index].state { return result }
    rules[index].state = .checking
    let result = reading(as: .rule(index)) { checkRule(rules[index]) }
    rules[index].state = .checked(result)
    return result
  }

  private func checkRule(_ draft: Draft<TypedRule>) -> TypedRule? {
    guard let form = draft.piece.form, let when = form[.when] else { return nil }
    let condition = condition(when, Scope())
    let scope = Scope().knowing(knowledge(from: when, Scope()).ifTrue)
    let move = form[.grade]?.scalar.map { self.move($0, scope) }
    if form.isWhole, form[.grade] == nil, form[.alert] == nil, form[.tag] == nil {
      report(.ruleWithoutOutcome(draft.name))
    }
    guard let condition else { return nil }
    if case .some(.none) = move { return nil }
    return TypedRule(
      clause: clause(draft.name.text, form, at: draft.name.span), condition: condition, move: move ?? nil,
      alert: form[.alert]?.text, tag: form[.tag]?.text)
  }
}
