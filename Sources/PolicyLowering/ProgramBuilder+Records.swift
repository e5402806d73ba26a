import PolicyIR
import PolicyTypes

// Operations over the records below a row, which may be several levels up: level by level, from the parent on.

extension ProgramBuilder {
  /// Tells for each row of `above` whether any row of the mask is below it.
  mutating func any(_ mask: ValueID, above: DomainID) -> ValueID {
    let any = add(.any(mask: mask), in: parent(of: mask), .boolean)
    return isLevel(any, above) ? any : self.any(any, above: above)
  }

  mutating func count(_ mask: ValueID, above: DomainID) -> ValueID {
    let limit = Decimal128(schema[self[mask].domain].limit)
    let count = add(
      .count(mask: mask), in: parent(of: mask), IRType(.integer(decimals: 0)),
      number: NumberType(range: NumberRange(lower: .zero, upper: limit), decimals: 0))
    return total(count, above: above)
  }

  /// Adds up the values in the mask for each row of `above`.
  mutating func sum(_ value: ValueID, mask: ValueID, above: DomainID) -> ValueID {
    total(sum(value, mask: mask), above: above)
  }

  private mutating func total(_ value: ValueID, above: DomainID) -> ValueID {
    if isLevel(value, above) { return value }
    return sum(value, mask: literal(true, in: self[value].domain), above: above)
  }

  /// Returns the least or the greatest value in the mask for each row of `above`.
  mutating func extreme(isLeast: Bool, _ value: ValueID, mask: ValueID, above: DomainID) -> ValueID {
    let value = aligned(value, to: self[mask].domain)
    let type = IRType(lane(of: value), isOptional: true)
    let extreme = add(
      isLeast ? .least(value, mask: mask) : .greatest(value, mask: mask), in: parent(of: mask), type,
      number: numberType(of: value))
    if isLevel(extreme, above) { return extreme }
    return self.extreme(isLeast: isLeast, extreme, mask: literal(true, in: self[extreme].domain), above: above)
  }

  /// Returns the first value in the mask for each row of `above`.
  mutating func first(_ value: ValueID, mask: ValueID, above: DomainID) -> ValueID {
    let value = aligned(value, to: self[mask].domain)
    let type = IRType(lane(of: value), isOptional: true)
    let first = add(.first(value, mask: mask), in: parent(of: mask), type, number: numberType(of: value))
    return isLevel(first, above) ? first : self.first(first, mask: literal(true, in: self[first].domain), above: above)
  }

  // MARK: Inside segments

  mutating func onePer(
    _ keys: [ValueID], mask: ValueID, preferences: [Preference], above: DomainID
  ) -> ValueID {
    let domain = self[mask].domain
    return add(
      .onePer(keys: keys.map { aligned($0, to: domain) }, mask: mask, preferences: preferences, above: above),
      in: domain, .boolean)
  }

  mutating func ordinal(date: ValueID, until: ValueID, mask: ValueID, above: DomainID) -> ValueID {
    let domain = self[mask].domain
    let until = aligned(until, to: domain)
    return add(
      .ordinal(date: date, until: until, mask: mask, above: above), in: domain,
      IRType(.integer(decimals: 0), isOptional: isOptional(date)),
      number: NumberType(range: NumberRange(lower: 1, upper: rows(of: domain, below: above)), decimals: 0))
  }

  mutating func runLength(_ value: ValueID, mask: ValueID, step: RunStep, above: DomainID) -> ValueID {
    let domain = self[mask].domain
    return add(
      .runLength(aligned(value, to: domain), mask: mask, step: step, above: above), in: domain,
      IRType(.integer(decimals: 0)),
      number: NumberType(range: NumberRange(lower: .zero, upper: rows(of: domain, below: above)), decimals: 0))
  }

  /// The most rows of a domain that one row of `above` can have below it, at least 1.
  private func rows(of domain: DomainID, below above: DomainID) -> Decimal128 {
    let levels = [domain] + schema.domains(between: domain, and: above)
    return levels.reduce(.one) { rows, level in rows.multiplied(by: Decimal128(max(1, schema[level].limit))) ?? rows }
  }

  private func isLevel(_ value: ValueID, _ above: DomainID) -> Bool {
    self[value].domain == above || self[value].domain == .subject
  }

  func parent(of mask: ValueID) -> DomainID { schema[self[mask].domain].parent ?? .subject }
}
