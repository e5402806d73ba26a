import PolicyDiagnostics
import PolicyTypes

// The named results beside the grade.

extension ExplanationText {
  /// Returns the output on one line, with what it was computed from.
  func add(_ output: OutputStep, to lines: inout TextLines) {
    let heading = called(output.clause.name, output.clause.title)
    switch output.results {
    case .subject(let value):
      lines.add(
        heading + colon + text(of: value.result, unit: output.unit)
          + bracketed(reason(for: value), cited(output.clause), at: output.clause.place), depth: 1)
      addMembers(of: value, to: &lines, depth: 2)
    case .records(let source, let records):
      lines.add(
        heading
          + bracketed(pair(LocalizedText("for each of", "逐条"), source), cited(output.clause), at: output.clause.place),
        depth: 1)
      for record in records {
        lines.add(
          record.key + colon + text(of: record.value.result, unit: output.unit)
            + bracketed(reason(for: record.value), at: record.value.decidingPlace), depth: 2)
        addMembers(of: record.value, to: &lines, depth: 3)
      }
    }
  }

  private func reason(for value: ValueStep) -> String {
    value.members.map { word(summary(of: $0)) } ?? derivation(of: value)
  }
}
