import PolicySemantics
import PolicyTypes

extension SubjectEvaluation {
  /// Returns the value of an indicator, or absence where it is left out.
  func indicator(_ index: IndicatorIndex) -> Value {
    indicatorMemory.recall(index.index) { result(of: policy.indicators[index.index]) }
  }

  private func result(of indicator: TypedIndicator) -> Value {
    let result = subtotal(of: indicator).number.map { limit($0, by: indicator) } ?? .absent
    if !indicator.type.admits(result) { breaches.note(result, of: indicator.clause.name, indicator.type) }
    return result
  }

  /// Returns what each record that counts adds.
  func contributions(to indicator: TypedIndicator) -> [Contribution] {
    guard let selection = indicator.selection, applies(indicator) else { return [] }
    let domain = policy.selections[selection.index].domain
    let counting = records(of: selection, below: subject) {
      contribution(of: $0, to: indicator).number?.magnitude ?? .zero
    }
    return rows[domain].enumerated().filter { _, row in counting.contains { $0 === row } }.map { place, row in
      Contribution(row: place, amount: contribution(of: row, to: indicator))
    }
  }

  private func applies(_ indicator: TypedIndicator) -> Bool {
    indicator.condition.map { holds($0, at: subject) } ?? true
  }

  private func subtotal(of indicator: TypedIndicator) -> Value {
    guard applies(indicator) else { return .number(.zero) }
    if let selection = indicator.selection {
      let contributions = contributions(to: indicator)
      let records = contributions.map { rows[policy.selections[selection.index].domain][$0.row] }
      if !indicator.keyCaps.isEmpty { return capped(records, of: indicator) }
      guard let sum = total(contributions.compactMap(\.amount.number)) else { return .absent }
      return .optional(restored(sum, indicator, records))
    }
    switch indicator.worth {
    case .points, .deduction: return contribution(of: subject, to: indicator)
    case .sum(let start, let children):
      return present(sum(start.map { value(of: $0, at: subject) }, children), or: indicator.missing)
    case .chosen(let choice, let start, let children):
      return present(chosen(choice, start.map { value(of: $0, at: subject) }, children), or: indicator.missing)
    case .weightedMean(let children): return present(weightedMean(children), or: indicator.missing)
    }
  }

  /// Returns the sum with no more given back than the repair's cap.
  private func restored(_ sum: Decimal128, _ indicator: TypedIndicator, _ records: [ReferenceRow]) -> Decimal128? {
    guard let repair = indicator.repair, let cap = bound(policy.repairs[repair.index].cap) else { return sum }
    let before = records.compactMap { points(of: $0, indicator.worth) ?? insteadOfPoints($0, indicator) }
    guard let gross = total(before), let givenBack = sum.subtracting(gross) else { return nil }
    return gross.adding(max(cap.negated, min(cap, givenBack)))
  }

  /// Returns the number of a group, or what stands for it where it is missing; limits come afterwards.
  private func present(_ number: Value, or missing: TypedIndicator.Missing?) -> Value {
    guard number.isAbsent, case .value(let instead)? = missing else { return number }
    return value(of: instead, at: subject)
  }

  private func sum(_ start: Value?, _ children: [IndicatorIndex]) -> Value {
    var numbers = children.map { indicator($0).number }
    if let start { numbers.insert(start.number, at: 0) }
    let present = numbers.compactMap(\.self)
    return present.count == numbers.count ? .optional(total(present)) : .absent
  }

  private func chosen(_ choice: PartChoice, _ start: Value?, _ children: [IndicatorIndex]) -> Value {
    if children.contains(where: { isRequired($0) && indicator($0).isAbsent }) { return .absent }
    let present = children.compactMap { indicator($0).number }
    // The highest of what is taken away is the most that is.
    let isGreatest = choice.isOfDeductions ? choice.take == .lowest : choice.take == .highest
    guard let number = isGreatest ? present.max() : present.min() else { return .absent }
    guard let start else { return .number(number) }
    return .optional(start.number.flatMap { $0.adding(number) })
  }

  private func weightedMean(_ children: [IndicatorIndex]) -> Value {
    if children.contains(where: { isRequired($0) && indicator($0).isAbsent }) { return .absent }
    let present = children.compactMap { child -> (weight: Decimal128, product: Decimal128?)? in
      guard let value = indicator(child).number, let weight = weight(of: policy.indicators[child.index]) else {
        return nil
      }
      return (weight, weight.multiplied(by: value))
    }
    guard !present.isEmpty, let sum = total(present.compactMap(\.product)), let weight = total(present.map(\.weight))
    else { return .absent }
    return .optional(sum.divided(by: weight))
  }

  private func weight(of indicator: TypedIndicator) -> Decimal128? {
    switch indicator.weight {
    case .number(let number): number
    case .value(let value): self.value(of: value, at: subject).number
    case nil: nil
    }
  }

  /// Whether a missing value makes the whole missing: it says so itself, or a part of it does and it says nothing.
  private func isRequired(_ index: IndicatorIndex) -> Bool {
    let indicator = policy.indicators[index.index]
    guard indicator.type.isOptional else { return false }
    if let missing = indicator.missing { return missing == .notRated }
    switch indicator.worth {
    case .sum(_, let children), .weightedMean(let children), .chosen(_, _, let children):
      return children.contains { isRequired($0) }
    case .points, .deduction: return false
    }
  }

