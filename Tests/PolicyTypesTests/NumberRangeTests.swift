import PolicyTypes
import Testing

struct NumberRangeTests {
  @Test func quotientRangeHoldsEveryRoundedQuotient() {
    let three = NumberRange(3)
    #expect(three / three == NumberRange(1))
    let range = NumberRange(lower: 1, upper: 7) / NumberRange(lower: 1, upper: 7)
    for dividend in 1...7 {
      for divisor in 1...7 {
        let quotient = Decimal128(dividend).divided(by: Decimal128(divisor)) ?? 0
        #expect(range.contains(quotient), "\(dividend)/\(divisor)")
      }
    }
  }

  @Test func divisorThatMayBeZeroBoundsNothing() {
    #expect(NumberRange(1) / NumberRange(lower: 0, upper: 2) == .unbounded)
    #expect(NumberRange(lower: 0, upper: nil) / NumberRange(lower: 1, upper: 2) == NumberRange(lower: 0, upper: nil))
  }
}
