import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Other records like the one at hand: `exists(penalties[kind = this.kind and decided on > this.decided on])`.
extension PolicyChecker {

  /// Checks `count` or `exists` of a filter that reads the record at hand, which is itself never among the others.
  func others(
    _ builtin: Builtin, _ base: Expression, _ predicate: Expression, _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    let terms = predicate.conjuncts
    let plain = terms.filter { !$0.mentionsThis }
    guard let all = selection(named: base, scope) else { return nil }
    guard scope.domain != 0, selections[all.index].domain == scope.domain else {
      report(.thisNeedsSameRecords(predicate.span))
      return nil
    }
    var id: SelectionID? = all
    for term in plain { id = id.flatMap { filtered($0, by: term, scope, at: term.span) } }
    guard let id else { return nil }
    var equal: [TypedPair] = []
    var bounds: [TypedBound] = []
    for term in terms where term.mentionsThis {
      guard let bound = match(term, id, scope) else { return nil }
      if bound.relation == .equal {
        equal.append(TypedPair(other: bound.other, own: bound.own))
      } else {
        bounds.append(bound)
      }
    }
    if let first = bounds.first, let second = bounds.first(where: { $0.other.kind != first.other.kind }) {
      report(.twoBoundedValues(second.other.span, first: first.other.span))
      return nil
    }
    // All of the subject's records, as far up as the selection's own choice looks.
    let above = selections[id.index].above
    let number = countType(of: scope.domain, below: above)
    let count = TypedExpression(
      .others(TypedOthers(selection: id, equal: equal, bounds: bounds, above: above)), .number(number), at: span)
    guard builtin == .exists else { return count }
    let zero = TypedExpression(.literal(.number(.zero)), .number(NumberType(.zero)), at: span)
    return TypedExpression(.comparison(.greater, count, zero), .boolean, at: span)
  }

  /// Checks one comparison of a value of the other record with one of the record at hand.
  private func match(_ term: Expression, _ id: SelectionID, _ scope: Scope) -> TypedBound? {
    guard case .binary(let binary, let left, let right) = term.kind, let relation = Relation(binary),
      relation != .notEqual, left.mentionsThis != right.mentionsThis
    else {
      report(.notAMatch(term.span))
      return nil
    }
    var own = Scope()
    own.this = scope.domain
    let isSwapped = left.mentionsThis
    guard let other = check(isSwapped ? right : left, self.scope(scope, inside: id)),
      let mine = check(isSwapped ? left : right, own)
    else { return nil }
    guard join(other.type, mine.type) != nil, relation == .equal || other.type.form.isBoundable else {
      report(.typesDiffer(mine.span, mine.type.form, earlier: other.span, other.type.form))
      return nil
    }
    return TypedBound(other: other, isSwapped ? relation.swapped : relation, own: mine)
  }
}

extension PolicyType.Form {
  /// Whether values of the form can lie within bounds that another record gives.
  fileprivate var isBoundable: Bool {
    switch self {
    case .number, .date: true
    default: false
    }
  }
}

extension Expression {
  /// The parts of a conjunction.
  fileprivate var conjuncts: [Expression] {
    if case .binary(.and, let left, let right) = kind { left.conjuncts + right.conjuncts } else { [self] }
  }

  /// Whether the record at hand is read anywhere in it, other than in a filter of its own.
  var mentionsThis: Bool {
    switch kind {
    case .name(let name): BuiltinName(spelling: name) == .this
    case .filter: false
    default: parts?.contains(where: \.mentionsThis) ?? false
    }
  }
}
