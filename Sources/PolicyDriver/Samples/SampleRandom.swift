/// Random numbers that a seed and a stream determine, the same on every machine.
///
/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014), in integers only.
struct SampleRandom {
  private var state: UInt64

  /// Begins the stream that belongs to one subject, whatever was drawn for the others.
  init(seed: UInt64, stream: Int) {
    var streams = SampleRandom(state: UInt64(truncatingIfNeeded: stream))
    state = seed ^ streams.next()
    _ = next()
  }

  private init(state: UInt64) {
    self.state = state
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Returns a number in 0..<`count`; 0 where there is no other.
  mutating func below(_ count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(max(1, count))).high)
  }

  /// Returns true in so many cases of a thousand.
  mutating func chance(_ permille: Int) -> Bool { below(1000) < permille }

  mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[below(elements.count)]
  }

  /// Returns a place in `weights`, each as likely as its weight says.
  mutating func place(in weights: [Int]) -> Int {
    var rest = below(weights.reduce(0, +))
    for (place, weight) in weights.enumerated() {
      if rest < weight { return place }
      rest -= weight
    }
    return 0
  }

  /// Returns a place below `count`; each is likelier than the next, which has so many thousandths of its chance.
  mutating func skewedPlace(below count: Int, permille: Int) -> Int {
    let weight = { (place: Int) in (0..<place).reduce(1_000_000) { weight, _ in max(1, weight / 1000 * permille) } }
    var rest = below((0..<count).reduce(0) { $0 + weight($1) })
    for place in 0..<count {
      if rest < weight(place) { return place }
      rest -= weight(place)
    }
    return 0
  }
}
