import PolicyIR
import PolicyTypes
import Testing

@testable import PolicyExecution

struct ExecutionPlanTests {
  @Test func foldsConstantsAndTheAsOfDate() {
    var builder = ProgramBuilder()
    let asOf = builder.add(.asOf, in: .subject, lane: .date)
    let entries = [
      DatedValue(from: CalendarDate(text: "2020-01-01")!, value: .number(5)),
      DatedValue(from: CalendarDate(text: "2026-01-01")!, value: .number(6)),
      DatedValue(from: CalendarDate(text: "2026-01-02")!, value: .number(7)),
    ]
    let dated = builder.add(.dated(entries), in: .subject, lane: .whole)
    let two = builder.literal(.number(2), in: .subject, .whole)
    let product = builder.add(.arithmetic(.multiply, dated, two), in: .subject, lane: .whole)
    let month = builder.literal(.duration(CalendarDuration(months: 1)), in: .subject, .duration)
    let later = builder.add(.addDuration(asOf, month), in: .subject, lane: .date)
    let plan = ExecutionPlan(program: builder.program, asOf: .asOf, keeping: .everything)
    #expect(plan.steps.isEmpty)
    let values = Interpreter(plan: plan).run(BatchBuilder.batch([.subject("a"), .subject("b")]))
    #expect(values.value(of: product, row: 1) == .number(12))
    #expect(values.value(of: later, row: 0) == .day("2026-02-01"))
    #expect(values.column(of: product).integers == [12, 12])
    #expect(values.column(of: product).validity.isEmpty)
  }

  @Test func constantWithoutAValueYetIsAbsent() {
    var builder = ProgramBuilder()
    let entries = [DatedValue(from: CalendarDate(text: "2030-01-01")!, value: .number(5))]
    let dated = builder.add(.dated(entries), in: .subject, IRType(.whole, isOptional: true))
    #expect(builder.run(dated, on: BatchBuilder.batch([.subject("a")])) == [.absent])
  }

  @Test func mergesWhatIsComputedTwiceAndDropsWhatNobodyReads() {
    var builder = ProgramBuilder()
    let staff = builder.input("staff", of: .subject)
    let again = builder.input("staff", of: .subject)
    let sum = builder.add(.arithmetic(.add, staff, staff), in: .subject, IRType(.whole, isOptional: true))
    let same = builder.add(.arithmetic(.add, again, staff), in: .subject, IRType(.whole, isOptional: true))
    _ = builder.add(.negate(sum), in: .subject, IRType(.whole, isOptional: true))
    let plan = ExecutionPlan(program: builder.program, asOf: .asOf, keeping: .results, extra: [sum, same])
    #expect(plan.steps.count == 1)
    let values = Interpreter(plan: plan).run(BatchBuilder.batch([.subject("a", ["staff": .number(4)])]))
    #expect(values.integer(of: same, row: 0) == 8)
    #expect(!values.isKept(staff))
  }

  @Test func selectsWhatIsReadAndWhatDecidesExistence() {
    var builder = ProgramBuilder()
    let share = builder.input("share", of: .repairs)
    let all = builder.literal(.boolean(true), in: .repairs, .boolean)
    let sum = builder.add(.sum(share, mask: all), in: .penalties, lane: .whole)
    let every = builder.literal(.boolean(true), in: .penalties, .boolean)
    let most = builder.add(.greatest(sum, mask: every), in: .subject, IRType(.whole, isOptional: true))
    let selection = ExecutionPlan(program: builder.program, asOf: .asOf, keeping: .results, extra: [most]).selection
    #expect(selection.isRead[0] == [true, false, false, false, false])
    #expect(selection.isRead[1] == [false, true, false, false, false])
    #expect(selection.isRead[2] == [true, true])
    #expect(!selection.readsRows(of: .notes))
  }

  @Test func countedRowsAreReadEvenWithoutFields() {
    var builder = ProgramBuilder()
    let all = builder.literal(.boolean(true), in: .notes, .boolean)
    let count = builder.add(.count(mask: all), in: .subject, lane: .whole)
    let plan = ExecutionPlan(program: builder.program, asOf: .asOf, keeping: .results, extra: [count])
    #expect(plan.selection.isRead[3] == [false, false])
    #expect(plan.selection.readsRows(of: .notes))
    var batch = BatchBuilder(schema: .sample, selection: plan.selection, asOf: .asOf)
    batch.add(.subject("a", [:], [.note("x"), .note("y")]))
    batch.add(.subject("b"))
    #expect(Interpreter(plan: plan).run(batch.finish()).column(of: count).integers == [2, 0])
  }

  @Test func orderReadsTheKey() {
    var builder = ProgramBuilder()
    let date = builder.input("decided", of: .penalties)
    let all = builder.literal(.boolean(true), in: .penalties, .boolean)
    let ordinal = builder.add(
      .ordinal(date: date, until: date, mask: all, above: .subject), in: .penalties, lane: .whole)
    let selection = ExecutionPlan(program: builder.program, asOf: .asOf, keeping: .results, extra: [ordinal]).selection
    #expect(selection.isRead[1] == [true, true, false, false, false])
  }

  @Test func registersAreUsedAgain() {
    var builder = ProgramBuilder()
    var value = builder.input("staff", of: .subject)
    for _ in 0..<50 {
      value = builder.add(.arithmetic(.add, value, value), in: .subject, IRType(.whole, isOptional: true))
    }
    let plan = ExecutionPlan(program: builder.program, asOf: .asOf, keeping: .results, extra: [value])
    #expect(plan.steps.count == 50)
    #expect(plan.registerCount == 2)
  }

  @Test func emptyBatchRuns() {
    let program = RandomProgram(seed: 7, count: 200).builder.program
    let interpreter = Interpreter(plan: ExecutionPlan(program: program, asOf: .asOf, keeping: .everything))
    let values = interpreter.run(BatchBuilder.batch([]))
    #expect(program.instructions.indices.allSatisfy { values.rowCount(of: ValueID($0)) == 0 })
  }
}
