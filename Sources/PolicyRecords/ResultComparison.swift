/// Sets results beside others of the same subjects, row by row.
///
/// Rows are found by their ids, so that a row more or less disturbs no other. Only rows that wait for their fellow are
/// in memory.
package struct ResultComparison {
  /// A row that differs.
  package enum Difference: Hashable, Sendable {
    case changed(id: String, columns: [ColumnDifference])
    /// A subject that only the second results have.
    case missing(id: String)
    /// A subject that only the first results have.
    case extra(id: String)
    /// A row of the first results that cannot be read, by its number from one.
    case unreadable(row: Int)
  }

  /// A column that differs; nil where a row does not have it.
  package struct ColumnDifference: Hashable, Sendable {
    package let name: String
    package let first: String?
    package let second: String?
  }

  /// How many rows the first results have, and how many of them differ.
  package private(set) var rowCount = 0
  package private(set) var differenceCount = 0

  /// The differences, at most `limit` of them.
  package private(set) var differences: [Difference] = []
  private let limit: Int

  private var first: ResultRows
  private var second: ResultRows
  private var waitingFirst = WaitingRows()
  private var waitingSecond = WaitingRows()

  package init(_ first: ResultRows, _ second: ResultRows, limit: Int) throws {
    (self.first, self.second, self.limit) = (first, second, limit)
    try compare()
  }

  private mutating func compare() throws {
    var isAtEnd = false
    while !isAtEnd {
      let (left, right) = (try first.next(), try second.next())
      isAtEnd = left == nil && right == nil
      if left != nil { rowCount += 1 }
      if left == right { continue }
      if let left { add(left) }
      if let right { addSecond(right) }
    }
    for id in waitingFirst.ids { add(.extra(id: id)) }
    for id in waitingSecond.ids { add(.missing(id: id)) }
  }

  private mutating func add(_ bytes: [UInt8]) {
    let row = first.row(bytes)
    guard let id = row.id else { return add(.unreadable(row: rowCount)) }
    if let other = waitingSecond.take(id) { pair(row, second.row(other), id) } else { waitingFirst.add(id, bytes) }
  }

  private mutating func addSecond(_ bytes: [UInt8]) {
    let row = second.row(bytes)
    guard let id = row.id else { return }
    if let other = waitingFirst.take(id) { pair(first.row(other), row, id) } else { waitingSecond.add(id, bytes) }
  }

  private mutating func pair(_ left: ResultRows.Row, _ right: ResultRows.Row, _ id: String) {
    let columns = Self.differences(left.columns ?? [], right.columns ?? [])
    if !columns.isEmpty { add(.changed(id: id, columns: columns)) }
  }

  private static func differences(
    _ left: [ResultRows.Row.Column], _ right: [ResultRows.Row.Column]
  ) -> [ColumnDifference] {
    var names = left.map(\.name)
    names += right.map(\.name).filter { !names.contains($0) }
    return names.compactMap { name in
      let values = [left, right].map { columns in columns.first { $0.name == name }?.value }
      return values[0] == values[1] ? nil : ColumnDifference(name: name, first: values[0], second: values[1])
    }
  }

  private mutating func add(_ difference: Difference) {
    differenceCount += 1
    if differences.count < limit { differences.append(difference) }
  }
}

/// Rows whose fellow has not come yet.
private struct WaitingRows {
  private var rows: [String: (place: Int, bytes: [UInt8])] = [:]
  private var count = 0

  mutating func add(_ id: String, _ bytes: [UInt8]) {
    rows[id] = (count, bytes)
    count += 1
  }

  mutating func take(_ id: String) -> [UInt8]? { rows.removeValue(forKey: id)?.bytes }

  /// In the order in which they came.
  var ids: [String] { rows.sorted { $0.value.place < $1.value.place }.map(\.key) }
}
