import PolicyExecution

/// Which names hold in each row of a batch: few combinations come again and again.
struct NameSets {
  /// For each row the place of its combination among the distinct ones.
  private(set) var places: [Int32]
  /// Each combination as bits of words of 64 names.
  private(set) var distinct: [[UInt64]] = []
  private let nameCount: Int

  init(_ names: [NamedFlags], in values: BatchValues, rowCount: Int) {
    nameCount = names.count
    places = Array(repeating: 0, count: rowCount)
    // A word of names after the other refines the places so far.
    distinct = [[]]
    for first in stride(from: 0, to: names.count, by: 64) {
      refine(Self.words(names[first..<min(first + 64, names.count)], values, rowCount))
    }
  }

  /// The places of the names of a combination.
  func names(in set: [UInt64]) -> [Int] { (0..<nameCount).filter { set[$0 / 64] >> UInt64($0 % 64) & 1 != 0 } }

  private static func words(_ names: ArraySlice<NamedFlags>, _ values: BatchValues, _ rowCount: Int) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: rowCount)
    for (bit, name) in names.enumerated() {
      let flags = name.flags(in: values)
      for row in 0..<rowCount { words[row] |= (flags[row] != 0 ? 1 : 0) << UInt64(bit) }
    }
    return words
  }

  private mutating func refine(_ words: [UInt64]) {
    struct Combination: Hashable {
      let place: Int32
      let word: UInt64
    }
    var known: [Combination: Int32] = [:]
    // Those that came first are compared one after the other, which is faster than hashing while they are few.
    var first: [Combination] = []
    var refined: [[UInt64]] = []
    var last = (Combination(place: -1, word: 0), Int32(0))
    for row in places.indices {
      let combination = Combination(place: places[row], word: words[row])
      if combination != last.0 {
        var place = first.firstIndex(of: combination).map { Int32($0) } ?? known[combination] ?? -1
        if place < 0 {
          place = Int32(refined.count)
          if first.count < 16 { first.append(combination) } else { known[combination] = place }
          refined.append(distinct[Int(combination.place)] + [combination.word])
        }
        last = (combination, place)
      }
      places[row] = last.1
    }
    distinct = refined
  }
}

extension NamedFlags {
  /// Returns for each row of a batch whether any of the values holds.
  func flags(in values: BatchValues) -> [UInt8] {
    var holds = values.column(of: self.values[0]).bytes
    for other in self.values.dropFirst() {
      let bytes = values.column(of: other).bytes
      for row in holds.indices { holds[row] |= bytes[row] }
    }
    return holds
  }
}
