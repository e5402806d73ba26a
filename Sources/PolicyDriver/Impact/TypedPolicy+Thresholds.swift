package import PolicyImpact
import PolicySemantics
package import PolicyTypes

extension CompiledPolicy {
  /// The scores at which the base grade turns on a date, in the order of the policy; constants have their values of
  /// that date.
  package func thresholds(on date: CalendarDate) -> [ImpactSubject.Threshold] {
    var seen: Set<Decimal128> = []
    return (typed.grade?.computed.thresholds(typed, on: date) ?? []).filter { seen.insert($0.score).inserted }
  }
}

extension TypedValue {
  /// The scores that its rows, and the tables inside them, ask about.
  fileprivate func thresholds(_ policy: TypedPolicy, on date: CalendarDate) -> [ImpactSubject.Threshold] {
    guard case .table(let table) = kind else { return [] }
    let own = table.rows.flatMap { row in
      row.condition.scoreBounds(policy, on: date).map { ImpactSubject.Threshold(score: $0, text: row.text) }
        + row.value.thresholds(policy, on: date)
    }
    return own + (table.otherwise?.thresholds(policy, on: date) ?? [])
  }
}

extension TypedExpression {
  /// The numbers with which the expression compares the score.
  fileprivate func scoreBounds(_ policy: TypedPolicy, on date: CalendarDate) -> [Decimal128] {
    var bounds: [Decimal128] = []
    forEachPart { part in
      guard case .comparison(let relation, let left, let right) = part.kind, relation != .notEqual else { return }
      for (value, bound) in [(left, right), (right, left)] where value.isScore(of: policy) {
        if let number = bound.fixedNumber(policy, on: date) { bounds.append(number) }
      }
    }
    return bounds
  }

  private func isScore(of policy: TypedPolicy) -> Bool {
    if case .indicator(let index) = unwrapped.kind { index == policy.score } else { false }
  }

  private func fixedNumber(_ policy: TypedPolicy, on date: CalendarDate) -> Decimal128? {
    switch unwrapped.kind {
    case .literal(let value): value.number
    case .constant(let id): policy.constants[id.index].entries.last { $0.from <= date }?.value.number
    case .negation(let inner): inner.fixedNumber(policy, on: date)?.negated
    default: nil
    }
  }
}
