import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Tests of a value: what stands after `in`, and the cells of tables.
extension FEELChecker {
  func membership(
    _ value: Expression, _ tests: [UnaryTest], _ scope: FEELScope, at span: SourceSpan
  ) -> FEELNode? {
    guard let node = check(value, scope) else { return nil }
    guard !node.type.holdsFunction else {
      report(.functionIsNoValue(at: node.span))
      return nil
    }
    var typed: [FEELTest] = []
    for test in tests {
      guard let test = self.test(test, of: node, scope) else { return nil }
      typed.append(test)
    }
    return FEELNode(.membership(node, typed), FEELType.boolean.optional(), at: span)
  }

  /// Checks a test of `value`; in a cell of a table a condition of its own counts as well.
  func test(_ test: UnaryTest, of value: FEELNode, _ scope: FEELScope, inCell: Bool = false) -> FEELTest? {
    switch test.kind {
    case .any: return .any
    case .comparison(let operation, let bound):
      guard let relation = operation.relation, let node = check(bound, scope) else { return nil }
      guard comparison(relation, value, node, at: test.span) != nil else { return nil }
      return .comparison(relation, node)
    case .not(let inner):
      var typed: [FEELTest] = []
      for test in inner {
        guard let test = self.test(test, of: value, scope, inCell: inCell) else { return nil }
        typed.append(test)
      }
      return .not(typed)
    case .value(let expression):
      if case .list(let elements) = expression.kind, elements.contains(where: \.isRange) {
        return anyOf(elements, of: value, scope, inCell: inCell)
      }
      guard let node = check(expression, scope) else { return nil }
      return valueTest(node, of: value, scope, inCell: inCell, at: test.span)
    }
  }

  /// A list with ranges among its elements: the value is equal to one of them, or inside.
  private func anyOf(
    _ elements: [Expression], of value: FEELNode, _ scope: FEELScope, inCell: Bool
  ) -> FEELTest? {
    var typed: [FEELTest] = []
    for element in elements {
      let test = UnaryTest(.value(element), at: element.span)
      guard let test = self.test(test, of: value, scope, inCell: inCell) else { return nil }
      typed.append(test)
    }
    return .anyOf(typed)
  }

  private func valueTest(
    _ node: FEELNode, of value: FEELNode, _ scope: FEELScope, inCell: Bool, at span: SourceSpan
  ) -> FEELTest? {
    if node.type.bound != nil, value.type.bound == nil {
      return isInside(value, node, bound: node.type.bound) ? .within(node) : nil
    }
    if let element = node.type.element {
      if let bound = element.bound, value.type.bound == nil {
        return isInside(value, node, bound: bound) ? .within(node) : nil
      }
      if element.joined(with: value.type) != nil { return .oneOf(node) }
    }
    if value.type.joined(with: node.type) != nil, !node.type.holdsFunction { return .equal(node) }
    // What names its own value or is no value of the kind may be a condition.
    if inCell, node.type.form == .boolean { return .holds(node) }
    report(.incomparable(value, node, at: span))
    return nil
  }

  private func isInside(_ value: FEELNode, _ range: FEELNode, bound: FEELType?) -> Bool {
    guard isValue(value, wanted: .aValue) else { return false }
    guard let bound, bound.joined(with: value.type) != nil else {
      report(.incomparable(value, range, at: range.span))
      return false
    }
    return true
  }
}

extension Expression {
  fileprivate var isRange: Bool {
    if case .range = kind { true } else { false }
  }
}
