package import PolicyAnalysis
import PolicyExecution
import PolicyTypes

/// What the cases of a run of tests have shown.
package struct CoverageReport: Sendable {
  /// What each file writes that the run is about, in the order of the files.
  package let files: [FileCoverage]

  /// The files that the policies inherit from and that the run is not about, and how many outcomes each writes.
  package let elsewhere: [Elsewhere]

  package struct Elsewhere: Sendable {
    package let path: SourcePath
    package let outcomeCount: Int
  }

  package var coveredCount: Int { files.reduce(0) { $0 + $1.coveredCount } }
  package var uncovered: [CoverageOutcome] { files.flatMap(\.uncovered) }
}

/// What the cases have shown of the clauses that one file writes, through any policy that they are part of.
package struct FileCoverage: Sendable {
  package let path: SourcePath

  /// Nil in files of records and measures.
  package let title: String?
  package let version: String?

  /// How many cases with results were run of policies that the clauses are part of.
  package let caseCount: Int

  /// Every outcome that a part written here can have, in the order of the source.
  package let outcomes: [CoverageOutcome]

  package var coveredCount: Int { outcomes.count(where: \.isCovered) }
  package var uncovered: [CoverageOutcome] { outcomes.filter(\.isUncovered) }
  package var impossible: [CoverageOutcome] { outcomes.filter { !$0.isPossible } }
}

/// One outcome of a part of a policy, and how many cases show it.
package struct CoverageOutcome: Sendable {
  package let point: CoveragePoint
  package let caseCount: Int

  /// False where it is proved that no subject shows it.
  package let isPossible: Bool

  package var isCovered: Bool { caseCount > 0 }

  /// Whether a case that shows it is missing.
  package var isUncovered: Bool { caseCount == 0 && isPossible }
}

/// Counts what the cases of one policy show, while they are run.
struct PolicyMeter: Sendable {
  let policy: CompiledPolicy
  private(set) var caseCount = 0
  private var meter: CoverageMeter

  init(_ policy: CompiledPolicy) {
    self.policy = policy
    meter = CoverageMeter(policy.program)
  }

  var points: [CoveragePoint] { meter.points }
  var counts: [Int] { meter.counts }

  /// Takes in what came out of a case.
  mutating func observe(_ values: BatchValues) {
    caseCount += 1
    meter.observe(values)
  }

  /// Returns the sum of what this meter and another one of the same policy have counted.
  func adding(_ other: PolicyMeter) -> PolicyMeter {
    var sum = self
    sum.caseCount += other.caseCount
    sum.meter.add(other.meter)
    return sum
  }

  /// Returns those of some points that no subject of this policy can show.
  func impossible(among places: [Int]) -> Set<Int> {
    meter.impossible(among: places, asOf: meter.dates.max() ?? policy.someDateInForce)
  }
}
