import PolicyIR
import PolicySemantics
import PolicyTypes

/// The tree of indicators: worth, share, sum, then the limits.
extension Lowering {
  func indicator(_ index: IndicatorIndex) -> IndicatorOutline {
    if let known = indicators[index] { return known }
    let outer = builder.span
    builder.span = policy.indicators[index.index].clause.span
    defer { builder.span = outer }
    let outline = lowered(policy.indicators[index.index])
    indicators[index] = outline
    return outline
  }

  private func lowered(_ indicator: TypedIndicator) -> IndicatorOutline {
    let worth = worth(of: indicator)
    let subtotal = applied(indicator, worth.total)
    let limits = limits(of: indicator, subtotal, worth)
    return IndicatorOutline(
      clause: indicator.clause, worth: worth.outline, weight: indicator.weight.map { weight($0) },
      condition: indicator.condition.map { outline(of: $0) }, selection: worth.selection, repair: worth.repair,
      contribution: worth.contribution, keyCaps: worth.keyCaps, subtotal: subtotal, limits: limits,
      missing: missing(indicator),
      isLeftOutWhenMissing: indicator.missing == .leftOut,
      result: limits.last?.result ?? subtotal)
  }

  private func missing(_ indicator: TypedIndicator) -> ValueOutline? {
    guard case .value(let value)? = indicator.missing else { return nil }
    return outline(of: value)
  }

  /// The worth with what stands for it where it is missing; for a deduction that is a deduction too.
  private func present(_ worth: ValueID, _ indicator: TypedIndicator) -> ValueID {
    guard case .value(let value)? = indicator.missing else { return worth }
    if case .deduction = indicator.worth { return builder.orElse(worth, builder.negated(lower(value))) }
    return builder.orElse(worth, lower(value))
  }

  // MARK: Worth

  private struct Worth {
    let outline: IndicatorOutline.Worth
    var selection: SelectionOutline?
    var repair: RepairOutline?
    var contribution: ValueID?
    var keyCaps: KeyCapsOutline?
    /// The sum before repair.
    var gross: ValueID?
    let total: ValueID
  }

  private func worth(of indicator: TypedIndicator) -> Worth {
    switch indicator.worth {
    case .points(let value): return leaf(indicator, .points(outline(of: value)), points: lower(value))
    case .deduction(let value):
      return leaf(indicator, .deduction(outline(of: value)), points: builder.negated(lower(value)))
    case .sum(let start, let children):
      let worth = IndicatorOutline.Worth.sum(start: start.map { outline(of: $0) }, children: ids(children))
      return Worth(outline: worth, total: present(sum(start.map { lower($0) }, children), indicator))
    case .chosen(let choice, let start, let children):
      let chosen = chosen(choice, children)
      let worth = IndicatorOutline.Worth.chosen(
        choice, start: start.map { outline(of: $0) }, children: ids(children), counts: chosen.counts)
      let number = start.map { builder.arithmetic(.add, lower($0), chosen.number) } ?? chosen.number
      return Worth(outline: worth, total: present(number, indicator))
    case .weightedMean(let children):
      return Worth(outline: .weightedMean(children: ids(children)), total: present(weightedMean(children), indicator))
    }
  }

  private func ids(_ children: [IndicatorIndex]) -> [IndicatorID] { children.map { IndicatorID($0.index) } }

  private func leaf(_ indicator: TypedIndicator, _ outline: IndicatorOutline.Worth, points: ValueID) -> Worth {
    let points = present(points, indicator)
    guard let id = indicator.selection else {
      return Worth(outline: outline, contribution: points, total: points)
    }
    let domain = DomainID(policy.selections[id.index].domain)
    let repair = indicator.repair.map { self.repair($0) }
    let contribution = contribution(of: points, indicator, repair, domain)
    let selection = selection(id, preferring: preference(id, contribution))
    let total = builder.sum(contribution, mask: selection.mask, above: .subject)
    let isCapped = indicator.repair.map { policy.repairs[$0.index].cap != nil } ?? false
    let gross = isCapped ? builder.sum(builder.aligned(points, to: domain), mask: selection.mask, above: .subject) : nil
    let keyCaps = keyCaps(of: indicator, points: points, contribution: contribution, mask: selection.mask)
    return Worth(
      outline: outline, selection: selection, repair: repair, contribution: contribution, keyCaps: keyCaps,
      gross: gross, total: total)
  }

