import ArgumentParser
import PolicyDriver
import PolicyIR
import PolicyRecords

/// `assay compile`: the compiled form of a policy.
struct CompileCommand: AssayCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Compile a policy and write what became of it.",
    discussion: """
      With --emit ir this is the program that every engine runs, as text.

        assay compile policies/wanzhi/market-regulation.yaml --emit ir
        assay compile POLICY --emit ir --no-locations --output policy.ir
      """)

  @Argument(help: "The policy, by its file or its id.")
  var policy: String

  @Option(help: ArgumentHelp("What is written.", valueName: "ir"))
  var emit: Emission

  @Flag(inversion: .prefixedNo, help: "Whether places in the source are written, too.")
  var locations = true

  @Option(help: ArgumentHelp("The file to write; standard output without it.", valueName: "file"))
  var output = "-"

  @OptionGroup var messages: MessageOptions

  /// What the command can write.
  enum Emission: String, CaseIterable, ExpressibleByArgument {
    case ir
  }

  func perform(_ console: Console) throws -> ExitStatus {
    let compiled = try PolicyFiles().compile(policy, asOf: nil, console)
    let text =
      switch emit {
      case .ir: IRPrinter.text(of: compiled.program, withLocations: locations)
      }
    let file = try OutputFile(path: output)
    try file.write(Array(text.utf8))
    try file.commit()
    return .clean
  }
}
