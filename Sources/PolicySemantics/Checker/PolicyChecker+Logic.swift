import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Conditions, and what they tell about the rest of an expression.
extension PolicyChecker {

  /// Checks an expression that must be a yes or no.
  func truth(_ expression: Expression, _ scope: Scope) -> TypedExpression? {
    guard let typed = check(expression, scope) else { return nil }
    if typed.type.form == .boolean { return typed }
    report(.typeMismatch(expression.span, typed.type.form, wanted: .boolean))
    return nil
  }

  func logic(
    _ binary: BinaryOperator, _ left: Expression, _ right: Expression, _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    let first = truth(left, scope)
    let (ifTrue, ifFalse) = knowledge(from: left, scope)
    let second = truth(right, scope.knowing(binary == .and ? ifTrue : ifFalse))
    guard let first, let second else { return nil }
    let type = PolicyType.boolean.optional(first.type.isOptional || second.type.isOptional)
    let typed = TypedExpression(binary == .and ? .and(first, second) : .or(first, second), type, at: span)
    if binary == .and { reportContradiction(in: typed) }
    return typed
  }

  /// What is known where a condition holds, and where it does not.
  func knowledge(from piece: Piece, _ scope: Scope) -> (ifTrue: Knowledge, ifFalse: Knowledge) {
    if let form = piece.form { return knowledge(fromMembersOf: form, scope) }
    return piece.scalar.flatMap(parsed).map { knowledge(from: $0, scope) } ?? (Knowledge(), Knowledge())
  }

  /// What is known where an expression holds, and where it does not.
  func knowledge(from expression: Expression, _ scope: Scope) -> (ifTrue: Knowledge, ifFalse: Knowledge) {
    var ifTrue = Knowledge(holding: [expression.description])
    var ifFalse = Knowledge(holding: [negated(expression)])
    switch expression.kind {
    case .binary(.and, let left, let right):
      ifTrue.formUnion(knowledge(from: left, scope).ifTrue)
      ifTrue.formUnion(knowledge(from: right, scope).ifTrue)
    case .binary(.or, let left, let right):
      ifFalse.formUnion(knowledge(from: left, scope).ifFalse)
      ifFalse.formUnion(knowledge(from: right, scope).ifFalse)
    case .binary(.notEqual, let operand, let null) where null.kind == .null:
      if let key = presenceKey(of: operand, scope) { ifTrue.present.insert(key) }
    case .binary(.equal, let operand, let null) where null.kind == .null:
      if let key = presenceKey(of: operand, scope) { ifFalse.present.insert(key) }
      ifFalse.holding.insert(operand.presenceTest)
    case .call(let callee, let arguments) where builtin(callee) == .exists && arguments.count == 1:
      if let id = knownSelection(arguments[0].value) { ifTrue.present.insert(.anyRecord(id)) }
    case .call(let callee, let arguments) where builtin(callee) == .listed && arguments.count == 1:
      if let id = runningStay(arguments[0].value, scope) { ifTrue.present.insert(.anyRecord(id)) }
    case .call(let callee, let arguments) where isNot(callee) && arguments.count == 1:
      let inner = knowledge(from: arguments[0].value, scope)
      ifTrue.formUnion(inner.ifFalse)
      ifFalse.formUnion(inner.ifTrue)
    default: break
    }
    return (ifTrue, ifFalse)
  }

  private func isNot(_ callee: Expression) -> Bool { builtin(callee) == .not }

  private func builtin(_ callee: Expression) -> Builtin? {
    if case .name(let name) = callee.kind { Builtin(policySpelling: name) } else { nil }
  }

  /// The selection that a bare name stands for, where that is known already.
  private func knownSelection(_ expression: Expression) -> SelectionID? {
    guard case .name(let name) = expression.kind else { return nil }
    if let word = BuiltinName(spelling: name), word == .results || word == .previous {
      return history == nil ? nil : historySelection(word, at: expression.span)
    }
    switch symbols[name] {
    case .recordType(let domain): return recordSelection(of: domain, name)
    case .fact(let index):
      guard case .selection(let id)? = facts[index].result?.kind else { return nil }
      return id
    default: return nil
    }
  }

