import PolicyIR
import PolicyTypes

// What is known of a result from what is known of the operands. Units are the check's business and are left out.

extension NumberType {
  /// Whether an integer lane of so many decimals holds every number of the type.
  func fits(decimals: Int) -> Bool {
    guard let own = self.decimals, own <= decimals else { return false }
    return NumberType(range: range, decimals: decimals).integerLane != nil
  }

  static func result(of operation: ArithmeticOperator, _ a: NumberType, _ b: NumberType) -> NumberType {
    let common = a.decimals.flatMap { first in b.decimals.map { max(first, $0) } }
    switch operation {
    case .add: return NumberType(range: a.range + b.range, decimals: common)
    case .subtract: return NumberType(range: a.range - b.range, decimals: common)
    case .multiply:
      let sum = a.decimals.flatMap { first in b.decimals.map { first + $0 } }
      return NumberType(range: a.range * b.range, decimals: sum)
    case .divide: return NumberType(range: a.range / b.range, decimals: nil)
    case .minimum: return NumberType(range: a.range.least(b.range), decimals: common)
    case .maximum: return NumberType(range: a.range.greatest(b.range), decimals: common)
    }
  }

  /// The type after rounding to `digits`, which moves the bounds outwards by less than one unit of the last digit.
  func rounded(toDigits digits: Int) -> NumberType {
    NumberType(
      range: NumberRange(
        lower: range.lower.flatMap { $0.rounded(toScale: digits, .floor) },
        upper: range.upper.flatMap { $0.rounded(toScale: digits, .ceiling) }),
      decimals: max(0, digits))
  }
}
