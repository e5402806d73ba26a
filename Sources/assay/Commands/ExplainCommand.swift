import ArgumentParser
import PolicyAdvice
import PolicyDiagnostics
import PolicyDriver
import PolicyExecution
import PolicyIR
import PolicyRecords
import PolicyReport

/// `assay explain`: why one subject has its grade.
struct ExplainCommand: AssayCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain the grade of one subject.",
    discussion: """
      Shows the derivation from the grade down to the single records, with every number that is needed to arrive at the \
      same score by hand, and the line of the policy that each step rests on.

        assay explain POLICY --subjects data.jsonl --subject 91340221MA2N0AAA1X --as-of 2023-01-01
        assay explain POLICY --subjects folder --subject ID --as-of 2023-01-01 --format json
        assay explain POLICY --subjects folder --subject ID --as-of 2023-01-01 --format html --output why.html
        assay explain POLICY --subjects data.jsonl --subject ID --as-of 2023-06-30 --without 'penalties[XZCF-001]'

      Exit status: 0 explained; 1 the policy has errors; 2 wrong usage, or no such subject; 3 the subject has data \
      faults; 4 a file could not be read.
      """)

  @OptionGroup var data: DataOptions

  @Option(help: ArgumentHelp("The id of the subject.", valueName: "id"))
  var subject: String

  @Option(help: ArgumentHelp("How the explanation is written.", valueName: "text|json|jsonl|html"))
  var format = ExplanationFormat.text

  @Option(help: ArgumentHelp("The file of the explanation; standard output without it.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Also show what the result would be without a record, and what leaned on it; may be given again.",
      valueName: "record"))
  var without: [String] = []

  @Flag(inversion: .prefixedNo, help: "Also say what would change the grade.")
  var advice = true

  @Option(
    help: ArgumentHelp("How many levels of detail the text shows; all without it.", valueName: "n"))
  var depth: Int?

  @Flag(help: "Mask the date of birth in citizen identity numbers.")
  var mask = false

  @Option(
    help: ArgumentHelp("A journal to which the explanation is appended; see assay verify.", valueName: "file"))
  var journal: String?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if let depth, depth < 0 { throw ValidationError("--depth wants a number from 0 on") }
  }

  func perform(_ console: Console) async throws -> ExitStatus {
    let policy = try data.load(console)
    let explainer = Explainer(policy, asOf: data.asOf, hasAdvice: advice, isMasking: mask)
    switch try await explainer.explain(subject, in: RecordSource(path: data.subjects), without: without) {
    case .explanation(let explanation, let names):
      try append(explainer.json(of: explanation, hiding: names, isPretty: false).dropLast(), console)
      try write(explanation, console) { explainer.mask(&$0, hiding: names) }
      return .clean
    case .faulty(let messages):
      for message in messages { console.report(message) }
      return .dataFaults
    }
  }

  private func append(_ explanation: [UInt8], _ console: Console) throws {
    guard let path = journal else { return }
    let journal = try ResultJournal(path: path)
    try journal.append(.explanation, explanation)
    console.say(JournalHeadText(path: path, head: try journal.commit()).text)
  }

  private func write(_ explanation: Explanation, _ console: Console, masking: (inout [UInt8]) -> Void) throws {
    var bytes: [UInt8]
    switch format {
    case .json, .jsonl: bytes = ExplanationJSON.bytes(of: explanation, isPretty: format == .json)
    case .html: bytes = Array(ExplanationHTML(language: console.language).page(of: explanation).utf8)
    case .text:
      let width = console.diagnosticText(for: .output).width
      let writer = ExplanationText(
        language: console.language, style: output == nil ? console.outputStyle : .plain, width: width, depth: depth)
      bytes = Array(writer.text(of: explanation).utf8)
    }
    masking(&bytes)
    let file = try OutputFile(path: output ?? "-")
    try file.write(bytes)
    try file.commit()
  }
}

/// How an explanation is written.
enum ExplanationFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
  /// On one line.
  case jsonl
  case html
}
