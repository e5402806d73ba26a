import Foundation
import Testing

/// The schema, held against a validator that is not ours: PyPI's `check-jsonschema`.
@Suite(.enabled(if: SchemaValidator.path != nil, "check-jsonschema is not installed"))
struct SchemaValidationTests {
  @Test func everyGoodFileIsAccepted() throws {
    let corpus = CheckCase.good.map { "\(CheckCase.folder)/\($0.path)" }
    let files = Repository.files(below: "policies", suffix: ".yaml") + corpus
    #expect(try SchemaValidator.refused(files.map { Repository.root + "/" + $0 }) == [:])
  }

  @Test func slipsAreRefused() throws {
    let policy = "policy: case\nversion: \"1\"\nsubject: enterprise\n"
    let good = [
      "\(policy)score: {points: 1}", "\(policy)评分: {得分: {按: kind, 食品: 1, 其余: 2}}",
      "\(policy)grade: [{when: filed, then: 优}, {otherwise: 差}]", "政策: case\n版本: 1\n对象: enterprise\n",
    ]
    let bad = [
      // Unknown keys.
      "\(policy)scores: {points: 1}", "\(policy)score: {point: 1}", "\(policy)facts: {a: {each: b, wihtin: 1 year}}",
      // Wrong shapes.
      "\(policy)score: 100", "\(policy)grades: 优", "\(policy)grades: {优: 1}", "\(policy)title: [甲]",
      "\(policy)score: {points: [1, 2]}", "- policy",
      // Missing keys, and a key in both languages.
      "version: \"1\"\nsubject: a", "policy: case\nversion: \"1\"", "tests: case\ncases: []",
      "\(policy)not encoded: [{clause: 甲}]", "\(policy)score: {points: 1, 得分: 2}",
    ]
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var texts: [String: String] = [:]
    for (index, text) in (good + bad).enumerated() {
      let path = folder.appendingPathComponent("\(index).yaml").path
      try Data("\(text)\n".utf8).write(to: URL(fileURLWithPath: path))
      texts[path] = text
    }
    let refused = try SchemaValidator.refused(texts.keys.sorted())
    #expect(Set(refused.keys.map { texts[$0] }) == Set(bad))
  }
}

/// Runs the validator, where it is installed.
private enum SchemaValidator {
  /// The tool in the package's own folder of tools, or on the path.
  static let path: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    return ([Repository.root + "/.build-tools/bin"] + folders).map { $0 + "/check-jsonschema" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// Returns the files that the schema refuses, with what is said about each.
  static func refused(_ files: [String]) throws -> [String: String] {
    let output = try run(["--schemafile", Repository.root + "/grammar/policy.schema.json", "-o", "json"] + files)
    let report = try JSONDecoder().decode(Report.self, from: output)
    #expect(report.parseErrors ?? [] == [])
    return Dictionary(report.errors.map { ($0.filename, $0.message) }) { first, _ in first }
  }

  private struct Report: Decodable {
    let errors: [Refusal]
    let parseErrors: [Refusal]?

    enum CodingKeys: String, CodingKey {
      case errors
      case parseErrors = "parse_errors"
    }

    struct Refusal: Decodable, Equatable {
      let filename: String
      let message: String
    }
  }

  private static func run(_ arguments: [String]) throws -> Data {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: try #require(path))
    process.arguments = arguments
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return output
  }
}
