import ArgumentParser
import PolicyAnalysis
import PolicyDiagnostics
import PolicyDriver
import PolicyRecords
import PolicyReport
import PolicyTypes

/// `assay check`: finds mistakes without running anything.
struct CheckCommand: AssayCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check policies, their records, measures and tests.",
    discussion: """
      Reads the files given, every YAML file below the folders given, and the `assay.yaml` of their package; the first \
      key of a file tells what it is. \
      Everything that is wrong is reported at once, with the place in the source.

        assay check                              the folder policies, or the working folder
        assay check policies/wanzhi --language zh
        assay check policy.yaml --format json
        assay check policies --format sarif > assay.sarif   for code hosts and editors
        assay check policies --format github     annotations in a GitHub workflow; gitlab: a code quality report
        assay check policies --proofs          does every row, condition, grade and measure matter to somebody, and is
                                               nobody better off for being worse?
        assay check policies --analysis        what can the score be, and what can each indicator do to the grade?
        assay check policies --clauses         what of each policy is assumed, left to people, or not encoded
        assay check policies --require-sources --maximum-warnings 0    gates for a change
        assay check policies --as-of 2026-01-01   also what was allowed until a day before

      Exit status: 0 no errors; 1 errors; 4 a file could not be read.
      """)

  @Argument(help: "Files and folders.")
  var paths: [String] = []

  @Option(help: ArgumentHelp("How findings are written.", valueName: "text|json|sarif|github|gitlab|junit"))
  var format = FindingFormat.text

  @Flag(help: "Also prove, or show by examples, that all parts of a policy matter and that none rewards what is worse.")
  var proofs = false

  @Flag(help: "Also tell what the score can be, what each indicator can do to the grade, and what has a source.")
  var analysis = false

  @Flag(help: "Also count the clauses of each policy, and list those that are assumed, left to people, or not encoded.")
  var clauses = false

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp("The date of examples, and the one that allowances are held against.", valueName: "date"))
  var asOf: CalendarDate?

  @Flag(help: "Every indicator, rule, repair and measure must say what it rests on.")
  var requireSources = false

  @Option(help: ArgumentHelp("Fail where there are more warnings than this.", valueName: "count"))
  var maximumWarnings: Int?

  @Option(help: ArgumentHelp("A file to write the findings to as a code quality report, as well.", valueName: "file"))
  var codeQuality: String?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if let maximumWarnings, maximumWarnings < 0 {
      throw ValidationError("--maximum-warnings wants a count of 0 or more.")
    }
  }

  func perform(_ console: Console) throws -> ExitStatus {
    let policies = PolicyFiles()
    let named = paths.isEmpty ? PolicyFiles.defaultPaths : paths
    let sources = try policies.sources(named) + policies.configurations(of: named)
    guard !sources.isEmpty else { throw CommandFailure.noFiles }
    var outcome = CheckOutcome()
    for source in sources { check(source, policies.library, &outcome) }
    outcome.findings.formUnion(policies.library.versionOverlaps(of: sources))
    write(outcome, sources, console)
    console.say(summary(of: outcome, fileCount: sources.count, console))
    if let codeQuality {
      let file = try OutputFile(path: codeQuality)
      try file.write(DiagnosticCodeQuality.bytes(of: outcome.findings.sorted, language: console.language))
      try file.commit()
    }
    let hasTooManyWarnings = maximumWarnings.map { outcome.findings.count(of: .warning) > $0 } ?? false
    return outcome.findings.containsError || hasTooManyWarnings ? .findings : .clean
  }

  private func check(_ source: SourcePath, _ library: PolicyLibrary, _ outcome: inout CheckOutcome) {
    if proofs, let report = library.proofs(at: source, asOf: asOf) {
      outcome.add(report)
    } else if let found = library.check(fileAt: source) {
      outcome.findings.formUnion(found)
      outcome.allowedCount += library.allowedCount(at: source)
    }
    outcome.holeCount += library.holeCount(at: source)
    if analysis, let found = library.facts(at: source, asOf: asOf) { outcome.facts.append(found) }
    if clauses, let list = library.clauses(at: source) { outcome.clauses.append(list) }
    if requireSources { outcome.findings.formUnion(library.missingSources(at: source)) }
    if let asOf { outcome.findings.formUnion(library.expiredAllowances(at: source, before: asOf)) }
  }

  private func write(_ outcome: CheckOutcome, _ sources: [SourcePath], _ console: Console) {
    let found = outcome.findings.sorted
    console.journal?.note(found)
    switch format {
    case .json:
      Console.writeOutput(
        DiagnosticJSON.bytes(
          of: outcome.findings, claims: proofs ? outcome.claims : nil, allowedCount: outcome.allowedCount,
          clauses: clauses ? outcome.clauses : nil,
          analysis: analysis ? { AnalysisJSON.write(outcome.facts, to: &$0) } : nil))
    case .text:
      let writer = console.diagnosticText(for: .output)
      for finding in found { Console.writeOutput(writer.text(of: finding) + "\n") }
      for entry in outcome.facts {
        Console.writeOutput(AnalysisText(console: console).text(of: entry.policy, entry.facts) + "\n")
      }
      for list in outcome.clauses {
        Console.writeOutput(list.text(in: console.language, style: console.outputStyle) + "\n")
      }
    case .junit: Console.writeOutput(JUnitReport(checkOf: sources.map(\.text), found, console).text)
    case .sarif, .github, .gitlab: console.write(found, as: format)
    }
  }

  private func summary(of outcome: CheckOutcome, fileCount: Int, _ console: Console) -> LocalizedText {
    let found = console.diagnosticText(for: .error).summary(of: outcome.findings)
    let files = LocalizedText("\(fileCount) file\(fileCount == 1 ? "" : "s") checked", "已检查 \(fileCount) 个文件")
    var (english, chinese) = ("\(files.english): \(found)", "\(files.chinese)：\(found)")
    if outcome.holeCount > 0 {
      let noun = outcome.holeCount == 1 ? "indicator" : "indicators"
      english += ", \(outcome.holeCount) \(noun) left open for policies that extend"
      chinese += "，留空待继承者填写的指标 \(outcome.holeCount) 项"
    }
    if outcome.allowedCount > 0 {
      english += ", \(outcome.allowedCount) allowed"
      chinese += "，已允许 \(outcome.allowedCount) 项"
    }
    let claims = outcome.claims
    if proofs {
      english += "; \(claims.total) claims: \(claims.proved) proved, \(claims.refuted) refuted"
      english += ", \(claims.undecided) undecided"
      chinese += "；\(claims.total) 项判定：成立 \(claims.proved)，不成立 \(claims.refuted)，未定 \(claims.undecided)"
    }
    if clauses {
      let (all, computable) = (outcome.clauseCount, outcome.computableCount)
      english += "; \(computable) of \(all) clauses can be computed"
      chinese += "；共 \(all) 条，可计算 \(computable) 条"
    }
    return LocalizedText(english, chinese)
  }
}

/// What came out of a check of several files.
private struct CheckOutcome {
  var findings = DiagnosticSet()
  var claims = ClaimCounts()
  var allowedCount = 0
  var holeCount = 0
  var clauses: [ClauseList] = []
  var facts: [(policy: String, facts: PolicyFacts)] = []

  var clauseCount: Int { clauses.reduce(0) { $0 + $1.clauses.count } }
  var computableCount: Int { clauses.reduce(0) { $0 + $1.computableCount } }

  mutating func add(_ report: ProofReport) {
    findings.formUnion(report.diagnostics)
    allowedCount += report.allowedCount
    for proof in report.proofs {
      switch proof.verdict {
      case .proved: claims.proved += 1
      case .refuted: claims.refuted += 1
      case .undecided: claims.undecided += 1
      }
    }
  }
}

extension CommandFailure {
  static let noFiles = CommandFailure(
    LocalizedText("there are no YAML files to check", "没有可检查的 YAML 文件"),
    help: LocalizedText("name the files, or the folders that they are in", "请指明文件或其所在文件夹"), status: .findings)
}
