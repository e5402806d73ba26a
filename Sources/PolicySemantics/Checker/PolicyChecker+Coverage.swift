import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Whether the rows of a lookup cover everything, and whether each can be reached.
///
/// Row tests compare what is looked up with literals, so which row decides only changes at those literals: it is
/// enough to try each of them, a value on either side, and the ends of the range.
extension PolicyChecker {

  func checkCoverage(
    of rows: [TypedRow], by looked: TypedExpression, hasOtherwise: Bool, _ form: Form, _ scope: Scope
  ) {
    guard let samples = samples(of: looked, rows.map(\.condition)) else {
      if !hasOtherwise { report(.lookupNeedsOtherwise(form.span)) }
      return
    }
    var reached: Set<Int> = []
    var uncovered: Value?
    for sample in samples {
      let holding = rows.indices.filter { holds(rows[$0].condition, for: sample) == true }
      if let first = holding.first {
        reached.insert(first)
      } else if uncovered == nil, canBe(sample, looked, scope) {
        uncovered = sample
      }
    }
    if let uncovered, !hasOtherwise { report(.notCovered(uncovered, at: form.span)) }
    for index in rows.indices where !reached.contains(index) {
      report(.rowNeverReached(rows[index].span, of: looked))
    }
    if hasOtherwise, uncovered == nil, !looked.type.isOptional {
      report(.otherwiseNeverReached(form.keySpan(.otherwise)))
    }
  }

  /// Whether what is looked up can be `sample` here: inside a measure, the grade is one that the measure is for.
  private func canBe(_ sample: Value, _ looked: TypedExpression, _ scope: Scope) -> Bool {
    guard case .grade = looked.kind, let grades = scope.grades, let label = sample.label else { return true }
    return looked.type.labels?.code(of: label).map(grades.contains) ?? true
  }

  /// Returns what stands after `in`, having reported it where every value of `looked` passes or none does.
  func reportIfDecided(_ membership: TypedExpression, of looked: TypedExpression) -> TypedExpression {
    guard let samples = samples(of: looked, [membership]) else { return membership }
    let results = Set(samples.map { holds(membership, for: $0) })
    if results == [false] { report(.neverHolds(membership.span, looked)) }
    if results == [true] { report(.alwaysHolds(membership.span, looked)) }
    return membership
  }

  /// The values that decide which of the conditions hold; nil where literals alone do not.
  private func samples(of looked: TypedExpression, _ conditions: [TypedExpression]) -> [Value]? {
    switch looked.type.form {
    case .oneOf(let labels): return labels.labels.map(Value.label)
    case .boolean: return [.boolean(true), .boolean(false)]
    case .number(let type):
      var cuts: [Decimal128] = []
      for condition in conditions where !collectCuts(condition, into: &cuts) { return nil }
      let ends = [type.range.lower, type.range.upper].compactMap(\.self)
      return PolicySemantics.samples(around: cuts + ends, decimals: type.decimals)
        .filter { type.range.contains($0) }.map(Value.number)
    default: return nil
    }
  }

  /// Collects the literals of a row's tests; false where a test is of another kind.
  private func collectCuts(_ condition: TypedExpression, into cuts: inout [Decimal128]) -> Bool {
    switch condition.kind {
    case .and(let a, let b), .or(let a, let b): return collectCuts(a, into: &cuts) && collectCuts(b, into: &cuts)
    case .not(let a): return collectCuts(a, into: &cuts)
    case .literal(.boolean): return true
    case .comparison(_, _, let right):
      guard case .literal(.number(let value)) = right.kind else { return false }
      cuts.append(value)
      return true
    default: return false
    }
  }

  /// Tells whether a row's test holds for a value of what is looked up; nil where it cannot be told.
  private func holds(_ condition: TypedExpression, for sample: Value) -> Bool? {
    switch condition.kind {
    case .and(let a, let b): return holds(a, for: sample).flatMap { first in holds(b, for: sample).map { first && $0 } }
    case .or(let a, let b): return holds(a, for: sample).flatMap { first in holds(b, for: sample).map { first || $0 } }
    case .not(let a): return holds(a, for: sample).map { !$0 }
    case .literal(.boolean(let value)): return value
    case .comparison(let relation, _, let right):
      guard case .literal(let value) = right.kind else { return nil }
      if let number = sample.number, let bound = value.number {
        return NumberTest(relation: relation, value: bound, span: condition.span).holds(for: number)
      }
      return relation == .equal ? sample == value : nil
    default: return sample.boolean
    }
  }
}

/// Returns each of `cuts` with a value just below and just above it: a unit of the last decimal away where decimals are
/// bounded, else halfway to the neighbour, and one beyond the ends.
func samples(around cuts: [Decimal128], decimals: Int?) -> [Decimal128] {
  let sorted = Set(cuts).sorted()
  guard let first = sorted.first, let last = sorted.last else { return [.zero] }
  if let decimals, decimals <= 18 {
    let unit = Decimal128(coefficient: 1, scale: decimals)
    return sorted.flatMap { [$0.subtracting(unit), $0, $0.adding(unit)].compactMap(\.self) }
  }
  let half = Decimal128(coefficient: 5, scale: 1)
  let between = zip(sorted, sorted.dropFirst()).compactMap { $0.adding($1)?.multiplied(by: half) }
  return (sorted + between + [first.subtracting(1), last.adding(1)].compactMap(\.self)).sorted()
}
