package import PolicyIR
package import PolicyTypes

/// What a run gives the subjects of some batches, one entry for each subject, detached from the batches.
///
/// All lists are as long as `places`, so that outcomes of two plans for the same input can be put side by side; `ids`
/// and `fields` are empty where they were not asked for.
package struct SubjectOutcomes: Sendable {
  /// Where each subject stands in its piece of the input, ascending.
  package private(set) var places: [Int] = []
  package private(set) var ids: [String] = []
  /// For each field that was asked for, its value for each subject.
  package private(set) var fields: [[Value]] = []
  /// The place of the grade among the labels of the program's grade; `noGrade` where there is none.
  package private(set) var grades: [UInt8] = []
  package private(set) var scores: [Decimal128?] = []
  /// For each measure of the outline, whether each subject gets it.
  package private(set) var measures: [[Bool]]
  /// For each number of each measure, its value for each subject; nil where it is absent or no number.
  package private(set) var numbers: [[Decimal128?]]

  package static let noGrade = UInt8.max

  package init(of program: IRProgram) {
    measures = program.outline.measures.map { _ in [] }
    numbers = program.outline.measures.flatMap(\.numbers).map { _ in [] }
  }

  package var count: Int { places.count }

  /// Adds the subjects of a batch, whose places are `places`, without those that `isSetAside` marks; empty marks none.
  ///
  /// With `identifying`, their ids and these fields of theirs are kept as well.
  package mutating func append(
    _ values: BatchValues, places: [Int], leavingOut isSetAside: [Bool], identifying wanted: [Int]?
  ) {
    let outline = values.plan.program.outline
    let rows = places.indices.filter { isSetAside.isEmpty || !isSetAside[$0] }
    self.places += rows.map { places[$0] }
    if let wanted { appendIdentity(values, rows, wanted) }
    grades += outline.grade.map { codes(values, $0.result, rows) } ?? rows.map { _ in Self.noGrade }
    scores += outline.score.map { decimals(values, outline[$0].result, rows) } ?? rows.map { _ in nil }
    var number = 0
    for (index, measure) in outline.measures.enumerated() {
      let flags = values.column(of: measure.isGiven).bytes
      measures[index] += rows.map { flags[$0] != 0 }
      for value in measure.numbers {
        // The numbers of single records do not add up to one of the subject.
        numbers[number] += measure.records == nil ? decimals(values, value.value.result, rows) : rows.map { _ in nil }
        number += 1
      }
    }
  }

  private mutating func appendIdentity(_ values: BatchValues, _ rows: [Int], _ wanted: [Int]) {
    let domain = values.plan.program.schema[.subject]
    ids += rows.map { row in domain.key.map { values.field($0, row: row).description } ?? "" }
    if fields.isEmpty { fields = wanted.map { _ in [] } }
    for (index, field) in wanted.enumerated() { fields[index] += rows.map { values.field(field, row: $0) } }
  }

  private func codes(_ values: BatchValues, _ id: ValueID, _ rows: [Int]) -> [UInt8] {
    let column = values.column(of: id)
    return rows.map { column.isPresent($0) ? column.bytes[$0] : Self.noGrade }
  }

  private func decimals(_ values: BatchValues, _ id: ValueID, _ rows: [Int]) -> [Decimal128?] {
    let column = values.column(of: id)
    switch values.plan.program.type(of: id).lane {
    case .integer(let scale):
      return rows.map { column.isPresent($0) ? Decimal128(coefficient: column.integers[$0], scale: scale) : nil }
    case .decimal: return rows.map { column.isPresent($0) ? column.decimals[$0] : nil }
    case .boolean, .code, .text, .date, .duration: return rows.map { _ in nil }
    }
  }
}

extension BatchValues {
  /// Returns a field of the subject in one row.
  fileprivate func field(_ field: Int, row: Int) -> Value {
    let lane = plan.program.schema[.subject].fields[field].kind.lane
    return batch[.subject].columns[field].value(in: lane, row: row, text: text)
  }
}

extension InputSelection {
  /// Returns the selection with a field of the subject, which is read then for its own sake.
  package func adding(subjectField field: Int) -> InputSelection {
    var isRead = isRead
    isRead[DomainID.subject.index][field] = true
    return InputSelection(isRead: isRead, rowsAreRead: rowsAreRead)
  }
}
