import PolicySemantics
import PolicyTypes

/// Caps that records share, one record after the other.
extension SubjectEvaluation {
  /// Returns what the records of an indicator come to under the caps that they share.
  func capped(_ records: [ReferenceRow], of indicator: TypedIndicator) -> Value {
    let inOrder = inOrderOfDates(records)
    guard let amounts = amounts(of: inOrder, indicator) else { return .absent }
    var counted: [Decimal128] = []
    for (place, record) in inOrder.enumerated() {
      guard let amount = amounts[place] else {
        counted.append(.zero)
        continue
      }
      var room = amount.magnitude
      for cap in indicator.keyCaps {
        guard let bound = value(of: cap.bound, at: record).number else { continue }
        let group = inOrder[..<place].indices.filter { earlier in
          cap.keys.allSatisfy { value(of: $0, at: inOrder[earlier]) == value(of: $0, at: record) }
        }
        guard let used = total(group.map { counted[$0].magnitude }), let left = bound.subtracting(used) else {
          return .absent
        }
        room = min(room, max(.zero, left))
      }
      counted.append(amount.isNegative ? room.negated : room)
    }
    // The records are added up in the order of their rows.
    let sums = records.map { record in counted[inOrder.firstIndex { $0 === record }!] }
    return .optional(total(sums))
  }

  /// Returns what each record would add, with no more given back by repairs than the repair lets come back, the
  /// earliest first.
  private func amounts(of records: [ReferenceRow], _ indicator: TypedIndicator) -> [Decimal128?]? {
    let amounts = records.map { contribution(of: $0, to: indicator).number }
    guard let repair = indicator.repair, let cap = bound(policy.repairs[repair.index].cap) else { return amounts }
    var left = cap
    var limited: [Decimal128?] = []
    for (record, amount) in zip(records, amounts) {
      guard let amount, let before = points(of: record, indicator.worth) ?? insteadOfPoints(record, indicator) else {
        limited.append(amount)
        continue
      }
      guard let back = amount.subtracting(before) else { return nil }
      let allowed = min(back.magnitude, max(.zero, left))
      guard let sum = before.adding(back.isNegative ? allowed.negated : allowed),
        let rest = left.subtracting(allowed)
      else { return nil }
      limited.append(sum)
      left = rest
    }
    return limited
  }

  /// Records directly below the subject are in the order of their dates already.
  private func inOrderOfDates(_ records: [ReferenceRow]) -> [ReferenceRow] {
    guard let domain = records.first?.domain, policy.domains[domain].date != nil else { return records }
    return records.enumerated().sorted { (date(of: $0.element), $0.offset) < (date(of: $1.element), $1.offset) }
      .map(\.element)
  }
}
