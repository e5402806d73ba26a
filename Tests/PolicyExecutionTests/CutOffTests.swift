import PolicyIR
import PolicyTypes
import Testing

@testable import PolicyExecution

struct CutOffTests {
  private static let durations = [
    CalendarDuration(months: 1), CalendarDuration(months: 3), CalendarDuration(months: 12),
    CalendarDuration(months: 25),
    CalendarDuration(days: 30), CalendarDuration(months: 1, days: -1), CalendarDuration(months: -2), .zero, .forever,
    CalendarDuration(months: 24, days: 15),
  ]

  /// Every day within 800 days of limits at ends of months, leap days among them.
  @Test(arguments: ["2024-02-29", "2023-02-28", "2025-03-31", "2025-04-30", "2026-01-01", "2025-12-31"])
  func agreesWithTheSumOnEveryDay(limit: String) throws {
    let limit = try #require(CalendarDate(text: limit))
    for duration in Self.durations {
      for relation in [Relation.less, .lessOrEqual, .greater, .greaterOrEqual] {
        let cutOff = try #require(CutOff(relation, limit: limit))
        let bound = cutOff.bound(for: duration)
        let wrong = (-800...800).map { limit.adding(days: $0) }.filter { day in
          holds(relation, day.adding(duration), limit) != holds(cutOff.relation, day, bound)
        }
        #expect(wrong == [], "\(relation) \(duration) \(limit)")
      }
    }
  }

  private func holds(_ relation: Relation, _ a: CalendarDate, _ b: CalendarDate) -> Bool {
    relation.holds(for: a == b ? 0 : a < b ? -1 : 1)
  }

  @Test func equalityHasNoCutOff() {
    #expect(CutOff(.equal, limit: .asOf) == nil)
  }

  /// A window whose length depends on a label becomes a choice between two constant dates.
  @Test func windowsNeedNoCalendarInTheLoop() {
    var builder = ProgramBuilder()
    let date = builder.input("decided", of: .penalties)
    let severity = builder.input("severity", of: .penalties)
    let isMinor = builder.add(.isOneOf(severity, codes: [0]), in: .penalties, .boolean)
    let short = builder.literal(.duration(CalendarDuration(months: 12)), in: .penalties, .duration)
    let long = builder.literal(.duration(CalendarDuration(months: 36)), in: .penalties, .duration)
    let window = builder.add(.select(isMinor, then: short, otherwise: long), in: .penalties, lane: .duration)
    let end = builder.add(.addDuration(date, window), in: .penalties, lane: .date)
    let asOf = builder.add(.asOf, in: .subject, lane: .date)
    let today = builder.add(.gather(asOf), in: .penalties, lane: .date)
    let counts = builder.add(.compare(.less, today, end), in: .penalties, .boolean)
    let count = builder.add(.count(mask: counts), in: .subject, lane: .whole)

    let plan = ExecutionPlan(program: builder.program, asOf: .asOf, keeping: .results, extra: [count])
    #expect(plan.steps.count == 4)
    #expect(!plan.steps.contains { if case .single(.addDuration) = $0.operation { true } else { false } })

    let days = ["2022-12-31", "2023-01-01", "2023-01-02", "2024-12-31", "2025-01-01", "2025-01-02"]
    let records = days.flatMap { [SampleRecord.penalty(nil, $0, "minor"), .penalty(nil, $0, "grave")] }
    let batch = BatchBuilder.batch([.subject("s", [:], records)])
    #expect(Interpreter(plan: plan).run(batch).integer(of: count, row: 0) == 5)
  }
}
