import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Conditions that are made of others: `all of`, `any of`, and `at least` so many `of` them.
extension PolicyChecker {

  func combination(_ form: Form, _ wanted: Wanted, _ scope: Scope) -> TypedValue? {
    guard wanted.accepts(.boolean) else {
      report(.typeMismatch(form.span, .boolean, wanted: wanted))
      return nil
    }
    guard let (need, pieces) = members(of: form) else { return nil }
    guard !pieces.isEmpty else {
      report(.noMembers(at: form.span))
      return nil
    }
    let conditions = conditions(pieces, need, scope)
    guard conditions.count == pieces.count, let joined = joined(conditions, need, at: form.span) else { return nil }
    return TypedValue(
      text: form.span.text, span: form.span, type: .boolean, kind: .expression(joined),
      members: TypedMembers(need: need, conditions: conditions))
  }

  /// Checks the members; one of `all of` knows that those before it hold, one of `any of` that they do not.
  private func conditions(_ pieces: [Piece], _ need: MemberNeed, _ scope: Scope) -> [TypedValue] {
    var scope = scope
    return pieces.compactMap { piece in
      let condition = condition(piece, scope)
      switch need {
      case .all: scope = scope.knowing(knowledge(from: piece, scope).ifTrue)
      case .any: scope = scope.knowing(knowledge(from: piece, scope).ifFalse)
      case .atLeast: break
      }
      return condition
    }
  }

  private func joined(_ conditions: [TypedValue], _ need: MemberNeed, at span: SourceSpan) -> TypedExpression? {
    let expressions = conditions.compactMap { condition in
      if case .expression(let typed) = condition.kind { typed } else { nil }
    }
    guard let first = expressions.first else { return nil }
    switch need {
    case .all:
      let all = expressions.dropFirst().reduce(first) { TypedExpression(.and($0, $1), .boolean, at: span) }
      reportContradiction(in: all)
      return all
    case .any: return expressions.dropFirst().reduce(first) { TypedExpression(.or($0, $1), .boolean, at: span) }
    case .atLeast(let count): return TypedExpression(.atLeast(count, expressions), .boolean, at: span)
    }
  }

  // MARK: Reading the keys

  /// Reads how many members must hold, and which; what needs all of its members, or one, is `all of` or `any of`.
  private func members(of form: Form) -> (need: MemberNeed, pieces: [Piece])? {
    let given = [Keyword.allOf, .anyOf, .of].filter { form[$0] != nil }
    guard given.count == 1, let pieces = form[given[0]]?.elements else {
      if given.count > 1 { report(.keysExclude(form.keySpan(given[1]), given[1], given[0], form.keySpan(given[0]))) }
      if given.isEmpty, form.isWhole { report(.membersNeeded(form.keySpan(.atLeast))) }
      return nil
    }
    if given[0] == .of {
      if form[.atLeast] == nil, form.isWhole { report(.countNeeded(form.keySpan(.of))) }
      return form[.atLeast].flatMap { count($0, among: pieces) }
    }
    if form[.atLeast] != nil {
      report(.keysExclude(form.keySpan(.atLeast), .atLeast, given[0], form.keySpan(given[0])))
      return nil
    }
    return (given[0] == .allOf ? .all : .any, pieces)
  }

  private func count(_ piece: Piece, among pieces: [Piece]) -> (need: MemberNeed, pieces: [Piece])? {
    guard let scalar = piece.scalar, let count = wholeNumber(scalar, in: 1...max(1, pieces.count)) else { return nil }
    if count == pieces.count { return (.all, pieces) }
    return (count == 1 ? .any : .atLeast(count), pieces)
  }

  // MARK: What a condition tells

  func knowledge(fromMembersOf form: Form, _ scope: Scope) -> (ifTrue: Knowledge, ifFalse: Knowledge) {
    if let pieces = form[.allOf]?.elements {
      return (union(of: pieces.map { knowledge(from: $0, scope).ifTrue }), Knowledge())
    }
    if let pieces = form[.anyOf]?.elements {
      return (Knowledge(), union(of: pieces.map { knowledge(from: $0, scope).ifFalse }))
    }
    return (Knowledge(), Knowledge())
  }

  private func union(of parts: [Knowledge]) -> Knowledge {
    var union = Knowledge()
    for part in parts { union.formUnion(part) }
    return union
  }
}
