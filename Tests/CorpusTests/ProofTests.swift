import PolicyAnalysis
import PolicyDiagnostics
import PolicyDriver
import PolicyTypes
import Testing

/// What is proved of policies, and the examples that show it.
@Suite struct ProofTests {
  /// A folder of policies with a file of tests beside them.
  private final class WithTests: SourceProvider {
    private let folder: FolderSources
    private let path: String
    private let text: String

    init(_ folder: String, _ path: String, _ text: String) {
      self.folder = FolderSources(folder)
      self.path = path
      self.text = text
    }

    func source(at path: String) -> SourceFile? {
      path == self.path ? SourceFile(path: path, text: text) : folder.source(at: path)
    }

    func yamlFiles(below subfolder: String) -> [String] { folder.yamlFiles(below: subfolder) }
  }

  private static let files = [
    "decision-tables", "conditions-of-others", "figures-of-records", "repairs", "measures", "functions-of-one-value",
    "monotonic",
  ]
  private static let asOf = CalendarDate(year: 2024, month: 6, day: 30)

  /// Runs an example as a policy test, and returns what is wrong with it or fails.
  private func findings(of example: String, for path: String) -> [String] {
    let lines = example.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
    let name = path.split(separator: "/").last ?? ""
    let text = (["tests: \(name)"] + lines).joined(separator: "\n")
    let tests = SourcePath("\(path.prefix { $0 != "/" })/example.tests.yaml")
    var runner = PolicyTestRunner(library: PolicyLibrary(WithTests(CheckCase.folder, tests.text, text)))
    guard let report = runner.run(fileAt: tests) else { return ["no report"] }
    if report.isPassed { return [] }
    return report.diagnostics.sorted.map(\.message.english) + [example]
  }

  @Test(arguments: files) func everyExampleIsATestThatPasses(_ name: String) throws {
    let path = "good/\(name).yaml"
    let library = PolicyLibrary(FolderSources(CheckCase.folder))
    let report = try #require(library.proofs(at: SourcePath(path), asOf: Self.asOf))
    let examples = report.proofs.compactMap(\.example)
    #expect(!examples.isEmpty)
    for example in Set(examples).sorted().prefix(12) { #expect(findings(of: example, for: path) == []) }
    #expect(!report.proofs.contains { $0.verdict == .refuted })
  }

  /// A policy that rewards what is worse is shown by subjects that a test of the policy confirms.
  @Test(arguments: CheckCase.bad.filter { $0.path.hasPrefix("proofs/R16") })
  func everyRefutationIsATestThatPasses(_ file: CheckCase) throws {
    let library = PolicyLibrary(FolderSources(CheckCase.folder))
    let report = try #require(library.proofs(at: SourcePath(file.path), asOf: Self.asOf))
    let refuted = report.proofs.filter { $0.verdict == .refuted }
    #expect(refuted.count == 1)
    for example in refuted.compactMap(\.example) { #expect(findings(of: example, for: file.path) == []) }
  }

  @Test func proofsAreTheSameEveryTime() throws {
    let path = SourcePath("good/repairs.yaml")
    let runs = (0..<2).map { _ in
      PolicyLibrary(FolderSources(CheckCase.folder)).proofs(at: path)?.proofs.map {
        "\($0.verdict) \($0.example ?? "")"
      }
    }
    #expect(runs[0] != nil && runs[0] == runs[1])
  }

  @Test func nearlyAllOfARealPolicyIsProved() throws {
    let library = PolicyLibrary(FolderSources("policies"))
    let path = SourcePath("wanzhi/market-regulation.yaml")
    let report = try #require(library.proofs(at: path))
    #expect(report.proofs.count > 60)
    let open = report.proofs.filter { $0.verdict != .proved }
    #expect(open.count <= 5, "\(open.map { "\($0.verdict) \($0.claim.kind) \($0.claim.span.location)" })")
  }
}
