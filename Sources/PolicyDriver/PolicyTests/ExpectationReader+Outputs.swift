import PolicyDiagnostics
import PolicyIR
import PolicySemantics
import PolicySyntax
import PolicyTypes

/// Reads what a test expects of outputs, under `outputs` or by their names alone.
extension ExpectationReader {
  mutating func outputs(_ form: Form) -> [Expectation] {
    (form[.outputs]?.named ?? []).flatMap { entry in
      if let place = output(named: entry.name.text) { return output(place, entry) }
      diagnostics.insert(.unknownExpectedOutput(entry.name, known: outline.outputs.map(\.clause.name)))
      return []
    }
  }

  func output(named name: String) -> Int? { outline.outputs.firstIndex { $0.clause.name == name } }

  /// Reads one value, or one for each of some records by their keys.
  mutating func output(_ place: Int, _ entry: NamedPiece) -> [Expectation] {
    let records = entry.piece.named.compactMap { record in record.piece.scalar.map { (record.name.text, $0) } }
    return output(place, entry.name, entry.piece.scalar, records)
  }

  /// Reads the same from a cell of a table.
  mutating func output(_ place: Int, _ column: YAMLScalar, cell: YAMLNode) -> [Expectation] {
    let entries = cell.entries ?? []
    for wrong in cell.scalar == nil && cell.entries == nil ? [cell] : entries.map(\.value) where wrong.scalar == nil {
      diagnostics.insert(.wrongTestCell(wrong, column))
      return []
    }
    let records = entries.compactMap { entry in entry.value.scalar.map { (entry.key.text, $0) } }
    return output(place, column, cell.scalar, records)
  }

  private mutating func output(
    _ place: Int, _ name: YAMLScalar, _ value: YAMLScalar?, _ records: [(key: String, value: YAMLScalar)]
  ) -> [Expectation] {
    let output = outline.outputs[place]
    guard output.domain != .subject else {
      guard let value else {
        diagnostics.insert(.outputNeedsOneValue(name))
        return []
      }
      return expectation(place, record: nil, value)
    }
    guard value == nil else {
      diagnostics.insert(.outputNeedsKeys(name, of: program.schema[output.domain].name))
      return []
    }
    return records.flatMap { expectation(place, record: $0.key, $0.value) }
  }

  /// Reads what is expected of a measure that is given for records, or of a number of one: a value for each of some
  /// records by their keys; nil for anything else.
  mutating func measureOfRecords(_ entry: NamedPiece) -> [Expectation]? {
    let name = entry.name.text
    let measure = outline.measures.firstIndex { $0.records != nil && $0.clause.name == name }
    let number = MeasureNumberPlace.all(in: outline).first {
      outline.measures[$0.measure].records != nil && $0.name(in: outline) == name
    }
    guard let place = measure ?? number?.measure, let records = outline.measures[place].records else { return nil }
    guard entry.piece.scalar == nil else {
      diagnostics.insert(.outputNeedsKeys(entry.name, of: program.schema[records.selection.domain].name))
      return []
    }
    return entry.piece.named.compactMap { record in
      guard let scalar = record.piece.scalar else { return nil }
      let lane =
        number.map { program.type(of: outline.measures[place].numbers[$0.number].value.result).lane } ?? .boolean
      guard let value = expectedValue(scalar, lane) else {
        diagnostics.insert(.wrongExpectedOutput(scalar))
        return nil
      }
      let key = record.name.text
      let kind =
        number.map { Expectation.Kind.measureNumber($0, record: key, value) }
        ?? .measureOfRecord(place, record: key, value == .boolean(true))
      return Expectation(written: scalar, kind: kind)
    }
  }

  private mutating func expectation(_ place: Int, record: String?, _ scalar: YAMLScalar) -> [Expectation] {
    let lane = program.type(of: outline.outputs[place].value.result).lane
    if let value = expectedValue(scalar, lane) {
      return [Expectation(written: scalar, kind: .output(place, record: record, value))]
    }
    diagnostics.insert(.wrongExpectedOutput(scalar))
    return []
  }

  /// Reads a value as a column of the lane would hold it; `null` is absence.
  func expectedValue(_ scalar: YAMLScalar, _ lane: Lane) -> Value? {
    if scalar.text == "null", !scalar.isQuoted { return .absent }
    switch lane {
    case .boolean:
      if ["true", "是"].contains(scalar.text) { return .boolean(true) }
      return ["false", "否"].contains(scalar.text) ? .boolean(false) : nil
    case .code(let labels): return labels.code(of: scalar.text).map { _ in .label(scalar.text) }
    case .text: return .text(scalar.text)
    case .date: return CalendarDate(text: scalar.text).map { .date($0) }
    case .duration, .integer, .decimal: return expectedLiteral(scalar)
    }
  }
}
