import PolicyDiagnostics
import PolicyDriver
import PolicyReport
import Testing

/// The rules of the language, each pinned by policies with worked cases.
@Suite struct SemanticsTests {
  private static let folder = "Tests/Corpus/semantics"

  static let files = Repository.files(below: folder, suffix: ".tests.yaml").map {
    String($0.dropFirst("Tests/Corpus/".count))
  }

  @Test(arguments: files)
  func everyCaseGivesWhatItExpects(in file: String) throws {
    var runner = PolicyTestRunner(library: PolicyLibrary(FolderSources("Tests/Corpus")))
    let found = runner.run(fileAt: SourcePath(file))
    let report = try #require(found)
    #expect(report.diagnostics.isEmpty, "\(DiagnosticText(language: .english).text(of: report.diagnostics))")
    for result in report.cases {
      guard case .failed(let failure) = result.outcome else { continue }
      let messages = failure.diagnostics.map(\.message.english).joined(separator: "; ")
      Issue.record("\(file), \(result.name): \(messages)")
    }
    #expect(report.isPassed)
  }
}
