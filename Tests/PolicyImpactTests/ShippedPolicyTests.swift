import Foundation
import PolicyDiagnostics
import PolicyDriver
import PolicyImpact
import PolicySemantics
import PolicySyntax
import Testing

/// What is said of the policies of the repository, and of the corpus, when they are respelled or a number changes.
@Suite struct ShippedPolicyTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The policies, by their paths from the root.
  static let policies: [String] = ["policies", "Tests/Corpus/check/good"].flatMap { folder in
    let names = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path) ?? .init()
    return names.compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") }.map { "\(folder)/\($0)" }.sorted()
  }.filter { text(at: $0).map { $0.contains("\npolicy:") || $0.hasPrefix("policy:") } ?? false }

  private static func text(at path: String) -> String? {
    try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  private static func compiled(_ path: String, _ change: @escaping (String, String) -> String) -> CompiledPolicy? {
    let sources = ChangedSources { name in text(at: name).map { change(name, $0) } }
    return PolicyLibrary(sources).compilation(at: SourcePath(path))?.policy
  }

  /// Returns the policy as it is; nil for one that leaves something to those that extend it.
  private static func whole(_ path: String) throws -> CompiledPolicy? {
    let sources = ChangedSources { text(at: $0) }
    let compilation = try #require(PolicyLibrary(sources).compilation(at: SourcePath(path)))
    if !compilation.holes.isEmpty { return nil }
    let policy: CompiledPolicy = try #require(compilation.policy)
    return policy
  }

  @Test func thereArePolicies() {
    #expect(Self.policies.count > 10)
  }

  @Test(arguments: policies)
  func theLanguageOfKeywordsIsNoChange(_ path: String) throws {
    guard let old = try Self.whole(path) else { return }
    let new = try #require(
      Self.compiled(path) { name, text in
        var ignored = DiagnosticSet()
        return respelled(SourceFile(path: name, text: text), in: .chinese, .language, into: &ignored) ?? text
      })
    let changes = PolicyPair(old: old, new: new).comparison.changes
    #expect(changes.isEmpty, "\(changes.map(\.sentence.english))")
  }

  /// Every fourth number of a policy becomes another one; where that is a policy still, it is one change, the step of
  /// it ends at the new policy, and applying it to the old one gives the program of the new one.
  @Test(arguments: policies.filter { $0.hasPrefix("policies/") })
  func anotherNumberIsOneChange(_ path: String) throws {
    let text = try #require(Self.text(at: path))
    guard let old = try Self.whole(path) else { return }
    var count = 0
    for (place, number) in text.matches(of: #/\b[1-9][0-9]?\b/#).enumerated() where place % 4 == 1 {
      var edited = text
      edited.replaceSubrange(number.range, with: "\((Int(number.output) ?? 0) + 1)")
      let changedText = edited
      guard let new = Self.compiled(path, { name, text in name == path ? changedText : text }) else { continue }
      count += 1
      let pair = PolicyPair(old: old, new: new)
      let line = text[..<number.range.lowerBound].count { $0 == "\n" } + 1
      // A number in a comment, or one that a quoted text or a name has, may be no change or that of a name.
      #expect(pair.comparison.changes.count <= 1, "line \(line): \(pair.comparison.changes.map(\.sentence.english))")
      if let change = pair.comparison.changes.first, change.operation == .changed {
        #expect(change.new?.span.startPosition.line == line)
        #expect(pair.steps(limit: 24).count == (change.canMatter ? 1 : 0))
      }
    }
    #expect(count > 0 || path != "policies/wanzhi/market-regulation.yaml")
  }
}

/// The files of the repository, some of them changed.
private final class ChangedSources: SourceProvider {
  private let text: (String) -> String?

  init(_ text: @escaping (String) -> String?) {
    self.text = text
  }

  func source(at path: String) -> SourceFile? { text(path).map { SourceFile(path: path, text: $0) } }

  func yamlFiles(below folder: String) -> [String] { [] }
}
