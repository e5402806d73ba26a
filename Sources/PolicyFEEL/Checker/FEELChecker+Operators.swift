import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Arithmetic, comparison and truth.
extension FEELChecker {
  func negation(_ value: Expression, _ scope: FEELScope, at span: SourceSpan) -> FEELNode? {
    guard let node = checkValue(value, scope, wanted: .aNumber) else { return nil }
    guard node.type.form == .number || node.type.isDuration || node.type.form == .nothing else {
      report(.wrongType(node, wanted: .aNumber))
      return nil
    }
    if case .literal(.number(let number)) = node.kind {
      return FEELNode(.literal(.number(number.negated)), .number, at: span)
    }
    return FEELNode(.negation(node), node.type, at: span)
  }

  func binary(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression, _ scope: FEELScope, at span: SourceSpan
  ) -> FEELNode? {
    if operation == .and || operation == .or { return logic(operation, left, right, scope, at: span) }
    let a = check(left, scope)
    let b = check(right, scope)
    guard let a, let b else { return nil }
    if let relation = operation.relation { return comparison(relation, a, b, at: span) }
    guard let arithmetic = operation.feelOperator else { return nil }
    let wanted = LocalizedText("a value for `\(operation.rawValue)`", "`\(operation.rawValue)` 的操作数")
    guard isOperand(a, beside: b, wanted), isOperand(b, beside: a, wanted) else { return nil }
    guard let type = arithmetic.result(a.type, b.type) else {
      report(.operandTypes(operation.rawValue, at: span, a, b))
      return nil
    }
    let canFail = a.type.isOptional || b.type.isOptional || type.isOptional && !divisorIsKnown(arithmetic, b)
    return FEELNode(.arithmetic(arithmetic, a, b), type.optional(canFail), at: span)
  }

  private func isOperand(_ node: FEELNode, beside other: FEELNode, _ wanted: LocalizedText) -> Bool {
    guard node.type.isNull, !isGuessing else { return isValue(node, wanted: wanted) }
    report(.nullOperand(node.span, wanted: other.type.form == .number ? .aNumber : wanted))
    return false
  }

  /// Whether a quotient has a value because its divisor is a number other than 0.
  private func divisorIsKnown(_ operation: FEELOperator, _ divisor: FEELNode) -> Bool {
    if operation == .divide, case .literal(.number(let value)) = divisor.kind { return !value.isZero }
    return false
  }

  // MARK: Comparison

  func comparison(_ relation: Relation, _ left: FEELNode, _ right: FEELNode, at span: SourceSpan) -> FEELNode? {
    guard !left.type.holdsFunction, !right.type.holdsFunction else {
      report(.functionIsNoValue(at: left.type.holdsFunction ? left.span : right.span))
      return nil
    }
    let isEquality = relation == .equal || relation == .notEqual
    guard let joined = left.type.joined(with: right.type) else {
      report(.incomparable(left, right, at: span))
      return nil
    }
    if !isEquality {
      for node in [left, right] {
        guard isValue(node, wanted: .aValue) else { return nil }
        guard node.type.hasOrder else {
          report(.hasNoOrder(node))
          return nil
        }
      }
    }
    let type = FEELType.boolean.optional(isEquality ? joined.comparesUncertainly : orderIsUncertain(left, right))
    return FEELNode(.comparison(relation, left, right), type, at: span)
  }

  private func orderIsUncertain(_ left: FEELNode, _ right: FEELNode) -> Bool {
    left.type.isOptional || right.type.isOptional || left.type.comparesUncertainly || left.type.form == .duration
      || right.type.form == .duration
  }

  func between(
    _ value: Expression, _ low: Expression, _ high: Expression, _ scope: FEELScope, at span: SourceSpan
  ) -> FEELNode? {
    guard let a = check(value, scope), let b = check(low, scope), let c = check(high, scope),
      let above = comparison(.greaterOrEqual, a, b, at: span), let below = comparison(.lessOrEqual, a, c, at: span)
    else { return nil }
    return FEELNode(.conjunction(above, below), above.type.optional(as: below.type), at: span)
  }

  // MARK: Truth

  private func logic(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression, _ scope: FEELScope, at span: SourceSpan
  ) -> FEELNode? {
    let a = truth(left, scope)
    let b = truth(right, scope.knowing(left, holds: operation == .and))
    guard let a, let b else { return nil }
    let type = FEELType.boolean.optional(a.type.isOptional || b.type.isOptional)
    return FEELNode(operation == .and ? .conjunction(a, b) : .disjunction(a, b), type, at: span)
  }

  /// Checks a condition; null is one that cannot be told.
  func truth(_ expression: Expression, _ scope: FEELScope) -> FEELNode? {
    guard let node = check(expression, scope) else { return nil }
    guard node.type.form == .boolean || node.type.form == .nothing else {
      report(.wrongType(node, wanted: .yesOrNo))
      return nil
    }
    return node
  }

