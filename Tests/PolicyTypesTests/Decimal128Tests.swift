import Testing

@testable import PolicyTypes

struct Decimal128Tests {
  @Test func sizeIsSixteenBytes() {
    #expect(MemoryLayout<Decimal128>.size == 16)
    #expect(MemoryLayout<Decimal128>.stride == 16)
  }

  @Test func decimalFractionsAreExact() throws {
    let sum = try #require(decimal("0.1").adding(decimal("0.2")))
    #expect(sum == decimal("0.3"))
    let third = try #require(Decimal128.one.divided(by: 3))
    #expect(third.description == "0.3333333333333333333333333333333333")
    #expect(third.multiplied(by: 3)?.description == "0.9999999999999999999999999999999999")
    #expect(decimal("2").divided(by: 3)?.description == "0.6666666666666666666666666666666667")
  }

  @Test func equalNumbersHashAlike() {
    for (left, right) in [("1.0", "1.00"), ("0", "0E+9"), ("0", "-0.000"), ("100", "1E2"), ("-2.50", "-25E-1")] {
      #expect(decimal(left) == decimal(right))
      #expect(Set([decimal(left), decimal(right)]).count == 1)
    }
    #expect(decimal("1E-6176") != decimal("0"))
    #expect(decimal("-1") < decimal("1E-6176") && decimal("1E-6176") < decimal("1E6111"))
  }

  @Test func whatIsNotFiniteIsNil() {
    let largest = decimal("9.999999999999999999999999999999999E6144")
    #expect(Decimal128.one.divided(by: 0) == nil)
    #expect(Decimal128.zero.divided(by: 0) == nil)
    #expect(Decimal128.one.remainder(dividingBy: 0) == nil)
    #expect(Decimal128.one.modulo(0) == nil)
    #expect(largest.adding(largest) == nil)
    #expect(largest.multiplied(by: 10) == nil)
    #expect(largest.divided(by: decimal("0.1")) == nil)
    #expect(largest.rounded(toScale: -6144, .up) == nil)
    #expect(Decimal128.zero.power(-1) == nil)
    #expect(decimal("10").power(6145) == nil)
    #expect(decimal("10").power(.max) == nil)
    #expect(decimal("0.1").power(.min) == nil)
  }

  @Test func zeroHasNoSign() throws {
    #expect(decimal("-0.00").description == "0.00")
    #expect(decimal("-0.4").rounded(toScale: 0, .halfUp)?.description == "0")
    #expect(decimal("-3").multiplied(by: 0)?.description == "0")
    #expect(!Decimal128.zero.negated.isNegative)
  }

  @Test func moduloHasTheSignOfTheDivisor() {
    #expect(decimal("10").modulo(4) == 2)
    #expect(decimal("10").modulo(-4) == -2)
    #expect(decimal("-10").modulo(4) == 2)
    #expect(decimal("-10").modulo(-4) == -2)
    #expect(decimal("-10.1").modulo(decimal("4.5")) == decimal("3.4"))
    #expect(decimal("-10").remainder(dividingBy: 4) == -2)
  }

  // The long values were computed elsewhere with 400 digits and rounded to 34, half even.
  @Test(arguments: [
    ("1.10", 2, "1.2100"), ("2", 10, "1024"), ("10", -3, "0.001"), ("-2", 3, "-8"), ("-2", 4, "16"), ("7", 0, "1"),
    ("0", 0, "1"), ("0.00", 3, "0.000000"), ("4", -1, "0.25"), ("3", -1, "0.3333333333333333333333333333333333"),
    ("1.0375", 40, "4.360378758958706189728723848894713"),
    ("0.97", 365, "0.00001484851449214040144485976635542391"),
    ("1.000000001", 1_000_000_000, "2.718281827099904322376644023860333"),
    ("3", -100, "1.940325217482632837588506028804650E-48"),
    ("10", 6144, "1.000000000000000000000000000000000E+6144"), ("10", -7000, "0E-6176"), ("1", .max, "1"),
    ("-1", .min, "1"),
  ])
  func power(base: String, exponent: Int, expected: String) {
    #expect(decimal(base).power(exponent)?.description == expected)
  }

  @Test func partsOfANumber() {
    #expect(decimal("1.50").normalized.description == "1.5")
    #expect(decimal("1200").normalized.exponent == 2)
    #expect(decimal("1.50").decimalPlaces == 1)
    #expect(decimal("1.00").decimalPlaces == 0 && decimal("1.00").isInteger)
    #expect(decimal("1E3").isInteger && !decimal("1E-3").isInteger && decimal("0.00").isInteger)
    #expect(decimal("-2.5").magnitude == decimal("2.5"))
    #expect(Decimal128.minimum(2, -3) == -3 && Decimal128.maximum(2, -3) == 2)
    #expect(Decimal128.maximum(decimal("1.0"), 1).exponent == 0 && Decimal128.maximum(1, decimal("1.0")).exponent == 0)
  }
}