  /// The canonical text of the opposite of a condition.
  private func negated(_ expression: Expression) -> String {
    if case .call(let callee, let arguments) = expression.kind, isNot(callee), let inner = arguments.first {
      return inner.value.description
    }
    return "not(\(expression.description))"
  }

  private func presenceKey(of expression: Expression, _ scope: Scope) -> PresenceKey? {
    guard let names = dottedNames(expression), let first = names.first else { return nil }
    if names.count == 1 {
      if let id = knownSelection(expression), isOne(id) { return .anyRecord(id) }
      if let field = field(named: first, from: scope.domain) { return .field(field) }
      if case .fact(let index) = symbols[first] { return .fact(FactID(index)) }
      if BuiltinName(spelling: first) == .leaves, let list = scope.list { return .leaves(list) }
      if case .subjectField(let index) = symbols[first] { return .field(FieldReference(domain: 0, field: index)) }
    }
    if let domain = scope.variables[first], names.count == 2, let field = fieldPlace(names[1], in: domain) {
      return .field(FieldReference(domain: domain, field: field))
    }
    guard BuiltinName(spelling: first) == .score else { return nil }
    let path = (["score"] + names.dropFirst()).joined(separator: ".")
    if let grade = partGrade(named: path) { return .partGrade(PartGradeID(grade)) }
    return indicatorPlaces[path].map { .indicator(IndicatorIndex($0)) }
  }

  // MARK: Contradictions

  /// Reports a conjunction of which no value of the thing it tests meets every part, such as `score > 60 and score <
  /// 50`.
  func reportContradiction(in typed: TypedExpression) {
    var tests: [TypedExpression.Kind: [NumberTest]] = [:]
    for atom in conjuncts(of: typed) {
      if let (subject, test) = numberTest(atom) { tests[subject, default: []].append(test) }
    }
    for group in tests.values where group.count > 1 && !group.isSatisfiable {
      report(.contradiction(typed.span, first: group[0].span, second: group[group.count - 1].span))
    }
  }

  private func conjuncts(of typed: TypedExpression) -> [TypedExpression] {
    if case .and(let left, let right) = typed.kind { conjuncts(of: left) + conjuncts(of: right) } else { [typed] }
  }

  /// Reads a comparison of something with a literal number.
  private func numberTest(_ typed: TypedExpression) -> (TypedExpression.Kind, NumberTest)? {
    guard case .comparison(let relation, let left, let right) = typed.kind else { return nil }
    if case .literal(.number(let value)) = right.kind {
      return (left.kind.withoutPlaces, NumberTest(relation: relation, value: value, span: typed.span))
    }
    if case .literal(.number(let value)) = left.kind {
      return (right.kind.withoutPlaces, NumberTest(relation: relation.swapped, value: value, span: typed.span))
    }
    return nil
  }
}

/// A comparison of an unnamed number with a literal.
struct NumberTest {
  let relation: Relation
  let value: Decimal128
  let span: SourceSpan

  func holds(for number: Decimal128) -> Bool {
    switch relation {
    case .equal: number == value
    case .notEqual: number != value
    case .less: number < value
    case .lessOrEqual: number <= value
    case .greater: number > value
    case .greaterOrEqual: number >= value
    }
  }
}

extension [NumberTest] {
  /// Whether some number meets every test: one of the bounds, or one between or beyond them.
  var isSatisfiable: Bool {
    samples(around: map(\.value), decimals: nil).contains { number in allSatisfy { $0.holds(for: number) } }
  }
}

extension TypedExpression.Kind {
  /// The kind of a simple name, which is the same wherever it is written; anything else keeps its place and so differs.
  var withoutPlaces: TypedExpression.Kind {
    if case .assumePresent(let inner) = self { inner.kind } else { self }
  }
}
