/// Words of many fields and what each stands for, in one table that holds no references.
///
/// A field's words are an open-addressing table of their own. A word is told by its length, its first eight bytes and
/// its last eight, which for words of up to 16 bytes is the whole of it; only longer ones look at their text.
struct WordTable: Sendable {
  /// The place of one field's words.
  struct Words: Sendable {
    var start = 0
    /// One less than the number of places, a power of two; −1 where there are no words.
    var mask = -1
  }

  private struct Entry: Sendable {
    var head: UInt64 = 0
    var tail: UInt64 = 0
    /// −1 where the place is free.
    var count = -1
    var textStart = 0
    var code: UInt8 = 0
  }

  private var entries: [Entry] = []
  private var text: [UInt8] = []

  /// Adds a field's words; of equal words the first counts.
  mutating func add(_ words: [(word: String, code: UInt8)]) -> Words {
    guard !words.isEmpty else { return Words() }
    var size = 4
    while size < words.count * 2 { size *= 2 }
    let place = Words(start: entries.count, mask: size - 1)
    entries.append(contentsOf: repeatElement(Entry(), count: size))
    for (word, code) in words { insert(Array(word.utf8), code, into: place) }
    return place
  }

  private mutating func insert(_ word: [UInt8], _ code: UInt8, into words: Words) {
    guard self.code(of: word.span, in: words) == nil else { return }
    let (head, tail) = Self.ends(of: word.span)
    var place = Self.hash(head, tail, word.count) & words.mask
    while entries[words.start + place].count >= 0 { place = (place + 1) & words.mask }
    entries[words.start + place] = Entry(
      head: head, tail: tail, count: word.count, textStart: text.count, code: code)
    text += word
  }

  /// Returns the code of `word` among `words`.
  @inline(__always)
  func code(of word: borrowing Span<UInt8>, in words: Words) -> UInt8? {
    guard words.mask >= 0 else { return nil }
    let (head, tail) = Self.ends(of: word)
    let entries = entries.span
    var place = Self.hash(head, tail, word.count) & words.mask
    while true {
      let entry = entries[words.start + place]
      if entry.count < 0 { return nil }
      if entry.count == word.count, entry.head == head, entry.tail == tail,
        word.count <= 16 || isEqual(word, at: entry.textStart)
      {
        return entry.code
      }
      place = (place + 1) & words.mask
    }
  }

  private func isEqual(_ word: borrowing Span<UInt8>, at start: Int) -> Bool {
    for place in 0..<word.count where text[start + place] != word[place] { return false }
    return true
  }

  /// The first eight and the last eight bytes, which overlap in a word of less than 16.
  @inline(__always)
  private static func ends(of word: borrowing Span<UInt8>) -> (UInt64, UInt64) {
    unsafe word.withUnsafeBytes { bytes in
      let count = bytes.count
      if count >= 8 {
        return unsafe (
          bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        )
      }
      if count >= 4 {
        // Two halves that overlap tell a short word as well as its bytes do.
        let low = unsafe bytes.loadUnaligned(as: UInt32.self)
        let high = unsafe bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
        return (UInt64(low) | UInt64(high) << 32, 0)
      }
      var head: UInt64 = 0
      for place in 0..<count { head = unsafe head << 8 | UInt64(bytes[place]) }
      return (head, 0)
    }
  }

  @inline(__always)
  private static func hash(_ head: UInt64, _ tail: UInt64, _ count: Int) -> Int {
    let mixed = (head ^ (tail &* 0x9E37_79B9_7F4A_7C15) &+ UInt64(count)) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed >> 32)
  }
}

/// Returns the eight bytes of `text` from `place` on; traps where there are fewer.
@inline(__always)
func loadWord(_ text: borrowing Span<UInt8>, at place: Int) -> UInt64 {
  // Any eight bytes are an integer, and the load checks its bounds.
  unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
}
