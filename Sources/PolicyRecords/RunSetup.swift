import PolicyExecution
import PolicyIR
import PolicyTypes

/// What every worker of a run shares.
struct RunSetup: Sendable {
  let decoder: RecordDecoder
  let asOf: CalendarDate

  /// Makes what a worker does with the batches that it decodes.
  let makeConsumer: @Sendable () -> any BatchConsumer

  /// What is explained on the way.
  let explanations: ExplanationRequest?

  init(
    decoder: RecordDecoder, asOf: CalendarDate, explanations: ExplanationRequest? = nil,
    makeConsumer: @escaping @Sendable () -> any BatchConsumer
  ) {
    self.decoder = decoder
    self.asOf = asOf
    self.explanations = explanations
    self.makeConsumer = makeConsumer
  }

  /// Makes the setup of a run that writes results.
  init(
    plan: ExecutionPlan, mapping: DataMapping, formatter: ResultFormatter, explanations: ExplanationRequest? = nil
  ) {
    let decoder = RecordDecoder(schema: plan.program.schema, mapping: mapping, selection: plan.selection)
    self.init(decoder: decoder, asOf: plan.asOf, explanations: explanations) {
      BatchEvaluator(plan: plan, formatter: formatter, decoder: decoder, choice: explanations?.choice)
    }
  }
}
