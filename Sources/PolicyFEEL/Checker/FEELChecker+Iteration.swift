import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// `for`, `some` and `every`.
extension FEELChecker {
  func iteration(
    _ iterators: [Iterator], _ body: Expression, _ scope: FEELScope, at span: SourceSpan
  ) -> FEELNode? {
    guard let (typed, inner, canBeNull) = domains(iterators, scope) else { return nil }
    let readsPartial = scope["partial"] == nil && body.description.contains("partial")
    let partial: Int? = readsPartial ? newSlot() : nil
    guard let node = self.body(body, inner, partial: partial), isResult(node) else { return nil }
    return FEELNode(
      .iteration(typed, partial: partial, body: node), FEELType.list(node.type).optional(canBeNull), at: span)
  }

  /// Checks the body of a `for`, whose `partial` is the list so far: its type is guessed from the body without it.
  private func body(_ body: Expression, _ scope: FEELScope, partial: Int?) -> FEELNode? {
    guard let partial else { return check(body, scope) }
    var element = FEELType.never
    for _ in 0..<3 {
      let before = diagnostics
      isGuessing = true
      let guess = check(body, scope.binding("partial", slot: partial, .list(element)))
      isGuessing = false
      diagnostics = before
      guard let guess, let joined = element.joined(with: guess.type), joined != element else { break }
      element = joined
    }
    return check(body, scope.binding("partial", slot: partial, .list(element)))
  }

  private func isResult(_ node: FEELNode) -> Bool {
    guard node.type.holdsFunction else { return true }
    report(.functionIsNoValue(at: node.span))
    return false
  }

  func quantified(
    _ quantifier: Quantifier, _ iterators: [Iterator], _ condition: Expression, _ scope: FEELScope, at span: SourceSpan
  ) -> FEELNode? {
    guard let (typed, inner, canBeNull) = domains(iterators, scope) else { return nil }
    guard let node = truth(condition, inner) else { return nil }
    let type = FEELType.boolean.optional(canBeNull || node.type.isOptional)
    return FEELNode(.quantified(quantifier, typed, condition: node), type, at: span)
  }

  // MARK: What is gone through

  private func domains(_ iterators: [Iterator], _ scope: FEELScope) -> ([FEELIterator], FEELScope, Bool)? {
    var typed: [FEELIterator] = []
    var inner = scope
    var canBeNull = false
    for iterator in iterators {
      guard let (domain, element, isOptional) = domain(iterator.domain, inner) else { return nil }
      let slot = newSlot()
      typed.append(FEELIterator(slot: slot, domain: domain))
      inner = inner.binding(iterator.variable.name, slot: slot, element)
      canBeNull = canBeNull || isOptional
    }
    return (typed, inner, canBeNull)
  }

  private func domain(_ expression: Expression, _ scope: FEELScope) -> (FEELIterator.Domain, FEELType, Bool)? {
    if case .range(let range) = expression.kind, let low = range.low, let high = range.high,
      expression.span.start == low.span.start
    {
      return span(from: low, to: high, scope)
    }
    guard let node = checkValue(expression, scope, wanted: .somethingToGoThrough) else { return nil }
    if let element = node.type.element { return (.elements(node), element, node.type.isOptional) }
    if let bound = node.type.bound, bound.form == .number || bound.form == .date {
      return (.elements(node), bound.optional(false), true)
    }
    report(.wrongType(node, wanted: .somethingToGoThrough))
    return nil
  }

  private func span(
    from low: Expression, to high: Expression, _ scope: FEELScope
  ) -> (FEELIterator.Domain, FEELType, Bool)? {
    guard let first = checkValue(low, scope, wanted: .aNumber), let last = checkValue(high, scope, wanted: .aNumber)
    else { return nil }
    for node in [first, last] where node.type.form != .number && node.type.form != .date {
      report(.wrongType(node, wanted: LocalizedText("a number or a date", "数或日期")))
      return nil
    }
    guard first.type.form == last.type.form else {
      report(.mixedTypes(last, earlier: first, in: LocalizedText("the other end", "另一端")))
      return nil
    }
    return (.span(first, last), first.type.optional(false), first.type.isOptional || last.type.isOptional)
  }
}

extension LocalizedText {
  fileprivate static let somethingToGoThrough = LocalizedText(
    "a list, or a range of whole numbers or days", "列表，或整数、日期的区间")
}
