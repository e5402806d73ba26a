import PolicyIR
import PolicyTypes

// Identifiers with the check digits of their standards. None is that of a real enterprise or person but by accident.

/// Makes identifiers; those of different subjects differ.
struct SampleIdentifiers: Sendable {
  /// How far the seed moves the numbering of the subjects.
  private let offset: UInt64

  init(seed: UInt64) {
    var random = SampleRandom(seed: seed, stream: -1)
    offset = random.next() >> 24
  }

  /// Returns the identifier of subject `index`, or another text that names it where no standard applies.
  func text(_ kind: IdentifierKind?, of index: Int) -> String {
    switch kind {
    case .unifiedCode: unifiedCode(of: index)
    case .citizenNumber: citizenNumber(of: index)
    case .registrationNumber: registrationNumber(of: index)
    case nil: "S" + padded(index + 1, to: 8)
    }
  }

  /// Returns the identifier with another check character.
  static func withWrongCheckDigit(_ text: String, _ kind: IdentifierKind) -> String {
    let characters = kind == .unifiedCode ? unifiedCodeCharacters : Array("0123456789".utf8)
    var bytes = Array(text.utf8)
    guard let last = bytes.popLast() else { return text }
    let place = characters.firstIndex(of: last) ?? 0
    return String(decoding: bytes + [characters[(place + 1) % characters.count]], as: UTF8.self)
  }

  // MARK: GS 15-2006

  /// The office of registration, a running number, the check digit.
  private func registrationNumber(of index: Int) -> String {
    let number = number(of: index)
    let office = Self.districts[Int(number) % Self.districts.count]
    let running = padded(Int((UInt64(truncatingIfNeeded: index) &+ offset) % 100_000_000), to: 8)
    var product = 10
    for byte in (office + running).utf8 {
      let sum = (product + Int(byte - UInt8(ascii: "0"))) % 10
      product = (sum == 0 ? 10 : sum) * 2 % 11
    }
    return office + running + String((11 - product) % 10)
  }

  // MARK: GB 32100-2015

  /// 9 for a body registered by market regulation, 1 for an enterprise, the district, GB 11714's code, the check
  /// character.
  private func unifiedCode(of index: Int) -> String {
    let number = number(of: index)
    var bytes = Array("91".utf8) + Array(Self.districts[Int(number) % Self.districts.count].utf8)
    appendOrganisationCode(number, to: &bytes)
    var sum = 0
    var weight = 1
    for byte in bytes {
      sum += weight * (Self.unifiedCodeCharacters.firstIndex(of: byte) ?? 0)
      weight = weight * 3 % 31
    }
    bytes.append(Self.unifiedCodeCharacters[(31 - sum % 31) % 31])
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns a number below 31^8 that no other subject has: the multiplier shares no factor with 31.
  private func number(of index: Int) -> UInt64 {
    let product = (UInt64(truncatingIfNeeded: index) &+ offset) % Self.organisationCodeCount
    return Self.organisationCodeCount.dividingFullWidth(product.multipliedFullWidth(by: 486_187_739_153)).remainder
  }

  /// GB 11714-1997: eight characters and a check character.
  private func appendOrganisationCode(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    var sum = 0
    for weight in Self.organisationCodeWeights {
      let character = Self.unifiedCodeCharacters[Int(rest % 31)]
      rest /= 31
      bytes.append(character)
      // A counts 10, B 11 and so on to Z.
      sum +=
        weight * Int(character < UInt8(ascii: "A") ? character - UInt8(ascii: "0") : character - UInt8(ascii: "A") + 10)
    }
    bytes.append(Array("0X987654321".utf8)[sum % 11])
  }

  private static let unifiedCodeCharacters = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
  private static let organisationCodeWeights = [3, 7, 9, 10, 5, 8, 4, 2]
  /// 31^8.
  private static let organisationCodeCount: UInt64 = 852_891_037_441

  /// The districts and counties of Wuhu.
  private static let districts = ["340202", "340207", "340209", "340210", "340212", "340223", "340281"]

  // MARK: GB 11643-1999

  private func citizenNumber(of index: Int) -> String {
    var place = (index * 7_919 + Int(offset % 1_000_003)) % (Self.birthdays * 1000 * Self.districts.count)
    let sequence = padded(place % 1000, to: 3)
    place /= 1000
    let birthday = Self.firstBirthday.adding(days: place % Self.birthdays).components
    let district = Self.districts[place / Self.birthdays]
    let date = padded(birthday.year, to: 4) + padded(birthday.month, to: 2) + padded(birthday.day, to: 2)
    let body = district + date + sequence
    var sum = 0
    for (digit, weight) in zip(body.utf8, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) {
      sum += (Int(digit) - Int(UInt8(ascii: "0"))) * weight
    }
    let check = (12 - sum % 11) % 11
    return body + (check == 10 ? "X" : String(check))
  }

  private static let birthdays = 20_000
  private static let firstBirthday = CalendarDate(dayNumber: -9_000)
}

/// Returns a number of at least so many digits.
func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
