import PolicyDiagnostics
import PolicyIR
import PolicySemantics
import PolicyTypes

/// What records that have something in common add or take away together at most.
extension Lowering {
  /// Returns the caps that records of an indicator share; nil where there are none.
  ///
  /// A cap of the repair comes first: the earliest records get back what it lets come back.
  func keyCaps(
    of indicator: TypedIndicator, points: ValueID, contribution: ValueID, mask: ValueID
  ) -> KeyCapsOutline? {
    guard !indicator.keyCaps.isEmpty else { return nil }
    let domain = builder[mask].domain
    let date = orderOfDates(domain)
    var before = contribution
    if let cap = indicator.repair.flatMap({ policy.repairs[$0.index].cap }) {
      let points = builder.aligned(points, to: domain)
      let givenBack = builder.arithmetic(.subtract, contribution, points)
      let limited = builder.capped(givenBack, [KeyCap(keys: [], bound: lower(cap))], mask: mask, date: date)
      before = builder.arithmetic(.add, points, limited)
    }
    let caps = indicator.keyCaps.map { cap in
      KeyCap(keys: cap.keys.map { builder.aligned(lower($0), to: domain) }, bound: lower(cap.bound))
    }
    let counted = builder.capped(before, caps, mask: mask, date: date)
    let outlines = indicator.keyCaps.enumerated().map { place, cap in
      var others = caps
      others.remove(at: place)
      let without = others.isEmpty ? before : builder.capped(before, others, mask: mask, date: date)
      return KeyCapOutline(
        text: cap.text, span: cap.span,
        keys: zip(cap.keys, caps[place].keys).map { NamedValue(name: $0.span.text, value: $1) },
        bound: outline(of: cap.bound),
        limit: builder.aligned(caps[place].bound, to: domain),
        sumWithout: applied(indicator, builder.sum(without, mask: mask, above: .subject)))
    }
    return KeyCapsOutline(counted: counted, before: before, caps: outlines)
  }

  /// Returns the limits that the caps make of a sum over records.
  func limits(of caps: KeyCapsOutline, _ indicator: TypedIndicator, mask: ValueID) -> [LimitOutline] {
    var limits: [LimitOutline] = []
    if let cap = indicator.repair.flatMap({ policy.repairs[$0.index].cap }) {
      limits.append(
        LimitOutline(
          kind: .restored, bound: outline(of: cap), text: cap.text, span: cap.span,
          result: applied(indicator, builder.sum(caps.before, mask: mask, above: .subject))))
    }
    let text = caps.caps.map { "\($0.text): \($0.bound.text)" }.joined(separator: ", ")
    limits.append(
      LimitOutline(
        kind: .perKey, bound: nil, text: text, span: caps.caps[0].span,
        result: applied(indicator, builder.sum(caps.counted, mask: mask, above: .subject))))
    return limits
  }

  /// Returns a number of an indicator, or 0 where it does not apply.
  func applied(_ indicator: TypedIndicator, _ number: ValueID) -> ValueID {
    guard let applies = indicator.condition.map({ condition($0) }) else { return number }
    return builder.select(applies, number, builder.literal(.zero))
  }

  /// The dates in whose order records count; nil where the order of the rows is that already.
  private func orderOfDates(_ domain: DomainID) -> ValueID? {
    guard policy.domains[domain.index].date != nil, builder.schema[domain].parent != .subject else { return nil }
    return builder.aligned(date(of: domain), to: domain)
  }
}

extension ProgramBuilder {
  /// Lets each row count as much as the caps leave that it shares with others.
  mutating func capped(_ value: ValueID, _ caps: [KeyCap], mask: ValueID, date: ValueID?) -> ValueID {
    let domain = self[mask].domain
    let type = numberType(of: value)
    let values = unified([value] + caps.map(\.bound)).values.map { aligned($0, to: domain) }
    let limits = zip(caps, values.dropFirst()).map { KeyCap(keys: $0.keys, bound: $1) }
    let decimals = caps.reduce(type.decimals) { decimals, cap in
      decimals.flatMap { a in numberType(of: cap.bound).decimals.map { max(a, $0) } }
    }
    return add(
      .capped(values[0], caps: limits, mask: mask, date: date, above: .subject), in: domain,
      IRType(lane(of: values[0]), isOptional: isOptional(value)),
      number: NumberType(range: type.range.union(.zero), decimals: decimals))
  }
}
