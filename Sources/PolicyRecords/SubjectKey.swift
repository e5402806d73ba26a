import PolicyTypes

/// 80 bits that stand for a subject's id.
///
/// Among n subjects the odds that any two ids share a key are about n² / 2^81: 4 in 10^13 for a million subjects, 4 in
/// 10^9 for a hundred million. Such a pair would set the later subject aside as repeated, and say so.
struct SubjectKey: Hashable, Sendable {
  let high: UInt64
  let low: UInt16

  /// Makes the key of an id's bytes: two multiply-and-fold hashes over words of eight bytes.
  init(_ text: borrowing Span<UInt8>) {
    var a: UInt64 = 0x243F_6A88_85A3_08D3 ^ UInt64(text.count)
    var b: UInt64 = 0x1319_8A2E_0370_7344
    var place = 0
    while place + 8 <= text.count {
      let word = loadWord(text, at: place)
      a = Self.fold(a ^ word, 0xA409_3822_299F_31D1)
      b = Self.fold(b &+ word, 0x082E_FA98_EC4E_6C89)
      place += 8
    }
    var rest: UInt64 = 0
    while place < text.count {
      rest = rest << 8 | UInt64(text[place])
      place += 1
    }
    a = Self.fold(a ^ rest, 0x4528_21E6_38D0_1377)
    b = Self.fold(b &+ rest, 0xBE54_66CF_34E9_0C6D)
    self.init(high: Self.fold(a ^ 0xC0AC_29B7_C97C_50DD, b | 1), low: UInt16(truncatingIfNeeded: a ^ b >> 17))
  }

  private init(high: UInt64, low: UInt16) {
    // Zero marks a free place in the index.
    self.high = high == 0 ? 1 : high
    self.low = low
  }

  @inline(__always)
  private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}
