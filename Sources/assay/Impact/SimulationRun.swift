import PolicyDiagnostics
import PolicyDriver
import PolicyExecution
import PolicyIR
import PolicyImpact
import PolicyRecords
import PolicyReport
import PolicyTypes

/// One simulation: the policy as it is, and a candidate for each combination of values.
struct SimulationRun {
  private let command: SimulateCommand
  private let current: ComparedPolicy
  private let settings: [PolicySetting]
  private let candidates: [Candidate]

  private struct Candidate {
    let values: [String]
    /// The compiled policy, or the first thing that is wrong with it.
    let result: Result<CompiledPolicy, WrongCandidate>
  }

  private struct WrongCandidate: Error {
    let diagnostic: Diagnostic
  }

  init(command: SimulateCommand, _ console: Console) throws {
    self.command = command
    current = try ComparedPolicy(command.policy, other: nil, begunBy: command.asOf, console)
    guard FileSystem.exists(current.file) else {
      throw CommandFailure(
        LocalizedText("`assay simulate` varies a file, not a revision", "`assay simulate` 只能测算文件，不能测算历史版本"),
        status: .usage)
    }
    try current.expectBegun(by: command.asOf)
    let wanted = command.settings.compactMap(SettingValues.init)
    settings = try Self.settings(wanted.map(\.path), in: current.policy, on: command.asOf, console)
    let (path, places) = (current.file, settings.map(\.span))
    candidates = Self.combinations(wanted.map(\.values)).map { values in
      Candidate(values: values, result: Self.compile(path, asOf: command.asOf, Array(zip(places, values))))
    }
  }

  private static func settings(
    _ paths: [String], in policy: CompiledPolicy, on date: CalendarDate, _ console: Console
  ) throws -> [PolicySetting] {
    var diagnostics = DiagnosticSet()
    let settings = paths.compactMap { PolicySetting($0, in: policy, on: date, into: &diagnostics) }
    guard settings.count == paths.count else {
      Console.writeError(console.diagnosticText(for: .error).text(of: diagnostics))
      throw CommandFailure(LocalizedText("--set names a place that is not there", "--set 指向的位置不存在"), status: .usage)
    }
    return settings
  }

  /// All combinations, the last list varying fastest.
  private static func combinations(_ lists: [[String]]) -> [[String]] {
    lists.reduce([[]]) { combinations, list in combinations.flatMap { start in list.map { start + [$0] } } }
  }

  /// Compiles the policy in the file at `path` with other values, in the version that is simulated.
  private static func compile(
    _ path: String, asOf: CalendarDate, _ edits: [(span: SourceSpan, text: String)]
  ) -> Result<CompiledPolicy, WrongCandidate> {
    let library = PolicyLibrary(EditedSources(SourceFiles(), edits))
    let version = PolicyFiles.version(library.compilations(at: SourcePath(path)), begunBy: asOf)
    if let policy = version?.policy { return .success(policy) }
    guard let first = version?.reasonNotToRun.sorted.first(where: { $0.severity == .error }) else {
      preconditionFailure("a policy without errors compiles")
    }
    return .failure(WrongCandidate(diagnostic: first))
  }

  // MARK: The report

  func report(_ console: Console) async throws -> SimulationReport {
    let good = candidates.compactMap { try? $0.result.get() }
    let subject = SimulationSubject(current: current.policy.program, candidates: good.map(\.program))
    let mapping = try command.population.mapping(for: current.policy, console)
    let plans = ([current.policy] + good).map { policy in
      PopulationObservation.Observed(
        plan: ExecutionPlan(program: policy.program, asOf: command.asOf, keeping: .results), mapping: mapping)
    }
    var tally = SimulationTally(subject)
    let summary = try await command.population.observe(plans, fields: [], in: command.subjects, console) { outcomes in
      var tally = SimulationTally(subject)
      tally.add(outcomes)
      return tally
    } finish: {
      tally += $0
    }
    return report(subject, tally, subjectsRead: summary.subjectsRead)
  }

  private func report(_ subject: SimulationSubject, _ tally: SimulationTally, subjectsRead: Int) -> SimulationReport {
    var place = 0
    let outcomes = candidates.map { candidate -> SimulationReport.Candidate in
      switch candidate.result {
      case .failure(let wrong):
        return SimulationReport.Candidate(values: candidate.values, outcome: .wrong(wrong.diagnostic))
      case .success:
        defer { place += 1 }
        return SimulationReport.Candidate(
          values: candidate.values, outcome: .counted(tally.candidates[place], subject.grades[place]))
      }
    }
    return SimulationReport(
      policy: current.policy.version(asOf: command.asOf),
      source: command.subjects, subjectsRead: subjectsRead,
      settings: settings.map { SimulationReport.Setting(path: $0.path, current: $0.current, span: $0.span) },
      candidates: outcomes, subject: subject)
  }
}
