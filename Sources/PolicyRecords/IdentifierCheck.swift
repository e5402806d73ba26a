import PolicyIR
import PolicyTypes

// The check digits of three standards of China. The texts themselves stay text.

/// Returns whether `text` is an identifier of `kind` with the right check digit.
func isValidIdentifier(_ text: borrowing Span<UInt8>, of kind: IdentifierKind) -> Bool {
  switch kind {
  case .unifiedCode: isUnifiedCode(text)
  case .citizenNumber: isCitizenNumber(text)
  case .registrationNumber: isRegistrationNumber(text)
  }
}

/// GB 32100-2015, 4.6: 18 characters of 31 (digits and capital letters without I, O, S, V, Z); the sum of the first 17,
/// each times 3^(place) modulo 31, and the check character is what is missing to a multiple of 31.
private func isUnifiedCode(_ text: borrowing Span<UInt8>) -> Bool {
  guard text.count == 18 else { return false }
  var sum = 0
  for place in 0..<18 {
    let value = Int(unifiedCodeValues[Int(text[place] & 0x7F)])
    guard value >= 0, text[place] < 0x80 else { return false }
    sum += place < 17 ? value * unifiedCodeWeights[place] : value
  }
  return sum % 31 == 0
}

private let unifiedCodeWeights: [17 of Int] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/// The value of each ASCII character, or −1.
private let unifiedCodeValues: [Int8] = {
  var values = [Int8](repeating: -1, count: 128)
  for (value, character) in "0123456789ABCDEFGHJKLMNPQRTUWXY".utf8.enumerated() {
    values[Int(character)] = Int8(value)
  }
  return values
}()

/// GB 11643-1999, 4.4 (ISO 7064, MOD 11-2): 17 digits, of which the 7th to 14th are a date of birth, and a check
/// character, X standing for ten.
private func isCitizenNumber(_ text: borrowing Span<UInt8>) -> Bool {
  guard text.count == 18 else { return false }
  var sum = 0
  for place in 0..<17 {
    guard let digit = decimalDigit(text[place]) else { return false }
    sum += digit * citizenNumberWeights[place]
  }
  let check = text[17] == UInt8(ascii: "X") ? 10 : decimalDigit(text[17])
  guard let check, (sum + check) % 11 == 1 else { return false }
  return parseDate(text.extracting(6..<14), format: .compact) != nil
}

private let citizenNumberWeights: [17 of Int] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/// GS 15-2006 (ISO 7064, MOD 11,10): 14 digits and a check digit.
private func isRegistrationNumber(_ text: borrowing Span<UInt8>) -> Bool {
  guard text.count == 15 else { return false }
  var product = 10
  for place in 0..<14 {
    guard let digit = decimalDigit(text[place]) else { return false }
    let sum = (product + digit) % 10
    product = (sum == 0 ? 10 : sum) * 2 % 11
  }
  guard let check = decimalDigit(text[14]) else { return false }
  return (product + check) % 10 == 1
}