  /// What each record adds: its points, less what its repair gives back.
  private func contribution(
    of points: ValueID, _ indicator: TypedIndicator, _ repair: RepairOutline?, _ domain: DomainID
  ) -> ValueID {
    var points = points
    if let repair {
      let kept = builder.arithmetic(.subtract, builder.literal(.one), repair.restored.result)
      points = builder.arithmetic(.multiply, points, kept)
    }
    return builder.aligned(points, to: domain)
  }

  /// Of records with the same keys the one with the largest contribution counts; one that has none adds nothing.
  private func preference(_ id: SelectionID, _ contribution: ValueID) -> ValueID? {
    let selection = policy.selections[id.index]
    guard !selection.oncePer.isEmpty, selection.keep == nil else { return nil }
    return builder.orElse(builder.magnitude(of: contribution), builder.literal(.zero))
  }

  // MARK: Groups

  private func sum(_ start: ValueID?, _ children: [IndicatorIndex]) -> ValueID {
    let terms = (start.map { [$0] } ?? []) + children.map { indicator($0).result }
    guard let first = terms.first else { return builder.literal(.zero) }
    return terms.dropFirst().reduce(first) { builder.arithmetic(.add, $0, $1) }
  }

  /// A part of a weighted mean.
  private struct Part {
    let value: ValueID
    let weight: ValueID
    /// The weight that is the same for every subject.
    let number: Decimal128?
    /// Whether the mean is missing where the part is.
    let isRequired: Bool
  }

  /// The mean over the children that are present, with one division at most.
  private func weightedMean(_ children: [IndicatorIndex]) -> ValueID {
    let parts = children.map { child in
      let weight = policy.indicators[child.index].weight
      return Part(
        value: indicator(child).result, weight: weight.map { self.weight($0) } ?? builder.literal(.zero),
        number: weight?.number, isRequired: isRequired(child))
    }
    return missing(mean(of: parts), whereAnyIs: parts.filter(\.isRequired).map(\.value))
  }

  /// Returns a number that is missing where any of some others is.
  func missing(_ number: ValueID, whereAnyIs required: [ValueID]) -> ValueID {
    required.reduce(number) { number, part in
      builder.select(builder.isPresent(part), number, builder.literal(.absent))
    }
  }

  private func mean(of parts: [Part]) -> ValueID {
    let mayLackParts = parts.contains { builder.isOptional($0.value) }
    if !mayLackParts, !parts.contains(where: { $0.number == nil }), let hundredths = hundredths(of: parts.map(\.number))
    {
      // With weights that total 100 the division only moves the point, which the weights can do beforehand.
      return total(
        zip(parts, hundredths).map { part, weight in
          builder.arithmetic(.multiply, part.value, builder.literal(weight))
        })
    }
    let products = parts.map { part in
      builder.orElse(builder.arithmetic(.multiply, part.value, part.weight), builder.literal(.zero))
    }
    return builder.arithmetic(.divide, total(products), total(weights(of: parts)))
  }

  /// The weights of the parts that are present. Those that always are make one literal, so that the range shows when
  /// the total cannot be zero.
  private func weights(of parts: [Part]) -> [ValueID] {
    let fixed = parts.filter { !builder.isOptional($0.value) }.compactMap(\.number)
    let varying = parts.filter { $0.number == nil || builder.isOptional($0.value) }.map { part in
      builder.isOptional(part.value)
        ? builder.select(builder.isPresent(part.value), part.weight, builder.literal(.zero)) : part.weight
    }
    guard !fixed.isEmpty else { return varying }
    return [builder.literal(fixed.reduce(.zero) { $0.adding($1) ?? $0 })] + varying
  }

