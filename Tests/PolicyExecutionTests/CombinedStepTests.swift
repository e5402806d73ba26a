import PolicyIR
import PolicyTypes
import Testing

@testable import PolicyExecution

/// Steps that stand for several operations give what the operations give.
struct CombinedStepTests {
  @Test(arguments: 1...60)
  func scorecardsComeOutAsWritten(seed: Int) throws {
    let scorecard = RandomScorecard(seed: UInt64(seed))
    let program = scorecard.builder.program
    try #require(IRVerifier.violations(in: program) == [])
    var random = SeededGenerator(seed: UInt64(seed) &* 31)
    let interpreter = Interpreter(plan: plan(scorecard))
    let written = Interpreter(
      plan: ExecutionPlan(program: program, asOf: .asOf, keeping: .everything, isFolding: false))
    let traced = Interpreter(plan: ExecutionPlan(program: program, asOf: .asOf, keeping: .everything))
    // The second batch meets the registers and the sorted rows of the first.
    for count in [40, 7] {
      let subjects = (0..<count).map { SampleRecord.random($0, most: 6, using: &random) }
      let batch = BatchBuilder.batch(subjects)
      let expected = written.run(batch)
      let results = interpreter.run(batch)
      let trace = traced.run(batch)
      for id in scorecard.results {
        for row in 0..<count {
          #expect(results.value(of: id, row: row) == expected.value(of: id, row: row), "seed \(seed), %\(id.index)")
        }
      }
      for id in program.instructions.indices.map(ValueID.init) {
        for row in 0..<expected.rowCount(of: id) {
          #expect(trace.value(of: id, row: row) == expected.value(of: id, row: row), "seed \(seed), %\(id.index)")
        }
      }
    }
  }

  @Test func scorecardsAreCombined() {
    var found: Set<String> = []
    for seed in 1...10 { found.formUnion(plan(RandomScorecard(seed: UInt64(seed))).steps.map(\.operation.kind)) }
    #expect(found.isSuperset(of: ["lookup", "reduction by code", "linear"]))
  }

  @Test func factsOfCodesAreOneLookUp() {
    var builder = ProgramBuilder()
    let severity = builder.input("severity", of: .penalties)
    let isRepaired = builder.add(.isPresent(builder.input("until", of: .penalties)), in: .penalties, lane: .boolean)
    let factor = builder.factor(of: severity, isRepaired)
    let plan = ExecutionPlan(program: builder.program, asOf: .asOf, keeping: .results, extra: [factor])
    #expect(plan.steps.map(\.operation.kind) == ["single", "lookup"])
    let values = Interpreter(plan: plan).run(
      BatchBuilder.batch([
        .subject(
          "a", [:],
          [
            .penalty("1", "2025-01-01", "minor"), .penalty("2", "2025-01-02", "grave", ["until": .day("2026-02-01")]),
          ])
      ]))
    #expect(values.column(of: factor).integers == [50, 120])
  }

  @Test func absentCombinationsStayAbsent() {
    var builder = ProgramBuilder()
    let severity = builder.input("severity", of: .penalties)
    let isGrave = builder.add(.isOneOf(severity, codes: [2]), in: .penalties, lane: .boolean)
    let number = builder.literal(.number(7), in: .penalties, .whole)
    let absent = builder.literal(.absent, in: .penalties, .whole)
    let optional = IRType(.whole, isOptional: true)
    let chosen = builder.add(.select(isGrave, then: number, otherwise: absent), in: .penalties, optional)
    let doubled = builder.add(.arithmetic(.add, chosen, chosen), in: .penalties, optional)
    let plan = ExecutionPlan(program: builder.program, asOf: .asOf, keeping: .results, extra: [doubled])
    #expect(plan.steps.map(\.operation.kind) == ["lookup"])
    let values = Interpreter(plan: plan).run(
      BatchBuilder.batch([.subject("a", [:], [.penalty("1", "2025-01-01", "grave"), .penalty("2", "2025-01-02")])]))
    #expect([0, 1].map { values.value(of: doubled, row: $0) } == [.number(14), .absent])
  }

  @Test func fewReductionsAreNotWorthSorting() {
    var builder = ProgramBuilder()
    let severity = builder.input("severity", of: .penalties)
    let counts = (0..<2).map { code in
      let mask = builder.add(.isOneOf(severity, codes: [UInt8(code)]), in: .penalties, lane: .boolean)
      return builder.add(.count(mask: mask), in: .subject, lane: .whole)
    }
    let plan = ExecutionPlan(program: builder.program, asOf: .asOf, keeping: .results, extra: counts)
    #expect(plan.partitionCount == 0)
  }

  @Test func capThatIsNoMultipleStays() {
    var builder = ProgramBuilder()
    let staff = builder.add(
      .orElse(builder.input("staff", of: .subject), builder.literal(.number(0), in: .subject, .whole)), in: .subject,
      lane: .whole)
    let points = builder.add(
      .arithmetic(.multiply, builder.literal(.number(-7), in: .subject, .whole), staff), in: .subject, lane: .whole)
    let cap = builder.literal(.number(-20), in: .subject, .whole)
    let capped = builder.add(.arithmetic(.maximum, points, cap), in: .subject, lane: .whole)
    let batch = BatchBuilder.batch([1, 2, 3, 4].map { .subject("\($0)", ["staff": .number(Decimal128($0))]) })
    #expect(builder.run(capped, on: batch) == [.number(-7), .number(-14), .number(-20), .number(-20)])
  }

  private func plan(_ scorecard: RandomScorecard) -> ExecutionPlan {
    ExecutionPlan(program: scorecard.builder.program, asOf: .asOf, keeping: .results, extra: scorecard.results)
  }
}

struct CodePartitionTests {
  @Test func sortsRowsByCodeAndKeepsTheirOrder() {
    var partition = CodePartition()
    let codes = Operand<UInt8>(elements: [2, 0, 2, 255, 0], isConstant: false, presence: .everywhere)
    // The first, the third and the last parent have no children.
    partition.partition(codes, starts: [0, 0, 2, 2, 5, 5])
    #expect(partition.parentCount == 5)
    #expect(partition.places.map(\.row) == [1, 4, 0, 2, 3])
    #expect(partition.places.map(\.parent) == [1, 3, 1, 3, 3])
    #expect(partition.places(of: 2) == 2..<4)
    #expect(partition.places(of: 1).isEmpty)
    #expect(partition.places(of: 255) == 4..<5)
  }

  @Test func noRowsAreNoPlaces() {
    var partition = CodePartition()
    partition.partition(Operand(elements: [], isConstant: false, presence: .everywhere), starts: [0, 0])
    #expect(partition.places.isEmpty)
    #expect(partition.places(of: 0).isEmpty)
  }
}

extension StepOperation {
  fileprivate var kind: String {
    switch self {
    case .single: "single"
    case .lookup: "lookup"
    case .reductionByCode: "reduction by code"
    case .linear: "linear"
    }
  }
}
