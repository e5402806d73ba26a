import PolicyIR
import PolicyTypes

// Which lane each number is in, and arithmetic across lanes. An integer lane is taken only where the types prove that
// it holds every operand and the result exactly; a decimal would not have been rounded there either, so both give equal
// values.

extension ProgramBuilder {
  /// The lane for numbers of a type.
  func lane(for type: NumberType) -> Lane {
    switch numbers {
    case .narrow: type.integerLane ?? .decimal
    case .wide: .decimal
    }
  }

  mutating func literal(_ number: Decimal128, in domain: DomainID = .subject) -> ValueID {
    let type = NumberType(number)
    return add(.literal(.number(number)), in: domain, IRType(lane(for: type)), number: type)
  }

  /// The lane that holds all of the values, and numbers of `result` as well.
  func commonLane(of ids: [ValueID], result: NumberType? = nil) -> Lane {
    let present = ids.lazy.filter { !isAbsentLiteral($0) }
    guard let first = present.first else { return ids.first.map { lane(of: $0) } ?? .boolean }
    guard lane(of: first).isNumber else { return lane(of: first) }
    guard numbers == .narrow else { return .decimal }
    var widest = 0
    for id in present {
      guard let decimals = lane(of: id).decimals else { return .decimal }
      widest = max(widest, decimals)
    }
    guard result?.fits(decimals: widest) ?? true else { return .decimal }
    return present.allSatisfy { numberType(of: $0).fits(decimals: widest) } ? .integer(decimals: widest) : .decimal
  }

  /// The type that covers all of the values, or nil where they are no numbers.
  func union(_ ids: [ValueID]) -> NumberType? {
    let present = ids.lazy.filter { !isAbsentLiteral($0) }
    guard let first = present.first, lane(of: first).isNumber else { return nil }
    return present.dropFirst().reduce(numberType(of: first)) { $0.union(numberType(of: $1)) }
  }

  // MARK: Arithmetic

  mutating func arithmetic(_ operation: ArithmeticOperator, _ a: ValueID, _ b: ValueID) -> ValueID {
    if let decided = decided(operation, a, b) { return decided }
    let (aType, bType) = (numberType(of: a), numberType(of: b))
    let type = NumberType.result(of: operation, aType, bType)
    let mayBeAbsent = operation == .divide && bType.range.contains(.zero)
    if operation == .multiply, let lane = productLane(a, b, type) {
      return strict([a, b], lane, number: type) { .arithmetic(.multiply, $0[0], $0[1]) }
    }
    let isExact = operation != .multiply && operation != .divide
    let lane = isExact ? commonLane(of: [a, b], result: type) : .decimal
    let operands = [converted(a, to: lane), converted(b, to: lane)]
    return strict(operands, lane, number: type, mayBeAbsent: mayBeAbsent) { .arithmetic(operation, $0[0], $0[1]) }
  }

  /// The lane of a product of integers, whose decimals add up; nil where the exact product may not fit one.
  private func productLane(_ a: ValueID, _ b: ValueID, _ type: NumberType) -> Lane? {
    guard numbers == .narrow, let aDecimals = lane(of: a).decimals, let bDecimals = lane(of: b).decimals,
      type.fits(decimals: aDecimals + bDecimals)
    else { return nil }
    return .integer(decimals: aDecimals + bDecimals)
  }

  /// Returns the operand that the ranges prove to be the lesser or the greater in every row.
  private func decided(_ operation: ArithmeticOperator, _ a: ValueID, _ b: ValueID) -> ValueID? {
    guard operation == .minimum || operation == .maximum, !isOptional(a), !isOptional(b) else { return nil }
    let (aRange, bRange) = (numberType(of: a).range, numberType(of: b).range)
    if let aHigh = aRange.upper, let bLow = bRange.lower, aHigh <= bLow { return operation == .minimum ? a : b }
    if let aLow = aRange.lower, let bHigh = bRange.upper, bHigh <= aLow { return operation == .minimum ? b : a }
    return nil
  }

  mutating func negated(_ a: ValueID) -> ValueID {
    if case .literal(.number(let number)) = self[a].operation { return literal(number.negated, in: self[a].domain) }
    let type = numberType(of: a)
    let lane = numbers == .wide ? .decimal : lane(of: a)
    return strict([converted(a, to: lane)], lane, number: NumberType(range: -type.range, decimals: type.decimals)) {
      .negate($0[0])
    }
  }

