import ArgumentParser
import PolicyDiagnostics
import PolicyDriver
import PolicyReport

/// The steps of `assay ci`, one after the other, and what became of each.
struct CiRun {
  let console: Console

  /// Whether a GitHub workflow reads the output, where a step can be folded.
  let isGitHub: Bool
  private(set) var steps: [Step] = []

  /// One step, and what came of it.
  struct Step {
    let name: LocalizedText
    let outcome: Outcome
    let journal: Journal
  }

  init(console: Console, isGitHub: Bool) {
    self.console = console
    self.isGitHub = isGitHub
  }

  enum Outcome {
    case ended(ExitStatus)
    /// It was not carried out, and why.
    case skipped(LocalizedText)
  }

  /// Carries out one of the other commands.
  mutating func take(_ name: LocalizedText, _ arguments: [String]) async {
    await take(name) { console in .ended(await Self.status(of: arguments, console)) }
  }

  /// Compares the policies below some paths with the version before.
  mutating func take(_ impact: ImpactStep, paths: [String]) async {
    await take(LocalizedText("impact", "影响")) { await impact.outcome(paths, $0) }
  }

  private mutating func take(_ name: LocalizedText, _ work: (Console) async -> Outcome) async {
    let title = name.text(in: console.language)
    let mark = isGitHub ? "::group::\(title)" : console.outputStyle.paint("── \(title)", as: .strong)
    Console.writeOutput(mark + "\n")
    let journal = Journal()
    var listening = console
    listening.journal = journal
    let outcome = await work(listening)
    steps.append(Step(name: name, outcome: outcome, journal: journal))
    Console.writeOutput(isGitHub ? "::endgroup::\n" : "\n")
  }

  /// Carries out a command as the program itself would.
  static func status(of arguments: [String], _ console: Console) async -> ExitStatus {
    do {
      guard let command = try Assay.parseAsRoot(arguments) as? any AssayCommand else { return .usage }
      return await command.status(console)
    } catch {
      console.report(LocalizedText(verbatim: Assay.message(for: error)))
      return .usage
    }
  }

  // MARK: Summary

  /// Says what became of each step, and returns the one status of all.
  func finish() -> ExitStatus {
    var table = TextTable(columns: ["", "", ""].map { TextTable.Column($0) })
    for step in steps {
      let (name, outcome) = (step.name, step.outcome)
      table.append([name.text(in: console.language), outcome.word(console), outcome.reason.text(in: console.language)])
    }
    Console.writeOutput(table.text())
    let statuses = steps.map(\.outcome.status)
    return [ExitStatus.inputOutput, .usage, .findings, .dataFaults].first(where: statuses.contains) ?? .clean
  }
}

extension CiRun.Outcome {
  var status: ExitStatus {
    if case .ended(let status) = self { status } else { .clean }
  }

  func word(_ console: Console) -> String {
    switch self {
    case .ended(.clean): LocalizedText("passed", "通过").text(in: console.language)
    case .ended: LocalizedText("failed", "未通过").text(in: console.language)
    case .skipped: LocalizedText("skipped", "跳过").text(in: console.language)
    }
  }

  var reason: LocalizedText {
    if case .skipped(let reason) = self { reason } else { LocalizedText("", "") }
  }
}
