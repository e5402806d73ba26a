import PolicyIR

/// Runs a plan on batches, one after the other, on one thread.
///
/// The registers are used again from batch to batch: after a few batches nothing is allocated any more, provided that
/// the values of a batch are let go before the next one is run.
package final class Interpreter {
  package let plan: ExecutionPlan
  private var registers: [Column]
  private var scratch = Scratch()

  package init(plan: ExecutionPlan) {
    self.plan = plan
    self.registers = Array(repeating: Column(), count: plan.registerCount)
  }

  /// Runs the plan on a batch whose reader used the plan's selection.
  package func run(_ batch: Batch) -> BatchValues {
    let text = TextPool(batch: batch.text, constants: plan.constantText)
    var frame = Frame(batch: batch, constants: plan.constants, text: text, registers: [])
    swap(&frame.registers, &registers)
    swap(&frame.scratch, &scratch)
    frame.scratch.begin(partitionCount: plan.partitionCount)
    var result = Column()
    for step in plan.steps {
      // Taken out, so that writing it copies nothing while the others are read.
      swap(&result, &frame.registers[step.register])
      frame.run(step, into: &result)
      swap(&result, &frame.registers[step.register])
    }
    swap(&frame.registers, &registers)
    swap(&frame.scratch, &scratch)
    return BatchValues(plan: plan, batch: batch, registers: registers, text: frame.text)
  }
}