  private func limit(_ number: Decimal128, by indicator: TypedIndicator) -> Value {
    var number = number
    if let cap = bound(indicator.cap) { number = max(cap.negated, min(cap, number)) }
    if let low = bound(indicator.clampLow) { number = max(low, number) }
    if let high = bound(indicator.clampHigh) { number = min(high, number) }
    guard let rounding = indicator.rounding else { return .number(number) }
    return .optional(number.rounded(toScale: rounding.digits, rounding.mode))
  }

  func bound(_ value: TypedValue?) -> Decimal128? {
    value.flatMap { self.value(of: $0, at: subject).number }
  }

  // MARK: Points and repair

  func repairDone(_ id: RepairID, at row: ReferenceRow) -> Value {
    let repair = policy.repairs[id.index]
    return done(row.ancestor(in: repair.domain), repair.done).map { .date($0) } ?? .absent
  }

  /// Returns what one record, or the subject, adds: the points, less what a repair gives back.
  ///
  /// Points that are missing are replaced record by record; what stands for a deduction is one.
  func contribution(of row: ReferenceRow, to indicator: TypedIndicator) -> Value {
    guard let points = points(of: row, indicator.worth) ?? insteadOfPoints(row, indicator) else { return .absent }
    guard let repair = indicator.repair else { return .number(points) }
    let kept = Decimal128.one.subtracting(restored(row, policy.repairs[repair.index]))
    return .optional(kept.flatMap { points.multiplied(by: $0) })
  }

  func insteadOfPoints(_ row: ReferenceRow, _ indicator: TypedIndicator) -> Decimal128? {
    guard case .value(let value)? = indicator.missing, let number = self.value(of: value, at: row).number else {
      return nil
    }
    if case .deduction = indicator.worth { return number.negated }
    return number
  }

  func points(of row: ReferenceRow, _ worth: TypedIndicator.Worth) -> Decimal128? {
    switch worth {
    case .points(let points): value(of: points, at: row).number
    case .deduction(let points): value(of: points, at: row).number?.negated
    case .sum, .weightedMean, .chosen: preconditionFailure("a group has no points of its own")
    }
  }

  /// Returns the share that a repair gives back, 0 while there is none in effect.
  private func restored(_ row: ReferenceRow, _ repair: TypedRepair) -> Decimal128 {
    isRepaired(row, repair) ? value(of: repair.restore, at: row).number ?? .zero : .zero
  }

  /// Whether a repair of a record has taken effect.
  func isRepaired(_ row: ReferenceRow, _ repair: TypedRepair) -> Bool {
    guard let done = done(row, repair.done) else { return false }
    if let never = repair.never, holds(never, at: row) { return false }
    if let needs = repair.needs, !holds(needs, at: row) { return false }
    if let budget = repair.budget, place(of: row, budget, repair) > budget.limit { return false }
    return effectiveFrom(repair, done: done, of: row) <= asOf
  }

  func effectiveFrom(_ repair: TypedRepair, of row: ReferenceRow) -> CalendarDate? {
    done(row, repair.done).map { effectiveFrom(repair, done: $0, of: row) }
  }

  private func effectiveFrom(_ repair: TypedRepair, done: CalendarDate, of row: ReferenceRow) -> CalendarDate {
    guard let notBefore = repair.notBefore.flatMap({ value(of: $0, at: row).duration }) else { return done }
    return max(done, day(notBefore, after: date(of: row)) ?? done)
  }

  /// The place of a repair among those done before it that still count against it.
  private func place(of row: ReferenceRow, _ budget: TypedBudget, _ repair: TypedRepair) -> Int {
    let all = rows[repair.domain]
    let standing = inForce(repair.domain, below: subject).filter { other in
      done(other, repair.done) != nil && !(repair.never.map { holds($0, at: other) } ?? false)
        && (repair.needs.map { holds($0, at: other) } ?? true)
        && (budget.condition.map { holds($0, at: other) } ?? true)
    }
    func order(_ row: ReferenceRow) -> (CalendarDate, Int) {
      (done(row, repair.done) ?? .earliest, all.firstIndex { $0 === row } ?? 0)
    }
    let mine = order(row)
    return 1
      + standing.count { other in
        order(other) < mine && (value(of: budget.until, at: other).date.map { $0 > mine.0 } ?? false)
      }
  }

  /// Returns the day on which the repair was done: of several methods the first, or the last once all are there.
  private func done(_ row: ReferenceRow, _ done: TypedRepair.Done) -> CalendarDate? {
    switch done {
    case .date(let expression):
      return value(of: expression, at: row).date
    case .records(let domain, let method, let done, let isRevoked, let methods, let needsAll):
      let valid = rows(of: domain, below: row).filter { !holds(isRevoked, at: $0) }
      let firsts = methods.map { wanted in
        valid.filter { value(of: method, at: $0) == wanted }.compactMap { value(of: done, at: $0).date }.min()
      }
      let present = firsts.compactMap(\.self)
      if needsAll { return present.count == methods.count ? present.max() : nil }
      return present.min()
    }
  }
}
