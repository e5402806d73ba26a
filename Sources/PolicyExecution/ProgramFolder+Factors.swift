import PolicyIR
import PolicyTypes

// Constant factors are moved outwards, from the rows to what is summed up from them: `sum(15 × factor)` is
// `15 × sum(factor)`, and indicators that differ in their factor read the same column. Integers wrap, so that all of
// this holds for every value; decimals round and are left alone.

extension ProgramFolder {
  /// Returns `(x × c) × y` as `(x × y) × c`.
  mutating func multiplied(_ a: ValueID, _ b: ValueID, domain: DomainID, type: IRType) -> ValueID? {
    guard isExactProduct(a, b, type.lane), literalValue(b) == nil else { return nil }
    if let (x, factor) = scaled(a) { return scaledProduct(x, b, by: factor, domain: domain, type: type) }
    if let (y, factor) = scaled(b) { return scaledProduct(a, y, by: factor, domain: domain, type: type) }
    return nil
  }

  private mutating func scaledProduct(
    _ x: ValueID, _ y: ValueID, by factor: ValueID, domain: DomainID, type: IRType
  ) -> ValueID? {
    guard let xDecimals = self[x].type.lane.decimals, let yDecimals = self[y].type.lane.decimals,
      xDecimals + yDecimals <= 18
    else { return nil }
    let inner = IRType(.integer(decimals: xDecimals + yDecimals), isOptional: type.isOptional)
    let product = fold(.arithmetic(.multiply, x, y), domain: domain, type: inner)
    return fold(.arithmetic(.multiply, product, factor), domain: domain, type: type)
  }

  /// Returns `−(x × c)` as `x × −c`.
  mutating func negatedNumber(_ a: ValueID, domain: DomainID, type: IRType) -> ValueID? {
    guard type.lane.decimals != nil, let (x, factor) = scaled(a) else { return nil }
    let opposite = fold(.negate(factor), domain: self[factor].domain, type: self[factor].type)
    return fold(.arithmetic(.multiply, x, opposite), domain: domain, type: type)
  }

  /// Returns the sum of `x × c` as the sum of `x`, times `c`, and the sum of `−x` likewise.
  mutating func summed(_ a: ValueID, mask: ValueID, domain: DomainID, type: IRType) -> ValueID? {
    guard type.lane.decimals != nil else { return nil }
    if case .negate(let x) = self[a].operation {
      return fold(.negate(fold(.sum(x, mask: mask), domain: domain, type: type)), domain: domain, type: type)
    }
    guard let (x, factor) = scaled(a) else { return nil }
    let sum = fold(.sum(x, mask: mask), domain: domain, type: IRType(self[x].type.lane))
    return fold(.arithmetic(.multiply, sum, factor), domain: domain, type: type)
  }

  /// Returns the lesser or the greater of `x × c` and a multiple of `c` as that of `x` and the multiplier, times `c`:
  /// a cap on points becomes one on what the points are given for.
  mutating func bounded(
    _ operation: ArithmeticOperator, _ a: ValueID, _ bound: ValueID, domain: DomainID, type: IRType
  ) -> ValueID? {
    guard operation == .minimum || operation == .maximum, let (x, factor) = scaled(a),
      let multiplier = integer(factor), let limit = integer(bound), multiplier != 0, multiplier != -1,
      limit % multiplier == 0, let decimals = self[x].type.lane.decimals
    else { return nil }
    let quotient = Decimal128(coefficient: limit / multiplier, scale: decimals)
    let inner = literal(.number(quotient), domain: self[bound].domain, type: IRType(self[x].type.lane))
    let isReversed = multiplier < 0
    let bounding: ArithmeticOperator = (operation == .minimum) == isReversed ? .maximum : .minimum
    let bounded = fold(.arithmetic(bounding, x, inner), domain: domain, type: self[x].type)
    return fold(.arithmetic(.multiply, bounded, factor), domain: domain, type: type)
  }

  /// Returns a product of an integer and a literal as the two.
  private func scaled(_ id: ValueID) -> (ValueID, factor: ValueID)? {
    guard case .arithmetic(.multiply, let x, let factor) = self[id].operation,
      literalValue(factor)?.number != nil, isExactProduct(x, factor, self[id].type.lane)
    else { return nil }
    return (x, factor)
  }

  /// Whether a product is one of integers whose decimals add up, so that nothing is given up.
  private func isExactProduct(_ a: ValueID, _ b: ValueID, _ result: Lane) -> Bool {
    guard let a = self[a].type.lane.decimals, let b = self[b].type.lane.decimals else { return false }
    return result.decimals == a + b
  }
}
