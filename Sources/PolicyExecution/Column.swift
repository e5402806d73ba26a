package import PolicyTypes

/// The values of one field or of one instruction over the rows of a domain in one batch.
///
/// Exactly one of the arrays is in use, the one of the column's lane. `validity` has one byte a row, 1 where the value
/// is present, or is empty where every row is; an absent row holds zero (or empty text), so that kernels need no
/// branch.
package struct Column: Sendable {
  /// Lanes `boolean` and `code`.
  package var bytes: [UInt8] = []
  /// Lane `date`: days since 1970-01-01.
  package var dates: [Int32] = []
  /// Lanes `integer` (scaled) and `duration` (see `PackedDuration`).
  package var integers: [Int64] = []
  /// Lane `decimal`.
  package var decimals: [Decimal128] = []
  /// Lane `text`: pieces of the batch's text.
  package var texts: [TextRange] = []
  package var validity: [UInt8] = []

  package init() {}

  /// Returns whether the value of `row` is present.
  package func isPresent(_ row: Int) -> Bool { validity.isEmpty || validity[row] != 0 }

  /// Leaves no row, and keeps the memory for the next ones.
  mutating func removeRows() {
    if !bytes.isEmpty { bytes.removeAll(keepingCapacity: true) }
    if !dates.isEmpty { dates.removeAll(keepingCapacity: true) }
    if !integers.isEmpty { integers.removeAll(keepingCapacity: true) }
    if !decimals.isEmpty { decimals.removeAll(keepingCapacity: true) }
    if !texts.isEmpty { texts.removeAll(keepingCapacity: true) }
    if !validity.isEmpty { validity.removeAll(keepingCapacity: true) }
  }
}

/// A piece of a batch's text, in bytes.
package struct TextRange: Hashable, Sendable {
  package var start: UInt32
  package var count: UInt32

  @inlinable  // Made for every text field of every record.
  package init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }

  package static let empty = TextRange(start: 0, count: 0)
}

/// How a duration is kept in 64 bits: working days on top, then months, then days.
package enum PackedDuration {
  package static func pack(_ duration: CalendarDuration) -> Int64 {
    let working = field(duration.workingDays, bits: workingBits) << Int64(monthBits + dayBits)
    return working | (field(duration.months, bits: monthBits) << Int64(dayBits)) | field(duration.days, bits: dayBits)
  }

  package static func unpack(_ packed: Int64) -> CalendarDuration {
    CalendarDuration(
      months: number(packed, above: dayBits, bits: monthBits), days: number(packed, above: 0, bits: dayBits),
      workingDays: number(packed, above: dayBits + monthBits, bits: workingBits))
  }

  // Wide enough for every length of time inside the calendar's ten thousand years.
  private static let dayBits = CalendarDuration.dayBits
  private static let monthBits = CalendarDuration.monthBits
  private static let workingBits = 64 - dayBits - monthBits

  private static func field(_ number: Int, bits: Int) -> Int64 {
    let limit = 1 << (bits - 1)
    return Int64(max(-limit, min(limit - 1, number))) & ((1 << Int64(bits)) - 1)
  }

  private static func number(_ packed: Int64, above: Int, bits: Int) -> Int {
    Int((packed << Int64(64 - above - bits)) >> Int64(64 - bits))
  }
}
