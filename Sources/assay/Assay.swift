import ArgumentParser
import Glibc
import PolicyRecords

/// The command `assay`.
@main
struct Assay: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assay",
    abstract: "Checks, runs and explains grading policies written as data.",
    discussion: """
      A policy is a YAML file whose rules grade subjects from their records. The usual round:

        assay check policies                     find mistakes
        assay test policies                      run the policies' tests
        assay run POLICY --subjects data.jsonl --as-of 2023-01-01 --output results.jsonl
        assay explain POLICY --subjects data.jsonl --subject ID --as-of 2023-01-01

      Exit status: 0 done and clean; 1 the policy or its tests have errors; 2 wrong usage; 3 done, with data faults; \
      4 input or output could not be read or written.
      """,
    version: version,
    subcommands: [
      NewCommand.self, CheckCommand.self, RunCommand.self, ExplainCommand.self, TestCommand.self, CiCommand.self,
      SampleCommand.self, CompileCommand.self, FormatCommand.self, DiffCommand.self, SimulateCommand.self,
      ReportCommand.self, VerifyCommand.self, EvalCommand.self,
    ])

  static let version = "0.1.0"

  static func main() async {
    FileSystem.ignoreBrokenPipes()
    FileClaims.begin()
    do {
      var command = try parseAsRoot()
      if var command = command as? any AssayCommand { try await command.run() } else { try command.run() }
    } catch {
      end(with: error)
    }
  }

  /// Ends the program with a status of ours: the argument parser's own for wrong usage is another.
  private static func end(with error: any Error) -> Never {
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    if code.isSuccess {
      Console.writeOutput(message.isEmpty ? "" : message + "\n")
    } else if !message.isEmpty {
      Console.writeError(message + "\n")
    }
    Glibc.exit(code == .validationFailure ? ExitStatus.usage.rawValue : code.rawValue)
  }
}
