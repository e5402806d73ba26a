import PolicyTypes

// What a batch builder does to the rows of a column.

extension Column {
  mutating func appendAbsent(in storage: ColumnStorage) {
    switch storage {
    case .bytes: bytes.append(0)
    case .dates: dates.append(0)
    case .integers: integers.append(0)
    case .decimals: decimals.append(.zero)
    case .texts: texts.append(.empty)
    }
    validity.append(0)
  }

  // A field that is not read has an empty column; a value for it goes nowhere.

  mutating func setLast(byte: UInt8) {
    guard markLastPresent() else { return }
    bytes[bytes.count - 1] = byte
  }

  mutating func setLast(dayNumber: Int32) {
    guard markLastPresent() else { return }
    dates[dates.count - 1] = dayNumber
  }

  mutating func setLast(integer: Int64) {
    guard markLastPresent() else { return }
    integers[integers.count - 1] = integer
  }

  mutating func setLast(decimal: Decimal128) {
    guard markLastPresent() else { return }
    decimals[decimals.count - 1] = decimal
  }

  mutating func setLast(text: TextRange) {
    guard markLastPresent() else { return }
    texts[texts.count - 1] = text
  }

  private mutating func markLastPresent() -> Bool {
    guard !validity.isEmpty else { return false }
    validity[validity.count - 1] = 1
    return true
  }

  mutating func truncate(to count: Int) {
    bytes.truncate(to: count)
    dates.truncate(to: count)
    integers.truncate(to: count)
    decimals.truncate(to: count)
    texts.truncate(to: count)
    validity.truncate(to: count)
  }

  /// Puts the rows from `start` on in the order of `rows`, which names each of them once.
  mutating func reorder(from start: Int, as rows: [Int]) {
    bytes.reorder(from: start, as: rows)
    dates.reorder(from: start, as: rows)
    integers.reorder(from: start, as: rows)
    decimals.reorder(from: start, as: rows)
    texts.reorder(from: start, as: rows)
    validity.reorder(from: start, as: rows)
  }

  /// Drops a validity that says nothing, so that kernels take their fast path.
  mutating func dropFullValidity() {
    if !validity.contains(0) { validity.removeAll(keepingCapacity: true) }
  }
}

extension Array {
  mutating func truncate(to count: Int) {
    if self.count > count { removeLast(self.count - count) }
  }

  /// Makes the array `count` long; capacity is kept, and new elements are `filler`.
  mutating func resize(to count: Int, filler: Element) {
    if self.count < count {
      append(contentsOf: repeatElement(filler, count: count - self.count))
    } else {
      truncate(to: count)
    }
  }

  mutating func reorder(from start: Int, as rows: [Int]) {
    guard !isEmpty else { return }
    let reordered = rows.map { self[$0] }
    replaceSubrange(start..., with: reordered)
  }
}
