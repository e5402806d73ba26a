import PolicyTypes

// Reductions over the rows of some codes, and values by code.

extension Kernels {
  static func count(
    _ codes: [UInt8], _ partition: CodePartition, rest: Operand<UInt8>, into result: inout Column
  ) {
    clear(&result.integers, count: partition.parentCount)
    result.validity.removeAll(keepingCapacity: true)
    add(codes, partition, rest, to: &result.integers) { total, _, isCounted in total &+ Int64(isCounted) }
  }

  static func any(
    _ codes: [UInt8], _ partition: CodePartition, rest: Operand<UInt8>, into result: inout Column
  ) {
    clear(&result.bytes, count: partition.parentCount)
    result.validity.removeAll(keepingCapacity: true)
    add(codes, partition, rest, to: &result.bytes) { any, _, isCounted in any | isCounted }
  }

  /// Adds up; absent values hold zero, so that they need no test.
  static func sum(
    _ a: Operand<Int64>, _ codes: [UInt8], _ partition: CodePartition, rest: Operand<UInt8>,
    into result: inout Column
  ) {
    if a.isConstant {
      let value = a.elements[0]
      count(codes, partition, rest: rest, into: &result)
      for row in result.integers.indices { result.integers[row] &*= value }
      return
    }
    clear(&result.integers, count: partition.parentCount)
    result.validity.removeAll(keepingCapacity: true)
    let values = a.elements.span
    precondition(values.count == partition.places.count)
    add(codes, partition, rest, to: &result.integers) { total, row, isCounted in
      total &+ (unsafe values[unchecked: row] & (0 &- Int64(isCounted)))
    }
  }

  private static func clear<Element: ColumnElement>(_ elements: inout [Element], count: Int) {
    elements.resize(to: count, filler: .filler)
    var out = elements.mutableSpan
    for row in out.indices { out[row] = .filler }
  }

  /// Takes each row of the codes into the result of its parent; `rest` tells whether it takes part.
  @inline(__always)  // The closure has to end up inside the loop.
  private static func add<R>(
    _ codes: [UInt8], _ partition: CodePartition, _ rest: Operand<UInt8>, to result: inout [R],
    _ combine: (R, _ row: Int, _ isCounted: UInt8) -> R
  ) {
    let isCounted = rest.elements.span
    if rest.isConstant {
      let all = isCounted[0]
      return add(codes, partition, to: &result) { combine($0, $1, all) }
    }
    precondition(isCounted.count == partition.places.count)
    add(codes, partition, to: &result) { combine($0, $1, unsafe isCounted[unchecked: $1]) }
  }

  @inline(__always)  // As above.
  private static func add<R>(
    _ codes: [UInt8], _ partition: CodePartition, to result: inout [R], _ combine: (R, _ row: Int) -> R
  ) {
    var out = result.mutableSpan
    let places = partition.places.span
    precondition(out.count == partition.parentCount)
    for code in codes {
      for index in partition.places(of: code) {
        // Rows and parents are less than the partition's counts, which were compared with those of the columns.
        let place = unsafe places[unchecked: index]
        let parent = Int(place.parent)
        unsafe out[unchecked: parent] = combine(out[unchecked: parent], Int(place.row))
      }
    }
  }

  // MARK: Values by code

  /// Puts the keys of a look-up together into one byte for each row.
  static func combine(_ keys: [Operand<UInt8>], factors: [UInt8], rows: Int, into result: inout [UInt8]) {
    guard let first = keys.first else { return }
    map(first, rows: rows, into: &result) { $0 }
    for (key, factor) in zip(keys, factors).dropFirst() {
      var out = result.mutableSpan
      let bytes = key.elements.span
      precondition(bytes.count == rows && out.count == rows)
      for row in 0..<rows { out[row] &+= bytes[row] &* factor }
    }
  }

  /// Reads a table that has an element for every byte.
  static func lookUp<Element: ColumnElement>(
    _ table: [Element], at place: Operand<UInt8>, rows: Int, into result: inout [Element]
  ) {
    let table = table.span
    precondition(table.count == Lookup.tableSize)
    map(place, rows: rows, into: &result) { table[Int($0)] }
  }
}
