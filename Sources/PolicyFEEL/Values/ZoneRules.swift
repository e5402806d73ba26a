/// The offsets of places from UTC: the files of the IANA time zone database, as RFC 8536 describes them.
///
/// The bytes come from the caller, so that this module touches no file; an expression that names no place reads none.
package struct ZoneRules: Sendable {
  private let load: @Sendable (String) -> [UInt8]?

  /// Makes rules that read the file of a zone by its name with `load`, which returns nil where there is none.
  package init(_ load: @escaping @Sendable (String) -> [UInt8]?) {
    self.load = load
  }

  /// No place is known.
  package static let none = ZoneRules { _ in nil }

  /// Returns the zone `name` with its offset when a clock there shows `second`, or without one where no day is known;
  /// nil where there is no such zone.
  package func zone(named name: String, atLocalSecond second: Int?) -> FEELZone? {
    guard Self.isName(name), let file = load(name), let transitions = ZoneFile(file) else { return nil }
    guard let second else { return FEELZone(name: name, offset: nil) }
    return FEELZone(name: name, offset: transitions.offset(atLocalSecond: second))
  }

  /// Names have letters, digits, and a few signs; a name that leads out of the database is none.
  private static func isName(_ name: String) -> Bool {
    let first = name.unicodeScalars.first.map { $0.properties.isAlphabetic } ?? false
    return first && name.utf8.count <= 64 && !name.utf8.contains(UInt8(ascii: "."))
      && name.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789_+-/".unicodeScalars.contains(scalar))
      }
  }
}

/// One file of the database, version 2 or later.
private struct ZoneFile {
  private var moments: [Int] = []
  private var offsets: [Int] = []
  private var firstOffset = 0
  private var rule: ZoneRule?

  init?(_ bytes: [UInt8]) {
    guard let first = ZoneHeader(bytes, at: 0), first.version >= UInt8(ascii: "2") else { return nil }
    let start = 44 + first.bodyLength(timeSize: 4)
    guard let header = ZoneHeader(bytes, at: start), header.typeCount > 0 else { return nil }
    let end = start + 44 + header.bodyLength(timeSize: 8)
    guard end <= bytes.count else { return nil }
    let times = start + 44
    let indices = times + 8 * header.timeCount
    let types = indices + header.timeCount
    let typeOffsets = (0..<header.typeCount).map { Int(Int32(truncatingIfNeeded: integer(bytes, types + 6 * $0, 4))) }
    firstOffset = typeOffsets[0]
    for index in 0..<header.timeCount {
      let type = Int(bytes[indices + index])
      guard type < typeOffsets.count else { return nil }
      moments.append(integer(bytes, times + 8 * index, 8))
      offsets.append(typeOffsets[type])
    }
    let footer = bytes[end...].split(separator: UInt8(ascii: "\n"))
    if let text = footer.first { rule = ZoneRule(String(decoding: text, as: UTF8.self)) }
  }

  /// Returns the offset when a clock there shows `second`: of two the earlier, which is the greater offset's; where the
  /// clock jumps over the second, the one before the jump.
  func offset(atLocalSecond second: Int) -> Int {
    // Whatever the offset is, UTC is within a day.
    var index = firstTransition(after: second - 86_400)
    var current = index == 0 ? firstOffset : offsets[index - 1]
    while index < moments.count, second - current >= moments[index] {
      current = offsets[index]
      index += 1
      // In a gap neither offset fits; the earlier one moves the clock on.
      if second - current < moments[index - 1] { return index >= 2 ? offsets[index - 2] : firstOffset }
    }
    guard index == moments.count, let rule else { return current }
    return rule.offset(atLocalSecond: second)
  }

  private func firstTransition(after moment: Int) -> Int {
    var (low, high) = (0, moments.count)
    while low < high {
      let middle = (low + high) / 2
      if moments[middle] <= moment { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

private struct ZoneHeader {
  let version: UInt8
  let timeCount: Int
  let typeCount: Int
  private let leapCount: Int
  private let characterCount: Int
  private let standardCount: Int
  private let universalCount: Int

  init?(_ bytes: [UInt8], at start: Int) {
    guard bytes.count >= start + 44, bytes[start..<start + 4].elementsEqual("TZif".utf8) else { return nil }
    version = bytes[start + 4]
    let counts = (0..<6).map { integer(bytes, start + 20 + 4 * $0, 4) }
    guard counts.allSatisfy({ 0...100_000 ~= $0 }) else { return nil }
    (universalCount, standardCount, leapCount) = (counts[0], counts[1], counts[2])
    (timeCount, typeCount, characterCount) = (counts[3], counts[4], counts[5])
  }

  func bodyLength(timeSize: Int) -> Int {
    timeCount * (timeSize + 1) + typeCount * 6 + characterCount + leapCount * (timeSize + 4) + standardCount
      + universalCount
  }
}

/// Reads a big-endian integer with a sign.
private func integer(_ bytes: [UInt8], _ start: Int, _ size: Int) -> Int {
  var value = size == 8 ? 0 : Int(Int8(truncatingIfNeeded: bytes[start])) >> 7
  for byte in bytes[start..<start + size] { value = value << 8 | Int(byte) }
  return value
}
