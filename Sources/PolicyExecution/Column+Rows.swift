import PolicyTypes

// What a batch builder does to the rows of a column. A column that grows holds more rows than are in use, all absent,
// so that a new row costs nothing; a field that is not read has an empty column, and a value for it goes nowhere.

extension Column {
  /// Makes a column of one absent row.
  init(absentIn storage: ColumnStorage) {
    self.init()
    grow(to: 1, in: storage)
  }

  mutating func grow(to count: Int, in storage: ColumnStorage) {
    switch storage {
    case .bytes: bytes.resize(to: count, filler: 0)
    case .dates: dates.resize(to: count, filler: 0)
    case .integers: integers.resize(to: count, filler: 0)
    case .decimals: decimals.resize(to: count, filler: .zero)
    case .texts: texts.resize(to: count, filler: .empty)
    }
    validity.resize(to: count, filler: 0)
  }

  /// Makes a column without rows one of so many absent ones.
  package mutating func prepare(rows: Int, in storage: ColumnStorage) { grow(to: rows, in: storage) }

  mutating func set(byte: UInt8, row: Int) {
    guard markPresent(row) else { return }
    bytes[row] = byte
  }

  mutating func set(dayNumber: Int32, row: Int) {
    guard markPresent(row) else { return }
    dates[row] = dayNumber
  }

  mutating func set(integer: Int64, row: Int) {
    guard markPresent(row) else { return }
    integers[row] = integer
  }

  mutating func set(decimal: Decimal128, row: Int) {
    guard markPresent(row) else { return }
    decimals[row] = decimal
  }

  mutating func set(text: TextRange, row: Int) {
    guard markPresent(row) else { return }
    texts[row] = text
  }

  private mutating func markPresent(_ row: Int) -> Bool {
    guard !validity.isEmpty else { return false }
    validity[row] = 1
    return true
  }

  /// Makes rows absent again.
  mutating func clear(_ rows: Range<Int>, in storage: ColumnStorage) {
    for row in rows where validity[row] != 0 {
      validity[row] = 0
      switch storage {
      case .bytes: bytes[row] = 0
      case .dates: dates[row] = 0
      case .integers: integers[row] = 0
      case .decimals: decimals[row] = .zero
      case .texts: texts[row] = .empty
      }
    }
  }

  mutating func truncate(to count: Int) {
    bytes.truncate(to: count)
    dates.truncate(to: count)
    integers.truncate(to: count)
    decimals.truncate(to: count)
    texts.truncate(to: count)
    validity.truncate(to: count)
  }

  /// Puts as many rows from `start` on in the order of `rows`, which names each of them once.
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
    guard self.count < count else { return truncate(to: count) }
    append(contentsOf: repeatElement(filler, count: count - self.count))
  }

  mutating func reorder(from start: Int, as rows: [Int]) {
    guard !isEmpty else { return }
    let reordered = rows.map { self[$0] }
    replaceSubrange(start..<start + rows.count, with: reordered)
  }
}
