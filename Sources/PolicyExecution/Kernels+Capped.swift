import PolicyTypes

/// A cap that rows with equal keys share.
struct CapColumns<Element> {
  let keys: [RowKey]
  let bound: Operand<Element>
}

/// What a kernel that caps numbers needs of them; magnitudes are not negative.
protocol Cappable: ColumnElement, Comparable {
  static var zero: Self { get }
  var withoutSign: Self { get }
  var isBelowZero: Bool { get }
  var opposite: Self { get }
  /// Nil where it overflows.
  func plus(_ other: Self) -> Self?
  func minus(_ other: Self) -> Self?
}

extension Int64: Cappable {
  // The lane of a program's numbers is chosen so that none comes near its ends.
  var withoutSign: Int64 { self < 0 ? 0 &- self : self }
  var isBelowZero: Bool { self < 0 }
  var opposite: Int64 { 0 &- self }
  func plus(_ other: Int64) -> Int64? { self &+ other }
  func minus(_ other: Int64) -> Int64? { self &- other }
}

extension Decimal128: Cappable {
  var withoutSign: Decimal128 { magnitude }
  var isBelowZero: Bool { isNegative }
  var opposite: Decimal128 { negated }
  func plus(_ other: Decimal128) -> Decimal128? { adding(other) }
  func minus(_ other: Decimal128) -> Decimal128? { subtracting(other) }
}

/// The rows of a segment in their order, and for each cap the group of each of them.
struct CapScratch {
  fileprivate var rows: [Int] = []
  fileprivate var sorted: [Int] = []
  /// For one cap after the other, the group of each row by its place in the order.
  fileprivate var groups: [Int] = []

  fileprivate mutating func collect(
    _ segment: Range<Int>, _ caps: [[RowKey]], date: Operand<Int32>?, where takesPart: (Int) -> Bool
  ) {
    rows.removeAll(keepingCapacity: true)
    for row in segment where takesPart(row) { rows.append(row) }
    if let date {
      func day(_ row: Int) -> Int32 { date.presence.contains(row) ? date[row] : .min }
      rows.sort { (day($0), $0) < (day($1), $1) }
    }
    groups.removeAll(keepingCapacity: true)
    for keys in caps { addGroups(keys) }
  }

  /// Numbers the groups of rows with equal keys, from 0 on.
  private mutating func addGroups(_ keys: [RowKey]) {
    let start = groups.count
    groups.resize(to: start + rows.count, filler: 0)
    sorted.removeAll(keepingCapacity: true)
    sorted.append(contentsOf: rows.indices)
    sorted.sort { [rows] in Self.compare(rows[$0], rows[$1], keys) < 0 }
    var group = 0
    for (place, index) in sorted.enumerated() {
      if place > 0, Self.compare(rows[sorted[place - 1]], rows[index], keys) != 0 { group += 1 }
      groups[start + index] = group
    }
  }

  private static func compare(_ a: Int, _ b: Int, _ keys: [RowKey]) -> Int {
    for key in keys {
      let order = key.compare(a, b)
      if order != 0 { return order }
    }
    return 0
  }
}

extension Kernels {
  /// Lets each row count as much as every cap leaves of its magnitude, in the order of the rows, or of their dates.
  static func capped<Element: Cappable>(
    _ a: Operand<Element>, _ caps: [CapColumns<Element>], _ mask: Operand<UInt8>, date: Operand<Int32>?,
    starts: [Int32], scratch: inout CapScratch, into result: inout [Element], _ validity: inout [UInt8]
  ) {
    let rows = starts.last.map(Int.init) ?? 0
    result.removeAll(keepingCapacity: true)
    result.resize(to: rows, filler: .zero)
    setValidity(&validity, a.presence, rows: rows)
    let keys = caps.map(\.keys)
    var used: [Element] = []
    for parent in starts.indices.dropLast() {
      let segment = Int(starts[parent])..<Int(starts[parent + 1])
      guard !segment.isEmpty else { continue }
      scratch.collect(segment, keys, date: date) { mask[$0] != 0 && a.presence.contains($0) }
      used.removeAll(keepingCapacity: true)
      used.resize(to: caps.count * scratch.rows.count, filler: .zero)
      for (place, row) in scratch.rows.enumerated() {
        let counted = allot(a[row], at: place, row, caps, scratch, &used)
        result[row] = counted ?? .zero
        if counted == nil { invalidate(row, rows: rows, &validity) }
      }
    }
  }

  private static func allot<Element: Cappable>(
    _ value: Element, at place: Int, _ row: Int, _ caps: [CapColumns<Element>], _ scratch: CapScratch,
    _ used: inout [Element]
  ) -> Element? {
    let count = scratch.rows.count
    var counted = value.withoutSign
    for (cap, columns) in caps.enumerated() where columns.bound.presence.contains(row) {
      guard let room = columns.bound[row].minus(used[cap * count + scratch.groups[cap * count + place]]) else {
        return nil
      }
      counted = min(counted, max(.zero, room))
    }
    for cap in caps.indices {
      let group = cap * count + scratch.groups[cap * count + place]
      guard let sum = used[group].plus(counted) else { return nil }
      used[group] = sum
    }
    return value.isBelowZero ? counted.opposite : counted
  }

  private static func invalidate(_ row: Int, rows: Int, _ validity: inout [UInt8]) {
    if validity.isEmpty { validity.resize(to: rows, filler: 1) }
    validity[row] = 0
  }
}

extension Frame {
  mutating func capped(_ keyCounts: [Int], isDated: Bool, _ step: Step, into result: inout Column) {
    let mask = bytes(step.operands[1])
    let date = isDated ? dates(step.operands[2]) : nil
    var place = isDated ? 3 : 2
    let caps = keyCounts.map { count in
      defer { place += 1 + count }
      return (
        bound: place, keys: (place + 1..<place + 1 + count).map { key(step.operands[$0], in: step.operandLanes[$0]) }
      )
    }
    let starts = segments(of: step)
    if step.lane.storage == .decimals {
      Kernels.capped(
        decimals(step.operands[0]), caps.map { CapColumns(keys: $0.keys, bound: decimals(step.operands[$0.bound])) },
        mask, date: date, starts: starts, scratch: &scratch.caps, into: &result.decimals, &result.validity)
    } else {
      Kernels.capped(
        integers(step.operands[0]), caps.map { CapColumns(keys: $0.keys, bound: integers(step.operands[$0.bound])) },
        mask, date: date, starts: starts, scratch: &scratch.caps, into: &result.integers, &result.validity)
    }
  }
}
