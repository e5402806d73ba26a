package import PolicyTypes

/// Random choices that a seed determines, so that a failure can be repeated.
///
/// The numbers are SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
package struct SeededRandom: Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Returns a number in 0..<`count`.
  package mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

  package mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// Returns true in so many cases of a hundred.
  package mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  package mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// Returns each element or not, in their order.
  package mutating func some<Element>(of elements: [Element], percent: Int) -> [Element] {
    var kept: [Element] = []
    for element in elements where chance(percent) { kept.append(element) }
    return kept
  }

  /// Returns a number between the bounds with so many decimals.
  package mutating func number(in range: ClosedRange<Int64>, decimals: Int) -> Decimal128 {
    let width = UInt64(range.upperBound - range.lowerBound) + 1
    return Decimal128(coefficient: range.lowerBound + Int64(next() % width), scale: decimals)
  }
}
