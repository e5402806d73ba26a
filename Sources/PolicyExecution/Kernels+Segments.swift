import PolicyTypes

// From a parent's rows to their children and back. `starts` has the first child of each parent, then the count of
// children; a constant operand stands for as many rows as there are.

extension Kernels {
  static func gather<Element: ColumnElement>(
    _ a: Operand<Element>, starts: [Int32], into result: inout [Element], validity: inout [UInt8]
  ) {
    spread(a, starts: starts, into: &result)
    switch a.presence {
    case .everywhere: validity.removeAll(keepingCapacity: true)
    case .nowhere: setValidity(&validity, .nowhere, rows: childCount(starts))
    case .some: spread(a.presence.operand, starts: starts, into: &validity)
    }
  }

  @inline(__always)  // Specialised for each element.
  private static func spread<Element: ColumnElement>(
    _ a: Operand<Element>, starts: [Int32], into result: inout [Element]
  ) {
    let rows = childCount(starts)
    if a.isConstant { return map(a, rows: rows, into: &result) { $0 } }
    result.resize(to: rows, filler: .filler)
    var out = result.mutableSpan
    let values = a.elements.span
    let starts = starts.span
    for parent in values.indices {
      let value = values[parent]
      for child in Int(starts[parent])..<Int(starts[parent + 1]) { out[child] = value }
    }
  }

  static func count(_ mask: Operand<UInt8>, starts: [Int32], sums: inout [Int64], into result: inout Column) {
    result.validity.removeAll(keepingCapacity: true)
    guard !mask.isConstant else {
      return reduce(starts: starts, into: &result.integers) { mask.elements[0] != 0 ? Int64($0.count) : 0 }
    }
    let isCounted = mask.elements.span
    addUp(starts: starts, sums: &sums, into: &result.integers) { Int64(isCounted[$0]) }
  }

  static func any(_ mask: Operand<UInt8>, starts: [Int32], into result: inout Column) {
    result.validity.removeAll(keepingCapacity: true)
    reduce(starts: starts, into: &result.bytes) { children in
      if mask.isConstant { return children.isEmpty ? 0 : mask.elements[0] }
      var any: UInt8 = 0
      for child in children { any |= mask.elements[child] }
      return any
    }
  }

  /// Adds up; absent values hold zero, so that they need no test.
  static func sum(
    _ a: Operand<Int64>, _ mask: Operand<UInt8>, starts: [Int32], sums: inout [Int64], into result: inout Column
  ) {
    if a.isConstant {
      let value = a.elements[0]
      count(mask, starts: starts, sums: &sums, into: &result)
      for row in result.integers.indices { result.integers[row] &*= value }
      return
    }
    result.validity.removeAll(keepingCapacity: true)
    let values = a.elements.span
    if mask.isConstant {
      let bits = 0 &- Int64(mask.elements[0])
      return addUp(starts: starts, sums: &sums, into: &result.integers) { values[$0] & bits }
    }
    let isCounted = mask.elements.span
    addUp(starts: starts, sums: &sums, into: &result.integers) { values[$0] & (0 &- Int64(isCounted[$0])) }
  }

  /// Adds up decimals in the order of the rows; absent where that overflows.
  static func sum(_ a: Operand<Decimal128>, _ mask: Operand<UInt8>, starts: [Int32], into result: inout Column) {
    reducePartially(starts: starts, into: &result.decimals, validity: &result.validity) { children in
      var total = Decimal128.zero
      for child in children where mask[child] != 0 && a.presence.contains(child) {
        guard let sum = total.adding(a[child]) else { return nil }
        total = sum
      }
      return total
    }
  }

  /// The least or the greatest value of the rows that take part; absent where none does.
  static func extremum<Element: ColumnElement & Comparable>(
    _ a: Operand<Element>, _ mask: Operand<UInt8>, isLeast: Bool, starts: [Int32],
    into result: inout [Element], validity: inout [UInt8]
  ) {
    reducePartially(starts: starts, into: &result, validity: &validity) { children in
      var best: Element?
      for child in children where mask[child] != 0 && a.presence.contains(child) {
        let value = a[child]
        guard let found = best else {
          best = value
          continue
        }
        if isLeast ? value < found : value > found { best = value }
      }
      return best
    }
  }

  // MARK: Loops over parents

  /// Adds up by running sums over all rows, of which each segment takes a difference: segments have few rows each, and
  /// a loop over every one of them would mostly wait for mispredicted ends. Sums that wrap differ by what they should.
  @inline(__always)  // The closure has to end up inside the loop.
  private static func addUp(
    starts: [Int32], sums: inout [Int64], into result: inout [Int64], _ element: (Int) -> Int64
  ) {
    let rows = childCount(starts)
    sums.resize(to: rows + 1, filler: 0)
    var running = sums.mutableSpan
    var sum: Int64 = 0
    running[0] = 0
    for row in 0..<rows {
      sum &+= element(row)
      running[row + 1] = sum
    }
    result.resize(to: starts.count - 1, filler: 0)
    var out = result.mutableSpan
    let starts = starts.span
    for parent in out.indices { out[parent] = running[Int(starts[parent + 1])] &- running[Int(starts[parent])] }
  }

  @inline(__always)  // The closure has to end up inside the loop.
  private static func reduce<R: ColumnElement>(
    starts: [Int32], into result: inout [R], _ body: (Range<Int>) -> R
  ) {
    let parents = starts.count - 1
    result.resize(to: parents, filler: .filler)
    var out = result.mutableSpan
    let starts = starts.span
    for parent in 0..<parents { out[parent] = body(Int(starts[parent])..<Int(starts[parent + 1])) }
  }

  @inline(__always)  // The closure has to end up inside the loop.
  private static func reducePartially<R: ColumnElement>(
    starts: [Int32], into result: inout [R], validity: inout [UInt8], _ body: (Range<Int>) -> R?
  ) {
    let parents = starts.count - 1
    result.resize(to: parents, filler: .filler)
    validity.resize(to: parents, filler: 1)
    for parent in 0..<parents {
      let value = body(Int(starts[parent])..<Int(starts[parent + 1]))
      result[parent] = value ?? .filler
      validity[parent] = value == nil ? 0 : 1
    }
    dropFullValidity(&validity)
  }

  private static func childCount(_ starts: [Int32]) -> Int { starts.last.map(Int.init) ?? 0 }
}