// MARK: Rounding

struct DecimalRoundingTests {
  @Test func tiesGoWhereTheModeSays() {
    let expected: [(RoundingMode, [String])] = [
      (.halfUp, ["3", "2", "1", "-1", "-2", "-3"]),
      (.halfDown, ["2", "1", "0", "0", "-1", "-2"]),
      (.halfEven, ["2", "2", "0", "0", "-2", "-2"]),
      (.up, ["3", "2", "1", "-1", "-2", "-3"]),
      (.down, ["2", "1", "0", "0", "-1", "-2"]),
      (.ceiling, ["3", "2", "1", "0", "-1", "-2"]),
      (.floor, ["2", "1", "0", "-1", "-2", "-3"]),
    ]
    #expect(expected.map(\.0) == RoundingMode.allCases)
    for (mode, results) in expected {
      for (text, result) in zip(["2.5", "1.5", "0.5", "-0.5", "-1.5", "-2.5"], results) {
        #expect(decimal(text).rounded(toScale: 0, mode)?.description == result, "\(text) \(mode.rawValue)")
        let tenths = Int128(decimal(text).scaled(to: 1)!)
        #expect(divideRounded(tenths, by: 10, mode: mode).description == result, "\(text) \(mode.rawValue)")
        #expect(divideRounded(-tenths, by: -10, mode: mode).description == result, "\(text) \(mode.rawValue)")
      }
    }
  }

  @Test func roundsToAScale() {
    #expect(decimal("1.005").rounded(toScale: 2, .halfUp)?.description == "1.01")
    #expect(decimal("1.005").rounded(toScale: 2, .halfEven)?.description == "1.00")
    #expect(decimal("1.015").rounded(toScale: 2, .halfEven)?.description == "1.02")
    #expect(decimal("2.5").rounded(toScale: 2, .halfUp)?.description == "2.5")
    #expect(decimal("1250").rounded(toScale: -2, .halfUp)?.description == "1300")
    #expect(decimal("1250").rounded(toScale: -9, .up) == decimal("1E9"))
    #expect(decimal("1250").rounded(toScale: .min, .halfUp) == 0)
    #expect(decimal("1250").rounded(toScale: .max, .halfUp) == 1250)
    #expect(decimal("94.666").rounded(toScale: 0, .ceiling)?.description == "95")
  }

  @Test func quantizesToAScale() {
    #expect(decimal("2.5").quantized(toScale: 2, .halfUp)?.description == "2.50")
    #expect(decimal("1E30").quantized(toScale: 4, .halfUp) == nil)
    #expect(decimal("1").quantized(toScale: .min, .halfUp) == nil)
    #expect(decimal("1").quantized(toScale: .max, .halfUp) == nil)
  }

  @Test func dividesIntegersOfAnySize() {
    #expect(divideRounded(.max, by: .max, mode: .halfUp) == 1)
    #expect(divideRounded(.max - 1, by: .max, mode: .down) == 0)
    #expect(divideRounded(.max / 2 + 1, by: .max, mode: .halfDown) == 1)
    #expect(divideRounded(.max / 2, by: .max, mode: .halfUp) == 0)
    #expect(divideRounded(.min, by: 1, mode: .up) == .min)
    #expect(divideRounded(Int128(Int64.min), by: -1, mode: .up) == 1 << 63)
    #expect(divideRounded(Int128(Int64.min), by: .min, mode: .up) == 1)
    #expect(divideRounded(Int128(Int64.max), by: 2, mode: .halfUp) == 1 << 62)
  }
}

// MARK: Scaled integers

struct DecimalScaledIntegerTests {
  @Test func scalesOnlyExactly() {
    #expect(decimal("86.05").scaled(to: 2) == 8605)
    #expect(decimal("86.050").scaled(to: 2) == 8605)
    #expect(decimal("86.05").scaled(to: 4) == 860_500)
    #expect(decimal("86.05").scaled(to: 1) == nil)
    #expect(decimal("-86.05").scaled(to: 2) == -8605)
    #expect(decimal("12E3").scaled(to: -3) == 12)
    #expect(decimal("9223372036854775807").scaled(to: 0) == .max)
    #expect(decimal("-9223372036854775808").scaled(to: 0) == .min)
    #expect(decimal("9223372036854775808").scaled(to: 0) == nil)
    #expect(decimal("9223372036854775808").wideScaled(to: 0) == 1 << 63)
    #expect(decimal("9999999999999999999999999999999999").wideScaled(to: 5) == nil)
    #expect(decimal("0E100").scaled(to: .max) == 0)
    #expect(decimal("1").scaled(to: .max) == nil)
    #expect(decimal("1").scaled(to: .min) == nil)
  }

