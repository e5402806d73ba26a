/// The rows of a domain sorted by a code column, each with its parent's row; rows of one code keep their order.
///
/// With it a reduction over the rows of one code costs as much as there are such rows, however many codes there are.
struct CodePartition {
  struct Place {
    let row: Int32
    let parent: Int32
  }

  private(set) var places: [Place] = []
  private(set) var parentCount = 0

  /// Whether the partition is of the batch at hand.
  var isCurrent = false

  /// The greatest code of any row; the arrays below say nothing of greater ones, so that a few rows cost little.
  private var greatest = 0
  /// Where the rows of each code begin; behind the greatest code, where they end.
  private var bounds = [Int](repeating: 0, count: 257)
  /// Where the next row of each code goes, while the rows are sorted.
  private var next = [Int](repeating: 0, count: 256)
  /// The parent of each row, while the partition is made.
  private var parents: [Int32] = []

  /// Sorts as many rows as `starts` says there are; `starts` has the first child of each parent, then that count.
  mutating func partition(_ operand: Operand<UInt8>, starts: [Int32]) {
    let rows = starts.last.map(Int.init) ?? 0
    let codes = operand.isConstant ? Array(repeating: operand.elements[0], count: rows) : operand.elements
    isCurrent = true
    parentCount = max(0, starts.count - 1)
    Self.setParents(&parents, starts, rows: rows)
    greatest = Self.greatest(of: codes)
    Self.setBounds(&bounds, &next, codes, greatest: greatest)
    Self.sort(codes, parents, &next, into: &places)
  }

  /// Returns the places of the rows of one code.
  func places(of code: UInt8) -> Range<Int> {
    code <= greatest ? bounds[Int(code)]..<bounds[Int(code) + 1] : places.endIndex..<places.endIndex
  }

  // Functions of their own arrays alone, so that no loop has to ask whether an array is shared.

  /// Counts the parents that begin up to each row: a loop over every segment would mostly wait for mispredicted ends.
  private static func setParents(_ parents: inout [Int32], _ starts: [Int32], rows: Int) {
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

  private static func greatest(of codes: [UInt8]) -> Int {
    var greatest: UInt8 = 0
    let codes = codes.span
    for row in codes.indices { greatest = max(greatest, codes[row]) }
    return Int(greatest)
  }

  private static func setBounds(_ bounds: inout [Int], _ next: inout [Int], _ codes: [UInt8], greatest: Int) {
    var bounds = bounds.mutableSpan
    for code in 0...greatest + 1 { bounds[code] = 0 }
    let codes = codes.span
    // Counted one place up, so that the sums are where each code begins.
    for row in codes.indices { bounds[Int(codes[row]) + 1] &+= 1 }
    for code in 0...greatest {
      next[code] = bounds[code]
      bounds[code + 1] &+= bounds[code]
    }
  }

  private static func sort(_ codes: [UInt8], _ parents: [Int32], _ next: inout [Int], into places: inout [Place]) {
    places.resize(to: codes.count, filler: Place(row: 0, parent: 0))
    var next = next.mutableSpan
    var out = places.mutableSpan
    let codes = codes.span
    let parents = parents.span
    precondition(parents.count == codes.count && out.count == codes.count)
    for row in codes.indices {
      let code = Int(codes[row])
      out[next[code]] = Place(row: Int32(truncatingIfNeeded: row), parent: parents[row])
      next[code] &+= 1
    }
  }
}