  /// The number without its sign.
  mutating func magnitude(of a: ValueID) -> ValueID {
    arithmetic(.maximum, a, negated(a))
  }

  /// Adds up the values in the mask for each row directly above.
  mutating func sum(_ value: ValueID, mask: ValueID) -> ValueID {
    let limit = NumberRange(lower: .zero, upper: Decimal128(schema[self[mask].domain].limit))
    let each = numberType(of: value)
    let type = NumberType(range: (each.range * limit).union(.zero), decimals: each.decimals)
    let lane = commonLane(of: [value], result: type)
    let operand = aligned(converted(value, to: lane), to: self[mask].domain)
    return add(.sum(operand, mask: mask), in: parent(of: mask), IRType(lane), number: type)
  }

  // MARK: Rounding

  mutating func rounded(_ a: ValueID, digits: Int, _ mode: RoundingMode) -> ValueID {
    let type = numberType(of: a)
    if let decimals = type.decimals, decimals <= digits { return a }
    if let quotient = roundedQuotient(a, digits: digits, mode) { return quotient }
    let result = type.rounded(toDigits: digits)
    let lane = lane(for: result)
    let operand = lane == .decimal ? converted(a, to: .decimal) : a
    return strict([operand], lane, number: result) { .round($0[0], digits: digits, mode) }
  }

  /// Returns the rounded value of a quotient of integers, maybe between literal bounds, if one division can give it.
  private mutating func roundedQuotient(_ a: ValueID, digits: Int, _ mode: RoundingMode) -> ValueID? {
    guard numbers == .narrow, case .arithmetic(let operation, let x, let y) = self[a].operation else { return nil }
    switch operation {
    case .divide: return dividedAndRounded(a, x, y, digits: digits, mode)
    case .minimum, .maximum:
      // Rounding keeps the order and leaves bounds of so few digits alone, so that it may come first.
      guard case .literal = self[y].operation, let decimals = numberType(of: y).decimals, decimals <= digits,
        let bound = integerForm(of: y), let rounded = roundedQuotient(x, digits: digits, mode)
      else { return nil }
      return arithmetic(operation, rounded, bound)
    default: return nil
    }
  }

  /// Divides integers and rounds in one step, where that equals dividing and rounding in two.
  ///
  /// The quotient x/y of integers with |x| < 10^15 differs from every multiple of half a unit of the last of g ≤ 15
  /// digits, unless it is one, by at least 1/(2 · 10^g · |y|): relative to the quotient by 1/(2 · 10^g · |x|) > 10^−31.
  /// Rounding it to 34 digits moves it by less than 10^−33 of itself, so that it neither reaches nor crosses a place
  /// where rounding to g digits changes; and a quotient that is such a place has at most 31 digits and stays as it is.
  private mutating func dividedAndRounded(
    _ quotient: ValueID, _ dividend: ValueID, _ divisor: ValueID, digits: Int, _ mode: RoundingMode
  ) -> ValueID? {
    let result = numberType(of: quotient).rounded(toDigits: digits)
    guard (0...15).contains(digits), let lane = result.integerLane,
      let x = integerForm(of: dividend), let y = integerForm(of: divisor),
      case .integer(let decimals) = commonLane(of: [x, y]),
      let magnitude = numberType(of: x).range.magnitude,
      let scaled = magnitude.multiplied(by: Decimal128(powerOfTen(decimals))), scaled < Self.quotientLimit
    else { return nil }
    let operands = [converted(x, to: .integer(decimals: decimals)), converted(y, to: .integer(decimals: decimals))]
    return strict(operands, lane, number: result, mayBeAbsent: isOptional(quotient)) {
      .divideRounded($0[0], $0[1], digits: digits, mode)
    }
  }

  private static let quotientLimit = Decimal128(1_000_000_000_000_000)

  /// Returns the value of an integer lane that a decimal was made from.
  private mutating func integerForm(of id: ValueID) -> ValueID? {
    switch self[id].operation {
    case .convert(let source): return lane(of: source).decimals == nil ? nil : source
    case .literal: return numberType(of: id).integerLane.map { converted(id, to: $0) }
    default: return nil
    }
  }
}

extension Lane {
  /// The decimals of an integer lane.
  var decimals: Int? {
    if case .integer(let decimals) = self { decimals } else { nil }
  }

  var isNumber: Bool { decimals != nil || self == .decimal }
}
