import PolicyDiagnostics
import PolicyIR
import PolicySyntax
import PolicyTypes

/// One case of a policy's tests, every name in it held against the policy.
struct PolicyTestCase {
  /// What it is called: its name as written, with what tells it from others that share it.
  let name: String
  let span: SourceSpan
  var policy: CompiledPolicy
  let asOf: CalendarDate
  let subject: GivenRow

  /// The subject as it lies in a file of data; nil where the case gives all of it.
  var data: FileSubject?

  /// Values that their fields cannot hold.
  let faults: [GivenFault]
  var expectations: [Expectation]

  /// The fields in which faults are expected; nil where results are.
  let expectedFaults: [ExpectedFault]?

  func expects(_ fault: GivenFault) -> Bool {
    (expectedFaults ?? []).contains { $0.covers(fault) }
  }
}
