import PolicyIR
import PolicyTypes

// Single values in and out of columns, for constants and for explanations.

extension Column {
  /// Makes a column of one row; a value that does not fit the lane is absent.
  ///
  /// A text's bytes go to the end of `text`, the constants of a text pool.
  init(_ value: Value, in lane: Lane, text: inout [UInt8]) {
    self.init(absentIn: lane.storage)
    switch (value, lane) {
    case (.boolean(let value), .boolean): set(byte: value ? 1 : 0, row: 0)
    case (.label(let label), .code(let labels)):
      if let code = labels.code(of: label) { set(byte: code, row: 0) }
    case (.date(let date), .date): set(dayNumber: date.dayNumber, row: 0)
    case (.duration(let duration), .duration): set(integer: PackedDuration.pack(duration), row: 0)
    case (.number(let number), .integer(let decimals)):
      if let scaled = number.scaled(to: decimals) { set(integer: scaled, row: 0) }
    case (.number(let number), .decimal): set(decimal: number, row: 0)
    case (.text(let string), .text):
      let start = TextPool.firstConstant + UInt32(text.count)
      text.append(contentsOf: string.utf8)
      set(text: TextRange(start: start, count: UInt32(string.utf8.count)), row: 0)
    default: break
    }
    dropFullValidity()
  }

  /// Returns what the column holds in `row`.
  @inline(__always)  // Otherwise all arrays of the column are retained for one of them.
  func value(in lane: Lane, row: Int, text: TextPool) -> Value {
    guard isPresent(row) else { return .absent }
    switch lane {
    case .boolean: return .boolean(bytes[row] != 0)
    case .code(let labels):
      let code = Int(bytes[row])
      return code < labels.labels.count ? .label(labels.labels[code]) : .absent
    case .text: return .text(text.string(texts[row]))
    case .date: return .date(CalendarDate(dayNumber: dates[row]))
    case .duration: return .duration(PackedDuration.unpack(integers[row]))
    case .integer(let decimals): return .number(Decimal128(coefficient: integers[row], scale: decimals))
    case .decimal: return .number(decimals[row])
    }
  }

  /// Returns a column of `count` rows that all hold what this one's only row does.
  func repeated(_ count: Int) -> Column {
    var column = Column()
    column.bytes = bytes.repeatedFirst(count)
    column.dates = dates.repeatedFirst(count)
    column.integers = integers.repeatedFirst(count)
    column.decimals = decimals.repeatedFirst(count)
    column.texts = texts.repeatedFirst(count)
    column.validity = validity.repeatedFirst(count)
    return column
  }
}

extension Array {
  fileprivate func repeatedFirst(_ count: Int) -> [Element] {
    first.map { Array(repeating: $0, count: count) } ?? []
  }
}
