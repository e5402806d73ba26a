import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// What rules do to the grade, and in which order.
extension PolicyChecker {

  // MARK: Order

  /// Reads `moves`; nil where it is wrong.
  func moveOrder() -> MoveOrder? {
    guard let piece = policy[.moves] else { return .standard }
    guard policy[.grades] != nil else {
      if policy.isWhole { report(.policyHasNoGrade(policy.keySpan(.moves))) }
      return nil
    }
    let scalars = piece.elements.compactMap(\.scalar)
    if scalars.count == 1, Keyword(spelling: scalars[0].text) == .asWritten { return .asWritten }
    var kinds: [MoveKind] = []
    for scalar in scalars {
      guard let kind = Self.moveKind(spelled: scalar.text) else {
        report(.badWord(scalar, allowed: Self.moveKinds.keys.map(\.rawValue).sorted() + [Keyword.asWritten.rawValue]))
        return nil
      }
      if kinds.contains(kind) { report(.duplicateLabel(scalar)) }
      kinds.append(kind)
    }
    return .byKind(kinds)
  }

  private static let moveKinds: [Keyword: MoveKind] = [
    .shift: .shift, .floor: .floor, .ceiling: .ceiling, .exact: .exact,
  ]

  private static func moveKind(spelled text: String) -> MoveKind? {
    Keyword(spelling: text).flatMap { moveKinds[$0] }
  }

  /// Checks the moves of all rules together: that each has its place in the order, can act, and contradicts none.
  func checkMoves() {
    guard let grade else { return }
    let moves = rules.indices.compactMap { index in
      rules[index].result.flatMap { rule in rule.move.map { (rule: rule, move: $0, draft: rules[index]) } }
    }
    for (place, entry) in moves.enumerated() {
      let span = entry.draft.piece.form?[.grade]?.span ?? entry.draft.name.span
      if case .byKind(let kinds) = grade.order, !kinds.contains(entry.move.kind) {
        report(.moveWithoutPlace(span, entry.move.kind, order: policy[.moves]?.span ?? span))
      }
      reportIfIdle(entry.move, at: span, grade.scale)
      for earlier in moves[..<place] where isSameCondition(earlier.draft, entry.draft) {
        reportIfContradicted(entry.move, at: span, by: earlier.move, of: earlier.draft, grade)
      }
    }
  }

  private func reportIfIdle(_ move: GradeMove<TypedValue>, at span: SourceSpan, _ scale: LabelSet) {
    let code = move.bound.literalLabel.flatMap { scale.code(of: $0) }.map(Int.init)
    switch move {
    case .noBetterThan where code == 0, .noWorseThan where code == scale.rankedCount - 1:
      report(.moveNeverActs(span, of: scale))
    default: break
    }
  }

  private func isSameCondition(_ first: Draft<TypedRule>, _ second: Draft<TypedRule>) -> Bool {
    guard let a = first.piece.form?[.when]?.scalar, let b = second.piece.form?[.when]?.scalar else { return false }
    return parsed(a)?.description == parsed(b)?.description
  }

  /// Warns of a move that an earlier one, which holds whenever this one does, wants otherwise.
  private func reportIfContradicted(
    _ move: GradeMove<TypedValue>, at span: SourceSpan, by other: GradeMove<TypedValue>, of rule: Draft<TypedRule>,
    _ grade: TypedGrade
  ) {
    let codes = [move, other].map { $0.bound.literalLabel.flatMap { grade.scale.code(of: $0) } }
    guard let mine = codes[0], let its = codes[1] else { return }
    let isContradiction =
      switch (move, other) {
      case (.exactly, .exactly): mine != its
      case (.noWorseThan, .noBetterThan): mine < its
      case (.noBetterThan, .noWorseThan): mine > its
      default: false
      }
    if isContradiction { report(.movesContradict(span, rule: rule.name)) }
  }

  // MARK: One move

  /// Reads a move: a grade, `no better than 中`, `no worse than 良`, `1 worse`, `2 better`.
  func move(_ scalar: YAMLScalar, _ scope: Scope) -> GradeMove<TypedValue>? {
    guard let scale else {
      if policy.isWhole, policy[.grades] == nil { report(.policyHasNoGrade(scalar.span)) }
      return nil
    }
    if label(scalar.text, in: scale) != nil { return value(scalar, scale, scope).map { .exactly($0) } }
    for (keyword, make) in Self.boundWords {
      guard let part = scalar.part(after: keyword) else { continue }
      return bound(part, scale, scope).map(make)
    }
    for (keyword, make) in Self.stepWords {
      guard let part = scalar.part(before: keyword.english) ?? scalar.part(after: keyword, chineseOnly: true) else {
        continue
      }
      return steps(part, scalar, scale, scope).map(make)
    }
    guard let expression = parsed(scalar), !isUndeclaredName(expression, scope) else {
      report(.badMove(scalar, scale))
      return nil
    }
    return value(scalar, scale, scope).map { .exactly($0) }
  }

