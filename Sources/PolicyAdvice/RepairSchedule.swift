import PolicyExecution
import PolicyIR
import PolicyReport
import PolicyTypes

/// Finds what repairs give back depending on the day on which they are done: each day is run.
///
/// All open repairs are done on one day in one variant, and read as of a day so late that each of them counts.
struct RepairSchedule {
  let program: IRProgram
  let batch: Batch
  let asOf: CalendarDate

  /// How many days ahead are looked at.
  static let dayCount = 1100
  private static let late = CalendarDuration(months: 1200)

  /// Returns the terms of each action that is a repair, in the order of the days.
  func terms(of actions: [OpenAction]) -> [[RepairTerm]] {
    let repairs = actions.compactMap(\.repair)
    guard !repairs.isEmpty else { return actions.map { _ in [] } }
    let wanted = repairs.flatMap { $0.parts.map(\.outline.restored.result) }
    let plan = ExecutionPlan(program: program, asOf: asOf.adding(Self.late), keeping: .only(wanted))
    let variants = BatchVariants(of: batch, schema: program.schema, selection: plan.selection)
    let interpreter = Interpreter(plan: plan)
    var shares: [[[Decimal128]]] = repairs.map { $0.parts.map { _ in [] } }
    let size = max(1, 40_000 / max(1, variants.rowCount))
    for start in stride(from: 0, to: Self.dayCount, by: size) {
      let days = start..<min(Self.dayCount, start + size)
      let values = interpreter.run(
        variants.makeBatch(days.map { day in repairs.flatMap { $0.changes(on: asOf.adding(days: day)) } }))
      for (place, repair) in repairs.enumerated() {
        let rows = batch[repair.place.domain].count
        for (part, step) in repair.parts.enumerated() {
          for day in 0..<days.count {
            let share = values.value(of: step.outline.restored.result, row: day * rows + repair.place.row).number
            shares[place][part].append(share ?? .zero)
          }
        }
      }
    }
    var rest = shares.makeIterator()
    return actions.map { action in
      guard let repair = action.repair, let shares = rest.next() else { return [] }
      return terms(of: repair, shares)
    }
  }

  /// Joins the days on which a repair gives the same back; days on which it gives nothing are left out.
  private func terms(of repair: OpenRepair, _ shares: [[Decimal128]]) -> [RepairTerm] {
    var terms: [RepairTerm] = []
    var start = 0
    for day in 1...Self.dayCount where day == Self.dayCount || shares.contains(where: { $0[day] != $0[day - 1] }) {
      defer { start = day }
      let given = zip(repair.parts, shares).map { part, shares in
        part.points.magnitude.multiplied(by: shares[start]) ?? .zero
      }
      let total = given.reduce(Decimal128.zero) { $0.adding($1) ?? $0 }
      if total.isZero { continue }
      let lastDay = day == Self.dayCount ? nil : asOf.adding(days: day - 1)
      terms.append(RepairTerm(lastDay: lastDay, share: shares[0][start], pointsBack: total))
    }
    return terms
  }
}
