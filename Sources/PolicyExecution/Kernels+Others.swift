import PolicyIR
import PolicyTypes

/// A value of other rows and one of the row at hand, with the relation between them.
struct MatchKeys {
  let other: RowKey
  let relation: Relation
  let own: RowKey
}

extension Kernels {
  /// Counts for each row the other rows of its segment that are in the mask and match it.
  ///
  /// The rows are sorted once by their keys, then by the value that has bounds, so that those that match lie together
  /// and are found by halving: n log n for a segment of n rows.
  static func others(
    _ equal: [MatchKeys], _ bounds: [MatchKeys], _ mask: Operand<UInt8>, starts: [Int32], scratch: inout [Int],
    into result: inout Column
  ) {
    let rows = starts.last.map(Int.init) ?? 0
    result.validity.removeAll(keepingCapacity: true)
    result.integers.removeAll(keepingCapacity: true)
    result.integers.resize(to: rows, filler: 0)
    let keys = equal + bounds.prefix(1)
    for parent in starts.indices.dropLast() {
      let segment = Int(starts[parent])..<Int(starts[parent + 1])
      guard segment.count > 1 else { continue }
      scratch.removeAll(keepingCapacity: true)
      for row in segment where mask[row] != 0 && keys.allSatisfy({ $0.other.isPresent(row) }) { scratch.append(row) }
      guard !scratch.isEmpty else { continue }
      scratch.sort { a, b in
        for key in keys {
          let order = key.other.compare(a, b)
          if order != 0 { return order < 0 }
        }
        return a < b
      }
      for row in segment where (equal + bounds).allSatisfy({ $0.own.isPresent(row) }) {
        let matching = range(of: row, equal, bounds, scratch)
        let isItself = mask[row] != 0 && keys.allSatisfy { $0.other.isPresent(row) } && matches(row, row, equal, bounds)
        result.integers[row] = Int64(matching.count - (isItself ? 1 : 0))
      }
    }
  }

  private static func matches(_ other: Int, _ own: Int, _ equal: [MatchKeys], _ bounds: [MatchKeys]) -> Bool {
    equal.allSatisfy { $0.other.compare(other, with: $0.own, own) == 0 }
      && bounds.allSatisfy { $0.relation.holds(for: $0.other.compare(other, with: $0.own, own)) }
  }

  /// The places in the sorted rows that match `row`: one stretch, whose ends the bounds move.
  private static func range(of row: Int, _ equal: [MatchKeys], _ bounds: [MatchKeys], _ sorted: [Int]) -> Range<Int> {
    func place(_ isBefore: (_ other: Int) -> Bool) -> Int {
      var (low, high) = (0, sorted.count)
      while low < high {
        let middle = (low + high) / 2
        if isBefore(sorted[middle]) { low = middle + 1 } else { high = middle }
      }
      return low
    }
    /// How the keys of another row lie to those wanted: −1, 0 or 1.
    func order(_ other: Int) -> Int {
      for key in equal {
        let order = key.other.compare(other, with: key.own, row)
        if order != 0 { return order }
      }
      return 0
    }
    var start = place { order($0) < 0 }
    var end = place { order($0) <= 0 }
    for bound in bounds {
      func value(_ other: Int) -> Int { bound.other.compare(other, with: bound.own, row) }
      switch bound.relation {
      case .greater: start = max(start, place { order($0) < 0 || order($0) == 0 && value($0) <= 0 })
      case .greaterOrEqual: start = max(start, place { order($0) < 0 || order($0) == 0 && value($0) < 0 })
      case .less: end = min(end, place { order($0) < 0 || order($0) == 0 && value($0) < 0 })
      case .lessOrEqual: end = min(end, place { order($0) < 0 || order($0) == 0 && value($0) <= 0 })
      case .equal, .notEqual: break
      }
    }
    return start..<max(start, end)
  }
}

extension Frame {
  mutating func others(_ equalCount: Int, _ relations: [Relation], _ step: Step, into result: inout Column) {
    func keys(_ place: Int, _ relation: Relation) -> MatchKeys {
      MatchKeys(
        other: key(step.operands[2 * place], in: step.operandLanes[2 * place]), relation: relation,
        own: key(step.operands[2 * place + 1], in: step.operandLanes[2 * place + 1]))
    }
    let equal = (0..<equalCount).map { keys($0, .equal) }
    let bounds = relations.enumerated().map { keys(equalCount + $0, $1) }
    Kernels.others(
      equal, bounds, bytes(step.operands[step.operands.count - 1]), starts: segments(of: step),
      scratch: &scratch.matches, into: &result)
  }
}