  private static let boundWords: [(Keyword, @Sendable (TypedValue) -> GradeMove<TypedValue>)] = [
    (.noBetterThan, { .noBetterThan($0) }), (.noWorseThan, { .noWorseThan($0) }),
  ]

  private static let stepWords: [(Keyword, @Sendable (TypedValue) -> GradeMove<TypedValue>)] = [
    (.worse, { .worse($0) }), (.better, { .better($0) }),
  ]

  private func isUndeclaredName(_ expression: Expression, _ scope: Scope) -> Bool {
    guard case .name(let name) = expression.kind else { return false }
    return !isDeclared(name, in: scope)
  }

  private func value(_ scalar: YAMLScalar, _ scale: LabelSet, _ scope: Scope) -> TypedValue? {
    let piece = Piece(.scalar(scalar), at: scalar.span)
    return value(piece, .oneOf(scale), scope).flatMap { present($0) }
  }

  private func present(_ value: TypedValue) -> TypedValue? {
    if !value.type.isOptional { return value }
    report(.optionalValue(value.span))
    return nil
  }

  /// Reads the grade of a floor or a ceiling.
  private func bound(_ source: ExpressionSource, _ scale: LabelSet, _ scope: Scope) -> TypedValue? {
    if let label = label(source.text, in: scale) {
      guard let code = scale.code(of: label), Int(code) < scale.rankedCount else {
        report(.boundBesideScale(source.text, at: source.wholeSpan))
        return nil
      }
      let literal = TypedExpression(.literal(.label(label)), .oneOf(scale), at: source.wholeSpan)
      return TypedValue(text: label, span: source.wholeSpan, type: .oneOf(scale), kind: .expression(literal))
    }
    guard let expression = parseExpression(source, into: &diagnostics) else { return nil }
    guard !isUndeclaredName(expression, scope) else {
      report(.unknownLabel(source.text, at: source.wholeSpan, in: scale))
      return nil
    }
    return checked(expression, .oneOf(scale), source, scope)
  }

  /// Reads the number of steps of a shift: a whole number that is not negative.
  private func steps(
    _ source: ExpressionSource, _ scalar: YAMLScalar, _ scale: LabelSet, _ scope: Scope
  ) -> TypedValue? {
    guard let expression = parseExpression(source, into: &diagnostics) else { return nil }
    guard !isUndeclaredName(expression, scope) else {
      report(.badMove(scalar, scale))
      return nil
    }
    guard let value = checked(expression, .number, source, scope), let number = value.type.number else { return nil }
    guard number.decimals == 0, number.range.isNonNegative, number.range != .zero else {
      report(.badSteps(source.wholeSpan))
      return nil
    }
    return value
  }

  private func checked(
    _ expression: Expression, _ wanted: Wanted, _ source: ExpressionSource, _ scope: Scope
  ) -> TypedValue? {
    guard let typed = check(expression, scope) else { return nil }
    guard wanted.accepts(typed.type.form) else {
      report(.typeMismatch(typed.span, typed.type.form, wanted: wanted))
      return nil
    }
    return present(
      TypedValue(text: source.text, span: source.wholeSpan, type: typed.type, kind: .expression(typed)))
  }
}

extension YAMLScalar {
  /// Returns what stands after a keyword at the beginning.
  fileprivate func part(after keyword: Keyword, chineseOnly: Bool = false) -> ExpressionSource? {
    let spellings = chineseOnly ? [keyword.chinese] : keyword.spellings
    guard let word = spellings.first(where: { text.hasPrefix($0) }) else { return nil }
    let rest = text.dropFirst(word.count).drop { $0 == " " }
    let end = text.utf8.count
    return rest.isEmpty ? nil : expressionSource.part(end - rest.utf8.count..<end)
  }

  /// Returns what stands before a word at the end.
  fileprivate func part(before word: String) -> ExpressionSource? {
    guard text.hasSuffix(" " + word) else { return nil }
    var rest = text.dropLast(word.count)
    while rest.last == " " { rest.removeLast() }
    return rest.isEmpty ? nil : expressionSource.part(0..<rest.utf8.count)
  }
}

extension TypedValue {
  /// The label that the value always is.
  fileprivate var literalLabel: String? {
    guard case .expression(let expression) = kind, case .literal(.label(let label)) = expression.kind else {
      return nil
    }
    return label
  }
}
