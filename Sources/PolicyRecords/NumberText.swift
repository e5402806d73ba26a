import PolicyTypes

/// What a number's text is to a scaled integer of some decimals.
enum ScaledNumber {
  case value(Int64)
  case tooManyDecimals
  case outOfRange
  /// More digits than any number has, or a size beyond all.
  case tooLong
  case malformed
}

/// Reads decimal text as an integer times ten to the power of −`scale`; exact or not at all.
///
/// The plain forms `-12`, `12.5` and `12.50` are read here; whatever else a number may be written as goes through
/// `Decimal128`, which is slower and knows all of them.
@inline(__always)
func parseScaledNumber(_ text: borrowing Span<UInt8>, scale: Int) -> ScaledNumber {
  // With 18 digits nothing below can overflow.
  guard text.count > 0, text.count <= 18,
    let plain = unsafe text.withUnsafeBufferPointer({ unsafe PlainNumber($0) }), plain.decimals <= scale
  else { return parseLongNumber(text, scale: scale) }
  if plain.decimals == scale { return .value(plain.isNegative ? -plain.digits : plain.digits) }
  let (product, overflow) = plain.digits.multipliedReportingOverflow(by: powerOfTen(scale - plain.decimals))
  return overflow ? .outOfRange : .value(plain.isNegative ? -product : product)
}

/// A number in plain form: the digits as an integer, and how many of them stand behind the point.
private struct PlainNumber {
  var digits: Int64 = 0
  var decimals = 0
  let isNegative: Bool

  /// Reads a text that is not empty; nil for any other form.
  @inline(__always)
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    let count = text.count
    isNegative = unsafe text[0] == UInt8(ascii: "-")
    var place = isNegative ? 1 : 0
    let start = place
    while place < count, let digit = unsafe decimalDigit(text[place]) {
      digits = digits &* 10 &+ Int64(digit)
      place += 1
    }
    guard place > start else { return nil }
    guard place < count else { return }
    guard unsafe text[place] == UInt8(ascii: ".") else { return nil }
    let point = place
    place += 1
    while place < count, let digit = unsafe decimalDigit(text[place]) {
      digits = digits &* 10 &+ Int64(digit)
      place += 1
    }
    decimals = place - point - 1
    guard decimals > 0, place == count else { return nil }
  }
}

/// Reads any decimal text that has a digit before and after its point.
@inline(never)
private func parseLongNumber(_ text: borrowing Span<UInt8>, scale: Int) -> ScaledNumber {
  switch parseDecimal(text) {
  case .malformed: return .malformed
  case .tooLong: return .tooLong
  case .value(let number):
    if let scaled = number.scaled(to: scale) { return .value(scaled) }
    return number.decimalPlaces > scale ? .tooManyDecimals : .outOfRange
  }
}

/// What a number's text is to a decimal.
enum DecimalNumber {
  case value(Decimal128)
  /// More than 34 digits, or a size that no decimal has.
  case tooLong
  case malformed
}

/// Reads decimal text exactly; `.5`, `5.` and a plus sign are malformed, as they are in JSON.
func parseDecimal(_ text: borrowing Span<UInt8>) -> DecimalNumber {
  guard isNumberText(text) else { return .malformed }
  return Decimal128(exactly: text).map(DecimalNumber.value) ?? .tooLong
}

private func isNumberText(_ text: borrowing Span<UInt8>) -> Bool {
  var place = 0
  if place < text.count, text[place] == UInt8(ascii: "-") { place += 1 }
  guard skipDigits(text, &place) else { return false }
  if place < text.count, text[place] == UInt8(ascii: ".") {
    place += 1
    guard skipDigits(text, &place) else { return false }
  }
  if place < text.count, text[place] | 0x20 == UInt8(ascii: "e") {
    place += 1
    if place < text.count, text[place] == UInt8(ascii: "-") || text[place] == UInt8(ascii: "+") { place += 1 }
    guard skipDigits(text, &place) else { return false }
  }
  return place == text.count
}

/// Moves behind the digits at `place`; false where there is none.
private func skipDigits(_ text: borrowing Span<UInt8>, _ place: inout Int) -> Bool {
  let start = place
  while place < text.count, decimalDigit(text[place]) != nil { place += 1 }
  return place > start
}
