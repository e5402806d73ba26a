import PolicyIR
import PolicySemantics
import PolicyTypes

/// How records are repaired.
extension Lowering {
  func repair(_ id: RepairID) -> RepairOutline {
    if let known = repairs[id] { return known }
    let outline = lowered(policy.repairs[id.index], id)
    repairs[id] = outline
    return outline
  }

  private func lowered(_ repair: TypedRepair, _ id: RepairID) -> RepairOutline {
    let outer = builder.span
    builder.span = repair.clause.span
    defer { builder.span = outer }
    let done = repairDone(id)
    let effectiveFrom = effectiveFrom(repair, done)
    // Where no repair was done, there is no day from which it counts.
    var isRepaired = builder.definite(builder.compare(.lessOrEqual, effectiveFrom, builder.asOf()))
    let isRepairable = repair.never.map { builder.not(condition($0)) }
    if let isRepairable { isRepaired = builder.and(isRepaired, isRepairable) }
    let needs = repair.needs.map { outline(of: $0, result: condition($0)) }
    if let needs { isRepaired = builder.and(isRepaired, needs.result) }
    let demands = [isRepairable, needs?.result].compactMap(\.self)
    let budget = repair.budget.map { self.budget($0, repair, done: done, demands: demands) }
    if let budget { isRepaired = builder.and(isRepaired, isWithin(budget)) }
    isRepaired = builder.aligned(isRepaired, to: DomainID(repair.domain))
    let share = builder.orElse(lower(repair.restore), builder.literal(.zero))
    let restored = builder.select(isRepaired, share, builder.literal(.zero))
    return RepairOutline(
      clause: repair.clause, isRepairable: repair.never.map { outline(of: $0, result: isRepairable) },
      needs: needs, budget: budget,
      isRepaired: isRepaired, done: done, way: way(of: repair), effectiveFrom: effectiveFrom,
      notBefore: repair.notBefore.map { outline(of: $0) },
      restored: outline(of: repair.restore, result: restored))
  }

  /// The repairs on which a value depends by `repaired`, and not by what indicators, lists or the grade come to, which
  /// tell of repairs themselves.
  func repairs(readBy value: ValueID) -> [RepairOutline] {
    guard !repairs.isEmpty else { return [] }
    var visited = Set(indicators.values.map(\.result) + [baseGrade, grade?.result].compactMap(\.self))
    for list in lists.values { visited.formUnion([list.entered, list.leaves, list.selection.mask]) }
    var open = [value]
    while let next = open.popLast() {
      if visited.insert(next).inserted { open += builder.instructions[next.index].operation.operands }
    }
    return repairs.sorted { $0.key.index < $1.key.index }.map(\.value).filter { visited.contains($0.isRepaired) }
  }

  private func way(of repair: TypedRepair) -> RepairWay? {
    switch repair.done {
    case .date(let date):
      guard case .field(let reference) = date.kind, reference.domain == repair.domain else { return nil }
      return .field(reference.field)
    case .records(let domain, let method, let done, _, let methods, let needsAll):
      guard case .field(let method) = method.kind, case .field(let done) = done.kind else { return nil }
      return .records(
        DomainID(domain), method: method.field, done: done.field, methods: methods, needsAll: needsAll)
    }
  }

  /// The later of the day on which the repair was done and the first on which one counts.
  private func effectiveFrom(_ repair: TypedRepair, _ done: ValueID) -> ValueID {
    guard let notBefore = repair.notBefore else { return done }
    let earliest = added(toDateOf: DomainID(repair.domain), lower(notBefore))
    return builder.orElse(builder.greatest(done, earliest), done)
  }

  // MARK: The budget

  /// The place of a repair among those that were done before it and still count against it.
  private func budget(
    _ budget: TypedBudget, _ repair: TypedRepair, done: ValueID, demands: [ValueID]
  ) -> BudgetOutline {
    let domain = DomainID(repair.domain)
    var mask = builder.aligned(builder.isPresent(done), to: domain)
    for demand in demands { mask = builder.and(mask, builder.aligned(demand, to: domain)) }
    if let condition = budget.condition {
      mask = builder.and(mask, builder.aligned(self.condition(condition), to: domain))
    }
    for standing in standingFilters(of: domain) { mask = builder.and(mask, standing.passes) }
    let place = builder.ordinal(date: done, until: lower(budget.until), mask: mask, above: .subject)
    return BudgetOutline(limit: budget.limit, text: quoted(budget.text, in: domain), place: place)
  }

  private func isWithin(_ budget: BudgetOutline) -> ValueID {
    builder.definite(builder.compare(.lessOrEqual, budget.place, builder.literal(Decimal128(budget.limit))))
  }

  // MARK: The day

  /// The day on which a record was repaired; absent while it is not.
  func repairDone(_ id: RepairID) -> ValueID {
    if let known = repairDates[id] { return known }
    let repair = policy.repairs[id.index]
    let done =
      switch repair.done {
      case .date(let date): lower(date)
      case .records(let domain, let method, let done, let isRevoked, let methods, let needsAll):
        self.done(
          DomainID(domain), lower(method), lower(done), isValid: builder.not(condition(isRevoked)), methods, needsAll)
      }
    let aligned = builder.aligned(done, to: DomainID(repair.domain))
    repairDates[id] = aligned
    return aligned
  }

  /// The first day of any of the methods, or the last once each has been done.
  private func done(
    _ domain: DomainID, _ method: ValueID, _ done: ValueID, isValid: ValueID, _ methods: [Value], _ needsAll: Bool
  ) -> ValueID {
    let isValid = builder.aligned(isValid, to: domain)
    guard needsAll, !methods.isEmpty else {
      let mask = builder.and(isValid, isAny(of: methods, method, domain))
      return builder.extreme(isLeast: true, done, mask: mask, above: builder.parent(of: mask))
    }
    let firsts = methods.map { wanted -> ValueID in
      let mask = builder.and(isValid, isAny(of: [wanted], method, domain))
      return builder.extreme(isLeast: true, done, mask: mask, above: builder.parent(of: mask))
    }
    return firsts.dropFirst().reduce(firsts[0]) { builder.greatest($0, $1) }
  }

  private func isAny(of methods: [Value], _ method: ValueID, _ domain: DomainID) -> ValueID {
    let lane = builder.lane(of: method)
    let isAny: ValueID
    if case .code(let labels) = lane {
      isAny = builder.isOneOf(method, codes: methods.compactMap { $0.label.flatMap(labels.code) })
    } else {
      isAny = methods.reduce(builder.literal(false, in: domain)) { found, wanted in
        builder.or(found, builder.compare(.equal, method, builder.literal(wanted, lane)))
      }
    }
    return builder.aligned(builder.definite(isAny), to: domain)
  }
}
