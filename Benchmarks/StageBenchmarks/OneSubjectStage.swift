import PolicyDiagnostics
import PolicyDriver
import PolicyExecution
import PolicyIR
import PolicyRecords
import PolicyReport
import PolicyTypes

/// How long one subject takes from a policy that is loaded: a JSON line in, its results or its explanation out.
struct OneSubjectStage {
  let policy: CompiledPolicy
  let asOf: CalendarDate
  /// The subjects, one JSON line each.
  let lines: [[UInt8]]

  func measure(into table: inout StageTable, times: Int) throws {
    let plan = ExecutionPlan(program: policy.program, asOf: asOf, keeping: .results)
    let grader = try SubjectGrader(plan: plan, mapping: policy.mapping, format: .jsonLines)
    table.measureLatency("one subject", times: times) { number in _ = try? grader.grade(lines[number % lines.count]) }

    let reader = try SubjectLineReader(schema: policy.program.schema, mapping: policy.mapping, asOf: asOf)
    let interpreter = Interpreter(
      plan: ExecutionPlan(program: policy.program, asOf: asOf, keeping: .everything))
    let explanationPlan = ExplanationPlan(for: policy.program, readings: policy.readings)
    func why(_ number: Int) -> Explanation? {
      guard case .found(let batch, _)? = try? reader.read(lines[number % lines.count]) else { return nil }
      let values = interpreter.run(batch)
      return Explanation(explanationPlan, batch: batch, values: values, asOf: asOf)
    }
    table.measureLatency("why of one subject, steps", times: times) { number in _ = why(number) }
    table.measureLatency("why of one subject, Chinese text", times: times) { number in
      if let explanation = why(number) { _ = ExplanationText(language: .chinese).text(of: explanation) }
    }
  }
}
