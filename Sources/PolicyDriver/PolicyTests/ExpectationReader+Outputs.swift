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
    let output = outline.outputs[place]
    guard output.domain != .subject else {
      guard let scalar = entry.piece.scalar else {
        diagnostics.insert(.outputNeedsOneValue(entry.name))
        return []
      }
      return expectation(place, record: nil, scalar)
    }
    guard entry.piece.scalar == nil else {
      diagnostics.insert(.outputNeedsKeys(entry.name, of: program.schema[output.domain].name))
      return []
    }
    return entry.piece.named.flatMap { record in
      record.piece.scalar.map { expectation(place, record: record.name.text, $0) } ?? []
    }
  }

  private mutating func expectation(_ place: Int, record: String?, _ scalar: YAMLScalar) -> [Expectation] {
    let lane = program[outline.outputs[place].value.result].type.lane
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
