import ArgumentParser
import PolicyDiagnostics
import PolicyImpact
import PolicyReport
import PolicyTypes

/// `assay simulate`: what a population would get under other values.
struct SimulateCommand: AssayCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Try other values of a policy on a population.",
    discussion: """
      Runs the policy with each candidate for some of its values, and shows the distribution of grades for each, so that \
      a cut-off can be chosen with open eyes. A place is named by its path; a row of a lookup by its tests or, for \
      grades, by the grade that it gives. Several --set are tried in all combinations.

        assay simulate POLICY --subjects data.jsonl --as-of DATE --set 'grade.优=85..95'
        assay simulate … --set 'constants.serious points=15..30 step 5'
        assay simulate … --set 'score.industry.minor.cap=30, 40, 50'
        assay simulate … --set 'facts.recent minor.within=12 months, 24 months'

      Exit status: 0 done; 1 the policy has errors; 2 wrong usage; 4 a file could not be read or written.
      """)

  @Argument(help: "The policy, by its file or its id.")
  var policy: String

  @Option(help: ArgumentHelp("A JSON Lines file, a folder of CSV files, or - for standard input.", valueName: "data"))
  var subjects: String

  @Option(help: ArgumentHelp("The date from which everything is measured.", valueName: "yyyy-mm-dd"))
  var asOf: CalendarDate

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("A place and its candidates: a range or a list; may be repeated.", valueName: "path=values"))
  var settings: [String] = []

  @OptionGroup var population: PopulationOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var messages: MessageOptions

  func validate() throws {
    guard !settings.isEmpty else { throw ValidationError("--set says what is tried: --set 'grade.优=85..95'") }
    let parsed = settings.map(SettingValues.init)
    if let place = parsed.firstIndex(where: { $0 == nil }) {
      throw ValidationError(
        "--set '\(settings[place])' is no path with values, such as 'grade.优=85..95 step 1' or 'a.b=1, 2, 3', "
          + "at most \(SettingValues.limit)")
    }
    let count = parsed.compactMap(\.self).reduce(1) { $0 * $1.values.count }
    if count > SettingValues.limit {
      throw ValidationError("\(count) combinations are too many: at most \(SettingValues.limit)")
    }
  }

  func perform(_ console: Console) async throws -> ExitStatus {
    let run = try SimulationRun(command: self, console)
    let report = try await run.report(console)
    try document.write(
      ReportDocument(report, language: console.language), json: { SimulationJSON.bytes(of: report) }, console)
    return report.candidates.contains { $0.isCounted } ? .clean : .findings
  }
}
