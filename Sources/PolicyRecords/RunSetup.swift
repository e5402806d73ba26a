import PolicyExecution
import PolicyIR

/// What every worker of a run shares.
struct RunSetup: Sendable {
  let plan: ExecutionPlan
  let decoder: RecordDecoder
  let formatter: ResultFormatter

  init(plan: ExecutionPlan, mapping: DataMapping, format: ResultFormat) throws(RecordsError) {
    self.plan = plan
    decoder = RecordDecoder(schema: plan.program.schema, mapping: mapping, selection: plan.selection)
    formatter = try ResultFormatter(program: plan.program, mapping: mapping, format: format)
  }
}
