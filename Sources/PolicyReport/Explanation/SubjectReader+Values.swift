import PolicyExecution
import PolicyIR
import PolicyTypes

/// Reads how values came about: which rows decided, and what conditions are made of.
extension SubjectReader {
  func step(for value: ValueOutline, at place: RowPlace) -> ValueStep {
    var rows: [RowStep] = []
    var inputs = value.inputs
    var decided = value
    while !decided.take.combinesRows, let (number, row) = decidingRow(of: decided, at: place) {
      rows.append(step(for: row, number: number, of: decided.reference, at: place))
      decided = row.value
      inputs += decided.inputs.filter { !inputs.contains($0) }
    }
    let tally = tally(of: decided, at: place)
    if tally == nil, decided.take.combinesRows, let row = otherwise(of: decided, at: place) {
      rows.append(step(for: row, number: decided.rows.count, at: place))
    }
    return ValueStep(
      text: value.text, place: Place(value.span), result: self.value(of: value.result, at: place),
      inputs: inputs.map { figure($0, at: place) }, rows: rows, tally: tally,
      members: value.members.map { step(for: $0, at: place) },
      arithmetic: tally == nil ? ArithmeticText.text(of: decided.result, at: place, self) : nil)
  }

  func step(for value: ValueOutline) -> ValueStep { step(for: value, at: subject) }

  func step(for row: ValueRow, number: Int, of reference: String? = nil, at place: RowPlace) -> RowStep {
    RowStep(
      number: number, test: row.test, text: row.value.text, place: Place(row.span),
      members: row.members.map { step(for: $0, at: place) }, reference: row.condition == nil ? nil : reference)
  }

  private func step(for members: MembersOutline, at place: RowPlace) -> MembersStep {
    MembersStep(need: members.need, conditions: members.conditions.map { step(for: $0, at: place) })
  }

  /// Returns the first row whose condition holds, and its number from one.
  private func decidingRow(of value: ValueOutline, at place: RowPlace) -> (number: Int, row: ValueRow)? {
    // A lookup of something absent is absent: no row decides, not even the last.
    if self.value(of: value.result, at: place).isAbsent { return nil }
    return value.rows.indices.lazy.first { index in
      value.rows[index].condition.map { isTrue($0, at: place) } ?? true
    }.map { ($0 + 1, value.rows[$0]) }
  }

  // MARK: Rows that decide together

  /// Returns the rows that hold, where several may decide; nil where none does.
  private func tally(of value: ValueOutline, at place: RowPlace) -> TallyStep? {
    guard value.take.combinesRows else { return nil }
    let result = self.value(of: value.result, at: place)
    if result.isAbsent { return nil }
    let rows = value.rows.enumerated().compactMap { index, row -> TallyRow? in
      guard let condition = row.condition, isTrue(condition, at: place) else { return nil }
      let given = step(for: row.value, at: place)
      return TallyRow(
        row: step(for: row, number: index + 1, at: place), value: given,
        isTaken: value.take == .sum || given.result == result)
    }
    return rows.isEmpty ? nil : TallyStep(take: value.take, rows: rows)
  }

  private func otherwise(of value: ValueOutline, at place: RowPlace) -> ValueRow? {
    if self.value(of: value.result, at: place).isAbsent { return nil }
    return value.rows.last.flatMap { $0.condition == nil ? $0 : nil }
  }
}
