import ArgumentParser
import PolicyDiagnostics
import PolicyDigest
import PolicyRecords
import PolicyReport
import PolicyTypes

/// `assay verify`: whether results, an explanation or a journal are what a run wrote.
struct VerifyCommand: AssayCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check results, explanations and journals against their receipts.",
    discussion: """
      Makes the results again from the policy and the data that their receipt names, and says that they are equal, or \
      what differs: which file, which subject, which column. Without --subjects only the files are compared. The policy \
      is looked for where the receipt has it, from the working folder or the receipt's, and then by its id.

        assay verify results.csv --subjects data.jsonl
        assay verify why.json --subjects data.jsonl
        assay verify journal.jsonl --head 3f0c…

      Exit status: 0 equal; 1 something differs; 2 wrong usage; 4 a file could not be read.
      """)

  @Argument(help: "Results that assay run wrote, an explanation in JSON, or a journal.")
  var result: String

  @Option(help: ArgumentHelp("The data from which the results are made again.", valueName: "data"))
  var subjects: String?

  @Option(help: ArgumentHelp("The policy, by its file or its id.", valueName: "policy"))
  var policy: String?

  @Option(help: ArgumentHelp("The file with a data section, if the run had one.", valueName: "file"))
  var data: String?

  @Option(help: ArgumentHelp("The as-of date that the result is said to have.", valueName: "yyyy-mm-dd"))
  var asOf: CalendarDate?

  @Option(help: ArgumentHelp("The receipt, if it does not stand beside the results.", valueName: "file"))
  var receipt: String?

  @Option(help: ArgumentHelp("The id of the subject, for an explanation in which it is masked.", valueName: "id"))
  var subject: String?

  @Option(
    help: ArgumentHelp("The hash of a journal's entry that must be there, as a run printed it.", valueName: "hash"))
  var head: String?

  @Option(help: ArgumentHelp("How the outcome is written.", valueName: "text|json"))
  var format = VerificationFormat.text

  @Option(help: ArgumentHelp("How many threads work; by default one for each core.", valueName: "n"))
  var threads: Int?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if let head, Digest(head) == nil { throw ValidationError("--head wants 64 hexadecimal digits") }
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads wants a number from 1 to 1024") }
  }

  func perform(_ console: Console) async throws -> ExitStatus {
    let outcomes = try await VerifyRun(command: self, console: console).verifications()
    for outcome in outcomes {
      switch format {
      case .text:
        let text = VerificationText(language: console.language, style: console.outputStyle)
        Console.writeOutput(text.text(of: outcome))
      case .json: Console.writeOutput(VerificationJSON.bytes(of: outcome))
      }
    }
    return outcomes.allSatisfy(\.isEqual) ? .clean : .findings
  }
}

/// How the outcome of a check is written.
enum VerificationFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
}
