import PolicyDiagnostics
import PolicyDriver
import PolicyReport
import Testing

/// Three typical subjects of each shipped policy, a good one, one in the middle and a bad one, and what each is told.
@Suite struct ShippedExplanationTests {
  private static let folder = "Tests/Corpus/explanations"
  private static let files = Repository.files(below: folder, suffix: ".tests.yaml")

  @Test(arguments: files)
  func threeSubjectsAreTold(_ file: String) throws {
    var runner = PolicyTestRunner(library: PolicyLibrary(FolderSources(".")), explainsAll: true)
    let run = runner.run(fileAt: SourcePath(file))
    let report = try #require(run)
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.sorted.map(\.message.english))")
    #expect(report.cases.count == 3)
    for result in report.cases { #expect(result.isPassed, "\(result.name)") }
    let snapshot = try report.cases.map { result in
      let explanation = try #require(result.explanation)
      return "=== \(result.name)\n\(ExplanationText(language: .chinese).text(of: explanation))"
    }
    try expectRecorded(snapshot.joined(separator: "\n"), at: file.dropLast("tests.yaml".count) + "txt")
  }

  /// A policy with tests of its own is one that grades somebody.
  @Test func everyShippedPolicyHasThem() {
    let expected = Repository.files(below: "policies", suffix: ".tests.yaml").map { path in
      Self.folder + "/" + path.dropFirst("policies/".count).map { $0 == "/" ? "-" : String($0) }.joined()
    }
    #expect(Set(Self.files) == Set(expected))
  }
}
