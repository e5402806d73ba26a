extension Kernels {
  /// 1 + the number of earlier rows of the segment that are in the mask and whose `until` lies after this row's date.
  ///
  /// Absent where the date is; a row without `until` is not counted. Rows are in the order of their dates, which need
  /// not be those that order the records; absent dates come first.
  static func ordinal(
    date: Operand<Int32>, until: Operand<Int32>, _ mask: Operand<UInt8>, starts: [Int32],
    scratch: inout OrdinalScratch, into result: inout Column
  ) {
    let rows = starts.last.map(Int.init) ?? 0
    result.integers.resize(to: rows, filler: 0)
    for parent in starts.indices.dropLast() {
      let segment = Int(starts[parent])..<Int(starts[parent + 1])
      if !isAscending(segment, date) {
        let order = segment.sorted { (day($0, date), $0) < (day($1, date), $1) }
        scratch.count(order, date, until, mask, &result.integers)
      } else if segment.count <= shortSegment {
        countShort(segment, date, until, mask, &result.integers)
      } else {
        scratch.count(segment, date, until, mask, &result.integers)
      }
    }
    setValidity(&result.validity, date.presence, rows: rows)
    clearAbsent(&result.integers, result.validity)
  }

  private static func isAscending(_ segment: Range<Int>, _ date: Operand<Int32>) -> Bool {
    segment.dropFirst().allSatisfy { day($0 - 1, date) <= day($0, date) }
  }

  private static func day(_ row: Int, _ date: Operand<Int32>) -> Int32 {
    date.presence.contains(row) ? date[row] : .min
  }

  /// Up to this many rows are compared pair by pair.
  private static let shortSegment = 32

  private static func countShort(
    _ segment: Range<Int>, _ date: Operand<Int32>, _ until: Operand<Int32>, _ mask: Operand<UInt8>,
    _ result: inout [Int64]
  ) {
    for row in segment {
      var ordinal: Int64 = 1
      for earlier in segment.lowerBound..<row
      where mask[earlier] != 0 && until[earlier] > date[row] && until.presence.contains(earlier) {
        ordinal += 1
      }
      result[row] = ordinal
    }
  }
}

/// Counts in long segments in time proportional to n log n, so that no subject can stall a run.
///
/// The `until` days of earlier rows are kept in a Fenwick tree over the sorted days of the segment (Fenwick, "A new
/// data structure for cumulative frequency tables", 1994).
struct OrdinalScratch {
  private var days: [Int32] = []
  /// Element i holds how many of the days below it, within the lowest set bit of i, have been added.
  private var tree: [Int64] = []

  mutating func count(
    _ segment: some Sequence<Int>, _ date: Operand<Int32>, _ until: Operand<Int32>, _ mask: Operand<UInt8>,
    _ result: inout [Int64]
  ) {
    days.removeAll(keepingCapacity: true)
    for row in segment where mask[row] != 0 && until.presence.contains(row) { days.append(until[row]) }
    days.sort()
    tree.removeAll(keepingCapacity: true)
    tree.resize(to: days.count + 1, filler: 0)

    var added: Int64 = 0
    for row in segment {
      // The days that do not lie after this row's date come first in the order.
      result[row] = 1 + added - countOfDays(upTo: date[row])
      guard mask[row] != 0, until.presence.contains(row) else { continue }
      add(until[row])
      added += 1
    }
  }

  private mutating func add(_ day: Int32) {
    var index = indexAfter(day)
    while index < tree.count {
      tree[index] += 1
      index += index & -index
    }
  }

  private func countOfDays(upTo day: Int32) -> Int64 {
    var index = indexAfter(day)
    var count: Int64 = 0
    while index > 0 {
      count += tree[index]
      index -= index & -index
    }
    return count
  }

  /// Returns how many of the sorted days are not after `day`.
  private func indexAfter(_ day: Int32) -> Int {
    var low = 0
    var high = days.count
    while low < high {
      let middle = (low + high) / 2
      if days[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
