import ArgumentParser
import PolicyDiagnostics
import PolicyDriver
import PolicyRecords
import PolicyReport

/// `assay ci`: everything that a change of policies must pass, with one summary and one exit status.
struct CiCommand: AssayCommand {
  static let configuration = CommandConfiguration(
    commandName: "ci",
    abstract: "Hold a change of policies against everything that the package asks for.",
    discussion: """
      Checks the policies, their layout, tests and coverage, and shows whom the change moves against the version before \
      it, as `assay.yaml` in the working folder says. Each step is one of the other commands, and can be run by itself.

        assay ci                                 what a person runs before sending a change in
        assay ci --base origin/main              compared with the branch that the change goes to
        assay ci --format github                 in a GitHub workflow: findings at their lines
        assay ci --junit tests.xml --code-quality quality.json    in GitLab: reports for a merge request
        assay ci --comment comment.md            what failed and whom the change moves, for a merge request
        assay ci --without-impact                what a hook runs before each commit
        assay ci --install                       writes workflow files for GitHub and GitLab, a hook, and assay.yaml

      Exit status: 0 everything passed; 1 something did not; 2 wrong usage; 4 a file could not be read or written.
      """)

  @Option(
    help: ArgumentHelp(
      "The revision that the policies are compared with, in place of the file's.", valueName: "revision"))
  var base: String?

  @Flag(help: "Leave the comparison with the version before out.")
  var withoutImpact = false

  @Option(help: ArgumentHelp("How findings are written.", valueName: "text|github"))
  var format = CiFormat.text

  @Option(help: ArgumentHelp("A file to write the outcome of the tests to as JUnit XML.", valueName: "file"))
  var junit: String?

  @Option(
    help: ArgumentHelp("A file to write the findings of the check to, as a code quality report.", valueName: "file"))
  var codeQuality: String?

  @Option(
    help: ArgumentHelp(
      "A file to write everything to as Markdown, for a comment on a merge request.", valueName: "file"))
  var comment: String?

  @Flag(help: "Write workflow files, a hook and a configuration, where there are none yet.")
  var install = false

  @OptionGroup var messages: MessageOptions

  /// How the steps write what they find.
  enum CiFormat: String, CaseIterable, ExpressibleByArgument {
    case text
    case github
  }

  func perform(_ console: Console) async throws -> ExitStatus {
    if install { return try WorkflowInstallation(console: console).write() }
    let (settings, mistakes) = PolicyFiles().library.configuration(in: SourcePath("."))
    if !mistakes.isEmpty { Console.writeError(console.diagnosticText(for: .error).text(of: mistakes)) }
    if mistakes.containsError { return .findings }
    var run = CiRun(console: console, isGitHub: format == .github)
    for step in steps(settings) { await run.take(step.name, step.arguments) }
    if !withoutImpact {
      let impact = ImpactStep(settings: settings, base: base ?? settings.impact.base, messages: words)
      await run.take(impact, paths: paths(settings))
    }
    if let comment { try write(run.steps, to: comment, console) }
    return run.finish()
  }

  private func write(_ steps: [CiRun.Step], to path: String, _ console: Console) throws {
    let document = CiComment(console: console).document(of: steps)
    let file = try OutputFile(path: path)
    try file.write(Array(ReportMarkdown().text(of: document).utf8))
    try file.commit()
  }

  // MARK: Steps

  private func steps(_ settings: PackageConfiguration) -> [(name: LocalizedText, arguments: [String])] {
    let paths = paths(settings)
    var check = ["check"] + paths + words + format.words
    if settings.proves { check.append("--proofs") }
    if settings.requiresSources { check.append("--require-sources") }
    if let most = settings.maximumWarnings { check += ["--maximum-warnings", "\(most)"] }
    if let codeQuality { check += ["--code-quality", codeQuality] }
    var test = ["test"] + paths + words + format.words
    if let most = settings.maximumUncovered { test += ["--maximum-uncovered", "\(most)"] }
    if let junit { test += ["--junit", junit] }
    var steps = [(LocalizedText("check", "检查"), check)]
    if settings.checksLayout { steps.append((LocalizedText("layout", "版式"), ["format"] + paths + words + ["--check"])) }
    return steps + [(LocalizedText("tests", "测试"), test)]
  }

  private func paths(_ settings: PackageConfiguration) -> [String] {
    settings.paths.isEmpty ? PolicyFiles.defaultPaths : settings.paths
  }

  /// The options that every step takes over.
  private var words: [String] {
    (messages.language.map { ["--language", $0.rawValue] } ?? []) + ["--color", messages.color.rawValue]
  }
}

extension CiCommand.CiFormat {
  fileprivate var words: [String] { self == .github ? ["--format", "github"] : [] }
}
