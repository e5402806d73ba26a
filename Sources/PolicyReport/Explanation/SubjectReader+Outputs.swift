package import PolicyExecution
package import PolicyIR
import PolicyTypes

/// Reads the outputs of the subject and of its records.
extension SubjectReader {
  func step(for output: OutputOutline) -> OutputStep {
    OutputStep(
      id: "outputs." + output.clause.name, clause: Citation(output.clause), unit: output.unit,
      results: output.domain == .subject ? .subject(step(for: output.value)) : records(of: output))
  }

  private func records(of output: OutputOutline) -> OutputStep.Results {
    let domain = program.schema[output.domain]
    return .records(
      source: domain.title ?? domain.name,
      rows(of: output.domain).map { OutputStep.Record(key: key(of: $0), value: step(for: output.value, at: $0)) })
  }
}

extension BatchValues {
  /// How people know the records of a type, in the order of their rows, in a batch of one subject.
  package func recordKeys(of domain: DomainID) -> [String] {
    let reader = SubjectReader(ExplanationPlan(for: plan.program), batch: batch, values: self, row: 0)
    return reader.rows(of: domain).map { reader.key(of: $0) }
  }
}
