import ArgumentParser
import PolicyDiagnostics
import PolicyExecution
import PolicyRecords

/// Whom a run explains while it grades.
struct RunExplanationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file of explanations, one a line, as assay explain --format jsonl writes them.", valueName: "file"))
  var explain: String?

  @Option(help: ArgumentHelp("Explain subjects with this grade; may be given again.", valueName: "grade"))
  var explainGrade: [String] = []

  @Option(help: ArgumentHelp("Explain this subject; may be given again.", valueName: "id"))
  var explainSubject: [String] = []

  @Option(
    help: ArgumentHelp("Explain subjects whose grade is another than in earlier results.", valueName: "results"))
  var explainChanged: String?

  @Option(
    help: ArgumentHelp(
      "Explain at most so many of them, or of all: those whose ids have the least SHA-256.", valueName: "n"))
  var explainSample: Int?

  @Flag(inversion: .prefixedNo, help: "With --explain, also say what would change the grade.")
  var advice = true

  func validate() throws {
    let chooses = !explainGrade.isEmpty || !explainSubject.isEmpty || explainChanged != nil || explainSample != nil
    if explain == nil, chooses { throw ValidationError("--explain FILE says where the explanations go") }
    if explain != nil, !chooses {
      throw ValidationError(
        "--explain needs --explain-grade, --explain-subject, --explain-changed or --explain-sample, which choose whom")
    }
    if let explainSample, explainSample < 1 { throw ValidationError("--explain-sample wants a number from 1 on") }
  }

  /// Returns what a run explains; nil where nothing is asked for.
  func request(
    for policy: LoadedPolicy, _ settings: RunSettings, threadCount: Int
  ) async throws -> ExplanationRequest? {
    guard let explain else { return nil }
    let labels = policy.program.gradeNames
    if let unknown = explainGrade.first(where: { !labels.contains($0) }) {
      throw CommandFailure.noGrade(unknown, known: labels)
    }
    var earlier: EarlierGrades?
    if let explainChanged { earlier = try await EarlierGrades(path: explainChanged, threadCount: threadCount) }
    let choice = SubjectChoice(
      grades: explainGrade, ids: explainSubject, earlier: earlier, sampleSize: explainSample)
    let explainer = Explainer(
      policy, asOf: settings.asOf, hasAdvice: advice, isMasking: settings.isMasking)
    let needed = ExecutionPlan(program: policy.program, asOf: settings.asOf, keeping: .results).selection
    return ExplanationRequest(path: explain, choice: choice, needed: needed) { batch, invalid in
      // Nothing is left out, so that nothing can be named wrongly; and whoever has a grade has no fault.
      guard case .explanation(let explanation, let names)? = try? explainer.explain(batch, invalid: invalid) else {
        return []
      }
      return explainer.json(of: explanation, hiding: names, isPretty: false)
    }
  }
}

extension CommandFailure {
  fileprivate static func noGrade(_ grade: String, known: [String]) -> CommandFailure {
    CommandFailure(
      LocalizedText("the policy has no grade `\(grade)`", "政策没有等级 `\(grade)`"),
      help: known.isEmpty
        ? LocalizedText("it has no grades at all", "该政策不评定等级")
        : LocalizedText(
          "it has \(known.map { "`\($0)`" }.joined(separator: ", "))",
          "该政策的等级：\(known.map { "`\($0)`" }.joined(separator: "、"))"),
      status: .usage)
  }
}
