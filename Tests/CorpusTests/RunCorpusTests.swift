import PolicyDiagnostics
import PolicyDriver
import PolicyReport
import Testing

/// The corpus of runs: small policies with their tests, which pin what the language means, and what is told of each
/// case in both languages.
@Suite struct RunCorpusTests {
  private static let folder = "Tests/Corpus/run"
  private static let files = Repository.files(below: folder, suffix: ".tests.yaml").map {
    String($0.dropFirst(folder.count + 1))
  }

  @Test(arguments: files)
  func everyCasePasses(_ file: String) throws {
    var runner = PolicyTestRunner(library: PolicyLibrary(FolderSources(Self.folder)), explainsAll: true)
    let run = runner.run(fileAt: SourcePath(file))
    let report = try #require(run)
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.sorted.map(\.message.english))")
    for result in report.cases {
      #expect(result.isPassed, "\(result.name): \(result.failures)")
    }
    let snapshot = report.cases.map(\.snapshot).joined(separator: "\n")
    try expectRecorded(snapshot, at: Self.folder + "/" + file.dropLast("tests.yaml".count) + "txt")
  }

  @Test func everySnapshotHasItsFile() {
    let snapshots = Repository.files(below: Self.folder, suffix: ".txt")
    let expected = Self.files.map { Self.folder + "/" + $0.dropLast("tests.yaml".count) + "txt" }
    #expect(Set(snapshots).subtracting(expected).isEmpty)
  }
}

extension PolicyTestResult {
  fileprivate var failures: [String] {
    if case .failed(let failure) = outcome { failure.diagnostics.map(\.message.english) } else { [] }
  }

  /// The explanation in both languages.
  fileprivate var snapshot: String {
    guard let explanation else { return "=== \(name)\n" }
    let texts = [ExplanationText(language: .english), ExplanationText(language: .chinese)].map {
      $0.text(of: explanation)
    }
    return "=== \(name)\n\(texts.joined(separator: "---\n"))"
  }
}
