import PolicySemantics

// Every expression of a policy, for those who only look for something in it.

extension TypedPolicy {
  /// The values that the policy gives to anything, in its order.
  var allValues: [TypedValue] {
    var values = domains.flatMap(\.fields).compactMap(\.requiredWhen) + domains.compactMap(\.void)
    values += selections.flatMap(\.allValues)
    values += facts.flatMap(\.allValues)
    values += lists.flatMap { [$0.after, $0.term, $0.until, $0.minimum].compactMap(\.self) }
    values += indicators.flatMap(\.allValues)
    values += partGrades.map(\.value)
    if let grade { values += [grade.base] + grade.outcomes.compactMap(\.shows) }
    values += rules.map(\.condition)
    values += repairs.flatMap(\.allValues)
    values += measures.flatMap(\.allValues)
    values += outputs.map(\.value)
    return values
  }
}

extension TypedSelection {
  fileprivate var allValues: [TypedValue] { [window?.value, condition].compactMap(\.self) }
}

extension TypedFact {
  fileprivate var allValues: [TypedValue] {
    if case .value(let value) = kind { [value] } else { [] }
  }
}

extension TypedIndicator {
  fileprivate var allValues: [TypedValue] {
    let worth: TypedValue? =
      switch worth {
      case .points(let value), .deduction(let value): value
      case .sum(let start, _), .chosen(_, let start, _): start
      case .weightedMean: nil
      }
    let substitute: TypedValue? = if case .value(let value) = missing { value } else { nil }
    let weight: TypedValue? = if case .value(let value) = weight { value } else { nil }
    return [condition, weight, worth, cap, clampLow, clampHigh, substitute].compactMap(\.self) + keyCaps.map(\.bound)
  }
}

extension TypedRepair {
  fileprivate var allValues: [TypedValue] {
    [notBefore, never, needs, budget?.condition, cap, restore].compactMap(\.self)
  }
}

extension TypedMeasure {
  fileprivate var allValues: [TypedValue] {
    [condition, exception, time.from, time.term, time.until, time.due].compactMap(\.self) + numbers.map(\.value)
  }
}

extension TypedValue {
  /// Calls `body` with each expression of the value and with each part of one.
  func forEachExpression(_ body: (TypedExpression) -> Void) {
    switch kind {
    case .expression(let expression): expression.forEachPart(body)
    case .table(let table):
      for input in table.inputs { input.forEachPart(body) }
      for row in table.rows {
        row.condition.forEachPart(body)
        row.value.forEachExpression(body)
      }
      table.otherwise?.forEachExpression(body)
    }
  }
}

extension TypedExpression {
  /// The expression itself, without the assurance that it is present.
  var unwrapped: TypedExpression {
    if case .assumePresent(let inner) = kind { inner.unwrapped } else { self }
  }

  func forEachPart(_ body: (TypedExpression) -> Void) {
    body(self)
    for operand in operands { operand.forEachPart(body) }
  }

  private var operands: [TypedExpression] {
    switch kind {
    case .literal, .asOf, .constant, .field, .fact, .indicator, .partGrade, .baseGrade, .grade, .computedGrade, .rule,
      .repairDone,
      .repaired, .entered, .leaves:
      []
    case .negation(let a), .rounded(let a, _, _), .not(let a), .isPresent(let a), .assumePresent(let a),
      .workingDayFrom(let a), .derived(_, let a):
      [a]
    case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .and(let a, let b), .or(let a, let b): [a, b]
    case .steps(let a, let b, _), .addSteps(let a, let b, _, _): [a, b]
    case .dateRange(let from, let until): [from, until].compactMap(\.self)
    case .orElse(let a, let b), .addDuration(let a, let b), .daysBetween(let a, let b), .elapsed(let a, let b): [a, b]
    case .atLeast(_, let members): members
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    case .aggregate(_, _, let value, _): [value].compactMap(\.self)
    case .ordinal(_, let within): [within]
    case .others(let others): others.values
    }
  }
}
