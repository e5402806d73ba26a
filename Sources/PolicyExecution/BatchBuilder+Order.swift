import PolicyIR
import PolicyTypes

// The rows of a segment are in the order of their date, then of their key, then of their arrival. A record without a
// date comes first. Most data come in this order, so that it is tested for before anything is moved.

extension BatchBuilder {
  /// Puts the records of the current subject in order, each with the records below it.
  mutating func putSubjectInOrder() {
    guard !everythingIsInOrder else { return }
    // The rows of the current subject in their new order, for each domain in which something moves.
    var orders: [[Int]?] = Array(repeating: nil, count: batch.domains.count)
    for (index, layout) in layouts.enumerated() {
      guard let parent = layout.parent, orders[parent] != nil || !isInOrder(index) else { continue }
      orders[index] = reorder(index, parentOrder: orders[parent])
    }
  }

  private var everythingIsInOrder: Bool {
    for index in layouts.indices where !isInOrder(index) { return false }
    return true
  }

  private func isInOrder(_ index: Int) -> Bool {
    guard layouts[index].isOrdered, let parent = layouts[index].parent else { return true }
    guard batch.domains[index].count > current.rowCounts[index] + 1 else { return true }
    for parentRow in current.rowCounts[parent]..<batch.domains[parent].count {
      for row in segment(of: parentRow, in: index).dropFirst() where comesBefore(row, row - 1, in: index) {
        return false
      }
    }
    return true
  }

  /// Moves the rows of a domain below their parents' new places and sorts each segment; returns the order.
  private mutating func reorder(_ index: Int, parentOrder: [Int]?) -> [Int] {
    guard let parent = layouts[index].parent else { return [] }
    let first = current.rowCounts[index]
    let firstParent = current.rowCounts[parent]
    var order: [Int] = []
    var starts: [Int32] = []
    for parentRow in parentOrder ?? Array(firstParent..<batch.domains[parent].count) {
      starts.append(Int32(first + order.count))
      order += segment(of: parentRow, in: index).sorted { a, b in
        comesBefore(a, b, in: index) || (!comesBefore(b, a, in: index) && a < b)
      }
    }
    for field in layouts[index].readFields { batch.domains[index].columns[field].reorder(from: first, as: order) }
    batch.domains[index].starts.replaceSubrange(firstParent..., with: starts)
    return order
  }

  /// The rows below `parentRow`, which is of the current subject.
  private func segment(of parentRow: Int, in index: Int) -> Range<Int> {
    let next = parentRow + 1
    let isLast = next == batch.domains[index].starts.count
    let end = isLast ? batch.domains[index].count : Int(batch.domains[index].starts[next])
    return Int(batch.domains[index].starts[parentRow])..<end
  }

  private func comesBefore(_ a: Int, _ b: Int, in index: Int) -> Bool {
    if let date = layouts[index].date {
      let order = batch.domains[index].columns[date].compareDates(a, b)
      if order != 0 { return order < 0 }
    }
    guard let key = layouts[index].key else { return false }
    return batch.domains[index].columns[key].compareRows(
      a, b, in: layouts[index].storages[key], text: batch.text) < 0
  }
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
