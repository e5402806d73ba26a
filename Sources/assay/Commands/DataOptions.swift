import ArgumentParser
import PolicyDiagnostics
import PolicyDriver
import PolicyIR
import PolicyReport
import PolicyTypes

/// Which policy is applied to which data, as of which date.
struct DataOptions: ParsableArguments {
  @Argument(help: "The policy, by its file or its id.")
  var policy: String

  @Option(help: ArgumentHelp("A JSON Lines file, a folder of CSV files, or - for standard input.", valueName: "data"))
  var subjects: String

  @Option(help: ArgumentHelp("The date from which everything is measured.", valueName: "yyyy-mm-dd"))
  var asOf: CalendarDate

  @Option(help: ArgumentHelp("A file with a data section, in place of the policy's own.", valueName: "file"))
  var data: String?

  /// Returns the policy and how it names outside data; mistakes in either go to standard error.
  func load(_ console: Console) throws -> (policy: CompiledPolicy, mapping: DataMapping) {
    let policies = PolicyFiles()
    let policy = try policies.compile(policy, asOf: asOf, console)
    guard let data else { return (policy, policy.mapping) }
    _ = try policies.files.read(data)
    var diagnostics = DiagnosticSet()
    let mapping = policies.library.mapping(at: SourcePath(data), for: policy, into: &diagnostics)
    guard let mapping else {
      Console.writeError(console.diagnosticText(for: .error).text(of: diagnostics))
      throw CommandFailure(LocalizedText("the data mapping has errors", "数据映射有错误"), status: .findings)
    }
    return (policy, mapping)
  }
}

extension CalendarDate: ExpressibleByArgument {
  /// Reads `2023-01-01`.
  public init?(argument: String) {
    self.init(text: argument)
  }
}
