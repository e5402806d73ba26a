package import PolicyAnalysis
import PolicyDiagnostics
import PolicyExecution
import PolicySemantics
import PolicyTypes

/// What the cases of tests have shown of one policy.
package struct PolicyCoverage: Sendable {
  package let path: SourcePath
  package let title: String
  package let version: String

  /// How many cases with results were run.
  package let caseCount: Int

  /// Every outcome that a part of the policy can have, in the order of the source.
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
struct PolicyMeter {
  private let policy: CompiledPolicy
  private var caseCount = 0
  private var meter: CoverageMeter

  init(_ policy: CompiledPolicy) {
    self.policy = policy
    meter = CoverageMeter(policy.program)
  }

  /// Takes in what came out of a case.
  mutating func observe(_ values: BatchValues) {
    caseCount += 1
    meter.observe(values)
  }

  /// Takes in what another meter of the same policy has counted.
  mutating func add(_ other: PolicyMeter) {
    caseCount += other.caseCount
    meter.add(other.meter)
  }

  func coverage() -> PolicyCoverage {
    let impossible = meter.impossible(asOf: meter.dates.max() ?? policy.someDateInForce)
    let outcomes = meter.points.indices.map { place in
      CoverageOutcome(
        point: meter.points[place], caseCount: meter.counts[place], isPossible: !impossible.contains(place))
    }
    let typed = policy.typed
    return PolicyCoverage(
      path: SourcePath(typed.span.file.path), title: typed.title ?? typed.id, version: typed.version,
      caseCount: caseCount, outcomes: outcomes.sorted { $0.point.span.comesBefore($1.point.span) })
  }
}

extension SourceSpan {
  fileprivate func comesBefore(_ other: SourceSpan) -> Bool {
    (file.path, start, end) < (other.file.path, other.start, other.end)
  }
}
