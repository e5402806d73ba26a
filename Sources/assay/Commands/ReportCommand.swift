import ArgumentParser
import PolicyDiagnostics
import PolicyReport

/// `assay report`: what the results of runs say together.
struct ReportCommand: AssayCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Report on results: grades, indexes over time, data quality.",
    discussion: """
      Reads the results of one or several runs: how grades are distributed, in whole and by fields of the subjects, the \
      index (the mean score) of each group from run to run, and what the data were like, from the file of faults beside \
      the results. A run is called as its file, or as LABEL in LABEL=FILE.

        assay report results.jsonl
        assay report results.csv --subjects data.jsonl --by industry --by region
        assay report 2024=results-2024.jsonl 2025=results-2025.jsonl --subjects data.jsonl --output report.html

      Without --by, subjects are told apart by industry and region (行业, 地区), where they have such a field.

      Exit status: 0 done; 2 wrong usage; 4 a file could not be read or written.
      """)

  @Argument(help: ArgumentHelp("Files of results, the earliest first.", valueName: "[label=]results"))
  var results: [String]

  @Option(help: ArgumentHelp("The subjects that were graded, for their fields.", valueName: "data"))
  var subjects: String?

  @Option(
    help: ArgumentHelp(
      "A field by which subjects are told apart, as the data name it; may be repeated.", valueName: "field"))
  var by: [String] = []

  @Option(
    help: ArgumentHelp("The file of faults of the last results; by default the one beside them.", valueName: "file"))
  var faults: String?

  @Option(help: ArgumentHelp("How many threads work; by default one for each core.", valueName: "n"))
  var threads: Int?

  @OptionGroup var document: DocumentOptions
  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if !by.isEmpty && subjects == nil { throw ValidationError("--by needs --subjects, which have the field") }
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads wants a number from 1 to 1024") }
  }

  func perform(_ console: Console) async throws -> ExitStatus {
    let report = try await ResultsRun(command: self).report()
    for run in report.runs where run.whole.subjects == 0 {
      console.say(LocalizedText("`\(run.path)` has no results", "`\(run.path)` 中没有结果"))
    }
    try document.write(
      ReportDocument(report, language: console.language), json: { ResultsJSON.bytes(of: report) }, console)
    return .clean
  }
}
