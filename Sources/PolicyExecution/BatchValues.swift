package import PolicyIR
package import PolicyTypes

/// The values of a program for one batch.
///
/// Whole columns are the fast way to read them; the functions for single rows are for explanations.
package struct BatchValues: Sendable {
  package let plan: ExecutionPlan
  package let batch: Batch
  private let registers: [Column]
  let text: TextPool

  init(plan: ExecutionPlan, batch: Batch, registers: [Column], text: TextPool) {
    self.plan = plan
    self.batch = batch
    self.registers = registers
    self.text = text
  }

  /// Whether the value can be read, because the plan keeps it.
  package func isKept(_ id: ValueID) -> Bool { plan.places[id.index] != nil }

  /// How many rows the value has.
  package func rowCount(of id: ValueID) -> Int { batch[plan.program[id].domain].count }

  /// Returns all rows of a value that is kept, in the array of its lane's storage.
  ///
  /// Read the array once for each batch. A constant is repeated for each row.
  package func column(of id: ValueID) -> Column {
    let place = place(of: id)
    let column = stored(place)
    if case .constant = place.kind { return column.repeated(rowCount(of: id)) }
    return column
  }

  /// Returns the value in one row, as people know it.
  package func value(of id: ValueID, row: Int) -> Value {
    let place = place(of: id)
    return stored(place).value(in: plan.program[id].type.lane, row: stride(place, row), text: text)
  }

  package func isPresent(_ id: ValueID, row: Int) -> Bool {
    let place = place(of: id)
    return stored(place).isPresent(stride(place, row))
  }

  /// Returns whether a yes-or-no value is present and true.
  package func boolean(of id: ValueID, row: Int) -> Bool { code(of: id, row: row) != 0 }

  /// Returns the code of a label; 0 where it is absent.
  package func code(of id: ValueID, row: Int) -> UInt8 {
    let place = place(of: id)
    return stored(place).bytes[stride(place, row)]
  }

  /// Returns the scaled integer of a value in an integer lane; 0 where it is absent.
  package func integer(of id: ValueID, row: Int) -> Int64 {
    let place = place(of: id)
    return stored(place).integers[stride(place, row)]
  }

  /// Returns the text that a text column points to.
  package func string(_ range: TextRange) -> String { text.string(range) }

  private func place(of id: ValueID) -> ValuePlace {
    guard let place = plan.places[id.index] else { preconditionFailure("the plan does not keep %\(id.index)") }
    return place
  }

  private func stored(_ place: ValuePlace) -> Column {
    switch place.kind {
    case .constant(let index): plan.constants[index]
    case .input(let domain, let field): batch.domains[domain.index].columns[field]
    case .register(let index): registers[index]
    }
  }

  /// The row at which a constant keeps what it has in every row.
  private func stride(_ place: ValuePlace, _ row: Int) -> Int {
    if case .constant = place.kind { 0 } else { row }
  }
}
