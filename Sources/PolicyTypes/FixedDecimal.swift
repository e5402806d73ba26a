/// A number with 90 decimals and 45 digits before the point: what the functions that have no exact result calculate in.
///
/// Everything is cut, never rounded, so that each operation is off by less than 10^−90; the one rounding comes at the
/// end, when the number becomes a `Decimal128`.
struct FixedDecimal {
  /// Groups of nine digits, the least significant first.
  private var groups: [UInt64]
  private(set) var isNegative: Bool

  private static let fractionGroups = 10
  private static let groupCount = 15
  private static let base: UInt64 = 1_000_000_000

  static let zero = FixedDecimal(0)
  static let one = FixedDecimal(1)

  /// Creates a small whole number.
  init(_ value: Int) {
    groups = [UInt64](repeating: 0, count: Self.groupCount)
    groups[Self.fractionGroups] = UInt64(value.magnitude) % Self.base
    groups[Self.fractionGroups + 1] = UInt64(value.magnitude) / Self.base
    isNegative = value < 0
  }

  /// Creates a number from its digits, such as `2.302`.
  init(digits: String) {
    self.init(0)
    let parts = digits.split(separator: ".")
    groups[Self.fractionGroups] = UInt64(parts[0]) ?? 0
    var fraction = parts.count > 1 ? Array(parts[1].utf8.map { UInt64($0 - 48) }) : []
    fraction += [UInt64](repeating: 0, count: max(0, 90 - fraction.count))
    for group in 0..<Self.fractionGroups {
      groups[Self.fractionGroups - 1 - group] = fraction[9 * group..<9 * group + 9].reduce(0) { $0 * 10 + $1 }
    }
  }

  /// Creates the number `coefficient` × 10^`exponent`, cut to 90 decimals; nil where it has more than 45 digits before
  /// the point.
  init?(coefficient: UInt128, exponent: Int, isNegative: Bool) {
    self.init(0)
    self.isNegative = isNegative
    var rest = coefficient
    // The place of the next digit, counted from the last decimal.
    var place = exponent + 9 * Self.fractionGroups
    while rest > 0 {
      let digit = UInt64(rest % 10)
      rest /= 10
      if digit != 0, place >= 0 {
        guard place < 9 * Self.groupCount else { return nil }
        groups[place / 9] += digit * UInt64(UInt128.powerOfTen(place % 9))
      }
      place += 1
    }
  }

  var isZero: Bool { groups.allSatisfy { $0 == 0 } }

  var negated: FixedDecimal {
    var result = self
    result.isNegative.toggle()
    return result
  }

  // MARK: Arithmetic

  static func + (a: FixedDecimal, b: FixedDecimal) -> FixedDecimal {
    var result = a
    if a.isNegative == b.isNegative {
      var carry: UInt64 = 0
      for index in result.groups.indices {
        let sum = a.groups[index] + b.groups[index] + carry
        result.groups[index] = sum % base
        carry = sum / base
      }
      return result
    }
    let (large, small) = a.isSmaller(than: b) ? (b, a) : (a, b)
    result = large
    var borrow: UInt64 = 0
    for index in result.groups.indices {
      let taken = small.groups[index] + borrow
      borrow = large.groups[index] < taken ? 1 : 0
      result.groups[index] = large.groups[index] + borrow * base - taken
    }
    return result
  }

  static func - (a: FixedDecimal, b: FixedDecimal) -> FixedDecimal { a + b.negated }

  static func * (a: FixedDecimal, b: FixedDecimal) -> FixedDecimal {
    var product = [UInt64](repeating: 0, count: 2 * groupCount)
    for i in a.groups.indices where a.groups[i] != 0 {
      var carry: UInt64 = 0
      for j in b.groups.indices {
        let sum = product[i + j] + a.groups[i] * b.groups[j] + carry
        product[i + j] = sum % base
        carry = sum / base
      }
      product[i + groupCount] += carry
    }
    var result = zero
    result.groups = Array(product[fractionGroups..<fractionGroups + groupCount])
    result.isNegative = a.isNegative != b.isNegative
    return result
  }

  /// Returns the quotient by a divisor below 10^9.
  func divided(by divisor: Int) -> FixedDecimal {
    var result = self
    var rest: UInt64 = 0
    for index in groups.indices.reversed() {
      let dividend = rest * Self.base + groups[index]
      result.groups[index] = dividend / UInt64(divisor)
      rest = dividend % UInt64(divisor)
    }
    return result
  }

  /// The reciprocal of a number between 1/2 and 8, by Newton's method.
  var reciprocal: FixedDecimal {
    var result = FixedDecimal(digits: "0.12")
    let two = FixedDecimal(2)
    // Each step doubles the digits that are right; from the worst begin ten lead to more than 90.
    for _ in 0..<12 { result = result * (two - self * result) }
    return result
  }

  private func isSmaller(than other: FixedDecimal) -> Bool {
    for index in groups.indices.reversed() where groups[index] != other.groups[index] {
      return groups[index] < other.groups[index]
    }
    return false
  }

  /// The nearest whole number, if it is small.
  var rounded: Int? {
    guard groups[(Self.fractionGroups + 2)...].allSatisfy({ $0 == 0 }) else { return nil }
    let whole = Int(groups[Self.fractionGroups + 1]) * Int(Self.base) + Int(groups[Self.fractionGroups])
    let nearest = groups[Self.fractionGroups - 1] * 2 >= Self.base ? whole + 1 : whole
    return isNegative ? -nearest : nearest
  }

  /// The first 38 digits as an integer, the power of ten of the last of them, and whether others follow.
  var leadingDigits: (coefficient: UInt128, exponent: Int, isInexact: Bool) {
    guard var top = groups.lastIndex(where: { $0 != 0 }) else { return (0, 0, false) }
    var coefficient = UInt128(groups[top])
    var exponent = 9 * (top - Self.fractionGroups)
    while top > 0, coefficient < UInt128.powerOfTen(29) {
      top -= 1
      coefficient = coefficient * UInt128(Self.base) + UInt128(groups[top])
      exponent -= 9
    }
    var isInexact = groups[..<top].contains { $0 != 0 }
    if top > 0, coefficient < UInt128.powerOfTen(36) {
      // Some digits of one more group still fit.
      let room = 38 - coefficient.decimalDigitCount
      let cut = UInt64(UInt128.powerOfTen(9 - room))
      coefficient = coefficient * UInt128.powerOfTen(room) + UInt128(groups[top - 1] / cut)
      exponent -= room
      isInexact = groups[top - 1] % cut != 0 || groups[..<(top - 1)].contains { $0 != 0 }
    }
    return (coefficient, exponent, isInexact)
  }
}
