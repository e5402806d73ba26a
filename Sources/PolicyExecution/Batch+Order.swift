import PolicyIR
import PolicyTypes

// The rows of a segment are in the order of their date, then of their key, then of their arrival. A record without a
// date comes first. Most data come in this order, so that it is tested for before anything is moved.

extension Batch {
  /// Puts the records of all domains in order, each with the records below it; `first` has for each domain the first
  /// row that is looked at.
  mutating func putRowsInOrder(_ layouts: [DomainLayout], from first: [Int]) {
    var orders: [[Int]?]?
    for (index, layout) in layouts.enumerated() {
      guard let parent = layout.parent else { continue }
      let parentOrder = orders?[parent]
      guard parentOrder != nil || !isInOrder(index, layout, from: first) else { continue }
      // The rows in their new order, for each domain in which something moves.
      if orders == nil { orders = Array(repeating: nil, count: domains.count) }
      orders?[index] = reorder(index, layout, from: first, parentOrder: parentOrder)
    }
  }

  private func isInOrder(_ index: Int, _ layout: DomainLayout, from first: [Int]) -> Bool {
    guard layout.isOrdered, let parent = layout.parent else { return true }
    guard domains[index].count > first[index] + 1 else { return true }
    let parents = first[parent]..<domains[parent].count
    if layout.key == nil, let date = layout.date { return datesAscend(index, date, below: parents) }
    for parentRow in parents {
      for row in segment(of: parentRow, in: index).dropFirst() where comesBefore(row, row - 1, in: index, layout) {
        return false
      }
    }
    return true
  }

  private func datesAscend(_ index: Int, _ date: Int, below parents: Range<Int>) -> Bool {
    let rowStarts = domains[index].starts
    let column = domains[index].columns[date]
    let starts = rowStarts.span
    let dates = column.dates.span
    let validity = column.validity.span
    for parentRow in parents {
      let end = parentRow + 1 < starts.count ? Int(starts[parentRow + 1]) : domains[index].count
      var row = Int(starts[parentRow]) + 1
      while row < end {
        let earlier = dateKey(dates[row - 1], validity[row - 1])
        if dateKey(dates[row], validity[row]) < earlier { return false }
        row += 1
      }
    }
    return true
  }

  /// Moves the rows of a domain below their parents' new places and sorts each segment; returns the order.
  private mutating func reorder(
    _ index: Int, _ layout: DomainLayout, from firstRows: [Int], parentOrder: [Int]?
  ) -> [Int] {
    guard let parent = layout.parent else { return [] }
    let first = firstRows[index]
    let firstParent = firstRows[parent]
    var order: [Int] = []
    var starts: [Int32] = []
    for parentRow in parentOrder ?? Array(firstParent..<domains[parent].count) {
      starts.append(Int32(first + order.count))
      appendSorted(segment(of: parentRow, in: index), of: index, layout, to: &order)
    }
    for field in layout.readFields { domains[index].columns[field].reorder(from: first, as: order) }
    domains[index].starts.replaceSubrange(firstParent..., with: starts)
    return order
  }

  private func appendSorted(_ rows: Range<Int>, of index: Int, _ layout: DomainLayout, to order: inout [Int]) {
    guard layout.isOrdered, rows.count > 1 else { return order.append(contentsOf: rows) }
    if layout.key == nil, let date = layout.date {
      let column = domains[index].columns[date]
      // The date above, the place of arrival below.
      let keys = rows.map { dateKey(column.dates[$0], column.validity[$0]) << 31 | Int64($0) }.sorted()
      return order.append(contentsOf: keys.lazy.map { Int($0 & 0x7FFF_FFFF) })
    }
    order += rows.sorted { a, b in
      comesBefore(a, b, in: index, layout) || (!comesBefore(b, a, in: index, layout) && a < b)
    }
  }

  private func comesBefore(_ a: Int, _ b: Int, in index: Int, _ layout: DomainLayout) -> Bool {
    if let date = layout.date {
      let order = domains[index].columns[date].compareDates(a, b)
      if order != 0 { return order < 0 }
    }
    guard let key = layout.key else { return false }
    return domains[index].columns[key].compareRows(a, b, in: layout.storages[key], text: text) < 0
  }
}

/// A number in the order of dates, in 33 bits, of which an absent one is the least.
@inline(__always)
private func dateKey(_ day: Int32, _ isPresent: UInt8) -> Int64 {
  isPresent == 0 ? Int64(Int32.min) - 1 : Int64(day)
}

extension Column {
  /// Returns −1, 0 or 1 as row `a` comes before, with or after row `b`; an absent value comes first.
  fileprivate func compareRows(_ a: Int, _ b: Int, in storage: ColumnStorage, text: [UInt8]) -> Int {
    if isPresent(a) != isPresent(b) { return isPresent(a) ? 1 : -1 }
    return switch storage {
    case .bytes: order(bytes[a], bytes[b])
    case .dates: order(dates[a], dates[b])
    case .integers: order(integers[a], integers[b])
    case .decimals: decimals[a].compare(decimals[b])
    case .texts: TextPool(batch: text, constants: []).compare(texts[a], texts[b])
    }
  }

  /// The same for dates alone, which decide nearly always.
  fileprivate func compareDates(_ a: Int, _ b: Int) -> Int {
    let byPresence = order(validity[a], validity[b])
    return byPresence != 0 ? byPresence : order(dates[a], dates[b])
  }
}

/// Returns −1, 0 or 1 as `a` is less than, equal to or greater than `b`.
func order<Element: Comparable>(_ a: Element, _ b: Element) -> Int {
  a == b ? 0 : a < b ? -1 : 1
}
