import ArgumentParser
import PolicyDriver
import PolicyIR
import PolicyRecords
import PolicyTypes

/// `assay compile`: the compiled form of a policy.
struct CompileCommand: AssayCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Compile a policy and write what became of it.",
    discussion: """
      With --emit ir this is the program that every engine runs, as text; with --emit policy the policy as one file, \
      with all that it extends, each declaration with the file and line that it comes from; with --emit json-schema \
      what one line of subjects looks like.

        assay compile policies/wanzhi/market-regulation.yaml --emit ir
        assay compile POLICY --emit ir --no-locations --output policy.ir
        assay compile POLICY --emit policy --as-of 2023-01-01
      """)

  @Argument(help: "The policy, by its file or its id.")
  var policy: String

  @Option(help: ArgumentHelp("What is written.", valueName: "ir|policy|json-schema"))
  var emit: Emission

  @Flag(inversion: .prefixedNo, help: "Whether places in the source are written, too.")
  var locations = true

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp("The day whose version is meant, where there are several.", valueName: "date"))
  var asOf: CalendarDate?

  @Option(help: ArgumentHelp("The file to write; standard output without it.", valueName: "file"))
  var output = "-"

  @OptionGroup var messages: MessageOptions

  /// What the command can write.
  enum Emission: String, CaseIterable, ExpressibleByArgument {
    case ir
    case policy
    case jsonSchema = "json-schema"
  }

  func perform(_ console: Console) throws -> ExitStatus {
    let text = try text(PolicyFiles(), console)
    let file = try OutputFile(path: output)
    try file.write(Array(text.utf8))
    try file.commit()
    return .clean
  }

  private func text(_ policies: PolicyFiles, _ console: Console) throws -> String {
    switch emit {
    case .ir: IRPrinter.text(of: try policies.compile(policy, asOf: asOf, console).program, withLocations: locations)
    case .policy: try policies.flattenedText(of: policy, asOf: asOf, in: SourcePath(output).folder, console)
    case .jsonSchema: SubjectSchema.text(of: try policies.compile(policy, asOf: asOf, console))
    }
  }
}