  @Test func comesFromScaledIntegers() {
    #expect(Decimal128(coefficient: Int64.min, scale: 2).description == "-92233720368547758.08")
    #expect(Decimal128(wideCoefficient: 8605, scale: 2) == decimal("86.05"))
    #expect(Decimal128(wideCoefficient: .max, scale: 2) == nil)
    #expect(Decimal128(wideCoefficient: 10 * Int128(UInt128.powerOfTen(34)), scale: 1) == decimal("1E34"))
    #expect(Decimal128(wideCoefficient: 1, scale: .max) == nil)
    #expect(Decimal128(wideCoefficient: 1, scale: .min) == nil)
  }

  @Test func printsScaledIntegers() {
    #expect(scaledIntegerText(8605, scale: 2) == "86.05")
    #expect(scaledIntegerText(8600, scale: 2) == "86")
    #expect(scaledIntegerText(8600, scale: 2, minimumFractionDigits: 1) == "86.0")
    #expect(scaledIntegerText(8600, scale: 2, minimumFractionDigits: 2) == "86.00")
    #expect(scaledIntegerText(-5, scale: 2) == "-0.05")
    #expect(scaledIntegerText(0, scale: 2) == "0")
    #expect(scaledIntegerText(100, scale: 0) == "100")
    #expect(scaledIntegerText(.min, scale: 18) == "-9.223372036854775808")
  }

  @Test func appendsWideScaledIntegers() {
    var bytes = Array("x=".utf8)
    appendScaledIntegerText(.min, scale: 0, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "x=-170141183460469231731687303715884105728")
    bytes = []
    appendScaledIntegerText(.max, scale: 40, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "0.0170141183460469231731687303715884105727")
  }
}

// MARK: Text

struct DecimalTextTests {
  @Test(arguments: [
    "0", "0.00", "1", "-1", "10", "2.20", "-0.05", "1000", "99999999999999999999", "0.0000000000000000000000000001",
    "1234567890123456789012345678901234", "0.1234567890123456789012345678901234", "9007199254740993",
    "1E+41", "-1.5E-41", "9.999999999999999999999999999999999E+6144", "1E-6176", "1.00E-50",
  ])
  func isWrittenAsItWasRead(text: String) {
    #expect(Decimal128(exactly: text)?.description == text)
  }

  @Test(arguments: [
    ("+1.5", "1.5"), (".5", "0.5"), ("5.", "5"), ("1e3", "1000"), ("1E+3", "1000"), ("12.5E-1", "1.25"),
    ("000123.4500", "123.4500"), ("1E40", "10000000000000000000000000000000000000000"),
    ("10000000000000000000000000000000000000", "10000000000000000000000000000000000000"),
  ])
  func readsOtherForms(text: String, expected: String) {
    #expect(Decimal128(exactly: text)?.description == expected)
  }

  @Test(arguments: [
    "", "+", "-", ".", "-.", "E5", "1E", "1E+", "1.2.3", "1,000", "1 ", " 1", "0x10", "NaN", "Infinity", "--1", "1E5.5",
    "１２", "1_000", "1E5E5", "1-", "\0", "1\u{301}",
  ])
  func refusesMalformedText(text: String) {
    #expect(Decimal128(exactly: text) == nil)
    #expect(Decimal128(rounding: text) == nil)
  }

  @Test func roundsOnlyWhenAsked() {
    let long = "1.00000000000000000000000000000000005"
    #expect(Decimal128(exactly: long) == nil)
    #expect(Decimal128(rounding: long) == 1)
    #expect(Decimal128(rounding: long + "1")?.description == "1.000000000000000000000000000000000")
    #expect(Decimal128(rounding: "1.0000000000000000000000000000000005") == 1)
    // A single digit far behind the tie decides.
    let beyondTie = "1.0000000000000000000000000000000005" + String(repeating: "0", count: 100) + "1"
    #expect(Decimal128(rounding: beyondTie)?.description == "1.000000000000000000000000000000001")
    #expect(Decimal128(exactly: "1E-6177") == nil)
    #expect(Decimal128(rounding: "1E-6177") == 0)
    #expect(Decimal128(rounding: "1E6145") == nil)
  }

  @Test func survivesHostileLengths() {
    let zeros = String(repeating: "0", count: 100_000)
    #expect(Decimal128(exactly: zeros + "7") == 7)
    #expect(Decimal128(exactly: "0." + zeros + "7E100001") == 7)
    #expect(Decimal128(exactly: "7" + zeros) == nil)
    #expect(Decimal128(exactly: "7" + zeros + "E-100000") == 7)
    #expect(Decimal128(exactly: "1E" + String(repeating: "9", count: 100_000)) == nil)
    #expect(Decimal128(rounding: "1E-" + String(repeating: "9", count: 100_000)) == 0)
  }
}

/// Reads a number that the test knows to be well formed.
func decimal(_ text: String) -> Decimal128 {
  Decimal128(exactly: text)!
}
