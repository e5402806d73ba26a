package import PolicyDiagnostics
import PolicyIR
import PolicySyntax
import PolicyTypes

/// What became of the small changes of one file under the tests of its policies.
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

/// Tries small changes of one file against the cases of the policies that it is part of: its own, and those that
/// extend it.
package struct MutationRun: Sendable {
  /// A policy, with the cases that test it and pass.
  struct Tested: Sendable {
    let policy: CompiledPolicy
    var cases: [PolicyTestCase] = []
  }

  private let path: SourcePath
  private let tested: [Tested]
  private let files: ReadFiles
  private let mutants: [PolicyMutant]
  private let untriedCount: Int

  /// The most changes of one file that are tried: of more, every second, or third, and so on.
  private static let mostMutants = 1_000

  /// Prepares the run; nil where there is no file that could be read at `path`.
  init?(of path: SourcePath, testedBy tested: [Tested], in library: PolicyLibrary) {
    guard let form = library.document(at: path)?.document?.form else { return nil }
    self.path = path
    self.tested = tested
    files = library.readFiles
    let all = MutantCollector(form).mutants
    let step = (all.count + Self.mostMutants - 1) / Self.mostMutants
    mutants = step <= 1 ? all : stride(from: 0, to: all.count, by: step).map { all[$0] }
    untriedCount = all.count - mutants.count
  }

  private enum Fate: Sendable {
    case killed, survives, refused, equal
  }

  /// The order in which policies and their cases are tried: the one that killed the last mutant is likely to kill the
  /// next one.
  private struct Order {
    var policies: [Int]
    var cases: [[Int]]
  }

  private var order: Order { Order(policies: Array(tested.indices), cases: tested.map { Array($0.cases.indices) }) }

  /// Tries every change, on as many threads as asked for.
  package func report(threadCount: Int) async -> MutationReport {
    let (fates, _) = await inParallel(mutants.count, threadCount: threadCount) {
      order
    } work: { place, order in
      fate(of: mutants[place], &order)
    } leaving: { _ in
    }
    return report(fates)
  }

  /// Tries every change, one after the other.
  package func report() -> MutationReport {
    var order = order
    return report(mutants.map { fate(of: $0, &order) })
  }

  private func report(_ fates: [Fate]) -> MutationReport {
    MutationReport(
      path: path, killedCount: fates.count { $0 == .killed },
      survivors: zip(mutants, fates).filter { $0.1 == .survives }.map(\.0),
      refusedCount: fates.count { $0 == .refused }, equalCount: fates.count { $0 == .equal },
      untriedCount: untriedCount)
  }

  /// Finds out what becomes of a mutant: one policy that refuses it is enough, and so is one case that notices it.
  private func fate(of mutant: PolicyMutant, _ order: inout Order) -> Fate {
    let library = PolicyLibrary(files: files, replacing: path, by: mutant.source)
    var fate = Fate.equal
    for (turn, place) in order.policies.enumerated() {
      let policy = tested[place].policy
      let changed = library.compilations(at: policy.path).first { $0.dates == policy.dates }?.policy
      guard let changed else { return .refused }
      if changed.program.computesTheSame(as: policy.program) { continue }
      fate = .survives
      guard kills(changed, library, place, &order) else { continue }
      order.policies.moveToFront(turn)
      return .killed
    }
    return fate
  }

  private func kills(_ changed: CompiledPolicy, _ library: PolicyLibrary, _ place: Int, _ order: inout Order) -> Bool {
    var runner = PolicyTestRunner(library: library)
    for (turn, number) in order.cases[place].enumerated() {
      let original = tested[place].cases[number]
      // A case that names what is gone can no longer be run, which nobody overlooks.
      guard let testCase = original.rebound(to: changed) else { return true }
      // A subject from a file was read for the record types of the policy as it is.
      let isReadable = testCase.data == nil || changed.program.schema == tested[place].policy.program.schema
      guard isReadable, !runner.passes(testCase) else { continue }
      order.cases[place].moveToFront(turn)
      return true
    }
    return false
  }
}

extension Array {
  fileprivate mutating func moveToFront(_ place: Int) { insert(remove(at: place), at: 0) }
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
      + measures.map { $0.records?.isGiven } + outputs.map(\.value.result)
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
