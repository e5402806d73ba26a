/// The rows of a domain sorted by a code column, each with its parent's row; rows of one code keep their order.
///
/// With it a reduction over the rows of one code costs as much as there are such rows, however many codes there are.
struct CodePartition {
  struct Place {
    let row: Int32
    let parent: Int32
  }

  private(set) var places: [Place] = []
  /// Where the rows of each code begin; behind the last code, where they end.
  private var bounds = [Int](repeating: 0, count: 257)
  private(set) var parentCount = 0
  /// The parent of each row, while the partition is made.
  private var parents: [Int32] = []

  /// Whether the partition is of the batch at hand.
  var isCurrent = false

  /// Sorts as many rows as `starts` says there are; `starts` has the first child of each parent, then that count.
  mutating func partition(_ codes: Operand<UInt8>, starts: [Int32]) {
    let rows = starts.last.map(Int.init) ?? 0
    parentCount = max(0, starts.count - 1)
    places.resize(to: rows, filler: Place(row: 0, parent: 0))
    isCurrent = true
    setParents(starts, rows: rows)
    setBounds(codes, rows: rows)
    var next = bounds
    var out = places.mutableSpan
    let parents = parents.span
    precondition(parents.count == rows && out.count == rows)
    for row in 0..<rows {
      let code = Int(codes[row])
      out[next[code]] = Place(row: Int32(truncatingIfNeeded: row), parent: parents[row])
      next[code] &+= 1
    }
  }

  /// Returns the places of the rows of one code.
  func places(of code: UInt8) -> Range<Int> { bounds[Int(code)]..<bounds[Int(code) + 1] }

  /// Counts the parents that begin up to each row: a loop over every segment would mostly wait for mispredicted ends.
  private mutating func setParents(_ starts: [Int32], rows: Int) {
    parents.resize(to: rows, filler: 0)
    var out = parents.mutableSpan
    for row in 0..<rows { out[row] = 0 }
    for start in starts.dropLast().dropFirst() where start < rows { out[Int(start)] &+= 1 }
    var parent: Int32 = 0
    for row in 0..<rows {
      parent &+= out[row]
      out[row] = parent
    }
  }

  private mutating func setBounds(_ codes: Operand<UInt8>, rows: Int) {
    for code in bounds.indices { bounds[code] = 0 }
    for row in 0..<rows { bounds[Int(codes[row]) + 1] &+= 1 }
    for code in 0..<256 { bounds[code + 1] &+= bounds[code] }
  }
}
