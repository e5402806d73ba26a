import PolicyTypes

// Putting columns together from pieces of others, as readers do that find rows in another order than they are run in.

extension Column {
  /// Appends rows of another column of the same storage, whose texts lie `textShift` bytes further on here.
  package mutating func append(_ rows: Range<Int>, of other: borrowing Column, textShift: Int = 0) {
    bytes.append(rows, of: other.bytes)
    dates.append(rows, of: other.dates)
    integers.append(rows, of: other.integers)
    decimals.append(rows, of: other.decimals)
    if !other.texts.isEmpty {
      let shift = UInt32(textShift)
      texts.append(contentsOf: other.texts[rows].lazy.map { TextRange(start: $0.start + shift, count: $0.count) })
    }
    if other.validity.isEmpty {
      validity.append(contentsOf: repeatElement(1, count: rows.count))
    } else {
      validity.append(rows, of: other.validity)
    }
  }

  /// Becomes the rows `rows` of another column, in their order.
  package mutating func take(_ rows: ArraySlice<Int32>, of other: borrowing Column) {
    bytes.take(rows, of: other.bytes, filler: 0)
    dates.take(rows, of: other.dates, filler: 0)
    integers.take(rows, of: other.integers, filler: 0)
    decimals.take(rows, of: other.decimals, filler: .zero)
    texts.take(rows, of: other.texts, filler: .empty)
    validity.take(rows, of: other.validity, filler: 0)
  }

  /// Drops a validity that says nothing, so that it takes no room.
  package mutating func forgetFullValidity() {
    if !validity.contains(0) { validity = [] }
  }

  /// Takes all rows out and keeps the memory.
  package mutating func removeAll() { truncate(to: 0) }
}

extension Array {
  @inline(__always)
  fileprivate mutating func append(_ rows: Range<Int>, of source: borrowing [Element]) {
    guard !source.isEmpty else { return }
    // Without a slice, which would be one more owner of the source for each piece.
    unsafe source.withUnsafeBufferPointer { unsafe append(contentsOf: UnsafeBufferPointer(rebasing: $0[rows])) }
  }

  @inline(__always)
  fileprivate mutating func take(_ rows: ArraySlice<Int32>, of source: borrowing [Element], filler: Element) {
    guard !source.isEmpty else { return truncate(to: 0) }
    resize(to: rows.count, filler: filler)
    var elements = mutableSpan
    let source = source.span
    let rows = rows.span
    for place in rows.indices { elements[place] = source[Int(rows[place])] }
  }
}
