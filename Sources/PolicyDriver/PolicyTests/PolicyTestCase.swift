import PolicyDiagnostics
import PolicyIR
import PolicySyntax
import PolicyTypes

/// One case of a policy's tests, every name in it held against the policy.
struct PolicyTestCase {
  let name: YAMLScalar
  let policy: CompiledPolicy
  let asOf: CalendarDate
  let subject: GivenRow

  /// Values that their fields cannot hold.
  let faults: [GivenFault]
  let expectations: [Expectation]

  /// The fields in which faults are expected; nil where results are.
  let expectedFaults: [ExpectedFault]?

  func expects(_ fault: GivenFault) -> Bool {
    (expectedFaults ?? []).contains { $0.covers(fault) }
  }
}
