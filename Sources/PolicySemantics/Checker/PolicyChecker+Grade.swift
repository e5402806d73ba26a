import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// The scale, the grade, and the rules that move it.
extension PolicyChecker {

  func declareScale() {
    guard let piece = policy[.grades] else { return }
    let labels = piece.elements.compactMap(\.scalar)
    for (index, label) in labels.enumerated() where labels[..<index].contains(where: { $0.text == label.text }) {
      report(.duplicateLabel(label))
    }
    guard (2...LabelSet.capacity).contains(labels.count) else {
      report(.scaleTooShort(piece.span))
      return
    }
    scale = LabelSet(labels.map(\.text), isScale: true)
    scaleSpan = piece.span
  }

  func checkGrade() {
    guard let piece = policy[.grade] else {
      if policy[.grades] != nil, policy.isWhole { report(.scaleWithoutGrade(policy.keySpan(.grades))) }
      return
    }
    guard let scale else {
      if policy[.grades] == nil, policy.isWhole { report(.gradeWithoutScale(policy.keySpan(.grade))) }
      return
    }
    let base = reading(as: .baseGrade) { value(piece, .oneOf(scale), Scope()) }
    guard let base else { return }
    guard !base.type.isOptional else {
      report(.optionalValue(piece.span))
      return
    }
    grade = TypedGrade(clause: clause("grade", nil, at: policy.keySpan(.grade)), scale: scale, base: base)
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
    guard let form = draft.piece.form, let when = form[.when]?.scalar else { return nil }
    let condition = condition(when, Scope())
    let move = form[.grade]?.scalar.map { self.move($0) }
    if form.isWhole, form[.grade] == nil, form[.alert] == nil, form[.tag] == nil {
      report(.ruleWithoutOutcome(draft.name))
    }
    guard let condition else { return nil }
    if case .some(.none) = move { return nil }
    return TypedRule(
      clause: clause(draft.name.text, form, at: draft.name.span), condition: condition, move: move ?? nil,
      alert: form[.alert]?.text, tag: form[.tag]?.text)
  }

  /// Reads a move: a grade, `no better than 中`, `no worse than 良`, `1 worse`, `2 better`.
  private func move(_ scalar: YAMLScalar) -> GradeMove? {
    guard let scale else {
      if policy.isWhole, policy[.grades] == nil { report(.policyHasNoGrade(scalar.span)) }
      return nil
    }
    if let code = scale.code(of: scalar.text) { return .exactly(code) }
    for (prefix, make) in Self.moveWords where scalar.text.hasPrefix(prefix) {
      let label = String(scalar.text.dropFirst(prefix.count).drop { $0 == " " })
      if let code = scale.code(of: label) { return make(code) }
      report(.unknownLabel(label, at: scalar.span, in: scale))
      return nil
    }
    if let shift = shift(scalar.text) { return shift }
    report(.badMove(scalar, scale))
    return nil
  }

  private static let moveWords: [(String, @Sendable (UInt8) -> GradeMove)] = [
    ("no better than", { .noBetterThan($0) }), ("no worse than", { .noWorseThan($0) }),
    ("最高为", { .noBetterThan($0) }), ("最低为", { .noWorseThan($0) }),
  ]

  private func shift(_ text: String) -> GradeMove? {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 2 else { return nil }
    switch (words[0], words[1]) {
    case (let count, "worse"), ("降", let count): return steps(count).map(GradeMove.worse)
    case (let count, "better"), ("升", let count): return steps(count).map(GradeMove.better)
    default: return nil
    }
  }

  private func steps(_ text: String) -> Int? {
    Int(text).flatMap { (1...LabelSet.capacity).contains($0) ? $0 : nil }
  }
}
