import PolicyExecution
import PolicyIR
import PolicyTypes

/// Caps that rows share, by going through the segment from its first row on for every row.
extension NaiveEvaluator {
  /// How much of a row's number counts.
  func capped(
    _ row: Int, _ a: ValueID, _ caps: [KeyCap], _ mask: ValueID, _ date: ValueID?, _ segment: some Sequence<Int>
  ) -> Value {
    if columns[a.index][row].isAbsent { return .absent }
    guard columns[mask.index][row].boolean == true else { return .number(.zero) }
    func day(_ row: Int) -> CalendarDate { date.flatMap { columns[$0.index][row].date } ?? .earliest }
    let rows = segment.filter { columns[mask.index][$0].boolean == true && !columns[a.index][$0].isAbsent }
      .sorted { (day($0), $0) < (day($1), $1) }
    var counted: [Int: Decimal128] = [:]
    for (place, other) in rows.enumerated() {
      let number = columns[a.index][other].number ?? .zero
      var most = number.magnitude
      for cap in caps {
        guard let bound = columns[cap.bound.index][other].number else { continue }
        let group = rows[..<place].filter { earlier in
          cap.keys.allSatisfy { columns[$0.index][earlier] == columns[$0.index][other] }
        }
        let used = group.reduce(Decimal128.zero) { sum, earlier in sum.adding(counted[earlier] ?? .zero) ?? sum }
        most = min(most, max(.zero, bound.subtracting(used) ?? .zero))
      }
      counted[other] = most
      if other == row { return .number(number.isNegative ? most.negated : most) }
    }
    return .absent
  }
}
