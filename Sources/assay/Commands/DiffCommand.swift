import ArgumentParser
import PolicyDiagnostics
import PolicyDriver
import PolicyExecution
import PolicyIR
import PolicyImpact
import PolicyRecords
import PolicyReport
import PolicyTypes

/// `assay diff`: what a change of a policy says otherwise, and whom it moves.
struct DiffCommand: AssayCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what a policy change means, and whom it moves.",
    discussion: """
      Compares two versions of a policy by what they say, rule by rule: layout, comments, the order of what has no order \
      and the language of keywords make no difference. With a population it shows who gets another grade and which change \
      moves them.

        assay diff old.yaml new.yaml
        assay diff HEAD~1:policies/x.yaml policies/x.yaml   a file of a revision
        assay diff HEAD: policies/x.yaml                    the same file, as it was
        assay diff HEAD: POLICY --subjects data.jsonl --as-of DATE --by FIELD   a matrix for each value of a field
        assay diff … --output impact.html --language zh     or .md, .json
        assay diff … --fail-if 'share(down >= 2 grades) > 0.5%'
        assay diff POLICY --subjects data.jsonl --old-as-of 2023-01-01 --new-as-of 2024-01-01   as a policy ages

      A gate reads \(figures). Its condition may be on a field given with --by.

      Exit status: 0 done; 1 a policy has errors, or a gate holds; 2 wrong usage; 4 a file could not be read or written.
      """)

  private static var figures: String {
    GateFigure.allCases.map { "`\($0.rawValue)` (\($0.chinese))" }.joined(separator: ", ")
  }

  @Argument(help: "The old policy: a file, an id, or REVISION:FILE.")
  var old: String

  @Argument(help: "The new policy; the same without it.")
  var new: String?

  @Option(help: ArgumentHelp("A JSON Lines file, a folder of CSV files, or - for standard input.", valueName: "data"))
  var subjects: String?

  @Option(help: ArgumentHelp("The date from which both measure everything.", valueName: "yyyy-mm-dd"))
  var asOf: CalendarDate?

  @Option(help: ArgumentHelp("The date of the old policy, where it is another.", valueName: "yyyy-mm-dd"))
  var oldAsOf: CalendarDate?

  @Option(help: ArgumentHelp("The date of the new policy, where it is another.", valueName: "yyyy-mm-dd"))
  var newAsOf: CalendarDate?

  @Option(
    help: ArgumentHelp("A field of the subject by which figures are told apart; may be repeated.", valueName: "field"))
  var by: [String] = []

  @Option(help: ArgumentHelp("How many of those who move are named.", valueName: "n"))
  var movers = 20

  @Option(help: ArgumentHelp("How near to a threshold a score is counted.", valueName: "points"))
  var margin = "1"

  @Option(
    name: .customLong("fail-if"),
    help: ArgumentHelp(
      "A condition on the figures at which the exit status is 1, as it is where no subject can be compared; may be repeated.",
      valueName: "condition"))
  var gates: [String] = []

  @OptionGroup var population: PopulationOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var messages: MessageOptions

  func validate() throws {
    let hasDates = (oldAsOf ?? asOf) != nil && (newAsOf ?? asOf) != nil
    if subjects != nil && !hasDates {
      throw ValidationError("--subjects needs --as-of, or --old-as-of and --new-as-of")
    }
    if subjects == nil && !gates.isEmpty { throw ValidationError("--fail-if needs --subjects and --as-of") }
    if new == nil && subjects == nil && GitRevision.split(old) == nil {
      throw ValidationError(
        "one policy compares with itself only at two dates: give --subjects, --old-as-of and --new-as-of")
    }
    if movers < 0 { throw ValidationError("--movers wants a number that is not negative") }
    if Decimal128(exactly: margin).map({ $0.signum < 0 }) ?? true {
      throw ValidationError("--margin wants a number of points")
    }
  }

  func perform(_ console: Console) async throws -> ExitStatus {
    let oldPolicy = try ComparedPolicy(old, other: newName, begunBy: oldAsOf ?? asOf, console)
    let newPolicy = try ComparedPolicy(newName, other: nil, begunBy: newAsOf ?? asOf, console)
    let pair = PolicyPair(old: oldPolicy.policy, new: newPolicy.policy)
    let run = try ImpactRun(command: self, pair: pair, oldPolicy, newPolicy)
    let conditions = try run.gates(gates, console)
    let report = try await run.report(console)
    let outcomes = conditions.map { gate in
      GateOutcome(
        text: gate.text, holds: report.population.flatMap { gate.holds(for: $0, changeCount: run.changeCount) })
    }
    try document.write(
      ReportDocument(report, gates: outcomes, language: console.language),
      json: {
        ImpactJSON.bytes(of: report, gates: outcomes)
      }, console)
    return outcomes.contains(where: \.isHeldBack) ? .findings : .clean
  }

  /// Without a new policy it is the old one, from a revision as its file is now.
  private var newName: String {
    if let new { return new }
    return FileSystem.exists(old) ? old : GitRevision.split(old)?.path ?? old
  }
}
