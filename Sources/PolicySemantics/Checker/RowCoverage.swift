import PolicyTypes

/// What the rows of a table hold for, found by trying the values at which their tests change, in every combination.
struct RowCoverage {
  /// Values for which no row holds, one for each thing that is looked up.
  private(set) var uncovered: [Value]?

  /// The rows that decide for some values: the first that holds, or every one that does where rows decide together.
  private(set) var reached: Set<Int> = []

  /// Two rows that hold at once, and for which values.
  private(set) var overlap: Overlap?

  struct Overlap {
    let first: Int
    let second: Int
    let values: [Value]
  }

  /// The values of one thing that the rows treat alike, with the rows whose test they pass.
  struct ValueClass {
    let value: Value
    let kind: Kind

    struct Kind: Hashable {
      let rows: RowSet
      /// Whether the value can be there; a row for one that cannot is no mistake, and needs none.
      let canBe: Bool
    }
  }

  private let inputs: [[ValueClass]]
  private let firstDecides: Bool
  private var combinationsLeft = 300_000

  /// Tries every combination; nil where there are too many.
  ///
  /// - Parameter inputs: For each thing that is looked up a value of each class, and the rows that it passes.
  init?(inputs: [[ValueClass]], rowCount: Int, firstDecides: Bool) {
    self.inputs = inputs
    self.firstDecides = firstDecides
    visit(values: [], rows: RowSet(all: rowCount), canBe: true)
    if combinationsLeft < 0 { return nil }
  }

  private mutating func visit(values: [Value], rows: RowSet, canBe: Bool) {
    combinationsLeft -= 1
    guard combinationsLeft >= 0 else { return }
    guard values.count < inputs.count else { return note(values, rows, canBe) }
    if rows.isEmpty, uncovered != nil { return }
    for valueClass in inputs[values.count] {
      let kind = valueClass.kind
      visit(
        values: values + [valueClass.value], rows: rows.intersection(kind.rows), canBe: canBe && kind.canBe)
    }
  }

  private mutating func note(_ values: [Value], _ rows: RowSet, _ canBe: Bool) {
    let holding = rows.indices
    guard let first = holding.first else {
      if uncovered == nil, canBe { uncovered = values }
      return
    }
    reached.formUnion(firstDecides ? [first] : holding)
    if overlap == nil, holding.count > 1 { overlap = Overlap(first: first, second: holding[1], values: values) }
  }
}

/// A set of rows by their places.
struct RowSet: Hashable {
  private var words: [UInt64]

  init(all count: Int) {
    words = (0..<(count + 63) / 64).map { word in
      let bits = min(64, count - word * 64)
      return bits == 64 ? .max : (1 << UInt64(bits)) - 1
    }
  }

  init(_ rows: [Bool]) {
    words = [UInt64](repeating: 0, count: (rows.count + 63) / 64)
    for (row, isIn) in rows.enumerated() where isIn { words[row / 64] |= 1 << UInt64(row % 64) }
  }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// The rows, in their order.
  var indices: [Int] {
    words.enumerated().flatMap { word, bits in
      (0..<64).filter { bits & (1 << UInt64($0)) != 0 }.map { word * 64 + $0 }
    }
  }

  func intersection(_ other: RowSet) -> RowSet {
    var common = self
    for word in words.indices { common.words[word] &= other.words[word] }
    return common
  }
}
