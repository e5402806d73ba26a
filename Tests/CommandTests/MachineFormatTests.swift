import Foundation
import Testing

/// What other tools read: SARIF, annotations, code quality, JUnit.
struct MachineFormatTests {
  /// A policy with a name misspelt right after Chinese characters, in a folder with a Chinese name, and a warning.
  private func folder() throws -> PolicyFolder {
    let policy = PolicyFolder.policy.replacing(
      "{each: dirty, deduct: 30, cap: 90}", with: "{title: 检查, each: dirt, deduct: 30}")
    return try PolicyFolder([
      "policies/shop.yaml": PolicyFolder.policy,
      "policies/市场/shop.yaml": policy.replacing("policy: shop", with: "policy: stalls"),
      "policies/warned.yaml": PolicyFolder.policy.replacing("policy: shop", with: "policy: warned")
        .replacing("cap: 90", with: "cap: 900"),
    ])
  }

  private func text(_ format: String, _ command: String = "check") throws -> String {
    try folder().run(command, "--format", format).output
  }

  @Test(.enabled(if: PublishedSchema.sarif != nil, "the schema of SARIF is not installed"))
  func sarifIsWhatItsSchemaWants() throws {
    let schema = try #require(PublishedSchema.sarif)
    let folder = try folder()
    for command in ["check", "test"] {
      let run = try folder.run(command, "--format", "sarif")
      let file = folder.url.appendingPathComponent(command + ".sarif")
      try run.output.write(to: file, atomically: true, encoding: .utf8)
      #expect(try PublishedSchema.refusal(ofJSON: file, by: schema) == nil)
      let broken = folder.url.appendingPathComponent("broken.sarif")
      try run.output.replacing("\"runs\"", with: "\"run\"").write(to: broken, atomically: true, encoding: .utf8)
      #expect(try PublishedSchema.refusal(ofJSON: broken, by: schema) != nil)
    }
  }

  @Test func sarifPointsRightBehindChineseCharacters() throws {
    let log = try JSONDecoder().decode(SARIF.self, from: Data(text("sarif").utf8))
    let run = try #require(log.runs.first)
    let result = try #require(run.results.first { $0.ruleId == "N101" })
    #expect(run.columnKind == "unicodeCodePoints")
    #expect(run.tool.driver.rules[result.ruleIndex].id == "N101")
    let place = result.locations[0].physicalLocation
    // 市场 in UTF-8, as RFC 3986 escapes it.
    #expect(place.artifactLocation.uri == "policies/%E5%B8%82%E5%9C%BA/shop.yaml")
    // `    visits: {title: 检查, each: dirt`: eight and eight, two and two, six, then the name.
    let line = "    visits: {title: 检查, each: dirt"
    #expect(place.region.endColumn == line.count + 1)
    #expect(place.region.startColumn == line.count + 1 - "dirt".count)
  }

  @Test func annotationsAreOneLineEach() throws {
    let lines = try text("github").split(separator: "\n")
    #expect(lines.allSatisfy { $0.hasPrefix("::error file=") || $0.hasPrefix("::warning file=") })
    #expect(lines.contains { $0.hasPrefix("::error file=policies/市场/shop.yaml,line=") && $0.contains("N101") })
  }

  @Test func codeQualityTellsFindingsApart() throws {
    let issues = try JSONDecoder().decode([Issue].self, from: Data(text("gitlab").utf8))
    #expect(Set(issues.map(\.fingerprint)).count == issues.count)
    let issue = try #require(issues.first { $0.checkName == "N101" })
    #expect(issue.severity == "major")
    #expect(issue.location.path == "policies/市场/shop.yaml")
    #expect(issue.location.lines.begin == issue.location.positions.begin.line)
  }

  @Test func fingerprintsOutliveLinesAboveThem() throws {
    let folder = try folder()
    let before = try JSONDecoder().decode(
      [Issue].self, from: Data(folder.run("check", "--format", "gitlab").output.utf8))
    let path = "policies/市场/shop.yaml"
    try ("# 说明\n" + (folder.text(of: path) ?? "")).write(
      to: folder.url.appendingPathComponent(path), atomically: true, encoding: .utf8)
    let after = try JSONDecoder().decode(
      [Issue].self, from: Data(folder.run("check", "--format", "gitlab").output.utf8))
    #expect(before.map(\.fingerprint) == after.map(\.fingerprint))
    #expect(before.map(\.location.lines.begin) != after.map(\.location.lines.begin))
  }

  @Test(.enabled(if: PublishedSchema.junit != nil, "the schema of JUnit is not installed"))
  func junitIsWhatItsSchemaWants() throws {
    let schema = try #require(PublishedSchema.junit)
    let tests =
      PolicyFolder.tests.replacing("score: 99", with: "score: 98")
      + "  - {name: \"<坏> & \\\"b\\\"\", given: {floor: 1}, expect: {scor: 1}}\n"
    let folder = try PolicyFolder(["policies/shop.tests.yaml": tests])
    let run = try folder.run("test", "--junit", "report.xml")
    #expect(run.status == 1)
    let report = folder.url.appendingPathComponent("report.xml")
    #expect(try PublishedSchema.refusal(ofXML: report, by: schema) == nil)
    let text = try #require(folder.text(of: "report.xml"))
    #expect(text.contains("failures=\"1\""))
    #expect(text.contains("<failure type=\"P114\" message=\"expected `score` to be `98`, but it is `99`\">"))
    #expect(text.contains("name=\"&lt;坏&gt; &amp; &quot;b&quot;\""))
    try folder.run("check", "--format", "junit").output.write(to: report, atomically: true, encoding: .utf8)
    #expect(try PublishedSchema.refusal(ofXML: report, by: schema) == nil)
  }

  @Test func everyFormatHasOneSummaryOnStandardError() throws {
    for format in ["text", "json", "sarif", "github", "gitlab", "junit"] {
      let run = try folder().run("check", "--format", format)
      #expect(run.status == 1)
      #expect(run.errors == "4 files checked: 1 error, 1 warning\n")
    }
  }

  // MARK: Shapes

  private struct SARIF: Decodable {
    let runs: [Run]

    struct Run: Decodable {
      let columnKind: String
      let tool: Tool
      let results: [Result]
    }

    struct Tool: Decodable {
      let driver: Driver

      struct Driver: Decodable { let rules: [Rule] }
      struct Rule: Decodable { let id: String }
    }

    struct Result: Decodable {
      let ruleId: String
      let ruleIndex: Int
      let locations: [Location]

      struct Location: Decodable { let physicalLocation: Place }

      struct Place: Decodable {
        let artifactLocation: Artifact
        let region: Region
      }

      struct Artifact: Decodable { let uri: String }

      struct Region: Decodable {
        let startColumn: Int
        let endColumn: Int
      }
    }
  }

  private struct Issue: Decodable {
    let checkName: String
    let fingerprint: String
    let severity: String
    let location: Location

    // The names are GitLab's.
    enum CodingKeys: String, CodingKey {
      case checkName = "check_name"
      case fingerprint, severity, location
    }

    struct Location: Decodable {
      let path: String
      let lines: Lines
      let positions: Positions

      struct Lines: Decodable { let begin: Int }
      struct Positions: Decodable { let begin: Position }
      struct Position: Decodable { let line: Int }
    }
  }
}
