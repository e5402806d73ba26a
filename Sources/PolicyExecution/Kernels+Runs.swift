/// A row of a segment and the place of its value among the steps of a run.
struct RunPlace: Comparable {
  let place: Int64
  let row: Int

  static func < (a: RunPlace, b: RunPlace) -> Bool { (a.place, a.row) < (b.place, b.row) }
}

extension Kernels {
  /// How many places in a row the mask's rows of a segment hold up to each row's own; 0 outside the mask and where the
  /// value is absent.
  static func runLength<Element>(
    _ a: Operand<Element>, _ mask: Operand<UInt8>, starts: [Int32], scratch: inout [RunPlace],
    into result: inout Column, place: (Element) -> Int64
  ) {
    let rows = starts.last.map(Int.init) ?? 0
    result.validity.removeAll(keepingCapacity: true)
    result.integers.removeAll(keepingCapacity: true)
    result.integers.resize(to: rows, filler: 0)
    for parent in starts.indices.dropLast() {
      scratch.removeAll(keepingCapacity: true)
      for row in Int(starts[parent])..<Int(starts[parent + 1]) where mask[row] != 0 && a.presence.contains(row) {
        scratch.append(RunPlace(place: place(a[row]), row: row))
      }
      scratch.sort()
      var length: Int64 = 0
      var last: Int64?
      for entry in scratch {
        if entry.place != last { length = last.map { $0 &+ 1 } == entry.place ? length + 1 : 1 }
        last = entry.place
        result.integers[entry.row] = length
      }
    }
  }

  /// The value of the first row of the mask that has one; absent where none has.
  static func first<Element: ColumnElement>(
    _ a: Operand<Element>, _ mask: Operand<UInt8>, starts: [Int32], into result: inout [Element],
    _ validity: inout [UInt8]
  ) {
    let parents = starts.count - 1
    result.resize(to: parents, filler: .filler)
    validity.resize(to: parents, filler: 1)
    for parent in 0..<parents {
      let rows = Int(starts[parent])..<Int(starts[parent + 1])
      let found = rows.first { mask[$0] != 0 && a.presence.contains($0) }
      result[parent] = found.map { a[$0] } ?? .filler
      validity[parent] = found == nil ? 0 : 1
    }
    dropFullValidity(&validity)
  }
}
