package import PolicyDiagnostics
import PolicyIR
import PolicySyntax
import PolicyTypes

/// What became of the small changes of one policy under its tests.
package struct MutationReport: Sendable {
  package let path: SourcePath
  package let killedCount: Int

  /// The changes that no test notices, in the order of the source.
  package let survivors: [PolicyMutant]

  /// How many changes the check refuses, and how many come to the same policy.
  package let refusedCount: Int
  package let equalCount: Int

  /// How many changes were not tried, because there are too many.
  package let untriedCount: Int
}

/// Tries small changes of one policy against the cases that test it.
package struct MutationRun: Sendable {
  private let path: SourcePath
  private let policy: CompiledPolicy
  private let cases: [PolicyTestCase]
  private let documents: [SourcePath: ParsedDocument]
  private let mutants: [PolicyMutant]
  private let untriedCount: Int

  /// The most changes of one policy that are tried: of more, every second, or third, and so on.
  private static let mostMutants = 1_000

  /// Prepares the run for the policy that the passing cases of `files` test; nil where there is none, or several are
  /// meant by `path`.
  init?(of path: SourcePath, _ policy: CompiledPolicy, cases: [PolicyTestCase], in library: PolicyLibrary) {
    guard let form = library.document(at: path)?.document?.form else { return nil }
    self.path = path
    self.policy = policy
    self.cases = cases
    documents = library.readDocuments
    let all = MutantCollector(form).mutants
    let step = (all.count + Self.mostMutants - 1) / Self.mostMutants
    mutants = step <= 1 ? all : stride(from: 0, to: all.count, by: step).map { all[$0] }
    untriedCount = all.count - mutants.count
  }

  private enum Fate: Sendable {
    case killed, survives, refused, equal
  }

  /// Tries every change, on as many threads as asked for.
  package func report(threadCount: Int) async -> MutationReport {
    let (fates, _) = await inParallel(mutants.count, threadCount: threadCount) {
      // The case that killed the last mutant is likely to kill the next one.
      Array(cases.indices)
    } work: { place, order in
      fate(of: mutants[place], &order)
    } leaving: { _ in
    }
    return report(fates)
  }

  /// Tries every change, one after the other.
  package func report() -> MutationReport {
    var order = Array(cases.indices)
    return report(mutants.map { fate(of: $0, &order) })
  }

  private func report(_ fates: [Fate]) -> MutationReport {
    MutationReport(
      path: path, killedCount: fates.count { $0 == .killed },
      survivors: zip(mutants, fates).filter { $0.1 == .survives }.map(\.0),
      refusedCount: fates.count { $0 == .refused }, equalCount: fates.count { $0 == .equal },
      untriedCount: untriedCount)
  }

  private func fate(of mutant: PolicyMutant, _ order: inout [Int]) -> Fate {
    let library = PolicyLibrary(documents: documents, replacing: path, by: mutant.source)
    guard let changed = library.compilation(at: path)?.policy else { return .refused }
    if changed.program.computesTheSame(as: policy.program) { return .equal }
    var runner = PolicyTestRunner(library: library)
    for (turn, place) in order.enumerated() {
      var testCase = cases[place]
      testCase.policy = changed
      if !runner.passes(testCase) {
        order.remove(at: turn)
        order.insert(place, at: 0)
        return .killed
      }
    }
    return .survives
  }
}

extension IRProgram {
  /// Whether two programs are the same but for the places in their sources.
  fileprivate func computesTheSame(as other: IRProgram) -> Bool {
    schema == other.schema && instructions.count == other.instructions.count
      && zip(instructions, other.instructions).allSatisfy { a, b in
        a.operation == b.operation && a.type == b.type && a.domain == b.domain
      } && outline.resultsInOrder == other.outline.resultsInOrder
  }
}

extension Outline {
  /// Which values the results are.
  fileprivate var resultsInOrder: [ValueID?] {
    [grade?.result] + indicators.map(\.result) + rules.map(\.condition.result) + measures.map(\.isGiven)
      + measures.flatMap { $0.numbers.map(\.value.result) }
  }
}

extension Diagnostic {
  /// What is said about a change that no test notices.
  package static func survives(_ mutant: PolicyMutant) -> Diagnostic {
    let (was, line) = (mutant.original, mutant.changedLine.trimmed)
    let message =
      mutant.replacement.isEmpty
      ? LocalizedText("no test notices when `\(was)` is taken out", "删去 `\(was)`，没有测试察觉")
      : LocalizedText(
        "no test notices when `\(was)` becomes `\(mutant.replacement)`",
        "把 `\(was)` 改成 `\(mutant.replacement)`，没有测试察觉")
    return Diagnostic(
      .survivingMutant, message, at: mutant.span.firstLine,
      help: LocalizedText(
        "add a test that tells the two apart" + (mutant.replacement.isEmpty ? "" : "; the line would be `\(line)`"),
        "请补充能区分两者的测试" + (mutant.replacement.isEmpty ? "" : "；改后的行是 `\(line)`")))
  }
}

extension String {
  /// The text without the blanks around it.
  package var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
