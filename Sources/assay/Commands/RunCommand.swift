import ArgumentParser
import PolicyDiagnostics
import PolicyDriver
import PolicyRecords
import PolicyReport

/// `assay run`: grades a population.
struct RunCommand: AssayCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Grade a population of subjects.",
    discussion: """
      Subjects come from a JSON Lines file, one subject a line with its records inside, or from a folder of CSV files, \
      subjects.csv and one file for each record type. Results are in the order of the input; a summary goes to standard \
      error. A subject whose data cannot be read is set aside with the reason and does not stop the run. Beside the \
      results stands their receipt, results.receipt.json: the digests of the policy, the data and the results.

        assay run POLICY --subjects data.jsonl --as-of 2023-01-01 --output results.jsonl
        assay run POLICY --subjects folder --as-of 2023-01-01 --output results.csv --faults faults.jsonl
        assay run POLICY --subjects data.jsonl --as-of 2023-01-01 --output new.csv --explain why.jsonl \
      --explain-sample 20

      Exit status: 0 done; 1 the policy has errors; 2 wrong usage; 3 done, with data faults; 4 a file could not be read \
      or written.
      """)

  @OptionGroup var data: DataOptions

  @Option(help: ArgumentHelp("The file of results; standard output without it.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "The file of data faults; by default beside the results, as results.faults.jsonl.", valueName: "file"))
  var faults: String?

  @Option(
    help: ArgumentHelp(
      "The file of the receipt; by default beside the results, as results.receipt.json.", valueName: "file"))
  var receipt: String?

  @Flag(help: "Leave no receipt.")
  var noReceipt = false

  @Option(help: ArgumentHelp("How results are written; by default as the file's name ends.", valueName: "jsonl|csv"))
  var format: ResultFormat?

  @Option(
    help: ArgumentHelp(
      "Add to each row the indicators that cost most points, at most so many, and the rule that decided the grade.",
      valueName: "n"))
  var reasons: Int?

  @Flag(help: "Add to each row the digest of what the policy reads of the subject, and the digest of the row.")
  var receipts = false

  @Option(
    help: ArgumentHelp(
      "A journal to which the rows and the receipt are appended, chained by hashes; see assay verify.",
      valueName: "file"))
  var journal: String?

  @OptionGroup(title: "Explanations") var explanations: RunExplanationOptions

  @Option(help: ArgumentHelp("How many threads work; by default one for each core.", valueName: "n"))
  var threads: Int?

  @Flag(help: "Mask the date of birth in citizen identity numbers, in results and faults.")
  var mask = false

  @Flag(help: "Stop at the first data fault.")
  var strict = false

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if output == nil && faults == nil && !strict {
      throw ValidationError("results on standard output need --faults FILE, for the subjects that are set aside")
    }
    if noReceipt && receipt != nil { throw ValidationError("--no-receipt and --receipt exclude each other") }
    if let reasons, !(1...1000).contains(reasons) { throw ValidationError("--reasons wants a number from 1 to 1000") }
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads wants a number from 1 to 1024") }
  }

  func perform(_ console: Console) async throws -> ExitStatus {
    let start = ContinuousClock.now
    let policy = try data.load(console)
    let settings = RunSettings(
      asOf: data.asOf, format: resultFormat, reasons: reasons, hasRowDigests: receipts, isMasking: mask)
    let threadCount = threads ?? Environment.processorCount
    let request = try await explanations.request(for: policy, settings, threadCount: threadCount)
    var run = try settings.run(policy, over: RecordSource(path: data.subjects), explaining: request)
    run.threadCount = threadCount
    run.isStrict = strict
    run.isStamping = receiptPath != nil || journal != nil
    run.journal = try journal.map { try ResultJournal(path: $0) }
    var head: ResultJournal.Head?
    let progress = ProgressLine(language: console.language)
    if StandardStream.error.isTerminal { run.progress = { progress.show($0) } }
    defer { progress.clear() }
    do {
      let summary = try await run.run(results: output ?? "-", faults: faultsPath) { summary in
        guard let receipt = settings.receipt(of: summary, by: policy, run.source) else { return }
        if let receiptPath { try OutputFile.write(ReceiptJSON.bytes(of: receipt), to: receiptPath) }
        // Before the results get their name: none is there that the journal does not have.
        try run.journal?.append(.receipt, ReceiptJSON.line(of: receipt))
        head = try run.journal?.commit()
      }
      progress.clear()
      var text = RunSummaryText(console: console, results: output, faults: faultsPath, receipt: receiptPath)
      text.explanations = request?.path
      if let journal, let head { text.journal = JournalHeadText(path: journal, head: head) }
      Console.writeError(text.text(of: summary, elapsed: ContinuousClock.now - start))
      return summary.faultCount == 0 ? .clean : .dataFaults
    } catch let error as StrictFault {
      throw CommandFailure(strictFault: error.fault)
    }
  }

  private var resultFormat: ResultFormat {
    format ?? (output?.hasSuffix(".csv") == true ? .csv : .jsonLines)
  }

  /// `results.jsonl` has its faults in `results.faults.jsonl`.
  private var faultsPath: String? { faults ?? output.map { ResultFiles(results: $0).faults } }

  /// What goes to standard output or to a device has nothing beside it.
  private var receiptPath: String? {
    noReceipt
      ? nil
      : receipt ?? output.flatMap { $0 == "-" || FileSystem.isSpecial($0) ? nil : ResultFiles(results: $0).receipt }
  }
}

extension ResultFormat: ExpressibleByArgument {}

extension CommandFailure {
  /// The first fault of a strict run.
  fileprivate init(strictFault fault: RowFault) {
    self.init(
      fault.message,
      help: LocalizedText("without --strict such subjects are set aside", "不用 --strict 时，此类对象会被剔出而不停止"),
      status: .dataFaults)
  }
}
