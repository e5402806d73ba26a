import PolicyDiagnostics
import PolicyDriver
import PolicyIR
import Testing

/// Policies that extend others, as one file.
@Suite struct ExtensionTests {
  /// The good cases with the policy that each becomes.
  static let cases = CheckCase.good.filter { $0.path.hasPrefix("good/extends") }

  /// A folder of policies with one more file in it.
  private final class WithFile: SourceProvider {
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

  @Test(arguments: cases)
  func theFlattenedPolicyIsTheRecordedOneAndMeansTheSame(_ file: CheckCase) throws {
    let text = try expectSameMeaning(of: file.path, in: CheckCase.folder)
    try expectRecorded(text, at: CheckCase.folder + "/flattened/" + (file.path.dropFirst(5).dropLast(4)) + "txt")
  }

  @Test(arguments: ["civil-affairs", "courts", "human-resources", "market-regulation", "police"])
  func aShippedPolicyMeansTheSameInOneFile(_ name: String) throws {
    _ = try expectSameMeaning(of: "wanzhi/\(name).yaml", in: "policies")
  }

  /// Expects that the policy at `path` checks and gives the same program when it is written out whole beside itself;
  /// returns that text.
  private func expectSameMeaning(of path: String, in folder: String) throws -> String {
    let library = PolicyLibrary(FolderSources(folder))
    let compilation = try #require(library.compilation(at: SourcePath(path)))
    let text = try #require(compilation.flattenedText(in: SourcePath(path).folder))
    let copy = SourcePath(path).folder.appending("flattened.yaml")
    let flat = PolicyLibrary(WithFile(folder, copy.text, text))
    let found = try #require(flat.check(fileAt: copy))
    #expect(found.isEmpty, "\(found.sorted.map { "\($0.span.location) \($0.message.english)" })")
    let programs = [compilation, flat.compilation(at: copy)].map { $0?.policy?.program }
    let texts = try programs.map { IRPrinter.text(of: try #require($0), withLocations: false) }
    #expect(texts[0] == texts[1])
    return text
  }

  @Test func aPolicyHasAnEditionForEachVersionOfTheOneThatItExtends() throws {
    let sources = Dictionary(
      uniqueKeysWithValues: [
        ("p/assay.yaml", ""),
        ("p/2022.yaml", Self.parent(dates: "2022-01-01..2022-12-31", points: 1)),
        ("p/2023.yaml", Self.parent(dates: "2023-01-01..", points: 2)),
        ("p/child.yaml", "policy: child\nversion: '1'\neffective: 2022-07-01..\nextends: parent\n"),
      ].map { ($0.0, SourceFile(path: $0.0, text: $0.1)) })
    let library = PolicyLibrary(MemorySources(sources))
    let editions = library.compilations(at: SourcePath("p/child.yaml"))
    #expect(editions.map { "\($0.dates)" } == ["2022-07-01..2022-12-31", "2023-01-01.."])
    #expect(editions.allSatisfy { $0.policy != nil })
    #expect(library.versionOverlaps(of: sources.keys.map(SourcePath.init)).isEmpty)
  }

  private static func parent(dates: String, points: Int) -> String {
    """
    policy: parent
    version: "\(points)"
    effective: \(dates)
    subject: shop
    subjects: {shop: {id: text, fields: {name: text}}}
    score: {points: \(points)}
    """
  }
}

/// Files in memory.
private final class MemorySources: SourceProvider {
  private let files: [String: SourceFile]

  init(_ files: [String: SourceFile]) {
    self.files = files
  }

  func source(at path: String) -> SourceFile? { files[path] }

  func yamlFiles(below folder: String) -> [String] {
    files.keys.filter { $0.hasPrefix(folder + "/") && $0.hasSuffix(".yaml") }.sorted()
  }
}
