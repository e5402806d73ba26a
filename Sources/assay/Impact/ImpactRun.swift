import PolicyDiagnostics
import PolicyDriver
import PolicyExecution
import PolicyIR
import PolicyImpact
import PolicyRecords
import PolicyReport
import PolicyTypes

/// One comparison of two policies, from what changes to who moves.
struct ImpactRun {
  private let command: DiffCommand
  private let pair: PolicyPair
  private let old: ImpactReport.Version
  private let new: ImpactReport.Version
  /// What is read and compared; nil without a population.
  private let setup: Setup?

  private struct Setup {
    let subjects: String
    let plans: [PopulationObservation.Observed]
    let steps: [ImpactReport.Step]
    let subject: ImpactSubject
  }

  init(command: DiffCommand, pair: PolicyPair, _ old: ComparedPolicy, _ new: ComparedPolicy) throws {
    self.command = command
    self.pair = pair
    let dates =
      command.subjects == nil ? (nil, nil) : (command.oldAsOf ?? command.asOf, command.newAsOf ?? command.asOf)
    self.old = old.policy.version(asOf: dates.0)
    self.new = new.policy.version(asOf: dates.1)
    guard let subjects = command.subjects, let oldDate = dates.0, let newDate = dates.1 else {
      setup = nil
      return
    }
    try old.expectBegun(by: oldDate)
    try new.expectBegun(by: newDate)
    setup = try Self.setUp(command, pair, subjects, oldDate, newDate)
  }

  /// How many changes can matter.
  var changeCount: Int { pair.comparison.changes.count(where: \.canMatter) }

  // MARK: The way from the old policy to the new one

  private static func setUp(
    _ command: DiffCommand, _ pair: PolicyPair, _ subjects: String, _ oldDate: CalendarDate, _ newDate: CalendarDate
  ) throws -> Setup {
    let (old, new) = (pair.old.program, pair.new.program)
    let console = command.messages.console
    let oldMapping = try command.population.mapping(for: pair.old, console)
    let newMapping = try command.population.mapping(for: pair.new, console)
    func observed(_ program: IRProgram, _ date: CalendarDate) -> PopulationObservation.Observed {
      PopulationObservation.Observed(
        plan: ExecutionPlan(program: program, asOf: date, keeping: .results),
        mapping: program.schema == old.schema ? oldMapping : newMapping)
    }
    var plans = [observed(old, oldDate)]
    var steps: [ImpactReport.Step] = []
    if oldDate != newDate {
      plans.append(observed(old, newDate))
      steps.append(.time)
    }
    for step in pair.steps(limit: stepLimit) {
      plans.append(observed(step.program, newDate))
      steps.append(.changes(step.changes))
    }
    let last = PopulationObservation.Observed(
      plan: ExecutionPlan(program: new, asOf: newDate, keeping: .results), mapping: newMapping)
    // Where nothing changes, the new policy itself is the only plan beside the old one.
    if steps.isEmpty { plans.append(last) } else { plans[plans.count - 1] = last }
    let subject = ImpactSubject(
      plans.map(\.plan.program), fields: try command.population.fields(command.by, of: old),
      oldThresholds: pair.old.thresholds(on: oldDate), newThresholds: pair.new.thresholds(on: newDate),
      margin: Decimal128(exactly: command.margin) ?? .one, moverLimit: command.movers)
    return Setup(subjects: subjects, plans: plans, steps: steps, subject: subject)
  }

  private static let stepLimit = 24

  // MARK: Gates

  /// Returns the gates, each tried on the names of the two policies; mistakes go to standard error.
  func gates(_ conditions: [String], _ console: Console) throws -> [Gate] {
    guard let setup else { return [] }
    var diagnostics = DiagnosticSet()
    let names = GateNames(setup.subject)
    let gates = conditions.compactMap { Gate($0, names: names, into: &diagnostics) }
    guard gates.count == conditions.count else {
      Console.writeError(console.diagnosticText(for: .error).text(of: diagnostics))
      throw CommandFailure(LocalizedText("a gate has errors", "门槛有错误"), status: .usage)
    }
    return gates
  }

  // MARK: The report

  func report(_ console: Console) async throws -> ImpactReport {
    guard let setup else { return report(population: nil) }
    let subject = setup.subject
    var tally = ImpactTally(subject)
    let summary = try await command.population.observe(
      setup.plans, fields: subject.fields, in: setup.subjects, console
    ) { outcomes in
      var tally = ImpactTally(subject)
      tally.add(outcomes)
      return tally
    } finish: {
      tally += $0
    }
    return report(
      population: ImpactReport.Population(
        source: setup.subjects, subjectsRead: summary.subjectsRead, oldSetAside: summary.setAside.first ?? 0,
        newSetAside: summary.setAside.last ?? 0, subject: subject, steps: setup.steps, tally: tally))
  }

  private func report(population: ImpactReport.Population?) -> ImpactReport {
    ImpactReport(old: old, new: new, changes: pair.comparison.changes, population: population)
  }
}
