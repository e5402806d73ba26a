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
  let count = text.count
  // With 18 digits nothing below can overflow.
  guard count > 0, count <= 18 else { return parseLongNumber(text, scale: scale) }
  let isNegative = text[0] == UInt8(ascii: "-")
  var place = isNegative ? 1 : 0
  let digitStart = place
  var value: Int64 = 0
  while place < count, let digit = decimalDigit(text[place]) {
    value = value &* 10 &+ Int64(digit)
    place += 1
  }
  guard place > digitStart else { return parseLongNumber(text, scale: scale) }
  var decimals = 0
  if place < count, text[place] == UInt8(ascii: ".") {
    let pointPlace = place
    place += 1
    while place < count, let digit = decimalDigit(text[place]) {
      value = value &* 10 &+ Int64(digit)
      place += 1
    }
    decimals = place - pointPlace - 1
    guard decimals > 0 else { return .malformed }
  }
  guard place == count, decimals <= scale else { return parseLongNumber(text, scale: scale) }
  let (product, overflow) = value.multipliedReportingOverflow(by: powerOfTen(scale - decimals))
  return overflow ? .outOfRange : .value(isNegative ? -product : product)
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
