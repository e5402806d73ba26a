import PolicyDiagnostics
import PolicySemantics
import PolicySyntax
import PolicyTypes

/// A subject of a file of data that a case asks for.
struct WantedSubject {
  let key: Key
  let policy: CompiledPolicy

  struct Key: Hashable {
    /// The file of JSON Lines, or the folder of CSV files.
    let path: SourcePath
    let id: String
    let policy: SourceSpan
    let dates: EffectiveDates
    let asOf: CalendarDate
  }
}

/// Subjects that lie in files of data, whose paths count from the folder of the file of tests.
extension PolicyTestSuite {
  /// The subjects that the cases ask for.
  var wantedSubjects: [WantedSubject] { cases.compactMap(wantedSubject) }

  /// Returns the cases with the subjects that were found for them.
  func taking(_ found: [WantedSubject.Key: FileSubject]) -> PolicyTestSuite {
    if found.isEmpty { return self }
    var suite = self
    suite.giveData { testCase in wantedSubject(of: testCase).flatMap { found[$0.key] } }
    return suite
  }

  private func wantedSubject(of testCase: PolicyTestCase) -> WantedSubject? {
    guard let file = testCase.subject.origin.file, let id = testCase.subject.origin.subject else { return nil }
    let policy = testCase.policy
    return WantedSubject(
      key: WantedSubject.Key(
        path: path.folder.appending(file.text), id: id.text, policy: policy.typed.span, dates: policy.dates,
        asOf: testCase.asOf),
      policy: policy)
  }
}
