import PolicyDiagnostics
import PolicyDriver
import PolicyIR
import Testing

/// Policies and what they import, over files that are only text.
struct CompilationTests {
  private let path = SourcePath("policies/shop.yaml")

  private func findings(_ changes: [String: String]) throws -> [Finding] {
    try #require(PolicyLibrary.sample(changes).compilation(at: path)).diagnostics.findings
  }

  private func policy(replacing old: String, with new: String) -> [String: String] {
    let parts = SamplePolicy.policy.split(separator: old, maxSplits: 1)
    return ["policies/shop.yaml": parts.joined(separator: new)]
  }

  @Test func aGoodPolicyCompiles() throws {
    let compilation = try #require(PolicyLibrary.sample().compilation(at: path))
    let policy = try #require(compilation.policy)
    #expect(!compilation.diagnostics.containsError)
    #expect(policy.program.name == "shop")
    #expect(policy.mapping.domains.map(\.source) == ["subjects", "penalties", "repairs"])
    #expect("\(policy.dates)" == "2022-01-01..")
  }

  @Test func eachFileIsReadOnce() {
    let sources = DictionarySources(SamplePolicy.files.merging(["policies/other.yaml": SamplePolicy.policy]) { $1 })
    let library = PolicyLibrary(sources)
    for path in ["policies/shop.yaml", "policies/other.yaml", "policies/shop.yaml", "common/records.yaml"] {
      _ = library.check(fileAt: SourcePath(path))
    }
    #expect(sources.readCounts["common/records.yaml"] == 1)
    #expect(sources.readCounts["policies/shop.yaml"] == 1)
  }

  @Test func aMissingImportIsReportedWhereItStands() throws {
    let found = try findings(policy(replacing: "../common/measures.yaml", with: "../common/measure.yaml"))
    #expect(found.contains(Finding(.fileNotFound, "../common/measure.yaml")))
  }

  @Test func aMissingImportHasTheNearestNameAsItsMend() throws {
    let library = PolicyLibrary.sample(policy(replacing: "../common/measures.yaml", with: "../common/measure.yaml"))
    let diagnostics = try #require(library.compilation(at: path)).diagnostics.sorted
    let missing = try #require(diagnostics.first { $0.code == .fileNotFound })
    #expect(missing.fixIt?.replacement == "../common/measures.yaml")
  }

  @Test func aPolicyIsNotImported() throws {
    let found = try findings(policy(replacing: "../common/measures.yaml", with: "../common/measures.yaml, shop.yaml"))
    #expect(found == [Finding(.wrongFileKind, "shop.yaml")])
  }

  @Test func errorsOfAnImportAreThoseOfThePolicy() throws {
    let records = SamplePolicy.records.replacing("at most: 3", with: "at mots: 3")
    #expect(try findings(["common/records.yaml": records]) == [Finding(.unknownKey, "at mots")])
  }

  @Test func oneImportWithErrorsDoesNotSpoilAnotherPolicy() throws {
    let library = PolicyLibrary.sample(["policies/broken.yaml": "policy: broken\n"])
    #expect(library.compilation(at: SourcePath("policies/broken.yaml"))?.policy == nil)
    #expect(library.compilation(at: path)?.policy != nil)
  }

  @Test func aFileThatIsNotAPolicyIsRefused() throws {
    let library = PolicyLibrary.sample()
    let compilation = try #require(library.compilation(at: SourcePath("common/measures.yaml")))
    #expect(compilation.policy == nil)
    #expect(compilation.diagnostics.findings == [Finding(.wrongFileKind, "measures")])
  }

  @Test func aFileThatIsNotThereHasNoCompilation() {
    #expect(PolicyLibrary.sample().compilation(at: SourcePath("policies/none.yaml")) == nil)
    #expect(PolicyLibrary.sample().check(fileAt: SourcePath("policies/none.yaml")) == nil)
  }

  @Test func policiesAreFoundByIDBelowTheRoot() {
    let library = PolicyLibrary.sample()
    #expect(library.policies(named: "shop", near: SourcePath("common")) == [path])
    #expect(library.policyIDs(near: SourcePath("policies/deep/er")) == ["shop"])
  }

  @Test func withoutAMarkedRootTheFolderIsTheRoot() {
    let files = SamplePolicy.files.filter { $0.key != "assay.yaml" }
    let library = PolicyLibrary(DictionarySources(files))
    #expect(library.policies(named: "shop", near: SourcePath("common")).isEmpty)
    #expect(library.policies(named: "shop", near: SourcePath("policies")) == [path])
  }
}
