import CSimdJSON
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

/// The keys of all subjects so far, at less than 16 bytes each.
///
/// 256 open-addressing tables, so that only one of them is there twice while it grows. A table grows by a quarter when
/// it is 85 % full, so that a key takes between 11.8 and 14.7 bytes.
struct SubjectKeySet: Sendable {
  private struct Table {
    var highs: [UInt64] = []
    var lows: [UInt16] = []
    var count = 0

    /// Adds a key; false where it is there already.
    mutating func insert(_ key: SubjectKey) -> Bool {
      if count * 100 >= highs.count * 85 { grow() }
      var place = start(of: key)
      while highs[place] != 0 {
        if highs[place] == key.high, lows[place] == key.low { return false }
        place = place + 1 == highs.count ? 0 : place + 1
      }
      highs[place] = key.high
      lows[place] = key.low
      count += 1
      return true
    }

    /// The place to begin with: the middle bits of the key, spread over the table by multiplication.
    private func start(of key: SubjectKey) -> Int {
      Int((key.high << 8).multipliedFullWidth(by: UInt64(highs.count)).high)
    }

    func prefetch(_ key: SubjectKey) {
      guard count > 0 else { return }
      let place = start(of: key)
      unsafe highs.withUnsafeBufferPointer { unsafe prefetchMemory($0.baseAddress! + place) }
      unsafe lows.withUnsafeBufferPointer { unsafe prefetchMemory($0.baseAddress! + place) }
    }

    private mutating func grow() {
      var larger = Table()
      let size = max(16, highs.count + highs.count / 4)
      larger.highs = Array(repeating: 0, count: size)
      larger.lows = Array(repeating: 0, count: size)
      for place in highs.indices where highs[place] != 0 {
        larger.place(highs[place], lows[place])
      }
      larger.count = count
      self = larger
    }

    private mutating func place(_ high: UInt64, _ low: UInt16) {
      var place = Int((high << 8).multipliedFullWidth(by: UInt64(highs.count)).high)
      while highs[place] != 0 { place = place + 1 == highs.count ? 0 : place + 1 }
      highs[place] = high
      lows[place] = low
    }
  }

  private var tables = Array(repeating: Table(), count: 256)

  /// Adds a key; false where it is there already.
  mutating func insert(_ key: SubjectKey) -> Bool {
    tables[Int(key.high >> 56)].insert(key)
  }

  /// Has the memory fetched in which a key will be looked for.
  func prefetch(_ key: SubjectKey) {
    // Without a copy of the table, which would own its memory once more.
    unsafe tables.withUnsafeBufferPointer { unsafe $0[Int(key.high >> 56)].prefetch(key) }
  }
}
