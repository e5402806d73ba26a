import CSimdJSON

/// Finds subjects by their ids: an open-addressing table with a line of the cache for each look-up.
///
/// It knows ids by their keys alone. Among n subjects and m records the odds that a record finds a wrong subject are
/// n × m / 2^80: 5 in 10^12 for a million subjects with six million records.
struct SubjectKeyIndex: Sendable {
  private struct Entry: Sendable {
    var high: UInt64 = 0
    var low: UInt16 = 0
    var ordinal: Int32 = -1
  }

  private var entries: [Entry]
  private let mask: Int

  /// Makes an index for up to `capacity` subjects.
  init(capacity: Int) {
    var size = 16
    while size < capacity * 3 / 2 { size *= 2 }
    entries = Array(repeating: Entry(), count: size)
    mask = size - 1
  }

  /// Adds a subject; false where its id is there already.
  mutating func insert(_ key: SubjectKey, ordinal: Int) -> Bool {
    var place = Int(truncatingIfNeeded: key.high) & mask
    while entries[place].high != 0 {
      if entries[place].high == key.high, entries[place].low == key.low { return false }
      place = (place + 1) & mask
    }
    entries[place] = Entry(high: key.high, low: key.low, ordinal: Int32(ordinal))
    return true
  }

  /// Returns the place of the subject with this id, if there is one.
  @inline(__always)
  func ordinal(of key: SubjectKey) -> Int? {
    let entries = entries.span
    var place = Int(truncatingIfNeeded: key.high) & mask
    while entries[place].high != 0 {
      if entries[place].high == key.high, entries[place].low == key.low { return Int(entries[place].ordinal) }
      place = (place + 1) & mask
    }
    return nil
  }

  /// Has the memory of a later look-up fetched.
  @inline(__always)
  func prefetch(_ key: SubjectKey) {
    unsafe entries.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe prefetchMemory(base + Int(truncatingIfNeeded: key.high) & mask)
    }
  }
}
