import PolicyIR
import PolicyTypes
import Testing

@testable import PolicyExecution

/// Random programs over random data: kernels against their meaning, folded and not, in one batch and in many.
struct DifferentialKernelTests {
  @Test(arguments: 1...24)
  func agreesWithNaiveEvaluation(seed: Int) throws {
    let program = RandomProgram(seed: UInt64(seed), count: 300).builder.program
    try #require(IRVerifier.violations(in: program) == [])
    var random = SeededGenerator(seed: UInt64(seed) &* 977)
    let subjects = (0..<30).map { SampleRecord.random($0, using: &random) }
    let batch = BatchBuilder.batch(subjects)
    let naive = NaiveEvaluator(program, batch, asOf: .asOf)

    for isFolding in [true, false] {
      let plan = ExecutionPlan(program: program, asOf: .asOf, keeping: .everything, isFolding: isFolding)
      let interpreter = Interpreter(plan: plan)
      // The second run meets used registers.
      for batch in [batch, batch] { expectEqual(interpreter.run(batch), naive, "seed \(seed), folding \(isFolding)") }
    }
  }

  @Test(arguments: 1...10)
  func batchOfManyIsBatchesOfOne(seed: Int) {
    let program = RandomProgram(seed: UInt64(seed) + 1000, count: 250).builder.program
    var random = SeededGenerator(seed: UInt64(seed) &* 31)
    let subjects = (0..<20).map { SampleRecord.random($0, using: &random) }
    let interpreter = Interpreter(plan: ExecutionPlan(program: program, asOf: .asOf, keeping: .everything))
    let whole = interpreter.run(BatchBuilder.batch(subjects))
    for (index, subject) in subjects.enumerated() {
      let one = interpreter.run(BatchBuilder.batch([subject]))
      for id in program.instructions.indices.map(ValueID.init) where program[id].domain == .subject {
        #expect(one.value(of: id, row: 0) == whole.value(of: id, row: index), "seed \(seed), %\(id.index)")
      }
    }
  }

  /// Registers that are used again must not be among the values that results are made of.
  @Test(arguments: 1...20)
  func resultsAreThoseOfTheTrace(seed: Int) {
    let program = RandomProgram(seed: UInt64(seed) + 2000, count: 300).builder.program
    var random = SeededGenerator(seed: UInt64(seed) &* 57)
    let asked = program.instructions.indices.filter { _ in random.chance(5) }.map(ValueID.init)
    let subjects = (0..<20).map { SampleRecord.random($0, using: &random) }
    let plan = ExecutionPlan(program: program, asOf: .asOf, keeping: .results, extra: asked)

    var builder = BatchBuilder(schema: program.schema, selection: plan.selection, asOf: .asOf)
    for subject in subjects { builder.add(subject) }
    let results = Interpreter(plan: plan).run(builder.finish())
    let trace = Interpreter(plan: ExecutionPlan(program: program, asOf: .asOf, keeping: .everything)).run(
      BatchBuilder.batch(subjects))
    for id in asked where results.plan.selection.readsRows(of: program[id].domain) {
      for row in 0..<trace.rowCount(of: id) {
        #expect(results.value(of: id, row: row) == trace.value(of: id, row: row), "seed \(seed), %\(id.index)")
      }
    }
  }

  private func expectEqual(_ values: BatchValues, _ naive: NaiveEvaluator, _ comment: String) {
    for id in naive.program.instructions.indices.map(ValueID.init) {
      let found = (0..<values.rowCount(of: id)).map { values.value(of: id, row: $0) }
      #expect(found == naive.columns[id.index], "\(comment), %\(id.index) \(naive.program[id].operation)")
      let column = values.column(of: id)
      #expect(found.indices.allSatisfy { column.isPresent($0) == !found[$0].isAbsent })
    }
  }
}
