extension Decimal128: Comparable {
  /// Tells whether the numbers are equal, whatever their trailing zeros.
  package static func == (left: Decimal128, right: Decimal128) -> Bool {
    left.isIdentical(to: right) || left.compare(right) == 0
  }

  /// Tells whether the first number is less than the second.
  package static func < (left: Decimal128, right: Decimal128) -> Bool {
    left.compare(right) < 0
  }

  /// Returns −1, 0 or 1 as this number is less than, equal to or greater than `other`.
  package func compare(_ other: Decimal128) -> Int {
    if let order = compareWords(other) { return order }
    if isZero || other.isZero || isNegative != other.isNegative { return (signum - other.signum).signum() }
    let order = compareMagnitudes(other)
    return isNegative ? -order : order
  }

  /// −1, 0 or 1 as the number is negative, zero or positive.
  package var signum: Int { isZero ? 0 : isNegative ? -1 : 1 }

  /// Returns the smaller number; of equal ones always the same, whichever comes first.
  package static func minimum(_ first: Decimal128, _ second: Decimal128) -> Decimal128 {
    totalOrder(first, second) <= 0 ? first : second
  }

  /// Returns the greater number; of equal ones always the same, whichever comes first.
  package static func maximum(_ first: Decimal128, _ second: Decimal128) -> Decimal128 {
    totalOrder(first, second) >= 0 ? first : second
  }
}

extension Decimal128: Hashable {
  /// Hashes the number without its trailing zeros, so that equal numbers hash alike.
  package func hash(into hasher: inout Hasher) {
    let normalized = normalized
    hasher.combine(normalized.isNegative)
    hasher.combine(normalized.exponent)
    hasher.combine(normalized.coefficient)
  }
}

extension Decimal128 {
  /// Compares values whose coefficients are one word each and whose exponents are close; nil for others.
  private func compareWords(_ other: Decimal128) -> Int? {
    guard let (left, right, _) = alignedWords(other) else { return nil }
    return left == right ? 0 : left < right ? -1 : 1
  }

  /// Compares two numbers other than zero without their signs.
  private func compareMagnitudes(_ other: Decimal128) -> Int {
    let (leftPlace, rightPlace) = (adjustedExponent, other.adjustedExponent)
    if leftPlace != rightPlace { return leftPlace < rightPlace ? -1 : 1 }
    // Both have their first digit in the same place, so the shorter one can be padded to the other's length.
    let difference = exponent - other.exponent
    let left = coefficient * UInt128.powerOfTen(max(0, difference))
    let right = other.coefficient * UInt128.powerOfTen(max(0, -difference))
    return left == right ? 0 : left < right ? -1 : 1
  }

  /// Compares numbers, and equal numbers by exponent, in the standard's total order.
  private static func totalOrder(_ first: Decimal128, _ second: Decimal128) -> Int {
    let order = first.compare(second)
    guard order == 0 else { return order }
    let byExponent = (first.exponent - second.exponent).signum()
    return first.isNegative ? -byExponent : byExponent
  }

  /// Returns both numbers as integers at the smaller exponent, if the coefficients are one word each and the exponents
  /// differ by 18 at most: then neither the integers nor their sum leave 128 bits.
  // Always inlined: as a call, the wide optional tuple goes through memory and costs more than the work.
  @inline(__always)
  func alignedWords(_ other: Decimal128) -> (left: Int128, right: Int128, exponent: Int)? {
    guard let leftWord = wordCoefficient, let rightWord = other.wordCoefficient else { return nil }
    var left = Int128(leftWord)
    var right = Int128(rightWord)
    if isNegative { left = 0 &- left }
    if other.isNegative { right = 0 &- right }

    let difference = exponent &- other.exponent
    if difference == 0 { return (left, right, exponent) }
    if difference > 0, difference <= 18 { return (left &* Int128(powerOfTen(difference)), right, other.exponent) }
    if difference < 0, difference >= -18 { return (left, right &* Int128(powerOfTen(0 &- difference)), exponent) }
    return nil
  }
}
