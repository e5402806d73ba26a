import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Whether the rows of a table cover everything, whether each can be reached, and whether two hold at once.
///
/// Row tests compare what is looked up with literals, so which rows hold only changes at those literals: it is
/// enough to try each of them, a value on either side, and the ends of the range.
extension PolicyChecker {

  func checkCoverage(
    of rows: [TestedRow], by inputs: [TypedExpression], _ take: Take, hasOtherwise: Bool, _ form: Form,
    _ scope: Scope
  ) {
    guard let coverage = coverage(of: rows, by: inputs, take, scope) else {
      if !hasOtherwise { report(.lookupNeedsOtherwise(form.span)) }
      if take == .unique { report(.disjointnessNotProved(form.keySpan(.take))) }
      return
    }
    if let uncovered = coverage.uncovered, !hasOtherwise { report(.notCovered(uncovered, of: inputs, at: form.span)) }
    if take == .unique, let overlap = coverage.overlap {
      report(.rowsOverlap(rows[overlap.first].row.span, rows[overlap.second].row.span, overlap.values, of: inputs))
    }
    // An overlap leaves rows unreached that are no second mistake.
    for index in rows.indices where !coverage.reached.contains(index) && (take != .unique || coverage.overlap == nil) {
      report(.rowNeverReached(rows[index].row.span, of: inputs, take))
    }
    if hasOtherwise, coverage.uncovered == nil, !inputs.contains(where: \.type.isOptional) {
      report(.otherwiseNeverReached(form.keySpan(.otherwise)))
    }
  }

  private func coverage(
    of rows: [TestedRow], by inputs: [TypedExpression], _ take: Take, _ scope: Scope
  ) -> RowCoverage? {
    var classes: [[RowCoverage.ValueClass]] = []
    for (place, looked) in inputs.enumerated() {
      guard let found = valueClasses(of: looked, rows.map { $0.tests[place] }, scope) else { return nil }
      classes.append(found)
    }
    return RowCoverage(inputs: classes, rowCount: rows.count, firstDecides: !take.combinesRows)
  }

  /// The values of `looked` between which some test changes, one of each kind; nil where literals alone do not tell.
  private func valueClasses(
    of looked: TypedExpression, _ tests: [TypedExpression], _ scope: Scope
  ) -> [RowCoverage.ValueClass]? {
    guard let samples = samples(of: looked, tests) else { return nil }
    var known: Set<RowCoverage.ValueClass.Kind> = []
    return samples.compactMap { sample in
      let rows = RowSet(tests.map { holds($0, for: sample) == true })
      let kind = RowCoverage.ValueClass.Kind(rows: rows, canBe: canBe(sample, looked, scope))
      return known.insert(kind).inserted ? RowCoverage.ValueClass(value: sample, kind: kind) : nil
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
    // Nothing is tested of it, so one value stands for all.
    default: return conditions.allSatisfy { $0.kind == .literal(.boolean(true)) } ? [.absent] : nil
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