  private func weight(_ weight: TypedWeight) -> ValueID {
    switch weight {
    case .number(let number): builder.literal(number)
    case .value(let value): lower(value)
    }
  }

  /// Whether a missing value makes the whole above it missing.
  func isRequired(_ index: IndicatorIndex) -> Bool {
    let indicator = policy.indicators[index.index]
    guard indicator.type.isOptional else { return false }
    switch (indicator.missing, indicator.worth) {
    case (.notRated, _): return true
    case (nil, .sum(_, let children)), (nil, .weightedMean(let children)), (nil, .chosen(_, _, let children)):
      return children.contains(where: isRequired)
    default: return false
    }
  }

  private func total(_ terms: [ValueID]) -> ValueID {
    guard let first = terms.first else { return builder.literal(.zero) }
    return terms.dropFirst().reduce(first) { builder.arithmetic(.add, $0, $1) }
  }

  /// Returns each weight divided by 100, where they total 100.
  private func hundredths(of weights: [Decimal128?]) -> [Decimal128]? {
    let weights = weights.compactMap(\.self)
    let total = weights.reduce(Decimal128.zero) { $0.adding($1) ?? $0 }
    guard total == Decimal128(100) else { return nil }
    let hundredths = weights.compactMap { $0.multiplied(by: Decimal128(coefficient: 1, scale: 2)) }
    return hundredths.count == weights.count ? hundredths : nil
  }

  // MARK: Limits

  private func limits(of indicator: TypedIndicator, _ subtotal: ValueID, _ worth: Worth) -> [LimitOutline] {
    var limits: [LimitOutline] = []
    if let caps = worth.keyCaps, let selection = worth.selection {
      limits = self.limits(of: caps, indicator, mask: selection.mask)
    }
    var number = limits.last?.result ?? subtotal
    func add(_ kind: LimitOutline.Kind, _ bound: TypedValue, _ result: ValueID) {
      number = result
      limits.append(
        LimitOutline(
          kind: kind, bound: outline(of: bound), text: quoted(bound.text, in: .subject), span: bound.span,
          result: result))
    }
    if let cap = indicator.repair.flatMap({ policy.repairs[$0.index].cap }), let gross = worth.gross,
      worth.keyCaps == nil
    {
      add(.restored, cap, restored(indicator, subtotal, gross: gross, cap: lower(cap)))
    }
    if let cap = indicator.cap { add(.cap, cap, capped(number, lower(cap))) }
    if let low = indicator.clampLow { add(.atLeast, low, bounded(.maximum, number, lower(low))) }
    if let high = indicator.clampHigh { add(.atMost, high, bounded(.minimum, number, lower(high))) }
    if let rounding = indicator.rounding { limits.append(round(number, rounding)) }
    return limits
  }

  /// The sum with no more given back than the cap of the repair.
  private func restored(_ indicator: TypedIndicator, _ total: ValueID, gross: ValueID, cap: ValueID) -> ValueID {
    let givenBack = builder.arithmetic(.subtract, total, gross)
    return applied(indicator, builder.arithmetic(.add, gross, capped(givenBack, cap)))
  }

  private func capped(_ number: ValueID, _ cap: ValueID) -> ValueID {
    bounded(.maximum, bounded(.minimum, number, cap), builder.negated(cap))
  }

  /// Applies a bound; one that is absent is none.
  private func bounded(_ operation: ArithmeticOperator, _ number: ValueID, _ bound: ValueID) -> ValueID {
    let limited = builder.arithmetic(operation, number, bound)
    return builder.isOptional(bound) ? builder.orElse(limited, number) : limited
  }

  private func round(_ number: ValueID, _ rounding: TypedIndicator.Rounding) -> LimitOutline {
    builder.span = rounding.span
    return LimitOutline(
      kind: .round(digits: rounding.digits, rounding.mode), bound: nil,
      text: "\(rounding.digits) \(rounding.mode.rawValue)", span: rounding.span,
      result: builder.rounded(number, digits: rounding.digits, rounding.mode))
  }
}
