import Foundation
import Testing

/// What `assay explain --format json` writes, held against its published schema by a validator that is not ours.
@Suite(.enabled(if: ExplanationValidator.path != nil, "check-jsonschema is not installed"))
struct ExplanationSchemaTests {
  /// Subjects of every shipped policy, in many states.
  @Test(arguments: ["wanzhi/market-regulation", "national/food-seller-risk"])
  func explanationsFitTheirSchema(policy: String) throws {
    let folder = try PolicyFolder()
    let file = ExplanationValidator.root.appendingPathComponent("policies/\(policy).yaml").path
    let sample = try folder.run(
      "sample", file, "--count", "12", "--seed", "3", "--as-of", "2025-06-30", "--output", "sample.jsonl")
    #expect(sample.status == 0)
    let lines = try #require(folder.text(of: "sample.jsonl")).split(separator: "\n")
    var files: [String] = []
    for (index, line) in lines.enumerated() {
      let id = try #require(line.split(separator: "\"").dropFirst(3).first)
      let run = try folder.run(
        "explain", file, "--subjects", "sample.jsonl", "--subject", String(id), "--as-of", "2025-06-30", "--format",
        "json")
      #expect(run.status == 0, "\(run.errors)")
      let path = folder.url.appendingPathComponent("\(index).json")
      try run.output.write(to: path, atomically: true, encoding: .utf8)
      files.append(path.path)
    }
    #expect(files.count == 12)
    #expect(try ExplanationValidator.refusal(of: files) == nil)
    let broken = folder.url.appendingPathComponent("broken.json")
    try "{\"schema\": \"assay.explanation/2\"}".write(to: broken, atomically: true, encoding: .utf8)
    #expect(try ExplanationValidator.refusal(of: [broken.path]) != nil)
  }
}

/// Runs the validator, where it is installed.
enum ExplanationValidator {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The tool in the package's own folder of tools, or on the path.
  static let path: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    return ([root.path + "/.build-tools/bin"] + folders).map { $0 + "/check-jsonschema" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// Returns what is said against the files; nil where nothing is.
  static func refusal(of files: [String], by schema: String = "explanation") throws -> String? {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: try #require(path))
    process.arguments = ["--schemafile", root.path + "/grammar/\(schema).schema.json"] + files
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? nil : String(decoding: output, as: UTF8.self)
  }
}
