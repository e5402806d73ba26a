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
  package func rowCount(of id: ValueID) -> Int { batch[plan.program.domain(of: id)].count }

  /// Returns all rows of a value that is kept, in the array of its lane's storage.
  ///
  /// Read the array once for each batch. A constant is repeated for each row.
  package func column(of id: ValueID) -> Column {
    let place = plan.place(of: id)
    let column = stored(place)
    if case .constant = place.kind { return column.repeated(rowCount(of: id)) }
    return column
  }

  /// Returns the value in one row, as people know it.
  package func value(of id: ValueID, row: Int) -> Value {
    let lane = plan.program.type(of: id).lane
    return switch plan.place(of: id).kind {
    case .constant(let index): plan.constants[index].value(in: lane, row: 0, text: text)
    case .input(let domain, let field):
      batch.domains[domain.index].columns[field].value(in: lane, row: row, text: text)
    case .register(let index): registers[index].value(in: lane, row: row, text: text)
    }
  }

  package func isPresent(_ id: ValueID, row: Int) -> Bool { presence(of: id).isPresent(row) }

  /// Returns whether a yes-or-no value is present and true.
  package func boolean(of id: ValueID, row: Int) -> Bool { code(of: id, row: row) != 0 }

  /// Returns the code of a label; 0 where it is absent.
  package func code(of id: ValueID, row: Int) -> UInt8 { bytes(at: plan.place(of: id))[row] }

  /// Returns the scaled integer of a value in an integer lane; 0 where it is absent.
  package func integer(of id: ValueID, row: Int) -> Int64 { integers(at: plan.place(of: id))[row] }

  /// Returns the text that a text column points to.
  package func string(_ range: TextRange) -> String { text.string(range) }

  /// Returns the bytes of the text that a text column points to.
  package func bytes(_ range: TextRange) -> [UInt8] { text.bytes(range) }

  private func presence(of id: ValueID) -> ValueRows<Void> { rows(at: plan.place(of: id)) { _ in [] } }

  private func stored(_ place: ValuePlace) -> Column {
    switch place.kind {
    case .constant(let index): plan.constants[index]
    case .input(let domain, let field): batch.domains[domain.index].columns[field]
    case .register(let index): registers[index]
    }
  }
}

// MARK: Rows by the storage of their lane

/// All rows of one value, without a copy of its column.
package struct ValueRows<Element> {
  /// One element for each row, or one alone where it is the same in all.
  package let elements: [Element]
  /// As that of a column.
  package let validity: [UInt8]
  package let isConstant: Bool

  @inlinable  // Read for every subject.
  package subscript(row: Int) -> Element { elements[isConstant ? 0 : row] }

  @inlinable  // As above.
  package func isPresent(_ row: Int) -> Bool { validity.isEmpty || validity[isConstant ? 0 : row] != 0 }
}

extension BatchValues {
  package func bytes(at place: ValuePlace) -> ValueRows<UInt8> { rows(at: place) { $0.bytes } }
  package func dates(at place: ValuePlace) -> ValueRows<Int32> { rows(at: place) { $0.dates } }
  package func integers(at place: ValuePlace) -> ValueRows<Int64> { rows(at: place) { $0.integers } }
  package func decimals(at place: ValuePlace) -> ValueRows<Decimal128> { rows(at: place) { $0.decimals } }
  package func texts(at place: ValuePlace) -> ValueRows<TextRange> { rows(at: place) { $0.texts } }

  /// Sets `bit` in the word of each row in which any of some yes-or-no values holds; `words` has one for each subject.
  package func mark(_ bit: UInt64, whereAnyOf places: [ValuePlace], in words: inout [UInt64]) {
    for place in places {
      let rows = bytes(at: place)
      if rows.isConstant {
        if rows.elements[0] != 0 { for row in words.indices { words[row] |= bit } }
        continue
      }
      let flags = rows.elements.span
      var out = words.mutableSpan
      precondition(flags.count == out.count)
      for row in flags.indices { out[row] |= bit & (0 &- UInt64(flags[row])) }
    }
  }

  /// Counts the subjects for whom a yes-or-no value holds, without those that `isLeftOut` marks; empty marks none.
  package func count(at place: ValuePlace, leavingOut isLeftOut: [Bool]) -> Int {
    let rows = bytes(at: place)
    let count = batch.subjectCount
    if isLeftOut.isEmpty, !rows.isConstant { return rows.elements.reduce(0) { $0 &+ Int($1) } }
    return (0..<count).count { rows[$0] != 0 && (isLeftOut.isEmpty || !isLeftOut[$0]) }
  }

  @inline(__always)  // Otherwise all arrays of a column are retained for one of them.
  private func rows<Element>(
    at place: ValuePlace, _ elements: (borrowing Column) -> [Element]
  ) -> ValueRows<Element> {
    switch place.kind {
    case .constant(let index): rows(of: plan.constants[index], isConstant: true, elements)
    case .input(let domain, let field):
      rows(of: batch.domains[domain.index].columns[field], isConstant: false, elements)
    case .register(let index): rows(of: registers[index], isConstant: false, elements)
    }
  }

  @inline(__always)  // As above.
  private func rows<Element>(
    of column: borrowing Column, isConstant: Bool, _ elements: (borrowing Column) -> [Element]
  ) -> ValueRows<Element> {
    ValueRows(elements: elements(column), validity: column.validity, isConstant: isConstant)
  }
}