  func conditional(
    _ condition: Expression, _ then: Expression, _ otherwise: Expression, _ scope: FEELScope, at span: SourceSpan
  ) -> FEELNode? {
    let test = truth(condition, scope)
    let first = check(then, scope.knowing(condition, holds: true))
    let second = check(otherwise, scope.knowing(condition, holds: false))
    guard let test, let first, let second else { return nil }
    if test.type.isNull {
      report(.nullOperand(test.span, wanted: .yesOrNo))
      return nil
    }
    guard !first.type.holdsFunction, !second.type.holdsFunction else {
      report(.functionIsNoValue(at: first.type.holdsFunction ? first.span : second.span))
      return nil
    }
    guard let type = first.type.joined(with: second.type) else {
      report(.mixedTypes(second, earlier: first, in: LocalizedText("the other branch", "另一分支")))
      return nil
    }
    return FEELNode(.conditional(test, then: first, otherwise: second), type, at: span)
  }
}

extension FEELType {
  /// Whether two values of the type may be neither equal nor different: a local time and one with an offset.
  var comparesUncertainly: Bool { form == .time || form == .dateTime }
}

extension FEELOperator {
  /// Returns the type of the result, optional where values of the types may have none; nil where the types do not fit.
  func result(_ left: FEELType, _ right: FEELType) -> FEELType? {
    switch self {
    case .add: sum(left.form, right.form) ?? sum(right.form, left.form)
    case .subtract: difference(left.form, right.form)
    case .multiply: product(left.form, right.form) ?? product(right.form, left.form)
    case .divide: quotient(left.form, right.form)
    case .power: left.isNumeric && right.isNumeric ? FEELType.number.optional() : nil
    }
  }

  private func sum(_ left: FEELType.Form, _ right: FEELType.Form) -> FEELType? {
    switch (left, right) {
    case (.number, .number): .number
    case (.string, .string): .string
    case (.yearsMonths, .yearsMonths): .yearsMonths
    case (.daysTime, .daysTime): .daysTime
    case (.duration, .duration), (.duration, .yearsMonths), (.duration, .daysTime): FEELType.duration.optional()
    case (.date, .yearsMonths), (.date, .daysTime), (.date, .duration): FEELType.date.optional()
    case (.dateTime, .yearsMonths), (.dateTime, .daysTime), (.dateTime, .duration): FEELType.dateTime.optional()
    case (.time, .daysTime): .time
    case (.time, .duration): FEELType.time.optional()
    case (.nothing, .number), (.nothing, .string), (.nothing, .yearsMonths), (.nothing, .daysTime),
      (.nothing, .nothing):
      FEELType(right, isOptional: true)
    default: nil
    }
  }

  private func difference(_ left: FEELType.Form, _ right: FEELType.Form) -> FEELType? {
    switch (left, right) {
    case (.string, .string): nil
    case (.date, .date): .daysTime
    case (.date, .dateTime), (.dateTime, .date), (.dateTime, .dateTime), (.time, .time): FEELType.daysTime.optional()
    case (.yearsMonths, .date), (.daysTime, .date), (.duration, .date), (.yearsMonths, .dateTime),
      (.daysTime, .dateTime), (.duration, .dateTime), (.daysTime, .time), (.duration, .time):
      nil
    case (.number, .nothing): FEELType.number.optional()
    default: sum(left, right)
    }
  }

  private func product(_ left: FEELType.Form, _ right: FEELType.Form) -> FEELType? {
    switch (left, right) {
    case (.number, .number): .number
    case (.yearsMonths, .number): FEELType.yearsMonths.optional()
    case (.daysTime, .number): FEELType.daysTime.optional()
    case (.duration, .number): FEELType.duration.optional()
    case (.nothing, .number), (.nothing, .nothing): FEELType.number.optional()
    default: nil
    }
  }

  private func quotient(_ left: FEELType.Form, _ right: FEELType.Form) -> FEELType? {
    switch (left, right) {
    case (.number, .number), (.yearsMonths, .yearsMonths), (.daysTime, .daysTime), (.duration, .duration),
      (.duration, .yearsMonths), (.duration, .daysTime), (.yearsMonths, .duration), (.daysTime, .duration),
      (.nothing, .number), (.number, .nothing):
      FEELType.number.optional()
    case (.yearsMonths, .number): FEELType.yearsMonths.optional()
    case (.daysTime, .number): FEELType.daysTime.optional()
    case (.duration, .number): FEELType.duration.optional()
    default: nil
    }
  }
}

extension FEELType {
  fileprivate var isNumeric: Bool { form == .number || form == .nothing }
}
